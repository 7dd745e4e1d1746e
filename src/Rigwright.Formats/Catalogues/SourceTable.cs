using Rigwright.Domain.Naming;
using Rigwright.Domain.Provenance;

namespace Rigwright.Formats.Catalogues;

/// <summary>Reads <c>sources.csv</c> and <c>claims.csv</c>, which the other tables refer to.</summary>
internal static class SourceTable
{
    public const string File = "sources.csv";
    public const string ClaimsFile = "claims.csv";

    public static void Read(CatalogueContext context)
    {
        if (CatalogueTable.Open(context, File, "source", ["id", "title", "accessed", "grade"], ["producer", "address", "published", "licence"]) is not { } table)
            return;
        var ids = new UniqueIds();
        foreach (var row in table.Rows)
        {
            if (ids.Take(row) is { } id && row.Required("title") is { } title && row.Required("accessed") is not null
                && row.Date("accessed") is { } accessed && Evidence(row, "grade") is { } grade)
            {
                context.Sources[new(id)] = new(new(id), row.Text("producer"), title, row.Text("address"), row.Text("published"), accessed,
                    row.Text("licence"), grade);
            }
        }
    }

    public static void ReadClaims(CatalogueContext context)
    {
        if (CatalogueTable.Open(context, ClaimsFile, "claim", ["subject", "field", "value", "source"], ["evidence", "as_of", "note"]) is not { } table)
            return;
        foreach (var row in table.Rows)
        {
            if (row.Required("subject") is not { } subject || row.Required("field") is not { } field || row.Required("value") is not { } value
                || row.Provenance is not { } provenance)
                continue;
            var evidence = row.Text("evidence") is null ? provenance.Default.Evidence : Evidence(row, "evidence");
            if (evidence is { } e)
            {
                context.Claims.AddRival(subject, field,
                    new(value, provenance.Default.Source, e, row.Date("as_of") ?? provenance.Default.AsOf, row.Text("note")), row.Here);
            }
        }
    }

    /// <summary>Reports ids in a list of sources that do not exist.</summary>
    public static void CheckSources(this CatalogueRow row, string column)
    {
        foreach (var id in row.List(column) ?? [])
        {
            if (!row.Context.Sources.ContainsKey(new(id)))
            {
                row.Error(CatalogueCodes.UnknownReference, column, $"There is no source '{id}'.",
                    NearestName.Suggest(id, row.Context.Sources.Keys.Select(k => k.Value)));
            }
        }
    }

    private static Evidence? Evidence(CatalogueRow row, string column)
    {
        if (row.Required(column) is not { } word)
            return null;
        if (ValueProvenance.TryEvidence(word, out var evidence))
            return evidence;
        row.Error(CatalogueCodes.UnknownWord, column, $"'{word}' is not a kind of evidence ({string.Join(", ", ValueProvenance.Words)}).",
            NearestName.Suggest(word, ValueProvenance.Words));
        return null;
    }
}
