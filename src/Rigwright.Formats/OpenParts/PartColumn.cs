namespace Rigwright.Formats.OpenParts;

/// <summary>A column of a file of open parts with what its texts stand for.</summary>
/// <param name="Name">Name in the header.</param>
/// <param name="Index">Place in each row; -1 when the file lacks it.</param>
internal sealed record PartColumn(string Name, int Index)
{
    // Ten thousand rows say 550 W on the same day for the same reason: they share one fact.
    private readonly Dictionary<string, object> _facts = new(StringComparer.Ordinal);

    /// <summary>What an unverified row's text stands for, when another row has the same; else null.</summary>
    public object? FactOf(ReadOnlySpan<char> text) => _facts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var fact) ? fact : null;

    /// <summary>Lets later rows with the same text share a fact.</summary>
    public void Remember(string text, object fact) => _facts[text] = fact;
}
