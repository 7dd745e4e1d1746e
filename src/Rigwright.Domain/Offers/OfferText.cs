using System.Text;

namespace Rigwright.Domain.Offers;

/// <summary>The one spelling of a text that offers are kept in, so that the same offer from two files is the same offer.</summary>
public static class OfferText
{
    /// <summary>The beginning of a text, for a message about it.</summary>
    public static string Short(string text) => text.Length > Shown ? text[..Shown] + "…" : text;

    private const int Shown = 80;

    /// <summary>Runs of white space and control characters become one space, both ends are trimmed, halves of a surrogate pair become U+FFFD; null when nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrEmpty(text) || IsClean(text))
            return string.IsNullOrEmpty(text) ? null : text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
                clean.Append(rune.ToString());
            else if (clean.Length > 0 && clean[^1] != ' ')
                clean.Append(' ');
        }
        if (clean.Length > 0 && clean[^1] == ' ')
            clean.Length--;
        return clean.Length == 0 ? null : clean.ToString();
    }

    // Nearly every text is clean already: a million offers are not copied for the few that are not.
    private static bool IsClean(string text)
    {
        if (text[0] == ' ' || text[^1] == ' ')
            return false;
        var space = false;
        foreach (var c in text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c) || (c != ' ' && char.IsWhiteSpace(c)) || (space && c == ' '))
                return false;
            space = c == ' ';
        }
        return true;
    }
}
