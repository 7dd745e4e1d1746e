namespace Rigwright.Reports.Plans;

/// <summary>Breaks sentences into lines that keep their indent and bullet.</summary>
internal static class WrappedText
{
    /// <summary>The lines of a text within a width; words that are longer stand alone.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        var indent = text.Length - text.TrimStart(' ', '-').Length;
        var (lead, line) = (text[..indent], "");
        foreach (var word in text[indent..].Split(' '))
        {
            if (line.Length > 0 && indent + line.Length + 1 + word.Length > width)
            {
                yield return lead + line;
                (lead, line) = (new string(' ', indent), word);
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }
        yield return lead + line;
    }
}
