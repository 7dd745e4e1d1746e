using Rigwright.Reports.Charts;

namespace Rigwright.Reports.Documents;

/// <summary>Rewrites every text of a document: one place where hidden characters are made visible and numbers take a region's form.</summary>
public static class DocumentMap
{
    /// <summary>The document as readers may see it: nothing hidden, numbers in their style.</summary>
    public static Document ForReaders(Document document, NumberStyle style) => new Mapper(style).Of(document);

    private sealed class Mapper(NumberStyle style)
    {
        public Document Of(Document d) => new(Text(d.Title), Of(d.Subtitle), Of(d.Blocks)) { Footnotes = [.. d.Footnotes.Select(Of)] };

        private IReadOnlyList<Block> Of(IReadOnlyList<Block> blocks) => [.. blocks.Select(Of)];

        private Block Of(Block block) => block switch
        {
            Section s => new Section(s.Id, Text(s.Title), Of(s.Blocks)),
            Paragraph p => p with { Text = Of(p.Text) },
            Points p => p with { Items = [.. p.Items.Select(Of)] },
            KeyFigures k => new KeyFigures([.. k.Items.Select(i => new KeyFigure(Text(i.Label), Text(i.Value), Text(i.Remark)))]),
            Table t => Of(t),
            Figure f => new Figure(Of(f.Chart)),
            Fold f => new Fold(Text(f.Summary), Of(f.Blocks)),
            CodeBlock c => c with { Text = SafeText.Lines(c.Text) },
            _ => throw new NotSupportedException(block.GetType().Name),
        };

        private Table Of(Table t) => new(Text(t.Caption), [.. t.Columns.Select(c => c with { Title = Text(c.Title) })],
            [.. t.Rows.Select(r => r with { Cells = [.. r.Cells.Select((c, i) => Of(c, t.Columns[i].Kind == ColumnKind.Number))] })]);

        private Chart Of(Chart chart) => chart.Map(Text, Numbers) with { Title = Text(chart.Title), Description = Text(chart.Description), Data = Of(chart.Data) };

        private Words Of(Words words) => Of(words, false);

        private Words Of(Words words, bool numbers) => new([.. words.Parts.Select(p => p switch
        {
            Plain or Strong => p with { Text = numbers ? Numbers(p.Text) : Text(p.Text) },
            // Names of products and commands keep their digits.
            _ => p with { Text = SafeText.OneLine(p.Text) },
        })]);

        private string Text(string text) => style.InText(SafeText.OneLine(text));

        private string Numbers(string text) => style.InNumbers(SafeText.OneLine(text));
    }
}
