namespace Rigwright.Domain.Diagnostics;

/// <summary>Collects findings while a file is read, up to a limit so that a hostile file cannot fill the screen. Errors are kept before warnings and notes.</summary>
public sealed class DiagnosticBag
{
    /// <summary>More findings than this are counted, not kept.</summary>
    public const int Limit = 1000;

    private readonly List<Diagnostic> _errors = [];
    private readonly List<Diagnostic> _others = [];
    private readonly int[] _counts = new int[3];

    /// <summary>Is any finding an error?</summary>
    public bool HasErrors => _counts[(int)DiagnosticSeverity.Error] > 0;

    /// <summary>The findings sorted by file, line and column, with a last one that counts those beyond <see cref="Limit"/>; it is as severe as the worst of them.</summary>
    public IReadOnlyList<Diagnostic> Items
    {
        get
        {
            var kept = _errors.Concat(_others).Take(Limit).ToList();
            var sorted = kept
                .OrderBy(d => d.Position.File, StringComparer.Ordinal)
                .ThenBy(d => d.Position.Line).ThenBy(d => d.Position.Column).ThenBy(d => d.Code, StringComparer.Ordinal)
                .ToList();
            var hidden = Enum.GetValues<DiagnosticSeverity>().Where(s => _counts[(int)s] > kept.Count(d => d.Severity == s)).ToList();
            if (hidden.Count > 0)
            {
                var further = _counts.Sum() - kept.Count;
                sorted.Add(new Diagnostic("RW0001", hidden.Max(), sorted[^1].Position, $"{further} further findings are not shown.") { StandsFor = further });
            }
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

    /// <summary>Adds a finding; one that counts others stays a count.</summary>
    public void Add(Diagnostic diagnostic)
    {
        _counts[(int)diagnostic.Severity] += diagnostic.StandsFor;
        if (diagnostic.StandsFor != 1)
            return;
        var list = diagnostic.Severity == DiagnosticSeverity.Error ? _errors : _others;
        if (list.Count < Limit)
            list.Add(diagnostic);
    }

    /// <summary>Adds many findings.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Add(diagnostic);
    }
}
