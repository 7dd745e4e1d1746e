using System.CommandLine;
using Rigwright.Domain.Diagnostics;

namespace Rigwright.Cli;

/// <summary>Which requirements a question about a plan is asked under, where the command line need not say it.</summary>
internal static class RequirementsFile
{
    /// <summary>The variable that names the file.</summary>
    public const string Variable = "RIGWRIGHT_REQUIREMENTS";

    /// <summary>The option that names the file.</summary>
    public static Option<string?> Option() => new("--requirements")
    {
        Description = $"Requirements file; without it ${Variable}, then requirements.yaml in this folder, then examples/home-office.yaml",
        HelpName = "FILE",
    };

    /// <summary>Splits words into a requirements file and the rest: a word that ends in .yaml or .yml is the file. Without one the defaults are tried in order,
    /// and what was taken is said on standard error. Null after saying that none was found.</summary>
    public static (string File, IReadOnlyList<string> Words)? Find(string? option, IReadOnlyList<string> words)
    {
        var file = option ?? words.FirstOrDefault(IsFile);
        var rest = option is null && file is not null ? words.Where(w => !ReferenceEquals(w, file)).ToList() : words;
        if (file is not null)
            return (file, rest);
        string?[] places = [Environment.GetEnvironmentVariable(Variable), "requirements.yaml", "examples/home-office.yaml"];
        var found = places.FirstOrDefault(p => !string.IsNullOrEmpty(p) && File.Exists(p));
        if (found is null)
        {
            Console.Error.WriteLine(new Diagnostic("RW7004", DiagnosticSeverity.Error, new("command line", 1, 1), "No requirements file is named and none was found.", "Name one with --requirements FILE."));
            return null;
        }
        Console.Error.WriteLine($"rig: requirements from {found}");
        return (found, rest);
    }

    private static bool IsFile(string word) => word.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || word.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}
