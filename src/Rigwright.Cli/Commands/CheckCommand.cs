using System.CommandLine;
using Rigwright.App.Check;
using Rigwright.Reports.Check;

namespace Rigwright.Cli.Commands;

/// <summary><c>rig check PLAN.yaml…</c>: holds plans and quotes against the catalogue.</summary>
internal static class CheckCommand
{
    private const string Help = """
        Hold somebody's plan or quote against the catalogue: do its parts go together, do its lines add up, and is what it says so?
        Exit code 0: no errors, 1: errors found, 2: the file cannot be used.

        Examples:
          rig check examples/reference/single-pro6000-am5.yaml
          rig check examples/reference/*.yaml --format json
        """;

    public static Command Create()
    {
        var files = new Argument<string[]>("plans") { Description = "Plan files (docs/plan-file.md)", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "text or json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var catalogue = new Option<string?>("--catalogue") { Description = "Catalogue folder instead of the shipped one" };
        var command = new Command("check", Help) { files, format, catalogue };
        command.SetAction(result => Run(new(result.GetValue(files) ?? [], result.GetValue(catalogue)), result.GetValue(format) == "json"));
        return command;
    }

    private static int Run(CheckRequest request, bool asJson)
    {
        var response = CheckHandler.Handle(request);
        foreach (var diagnostic in response.Diagnostics)
            Console.Error.WriteLine(diagnostic);
        if (response.IsBadInput)
            return ExitCodes.BadInput;
        var colour = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        Console.Out.Write(asJson ? CheckJsonReport.Render(response.Plans) : CheckTextReport.Render(response.Plans, colour));
        return response.FoundErrors ? ExitCodes.CheckFoundErrors : ExitCodes.Answered;
    }
}
