namespace Rigwright.Formats.OpenParts;

/// <summary>What the name of a power supply says about its standard: "ATX 3.1", "ATX version 3.0", "PCIe Gen 5", "12V-2x6". Read by hand:
/// three thousand names, and the first case-insensitive expressions of a process cost more than all of them.</summary>
internal static class SupplyNames
{
    /// <summary>The ATX version that the name states ("ATX 3.1", "ATX12V v2.4"), 2.0 to 3.1, or null.</summary>
    public static double? AtxVersion(string name)
    {
        for (var rest = After(name, "ATX"); rest.Length > 0; rest = After(rest, "ATX"))
        {
            if (Version(Skip(rest, "12V")) is (['3', '.', '0' or '1', ..] or ['2', '.', >= '0' and <= '9', ..]) and var version)
                return (version[0] - '0') + ((version[2] - '0') / 10.0);
        }
        return null;
    }

    /// <summary>Does the name say ATX 3, PCIe 5 or one of the 16-pin plugs?</summary>
    public static bool SaysNewStandard(string name)
    {
        if (name.Contains("12VHPWR", StringComparison.OrdinalIgnoreCase) || name.Contains("12V-2x6", StringComparison.OrdinalIgnoreCase)
            || name.Contains("12V2x6", StringComparison.OrdinalIgnoreCase))
            return true;
        for (var rest = After(name, "ATX"); rest.Length > 0; rest = After(rest, "ATX"))
        {
            if (Version(rest) is ['3', ..])
                return true;
        }
        // "PCIe 5", "PCI-E" is not written; "PCIe Gen5", "PC5".
        for (var rest = After(name, "PC"); rest.Length > 0; rest = After(rest, "PC"))
        {
            if (Space(Skip(Space(Skip(Skip(rest, "I"), "E")), "GEN")) is ['5', ..])
                return true;
        }
        return false;
    }

    // What follows "ATX", an optional space and an optional "v" or "version ".
    private static ReadOnlySpan<char> Version(ReadOnlySpan<char> text)
    {
        text = Space(text);
        var worded = Skip(text, "VERSION ");
        return worded.Length < text.Length ? worded : Skip(text, "V");
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> text, string word) =>
        text.IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0 and var i ? text[(i + word.Length)..] : [];

    private static ReadOnlySpan<char> Skip(ReadOnlySpan<char> text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? text[word.Length..] : text;

    private static ReadOnlySpan<char> Space(ReadOnlySpan<char> text) => text.Length > 0 && char.IsWhiteSpace(text[0]) ? text[1..] : text;
}
