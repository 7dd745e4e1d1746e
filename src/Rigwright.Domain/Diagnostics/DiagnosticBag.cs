namespace Rigwright.Domain.Diagnostics;

/// <summary>Collects findings while a file is read, up to a limit so that a hostile file cannot fill the screen.</summary>
public sealed class DiagnosticBag
{
    /// <summary>More findings than this are counted, not kept.</summary>
    public const int Limit = 1000;

    private readonly List<Diagnostic> _items = [];
    private int _dropped;

    /// <summary>Is any finding an error?</summary>
    public bool HasErrors { get; private set; }

    /// <summary>The findings sorted by file, line and column, with a last one that counts those beyond <see cref="Limit"/>.</summary>
    public IReadOnlyList<Diagnostic> Items
    {
        get
        {
            var sorted = _items
                .OrderBy(d => d.Position.File, StringComparer.Ordinal)
                .ThenBy(d => d.Position.Line).ThenBy(d => d.Position.Column).ThenBy(d => d.Code, StringComparer.Ordinal)
                .ToList();
            if (_dropped > 0)
                sorted.Add(new Diagnostic("RW0001", DiagnosticSeverity.Error, sorted[^1].Position, $"{_dropped} further findings are not shown."));
            return sorted;
        }
    }

    /// <summary>Adds an error.</summary>
    public void Error(string code, Position position, string message, string? help = null) =>
        Add(new(code, DiagnosticSeverity.Error, position, message, help));

    /// <summary>Adds a warning.</summary>
    public void Warning(string code, Position position, string message, string? help = null) =>
        Add(new(code, DiagnosticSeverity.Warning, position, message, help));

    /// <summary>Adds a note.</summary>
    public void Info(string code, Position position, string message, string? help = null) =>
        Add(new(code, DiagnosticSeverity.Info, position, message, help));

    /// <summary>Adds a finding.</summary>
    public void Add(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == DiagnosticSeverity.Error;
        if (_items.Count < Limit)
            _items.Add(diagnostic);
        else
            _dropped++;
    }

    /// <summary>Adds many findings.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Add(diagnostic);
    }
}
