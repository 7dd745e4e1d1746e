using Rigwright.Domain.Naming;
using Rigwright.Domain.Provenance;

namespace Rigwright.Formats.Catalogues;

/// <summary>The provenance of the values of one row: a default source and exceptions by column.</summary>
/// <param name="Default">Provenance of every value without an exception.</param>
/// <param name="Exceptions">Provenance by column name.</param>
internal sealed record ValueProvenance(
    ValueProvenance.Ground Default, IReadOnlyDictionary<string, ValueProvenance.Ground> Exceptions)
{
    /// <summary>The reason to believe one value.</summary>
    internal sealed record Ground(SourceId Source, Evidence Evidence, DateOnly AsOf, string? Note);

    private static readonly WordList<Evidence> EvidenceWords = new(
        ("measured-here", Evidence.MeasuredHere), ("measured", Evidence.MeasuredByOthers), ("vendor", Evidence.VendorSpec),
        ("derived", Evidence.DerivedFromSpec), ("community", Evidence.CommunityReport), ("assumed", Evidence.Assumed));

    private static readonly IReadOnlyDictionary<string, Ground> None = new Dictionary<string, Ground>();

    /// <summary>Reads an evidence word.</summary>
    public static bool TryEvidence(string word, out Evidence evidence) => EvidenceWords.TryGet(word, out evidence);

    /// <summary>The words of <see cref="TryEvidence"/>.</summary>
    public static IReadOnlyCollection<string> Words => EvidenceWords.Words;

    public Ground Of(string column) => Exceptions.GetValueOrDefault(column) ?? Default;

    /// <summary>Reads <c>source</c> and <c>provenance</c>, the latter in the form
    /// <c>column column = source [evidence] [(note)]; …</c>; problems go to <paramref name="report"/> as code, message and help.</summary>
    public static ValueProvenance? Parse(
        string source, string? exceptions, IReadOnlyDictionary<SourceId, Source> sources, IReadOnlyCollection<string> columns,
        Action<string, string, string?> report)
    {
        if (!TryGround(source, null, null, sources, report, out var fallback))
            return null;
        if (exceptions is null)
            return new(fallback, None);
        var map = new Dictionary<string, Ground>(StringComparer.Ordinal);
        foreach (var clause in exceptions.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            ParseClause(clause, sources, columns, map, report);
        return new(fallback, map);
    }

    private static void ParseClause(
        string clause, IReadOnlyDictionary<SourceId, Source> sources, IReadOnlyCollection<string> columns,
        Dictionary<string, Ground> map, Action<string, string, string?> report)
    {
        var equals = clause.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            report(CatalogueCodes.BadProvenance, $"'{clause}' is not of the form 'columns = source evidence (note)'.", null);
            return;
        }
        var right = clause[(equals + 1)..].Trim();
        string? note = null;
        var open = right.IndexOf('(', StringComparison.Ordinal);
        if (open >= 0 && right.EndsWith(')'))
            (note, right) = (right[(open + 1)..^1].Trim(), right[..open].Trim());
        var words = right.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2 || !TryGround(words[0], words.Length == 2 ? words[1] : null, note, sources, report, out var ground))
        {
            if (words.Length is 0 or > 2)
                report(CatalogueCodes.BadProvenance, $"'{right}' is not a source id with an evidence word.", null);
            return;
        }
        foreach (var column in clause[..equals].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!columns.Contains(column))
                report(CatalogueCodes.BadProvenance, $"The provenance names the unknown column '{column}'.", NearestName.Suggest(column, columns));
            else if (!map.TryAdd(column, ground))
                report(CatalogueCodes.BadProvenance, $"The provenance of '{column}' is given twice.", null);
        }
    }

    private static bool TryGround(
        string source, string? evidenceWord, string? note, IReadOnlyDictionary<SourceId, Source> sources,
        Action<string, string, string?> report, out Ground ground)
    {
        ground = null!;
        if (!sources.TryGetValue(new(source), out var entry))
        {
            report(CatalogueCodes.UnknownReference, $"There is no source '{source}'.", NearestName.Suggest(source, sources.Keys.Select(k => k.Value)));
            return false;
        }
        var evidence = entry.Grade;
        if (evidenceWord is not null && !TryEvidence(evidenceWord, out evidence))
        {
            report(CatalogueCodes.UnknownWord, $"'{evidenceWord}' is not a kind of evidence ({string.Join(", ", Words)}).",
                NearestName.Suggest(evidenceWord, Words));
            return false;
        }
        ground = new(entry.Id, evidence, entry.Accessed, note);
        return true;
    }
}
