using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Parts;
using Rigwright.Formats.Csv;

namespace Rigwright.Formats.OpenParts;

/// <summary>One file of open parts: its columns, how a row becomes a part, and what came of it.</summary>
internal sealed class PartTable(string file, IReadOnlyList<string> columns, Func<PartRow, Part> read)
{
    private static readonly string[] Common = ["opendb_id", "name", "manufacturer", "part_numbers", "release_year", "verified"];

    private static readonly CsvCodes Codes = new(OpenPartCodes.Unreadable, OpenPartCodes.Header, OpenPartCodes.Row);

    // Sockets, form factors and makers repeat thousands of times: one object each.
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Text, bool AsWritten), IReadOnlyList<string>> _lists = [];

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
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in source.Rows())
        {
            var part = new PartRow(row, this);
            if (part.Id.Value.Length == 0 || part.Name.Length == 0)
                Bag.Error(OpenPartCodes.Identity, row.At("opendb_id"), "the row has no id or no name and is left out.");
            else if (!seen.Add(part.Id.Value))
                Bag.Error(OpenPartCodes.Identity, row.At("opendb_id"), $"the id '{part.Id}' stands twice; the second row is left out.");
            else
            {
                Parts.Add(read(part));
                Lines.Add(row.Line);
                Verified.Add(part.Verified);
            }
        }
    }

    public string Intern(string text)
    {
        if (_texts.TryGetValue(text, out var known))
            return known;
        _texts[text] = text;
        return text;
    }

    /// <summary>The list that a text stands for, one object for each text.</summary>
    public IReadOnlyList<string> Split(string text, Func<string, string>? spelling = null)
    {
        if (text.Length == 0)
            return [];
        if (!_lists.TryGetValue((text, spelling is null), out var list))
        {
            _lists[(text, spelling is null)] = list = [.. text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(t => Intern(spelling?.Invoke(t) ?? t)).Distinct(StringComparer.Ordinal)];
        }
        return list;
    }
}
