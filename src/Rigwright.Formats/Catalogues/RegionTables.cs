using System.Globalization;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;

namespace Rigwright.Formats.Catalogues;

/// <summary>Reads <c>parameters.csv</c>, <c>regions.csv</c>, <c>outlets.csv</c>, <c>power-facts.csv</c> and <c>noise-facts.csv</c>.</summary>
internal static class RegionTables
{
    public const string ParametersFile = "parameters.csv";
    public const string RegionsFile = "regions.csv";
    public const string OutletsFile = "outlets.csv";
    public const string PowerFile = "power-facts.csv";
    public const string NoiseFile = "noise-facts.csv";

    public static Dictionary<string, DatedParameter> ReadParameters(CatalogueContext context)
    {
        Dictionary<string, (string Unit, List<DatedValue> Entries)> entries = new(StringComparer.Ordinal);
        if (CatalogueTable.Open(context, ParametersFile, "parameter", ["id", "unit", "from", "value", "source"], ["evidence", "provenance", "note"]) is not { } table)
            return [];
        foreach (var row in table.Rows)
        {
            if (row.Required("id") is not { } id || row.Required("unit") is not { } unit || row.Required("from") is null || row.Date("from") is not { } from)
                continue;
            Sourced<decimal>? value = null;
            if (row.Text("value") is { } text)
            {
                if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                {
                    row.Error(CatalogueCodes.BadNumber, "value", $"'{text}' is not a number.");
                    continue;
                }
                value = row.Wrap("value", number);
                if (value is null)
                    continue;
                value = value with { Note = row.Text("note") ?? value.Note };
            }
            if (!entries.TryGetValue(id, out var parameter))
                entries[id] = parameter = (unit, []);
            if (parameter.Unit != unit)
                row.Error(CatalogueCodes.UnknownWord, "unit", $"'{id}' is in {parameter.Unit} above, here in {unit}.");
            if (parameter.Entries.Count > 0 && parameter.Entries[^1].From >= from)
                row.Error(CatalogueCodes.BadDate, "from", $"The days of '{id}' must ascend.");
            parameter.Entries.Add(new(from, value));
        }
        return entries.ToDictionary(e => e.Key, e => new DatedParameter(e.Key, e.Value.Unit, e.Value.Entries), StringComparer.Ordinal);
    }

    public static List<Region> ReadRegions(CatalogueContext context, IReadOnlyDictionary<string, DatedParameter> parameters)
    {
        List<Region> regions = [];
        if (CatalogueTable.Open(context, RegionsFile, "region", ["code", "name"], ["currency", "customs_area"]) is not { } table)
            return regions;
        var ids = new UniqueIds();
        var outlets = ReadOutlets(context);
        foreach (var row in table.Rows)
        {
            if (ids.Take(row, "code") is not { } code || row.Required("name") is not { } name)
                continue;
            Currency? currency = Currency.TryParse(row.Text("currency"), out var known) ? known : null;
            if (row.Text("currency") is { } text && currency is null)
                row.Error(CatalogueCodes.UnknownWord, "currency", $"'{text}' is not one of {string.Join(", ", Currency.All.Select(c => c.Code))}.");
            var slug = code.ToLowerInvariant();
            regions.Add(new(code, name, currency, parameters.GetValueOrDefault("vat." + slug), parameters.GetValueOrDefault("electricity." + slug),
                outlets.GetValueOrDefault(code) ?? [])
            {
                CustomsArea = row.Text("customs_area") ?? code,
            });
        }
        foreach (var code in outlets.Keys.Where(c => !ids.All.Contains(c)))
        {
            context.Bag.Error(CatalogueCodes.UnknownReference, new(Path.Combine(context.Directory, OutletsFile), 0, 0), $"There is no region '{code}'.",
                Domain.Naming.NearestName.Suggest(code, ids.All));
        }
        return regions;
    }

    private static Dictionary<string, List<Outlet>> ReadOutlets(CatalogueContext context)
    {
        Dictionary<string, List<Outlet>> outlets = new(StringComparer.Ordinal);
        if (CatalogueTable.Open(context, OutletsFile, "outlet", ["region", "id", "name", "volts", "amps", "continuous_factor", "source"], ["provenance"]) is not { } table)
            return outlets;
        foreach (var row in table.Rows)
        {
            if (row.Required("region") is not { } region || row.Required("id") is not { } id || row.Required("name") is not { } name
                || row.SourcedNumber("volts", 50, 500) is not { } volts || row.SourcedNumber("amps", 1, 125) is not { } amps
                || row.SourcedNumber("continuous_factor", 0.5, 1) is not { } factor)
                continue;
            if (!outlets.TryGetValue(region, out var of))
                outlets[region] = of = [];
            if (of.Exists(o => o.Id == id))
                row.Error(CatalogueCodes.DuplicateId, "id", $"Outlet '{id}' stands twice in {region}.");
            of.Add(new(id, name, volts, amps, factor));
        }
        return outlets;
    }

    public static List<PowerFact> ReadPower(CatalogueContext context, IReadOnlyCollection<string> accelerators)
    {
        List<PowerFact> facts = [];
        if (CatalogueTable.Open(context, PowerFile, "power-fact", ["id", "machine", "load", "idle", "point", "low_w", "high_w", "source"],
            ["accelerator", "machines", "provenance"]) is not { } table)
            return facts;
        var ids = new UniqueIds();
        foreach (var row in table.Rows)
        {
            var accelerator = row.Known("accelerator", accelerators, "accelerator");
            if (ids.Take(row) is not { } id || row.Required("machine") is not { } machine || row.Required("load") is not { } load
                || row.YesNo("idle") is not { } idle || row.Word("point", Points) is not { } point
                || row.Quantity("low_w", 0.1, 20_000, Power.FromWatts) is not { } low || row.Quantity("high_w", 0.1, 20_000, Power.FromWatts) is not { } high)
                continue;
            facts.Add(new(id, accelerator is null ? null : new(accelerator), machine, load, idle, point, row.Whole("machines", 1, 100) ?? 1, low, high));
        }
        return facts;
    }

    public static List<NoiseFact> ReadNoise(CatalogueContext context, IReadOnlyCollection<string> references)
    {
        List<NoiseFact> facts = [];
        if (CatalogueTable.Open(context, NoiseFile, "noise-fact", ["id", "item", "source"], ["reference", "load", "low_dba", "high_dba", "words", "provenance"]) is not { } table)
            return facts;
        var ids = new UniqueIds();
        foreach (var row in table.Rows)
        {
            var reference = row.Known("reference", references, "accelerator, part or prebuilt");
            if (ids.Take(row) is { } id && row.Required("item") is { } item)
            {
                facts.Add(new(id, reference, item, row.Text("load"), row.Quantity("low_dba", 0, 140, SoundLevel.FromDecibelA),
                    row.Quantity("high_dba", 0, 140, SoundLevel.FromDecibelA), row.SourcedText("words")));
            }
        }
        return facts;
    }

    private static readonly WordList<PowerPoint> Points = new(("wall", PowerPoint.Wall), ("accelerator", PowerPoint.Accelerator));
}
