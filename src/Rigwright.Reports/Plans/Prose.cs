using Rigwright.Reports.Documents;

namespace Rigwright.Reports.Plans;

/// <summary>Sentences as blocks: those that begin with a dash are the points of a list.</summary>
internal static class Prose
{
    public static IEnumerable<Block> Of(IEnumerable<string> sentences)
    {
        var points = new List<Words>();
        foreach (var sentence in sentences)
        {
            if (sentence.StartsWith("- ", StringComparison.Ordinal))
            {
                points.Add(sentence[2..]);
                continue;
            }
            if (points.Count > 0)
                yield return new Points([.. points]);
            points.Clear();
            yield return new Paragraph(Marked(sentence));
        }
        if (points.Count > 0)
            yield return new Points([.. points]);
    }

    // What a reader of the first lines must not miss.
    private static Words Marked(string sentence) => sentence.StartsWith(StabilityWords.WithinNoise, StringComparison.Ordinal)
        ? Words.Of(new Strong(StabilityWords.WithinNoise), new Plain(sentence[StabilityWords.WithinNoise.Length..])) : sentence;

    /// <summary>A list below a heading, or nothing.</summary>
    public static IEnumerable<Block> Points(string id, string title, IReadOnlyList<string> items) =>
        items.Count == 0 ? [] : [new Section(id, title, [new Points([.. items.Select(WithRule)])])];

    /// <summary>A sentence that ends with a rule's id in brackets: the id as code.</summary>
    public static Words WithRule(string text)
    {
        var open = text.LastIndexOf(" [", StringComparison.Ordinal);
        return open > 0 && text.EndsWith(']') ? Words.Of(new Plain(text[..(open + 1)]), new Code(text[(open + 2)..^1])) : text;
    }
}
