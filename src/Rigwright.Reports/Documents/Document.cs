using Rigwright.Reports.Charts;

namespace Rigwright.Reports.Documents;

/// <summary>A report as a tree: what is said and in which order, independent of how it is shown. Markdown and HTML are views of it.</summary>
/// <param name="Title">Title, plain text.</param>
/// <param name="Subtitle">What was asked, in one sentence.</param>
/// <param name="Blocks">Everything else; usually sections.</param>
public sealed record Document(string Title, Words Subtitle, IReadOnlyList<Block> Blocks)
{
    /// <summary>Footnotes in the order of their numbers; the first has number 1.</summary>
    public IReadOnlyList<Words> Footnotes { get; init; } = [];
}

/// <summary>One piece of a document.</summary>
public abstract record Block;

/// <summary>A part with a heading. Its depth in the tree is its heading's level.</summary>
/// <param name="Id">Unique within the document: an anchor that stays the same when the numbers change.</param>
/// <param name="Title">Heading, plain text.</param>
/// <param name="Blocks">Its content.</param>
public sealed record Section(string Id, string Title, IReadOnlyList<Block> Blocks) : Block;

/// <summary>A paragraph.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Tone">How loud it is said.</param>
public sealed record Paragraph(Words Text, Tone Tone = Tone.Plain) : Block;

/// <summary>How loud something is said.</summary>
public enum Tone
{
    /// <summary>Running text.</summary>
    Plain,

    /// <summary>The answer itself.</summary>
    Answer,

    /// <summary>A remark beside the text.</summary>
    Aside,
}

/// <summary>A list of points.</summary>
/// <param name="Items">One entry a point.</param>
/// <param name="Ordered">Does the order matter?</param>
public sealed record Points(IReadOnlyList<Words> Items, bool Ordered = false) : Block;

/// <summary>A few figures that a reader looks for first.</summary>
/// <param name="Items">The figures.</param>
public sealed record KeyFigures(IReadOnlyList<KeyFigure> Items) : Block;

/// <summary>A number with what it is.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The number with its unit.</param>
/// <param name="Remark">What it is held against; may be empty.</param>
public sealed record KeyFigure(string Label, string Value, string Remark = "");

/// <summary>A table.</summary>
/// <param name="Caption">What it shows; plain text.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Rows of as many cells as there are columns.</param>
public sealed record Table(string Caption, IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows) : Block;

/// <summary>A column of a table.</summary>
/// <param name="Title">Heading, plain text.</param>
/// <param name="Kind">What stands in it.</param>
public sealed record Column(string Title, ColumnKind Kind = ColumnKind.Text)
{
    /// <summary>A column of words.</summary>
    public static implicit operator Column(string title) => new(title);

    /// <summary>A column of numbers, aligned at the right.</summary>
    public static Column Number(string title) => new(title, ColumnKind.Number);

    /// <summary>The column that names the row.</summary>
    public static Column Name(string title) => new(title, ColumnKind.Name);
}

/// <summary>What stands in a column.</summary>
public enum ColumnKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>What names the row.</summary>
    Name,
}

/// <summary>A row of a table.</summary>
/// <param name="Cells">As many as the table has columns.</param>
/// <param name="IsTotal">Does it sum up the rows above?</param>
public sealed record Row(IReadOnlyList<Words> Cells, bool IsTotal = false)
{
    /// <summary>An ordinary row.</summary>
    public static Row Of(params Words[] cells) => new(cells);

    /// <summary>The row below the line.</summary>
    public static Row Total(params Words[] cells) => new(cells, true);
}

/// <summary>A chart with its text alternative.</summary>
/// <param name="Chart">The chart.</param>
public sealed record Figure(Chart Chart) : Block;

/// <summary>Something that a reader may skip: folded on a screen, shown in print.</summary>
/// <param name="Summary">What is in it, plain text.</param>
/// <param name="Blocks">The content.</param>
public sealed record Fold(string Summary, IReadOnlyList<Block> Blocks) : Block;

/// <summary>Text to copy, line by line.</summary>
/// <param name="Text">The lines.</param>
/// <param name="Language">For highlighting: <c>sh</c>, <c>yaml</c>.</param>
public sealed record CodeBlock(string Text, string Language) : Block;
