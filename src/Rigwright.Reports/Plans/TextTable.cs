using Spectre.Console;

namespace Rigwright.Reports.Plans;

/// <summary>A table of a terminal. Where the terminal is too narrow for its columns each row becomes a few lines: its name, then what stands in the columns.</summary>
/// <param name="name">Which column names the row.</param>
/// <param name="columns">Headings, in markup; numbers stand at the right.</param>
internal sealed class TextTable(int name, params (string Title, bool IsNumber)[] columns)
{
    /// <summary>The least width that tables are drawn in.</summary>
    public const int Narrow = 60;

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row of cells in markup.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes it.</summary>
    public void Write(IAnsiConsole console, int width)
    {
        if (width < Narrow)
            Lines(console, width);
        else
            console.Write(Drawn());
    }

    private Table Drawn()
    {
        var table = new Table().Border(TableBorder.None).Expand();
        foreach (var (index, (title, isNumber)) in columns.Index())
        {
            var column = new TableColumn($"[bold]{title}[/]");
            if (index == name && index > 0)
                column.Padding = new(1, 0, 1, 0);
            table.AddColumn(isNumber ? column.RightAligned().NoWrap() : column);
        }
        foreach (var row in _rows)
            table.AddRow(row);
        return table;
    }

    private void Lines(IAnsiConsole console, int width)
    {
        foreach (var row in _rows)
        {
            var lead = string.Concat(row.Take(name).Select(c => Markup.Remove(c) + ". "));
            var values = row.Index().Skip(name + 1).Where(c => c.Item.Length > 0).Select(c => $"{Markup.Remove(columns[c.Index].Title)} {Markup.Remove(c.Item)}");
            foreach (var line in WrappedText.Lines($"{lead}{Markup.Remove(row[name])}", width).Concat(WrappedText.Lines("   " + string.Join(", ", values), width)))
                console.WriteLine(line);
        }
    }
}
