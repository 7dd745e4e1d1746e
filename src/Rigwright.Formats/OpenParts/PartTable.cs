using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Parts;
using Rigwright.Formats.Csv;

namespace Rigwright.Formats.OpenParts;

/// <summary>One file of open parts: its columns, how a row becomes a part, and what came of it.</summary>
internal sealed class PartTable(string file, IReadOnlyList<string> columns, Func<PartRow, Part> read)
{
    private static readonly string[] Common = ["opendb_id", "name", "manufacturer", "part_numbers", "release_year", "verified"];

    private static readonly CsvCodes Codes = new(OpenPartCodes.Unreadable, OpenPartCodes.Header, OpenPartCodes.Row);

    // Sockets, form factors and makers repeat thousands of times: one object each.
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly List<PartColumn> _columns = [];
    private CsvSource? _source;

    // Part numbers with case and punctuation folded away: the only row, or all rows where several have it.
    private readonly Dictionary<string, int> _firstRow = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _rows = new(StringComparer.Ordinal);

    // Shorter rows than this do not occur; a guess that is too high costs a few bytes, growing costs a copy of everything.
    private const int ShortestRow = 150;

    public string File { get; } = file;

    public List<Part> Parts { get; } = [];

    public List<int> Lines { get; } = [];

    /// <summary>Was the row verified by hand upstream, part by part?</summary>
    public List<bool> Verified { get; } = [];

    public List<PartRepair> Repairs { get; } = [];

    public DiagnosticBag Bag { get; } = new();

    public void Read(string directory)
    {
        if (CsvSource.Open(Path.Combine(directory, File), File, Codes, Bag) is not { } source || !source.ReadHeader([.. Common, .. columns], []))
            return;
        _source = source;
        var expected = source.Length / ShortestRow;
        var seen = new HashSet<string>(expected, StringComparer.Ordinal);
        _firstRow.EnsureCapacity(expected);
        Parts.EnsureCapacity(expected);
        Lines.EnsureCapacity(expected);
        Verified.EnsureCapacity(expected);
        while (source.ReadRow())
        {
            var part = new PartRow(source, this);
            if (part.Id.Value.Length == 0 || part.Name.Length == 0)
                Bag.Error(OpenPartCodes.Identity, source.At("opendb_id"), "the row has no id or no name and is left out.");
            else if (!seen.Add(part.Id.Value))
                Bag.Error(OpenPartCodes.Identity, source.At("opendb_id"), $"the id '{part.Id}' stands twice; the second row is left out.");
            else
            {
                Parts.Add(read(part));
                Number(Parts.Count - 1);
                Lines.Add(source.Line);
                Verified.Add(part.Verified);
            }
        }
    }

    /// <summary>Folded part numbers that several rows have, with the rows in file order.</summary>
    public IReadOnlyDictionary<string, List<int>> SharedNumbers => _rows;

    /// <summary>The rows that have a folded part number.</summary>
    public IReadOnlyList<int> RowsOf(string number) => _rows.TryGetValue(number, out var rows) ? rows : _firstRow.TryGetValue(number, out var row) ? [row] : [];

    private void Number(int row)
    {
        foreach (var number in Parts[row].PartNumbers)
        {
            var key = AliasResolver.Fold(number);
            // Nearly every number stands once: a list only where it does not.
            if (_firstRow.TryAdd(key, row) || _firstRow[key] == row)
                continue;
            if (!_rows.TryGetValue(key, out var rows))
                _rows[key] = rows = [_firstRow[key]];
            if (rows[^1] != row)
                rows.Add(row);
        }
    }

    public string Intern(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
            return "";
        var pool = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (pool.TryGetValue(text, out var known))
            return known;
        known = text.ToString();
        _texts.Add(known);
        return known;
    }

    /// <summary>A column of the file by its name. The names are constants of the code: nearly always the same object, which is found by a look at
    /// a dozen references, a million times.</summary>
    public PartColumn Column(string name)
    {
        foreach (var column in _columns)
        {
            if (ReferenceEquals(column.Name, name))
                return column;
        }
        var known = _columns.Find(c => c.Name == name);
        _columns.Add(known is null ? new(name, _source!.IndexOf(name)) : known with { Name = name });
        return _columns[^1];
    }

    /// <summary>The entries of a text that bars separate, each once.</summary>
    public IReadOnlyList<string> Split(string text, Func<string, string>? spelling = null)
    {
        var list = new List<string>();
        foreach (var entry in text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var spelt = Intern(spelling?.Invoke(entry) ?? entry);
            if (!list.Contains(spelt))
                list.Add(spelt);
        }
        return list.ToArray();
    }
}
