using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;

namespace Rigwright.App.Fit;

/// <summary>Collects what is wrong with a query, each at the word of the command line that it is about.</summary>
internal sealed class FitFindings(IReadOnlyList<string> words)
{
    public DiagnosticBag Bag { get; } = new();

    public void Error(string code, string word, string message, string? help = null) =>
        Bag.Error(code, new("command line", 1, ColumnOf(word)), message, help);

    /// <summary>Reports a name that is unknown or ambiguous; returns its id when it is neither.</summary>
    public string? Resolve(AliasResolver names, string name, string kind, string unknownCode, string ambiguousCode)
    {
        var resolution = names.Resolve(name);
        if (resolution.IsResolved)
            return resolution.Id;
        if (resolution.IsAmbiguous)
            Error(ambiguousCode, name, $"'{name}' names several {kind}.", $"Choose one of: {string.Join(", ", resolution.Ids.Order(StringComparer.Ordinal))}.");
        else
            Error(unknownCode, name, $"No {kind} is called '{name}'.", resolution.Nearest is { } nearest ? $"Did you mean '{nearest}'?" : null);
        return null;
    }

    /// <summary>One of some words, or an error that names the nearest.</summary>
    public T? Choose<T>(string word, IReadOnlyDictionary<string, T> known, string kind) where T : struct
    {
        if (known.TryGetValue(word, out var value))
            return value;
        Error(FitCodes.UnknownWord, word, $"'{word}' is no {kind}.", NearestName.Suggest(word, known.Keys) ?? $"Known: {string.Join(", ", known.Keys)}.");
        return null;
    }

    /// <summary>A whole number within bounds.</summary>
    public int InRange(string name, int value, int low, int high)
    {
        if (value < low || value > high)
            Error(FitCodes.OutOfRange, name, $"{name} is {value}; it must lie between {low} and {high}.");
        return Math.Clamp(value, low, high);
    }

    private int ColumnOf(string word)
    {
        var column = 1;
        foreach (var given in words)
        {
            var at = given.IndexOf(word, StringComparison.Ordinal);
            if (at >= 0)
                return column + at;
            column += given.Length + 1;
        }
        return 1;
    }
}
