using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.Catalogues;

/// <summary>Reads <c>vendors.csv</c>, <c>prebuilts.csv</c> and <c>prebuilt-totals.csv</c>.</summary>
internal static class VendorTables
{
    public const string File = "vendors.csv";
    public const string PrebuiltFile = "prebuilts.csv";
    public const string TotalsFile = "prebuilt-totals.csv";

    public static List<Vendor> ReadVendors(CatalogueContext context)
    {
        List<Vendor> vendors = [];
        if (CatalogueTable.Open(context, File, "vendor", ["id", "name", "kind", "status", "basis", "source"],
            ["country", "ships_to_switzerland", "ships_to_text", "currency", "vat_treatment", "shipping", "warranty", "price_tax",
             "warranty_years", "warranty_abroad", "warranty_tiers", "returns", "pricing_rule",
             "drop_reason", "provenance", "sources", "notes"]) is not { } table)
            return vendors;
        var ids = new UniqueIds();
        foreach (var row in table.Rows)
        {
            row.CheckSources("sources");
            Currency? currency = null;
            if (row.Text("currency") is { } code)
            {
                if (Currency.TryParse(code, out var known))
                    currency = known;
                else
                    row.Error(CatalogueCodes.UnknownWord, "currency", $"'{code}' is not one of {string.Join(", ", Currency.All.Select(c => c.Code))}.");
            }
            if (ids.Take(row) is not { } id || row.Required("name") is not { } name || row.Required("kind") is not { } kind
                || row.Required("status") is not { } status || row.Required("basis") is not { } basis || row.Provenance is not { } provenance)
                continue;
            vendors.Add(new()
            {
                Id = id,
                Name = name,
                Country = row.Text("country"),
                Kind = kind,
                ShipsToSwitzerland = row.YesNo("ships_to_switzerland"),
                ShipsToText = row.Text("ships_to_text"),
                Currency = currency,
                VatTreatment = row.Text("vat_treatment"),
                Shipping = row.Text("shipping"),
                Warranty = row.Text("warranty"),
                PriceTax = row.Word("price_tax", CatalogueWords.PriceTaxes),
                WarrantyYears = row.Whole("warranty_years", 0, 30),
                WarrantyAbroad = row.YesNo("warranty_abroad"),
                WarrantyTiers = Tiers(row),
                Returns = row.Text("returns"),
                PricingRule = row.Text("pricing_rule"),
                Status = status,
                DropReason = row.Text("drop_reason"),
                Source = provenance.Default.Source,
                Basis = basis,
                Notes = row.Text("notes"),
            });
        }
        return vendors;
    }

    /// <summary><c>4=8; 5=15</c>: years = percent of the price.</summary>
    private static Dictionary<int, decimal> Tiers(CatalogueRow row)
    {
        Dictionary<int, decimal> tiers = [];
        foreach (var item in row.List("warranty_tiers") ?? [])
        {
            if (item.Split('=') is not [var years, var percent])
                row.Error(CatalogueCodes.BadNumber, "warranty_tiers", $"'{item}' is not of the form YEARS=PERCENT, for example 4=8.");
            else if (row.ParseNumber("warranty_tiers", years.Trim(), 1, 30) is { } y && row.ParseNumber("warranty_tiers", percent.Trim(), 0, 100) is { } p)
                tiers[(int)y] = (decimal)p;
        }
        return tiers;
    }

    public static List<Prebuilt> ReadPrebuilts(CatalogueContext context, IReadOnlyCollection<string> vendors, IReadOnlyCollection<string> accelerators)
    {
        List<Prebuilt> prebuilts = [];
        if (CatalogueTable.Open(context, PrebuiltFile, "prebuilt", ["id", "vendor", "name", "accelerator", "counts", "source"],
            ["base_price", "per_accelerator", "currency", "platform", "cpu_power_w", "noise_dba", "provenance", "notes"]) is not { } table)
            return prebuilts;
        var totals = Totals(context);
        var ids = new UniqueIds();
        foreach (var row in table.Rows)
        {
            List<int> counts = [];
            foreach (var item in row.List("counts") ?? [])
            {
                if (row.ParseNumber("counts", item, 1, 16) is { } n)
                    counts.Add((int)n);
            }
            if (ids.Take(row) is not { } id || row.Required("vendor") is null || row.Known("vendor", vendors, "vendor") is not { } vendor
                || row.Required("name") is not { } name || row.Required("accelerator") is null
                || row.Known("accelerator", accelerators, "accelerator") is not { } accelerator || counts.Count == 0 || row.Provenance is null)
                continue;
            prebuilts.Add(new()
            {
                Id = id,
                Vendor = vendor,
                Name = name,
                Accelerator = accelerator,
                Counts = counts,
                BasePrice = Price(row, "base_price"),
                PerAccelerator = Price(row, "per_accelerator"),
                ConfiguredTotals = totals.GetValueOrDefault(id) ?? [],
                Platform = row.Text("platform"),
                CpuPower = row.Quantity("cpu_power_w", 1, 2000, Power.FromWatts),
                Noise = row.Quantity("noise_dba", 0, 120, SoundLevel.FromDecibelA),
                Notes = row.Text("notes"),
            });
        }
        foreach (var id in totals.Keys.Where(t => !ids.All.Contains(t)))
        {
            context.Bag.Error(CatalogueCodes.UnknownReference, new(Path.Combine(context.Directory, TotalsFile), 0, 0), $"There is no prebuilt '{id}'.",
                Domain.Naming.NearestName.Suggest(id, ids.All));
        }
        return prebuilts;
    }

    private static Dictionary<string, Dictionary<int, (Sourced<Money> Low, Sourced<Money> High)>> Totals(CatalogueContext context)
    {
        Dictionary<string, Dictionary<int, (Sourced<Money>, Sourced<Money>)>> totals = new(StringComparer.Ordinal);
        if (CatalogueTable.Open(context, TotalsFile, "prebuilt-total", ["prebuilt", "count", "low", "high", "currency", "source"], ["provenance", "note"]) is not { } table)
            return totals;
        foreach (var row in table.Rows)
        {
            if (row.Required("prebuilt") is not { } id || row.Whole("count", 1, 16) is not { } count || Price(row, "low") is not { } low || Price(row, "high") is not { } high)
                continue;
            if (!totals.TryGetValue(id, out var of))
                totals[id] = of = [];
            if (!of.TryAdd(count, (low, high)))
                row.Error(CatalogueCodes.DuplicateId, "count", $"The total of {count} in '{id}' stands twice.");
        }
        return totals;
    }

    private static Sourced<Money>? Price(CatalogueRow row, string column)
    {
        if (row.Number(column, 0.01, 10_000_000) is not { } amount)
            return null;
        if (Currency.TryParse(row.Text("currency"), out var currency))
            return row.Wrap(column, new Money((decimal)amount, currency));
        row.Error(CatalogueCodes.UnknownWord, "currency", $"'{row.Text("currency")}' is not one of {string.Join(", ", Currency.All.Select(c => c.Code))}.");
        return null;
    }
}
