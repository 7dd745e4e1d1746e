using System.Globalization;

namespace Rigwright.Formats.OpenParts;

/// <summary>What the name of a memory kit says: "(2x24GB)", "RDIMM", "ECC". Read by hand: five thousand names, most of which hold none of the
/// words, and the first case-insensitive expressions of a process cost more than all of them.</summary>
internal static class KitName
{
    /// <summary>Number of modules and GB of each where the name holds them in brackets, as "(2x24GB)" or "(2 x 24 GB)"; else null.</summary>
    public static (int Modules, double EachGb)? Size(ReadOnlySpan<char> name)
    {
        for (var open = name.IndexOf('('); open >= 0; open = name.IndexOf('('))
        {
            name = name[(open + 1)..];
            var rest = name;
            if (Whole(ref rest, 2) is { } modules && Letter(ref rest, "X") && Whole(ref rest, 3) is { } each && Letter(ref rest, "GB") && rest is [')', ..])
                return (modules, each);
        }
        return null;
    }

    /// <summary>Does a word of the name say that the modules are registered?</summary>
    public static bool SaysRegistered(string name) => HasWord(name, "REGISTERED") || HasWord(name, "RDIMM") || HasWord(name, "R-DIMM");

    /// <summary>Does a word of the name say that the modules carry ECC? "Non-ECC" and "ECC Unsupported" say the opposite.</summary>
    public static bool SaysEcc(string name)
    {
        for (var i = name.IndexOf("ECC", StringComparison.OrdinalIgnoreCase); i >= 0; i = name.IndexOf("ECC", i + 1, StringComparison.OrdinalIgnoreCase))
        {
            var before = name.AsSpan(0, i);
            if (IsWord(name, i, 3) && !name.AsSpan(i + 3).StartsWith(" UNSUPPORTED", StringComparison.OrdinalIgnoreCase)
                && !before.EndsWith("NON-", StringComparison.OrdinalIgnoreCase) && !before.EndsWith("NON ", StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static bool HasWord(string name, string word)
    {
        for (var i = name.IndexOf(word, StringComparison.OrdinalIgnoreCase); i >= 0; i = name.IndexOf(word, i + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (IsWord(name, i, word.Length))
                return true;
        }
        return false;
    }

    private static bool IsWord(string name, int start, int length) =>
        (start == 0 || !IsLetter(name[start - 1])) && (start + length == name.Length || !IsLetter(name[start + length]));

    private static bool IsLetter(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static int? Whole(ref ReadOnlySpan<char> text, int mostDigits)
    {
        var digits = 0;
        while (digits < text.Length && digits < mostDigits && char.IsAsciiDigit(text[digits]))
            digits++;
        if (digits == 0)
            return null;
        var value = int.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        text = Space(text[digits..]);
        return value;
    }

    private static bool Letter(ref ReadOnlySpan<char> text, string letter)
    {
        if (!text.StartsWith(letter, StringComparison.OrdinalIgnoreCase))
            return false;
        text = text[letter.Length..];
        if (letter == "X")
            text = Space(text);
        return true;
    }

    private static ReadOnlySpan<char> Space(ReadOnlySpan<char> text) => text.Length > 0 && char.IsWhiteSpace(text[0]) ? text[1..] : text;
}
