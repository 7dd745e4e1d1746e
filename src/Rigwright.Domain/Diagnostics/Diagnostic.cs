using System.Globalization;

namespace Rigwright.Domain.Diagnostics;

/// <summary>How bad a finding about an input is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; the input is used as it is.</summary>
    Info,

    /// <summary>Probably not meant; the input is used.</summary>
    Warning,

    /// <summary>The input cannot be used; the command exits with 2.</summary>
    Error,
}

/// <summary>Where something stands in a file. Line and column are 1-based; 0 means that the position is not known.</summary>
/// <param name="File">Path as the user gave it.</param>
/// <param name="Line">1-based line, or 0.</param>
/// <param name="Column">1-based column in characters, or 0.</param>
public readonly record struct Position(string File, int Line, int Column)
{
    /// <summary><c>file:line:column</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}

/// <summary>A problem with an input, printed as <c>file:line:column: error RWnnnn: message</c>.</summary>
/// <param name="Code">Stable code, <c>RW</c> and four digits, described in docs/diagnostics.md.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Position">Where it is.</param>
/// <param name="Message">What is wrong, with the offending value.</param>
/// <param name="Help">The way out (nearest valid name, allowed range), or null.</param>
public sealed record Diagnostic(string Code, DiagnosticSeverity Severity, Position Position, string Message, string? Help = null)
{
    /// <summary>How many findings this one counts: 1, or those that are not shown one by one.</summary>
    public int StandsFor { get; init; } = 1;

    /// <summary>The contract's one-line form.</summary>
    public override string ToString()
    {
        var severity = Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "info",
        };
        return Help is null
            ? $"{Position}: {severity} {Code}: {Message}"
            : $"{Position}: {severity} {Code}: {Message} {Help}";
    }
}

/// <summary>What a reader returns: the value when it is usable, and every diagnostic, never only the first.</summary>
/// <param name="Value">The value, or null when an error makes it unusable.</param>
/// <param name="Diagnostics">All findings in order of position.</param>
/// <typeparam name="T">What was read.</typeparam>
public sealed record Loaded<T>(T? Value, IReadOnlyList<Diagnostic> Diagnostics) where T : class
{
    /// <summary>Is any finding an error?</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
}
