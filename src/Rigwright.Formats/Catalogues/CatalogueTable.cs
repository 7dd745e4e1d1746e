using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Provenance;
using Rigwright.Formats.Csv;

namespace Rigwright.Formats.Catalogues;

/// <summary>What the tables share while a catalogue is read.</summary>
internal sealed class CatalogueContext(string directory, DiagnosticBag bag)
{
    public string Directory { get; } = directory;

    public DiagnosticBag Bag { get; } = bag;

    public Dictionary<SourceId, Source> Sources { get; private init; } = [];

    public ClaimBook Claims { get; private init; } = new();

    /// <summary>The same sources and claims with findings of its own, for tables that are read on another thread: tables write to
    /// their own findings and to the claims about their own entries only.</summary>
    public CatalogueContext Branch() => new(Directory, new()) { Sources = Sources, Claims = Claims };
}

/// <summary>One CSV file of the catalogue with its known columns.</summary>
internal sealed class CatalogueTable
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly CsvDocument _document;
    private readonly CatalogueContext _context;

    private CatalogueTable(CatalogueContext context, CsvDocument document, string subjectKind) =>
        (_context, _document, SubjectKind) = (context, document, subjectKind);

    /// <summary>First part of the name that claims use for an entry of this table, for example <c>accelerator</c>.</summary>
    public string SubjectKind { get; }

    /// <summary>Every column that the table may have.</summary>
    public required IReadOnlyCollection<string> Columns { get; init; }

    public CatalogueContext Context => _context;

    public string File => _document.File;

    /// <summary>The rows in file order.</summary>
    public IEnumerable<CatalogueRow> Rows => _document.Records.Select(r => new CatalogueRow(this, r));

    /// <summary>Opens a file below the catalogue's folder; null when it does not exist, cannot be parsed or lacks a required column.</summary>
    public static CatalogueTable? Open(CatalogueContext context, string name, string subjectKind, string[] required, string[] optional)
    {
        var path = Path.Combine(context.Directory, name);
        if (!System.IO.File.Exists(path))
            return null;
        if (CsvDocument.Load(path, path, context.Bag, CatalogueCodes.MalformedTable) is not { } document)
            return null;
        var table = new CatalogueTable(context, document, subjectKind) { Columns = [.. required, .. optional] };
        return table.CheckHeader(required) ? table : null;
    }

    public int? IndexOf(string column) => _index.TryGetValue(column, out var i) ? i : null;

    private bool CheckHeader(string[] required)
    {
        for (var i = 0; i < _document.Header.Count; i++)
        {
            var field = _document.Header[i];
            var position = new Position(File, field.Line, field.Column);
            if (!Columns.Contains(field.Text))
                _context.Bag.Error(CatalogueCodes.UnknownColumn, position, $"Unknown column '{field.Text}'.", NearestName.Suggest(field.Text, Columns));
            else if (!_index.TryAdd(field.Text, i))
                _context.Bag.Error(CatalogueCodes.UnknownColumn, position, $"Column '{field.Text}' stands twice.");
        }
        var isComplete = true;
        foreach (var column in required.Where(c => !_index.ContainsKey(c)))
        {
            _context.Bag.Error(CatalogueCodes.MissingColumn, new(File, 1, 1), $"Column '{column}' is missing.");
            isComplete = false;
        }
        return isComplete;
    }
}
