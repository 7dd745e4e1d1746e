using System.Globalization;
using System.Text;
using Rigwright.Reports.Charts;

namespace Rigwright.Reports.Documents;

/// <summary>A document as Markdown that code-hosting sites render: headings, lists, pipe tables, footnotes as a numbered list. A chart becomes its table.</summary>
public sealed class MarkdownView
{
    private readonly StringBuilder _text = new();

    private MarkdownView()
    {
    }

    /// <summary>The document.</summary>
    public static string Of(Document document)
    {
        var view = new MarkdownView();
        view.Line("# " + Escape(document.Title));
        view.Line();
        view.Line(Flow(document.Subtitle));
        view.Line();
        view.Blocks(document.Blocks, 2);
        if (document.Footnotes.Count > 0)
        {
            view.Line("## Sources");
            view.Line();
            foreach (var (index, note) in document.Footnotes.Index())
                view.Line(string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {Flow(note)}"));
        }
        return view._text.ToString().TrimEnd('\n') + "\n";
    }

    private void Blocks(IReadOnlyList<Block> blocks, int level)
    {
        foreach (var block in blocks)
            Add(block, level);
    }

    private void Add(Block block, int level)
    {
        switch (block)
        {
            case Section section:
                Line(new string('#', Math.Min(level, 6)) + " " + Escape(section.Title));
                Line();
                Blocks(section.Blocks, level + 1);
                break;
            case Paragraph { Tone: Tone.Answer } paragraph:
                Line("**" + Inlines(paragraph.Text) + "**");
                Line();
                break;
            case Paragraph paragraph:
                Line(Flow(paragraph.Text));
                Line();
                break;
            case Points points:
                foreach (var (index, item) in points.Items.Index())
                    Line((points.Ordered ? string.Create(CultureInfo.InvariantCulture, $"{index + 1}. ") : "- ") + Flow(item));
                Line();
                break;
            case KeyFigures figures:
                foreach (var figure in figures.Items)
                    Line($"- {Flow(figure.Label)}: **{Escape(figure.Value)}**{(figure.Remark.Length > 0 ? " " + Escape(figure.Remark) : "")}");
                Line();
                break;
            case Table table:
                Table(table);
                break;
            case Figure figure:
                Figure(figure.Chart);
                break;
            case Fold fold:
                // Code-hosting sites fold details; everything between the tags is Markdown again after an empty line.
                Line($"<details><summary>{Html(fold.Summary)}</summary>");
                Line();
                Blocks(fold.Blocks, level);
                Line("</details>");
                Line();
                break;
            case CodeBlock code:
                Fenced(code);
                break;
            default:
                throw new NotSupportedException(block.GetType().Name);
        }
    }

    private void Figure(Chart chart)
    {
        Line($"**{Escape(chart.Title)}.** {Escape(chart.Description)}");
        Line();
        Table(chart.Data);
    }

    private void Table(Table table)
    {
        Line("|" + string.Concat(table.Columns.Select(c => $" {Escape(c.Title)} |")));
        Line("|" + string.Concat(table.Columns.Select(c => c.Kind == ColumnKind.Number ? "---:|" : "---|")));
        foreach (var row in table.Rows)
            Line("|" + string.Concat(row.Cells.Select(c => c.IsEmpty ? " |" : row.IsTotal ? $" **{Inlines(c)}** |" : $" {Inlines(c)} |")));
        Line();
        if (table.Caption.Length > 0)
        {
            Line($"*{Escape(table.Caption)}*");
            Line();
        }
    }

    private void Fenced(CodeBlock code)
    {
        var fence = "```";
        while (code.Text.Contains(fence, StringComparison.Ordinal))
            fence += "`";
        Line(fence + code.Language);
        Line(code.Text.TrimEnd('\n'));
        Line(fence);
        Line();
    }

    // At the start of a line more signs mean something.
    private static string Flow(Words words) => Inlines(words) is var text && words.Parts.Count > 0 && words.Parts[0] is Plain first && StartsBlock(first.Text) ? Marked(text) : text;

    private static string Marked(string text) => text.Insert(text.AsSpan().IndexOfAnyExceptInRange('0', '9'), "\\");

    private static bool StartsBlock(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits == 0 ? text[0] is '#' or '>' or '+' or '-' or '=' or ':' : digits is > 0 and < 10 && text[digits] is '.' or ')';
    }

    private static string Inlines(Words words) => string.Concat(words.Parts.Select(p => p switch
    {
        Strong => Bold(p.Text),
        Code => CodeSpan(p.Text),
        Link link => $"[{Escape(p.Text)}]({Address(link.Address)})",
        // Sites make anchors from headings in ways of their own.
        Jump => Escape(p.Text),
        Note note => string.Create(CultureInfo.InvariantCulture, $" \\[{note.Number}\\]"),
        _ => Escape(p.Text),
    }));

    // Signs of emphasis beside a space are no emphasis.
    private static string Bold(string text)
    {
        var inner = text.Trim();
        return inner.Length == 0 ? text : $"{text[..text.IndexOf(inner, StringComparison.Ordinal)]}**{Escape(inner)}**{text[(text.IndexOf(inner, StringComparison.Ordinal) + inner.Length)..]}";
    }

    private static string Address(Uri address) => address.AbsoluteUri
        .Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal)
        .Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal);

    // A pipe ends a cell even within code, so there it becomes the entity of plain text.
    private static string CodeSpan(string text) => text.Contains('|', StringComparison.Ordinal) || text.Contains('`', StringComparison.Ordinal) ? Escape(text) : $"`{text}`";

    private static string Html(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Text that stays text: nothing in it is read as Markdown, HTML or mathematics.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            // Sites make links of bare addresses, which only an entity prevents.
            var entity = text[i] == '<' ? "&lt;" : text.AsSpan(i).StartsWith("://") ? "&#58;" : text.AsSpan(i).StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? Entity(text[i]) : null;
            if (entity is null && IsMark(text, i))
                result.Append('\\');
            result.Append(entity ?? text[i].ToString());
        }
        return result.ToString();
    }

    private static string Entity(char c) => string.Create(CultureInfo.InvariantCulture, $"&#{(int)c};");

    private static bool IsMark(string text, int i) => text[i] switch
    {
        '\\' or '`' or '*' or '[' or ']' or '|' or '$' => true,
        '~' => (i + 1 < text.Length && text[i + 1] == '~') || (i > 0 && text[i - 1] == '~'),
        '&' => i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] == '#'),
        // An underscore within a word (Q4_K_M) is no mark.
        '_' => i == 0 || i + 1 == text.Length || !char.IsLetterOrDigit(text[i - 1]) || !char.IsLetterOrDigit(text[i + 1]),
        _ => false,
    };

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
