using Rigwright.Domain.Diagnostics;

namespace Rigwright.App.Catalogues;

/// <summary>What the catalogue check found.</summary>
/// <param name="Rule">Stable name of the rule.</param>
/// <param name="Severity">Error: the catalogue contradicts itself. Warning: probably not meant. Info: explained, or worth knowing.</param>
/// <param name="Subject">Kind and id of the entry.</param>
/// <param name="Message">The numbers compared.</param>
/// <param name="Explanation">Why it is not an error after all, in the catalogue's own words; null when nothing explains it.</param>
public sealed record CatalogueFinding(string Rule, DiagnosticSeverity Severity, string Subject, string Message, string? Explanation = null);
