using System.Globalization;
using System.Text;

namespace Rigwright.Reports.Documents;

/// <summary>
/// Makes characters visible that a reader would not see but a terminal, a browser or an editor obeys: control characters, the marks that turn the
/// direction of writing, and invisible separators. Each becomes its escape (<c>\u202E</c>), which a reader recognises and JSON reads back as it was.
/// </summary>
public static class SafeText
{
    /// <summary>The text with every such character escaped; line breaks and tabs become spaces.</summary>
    public static string OneLine(string text) => Escape(text, keepLines: false);

    /// <summary>The text with every such character escaped; line breaks and tabs stay.</summary>
    public static string Lines(string text) => Escape(text, keepLines: true);

    /// <summary>Must a character be escaped before people see it?</summary>
    public static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => rune.Value is not ('\n' or '\t'),
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        // Joiners and soft hyphens shape words; everything else of this kind only hides or turns text.
        UnicodeCategory.Format => rune.Value is not (0x200c or 0x200d or 0xad),
        _ => false,
    };

    private static string Escape(string text, bool keepLines)
    {
        if (!NeedsWork(text, keepLines))
            return text;
        var result = new StringBuilder(text.Length + 16);
        // A lone surrogate is enumerated as U+FFFD.
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (!keepLines && rune.Value is '\n' or '\t')
                result.Append(' ');
            else if (!IsHidden(rune))
                result.Append(rune);
            else
                Append(result, rune);
        }
        return result.ToString();
    }

    private static void Append(StringBuilder result, Rune rune)
    {
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..rune.EncodeToUtf16(units)])
            result.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
    }

    private static bool NeedsWork(string text, bool keepLines)
    {
        foreach (var c in text)
        {
            if (c > '~' || (c < ' ' && !(keepLines && c is '\n' or '\t')))
                return true;
        }
        return false;
    }
}
