using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Offers;

namespace Rigwright.App.Catalogues;

/// <summary>Lists the entries of a catalogue.</summary>
public static class CatalogueLister
{
    private static readonly Dictionary<string, Func<Catalogue, ListRequest, CatalogueListing>> Lists = new(StringComparer.Ordinal)
    {
        ["accelerators"] = Accelerators,
        ["models"] = Models,
        ["parts"] = Parts,
        ["offers"] = Offers,
        ["vendors"] = Vendors,
        ["prebuilts"] = Prebuilts,
        ["engines"] = Engines,
        ["gguf-types"] = GgufTypes,
        ["regions"] = Regions,
        ["parameters"] = Parameters,
    };

    /// <summary>What can be listed.</summary>
    public static IReadOnlyCollection<string> Kinds => Lists.Keys;

    /// <summary>Lists one kind.</summary>
    /// <exception cref="KeyNotFoundException">The kind is not one of <see cref="Kinds"/>.</exception>
    public static CatalogueListing List(Catalogue catalogue, ListRequest request) => Lists[request.Kind](catalogue, request);

    private static CatalogueListing Accelerators(Catalogue catalogue, ListRequest request) => new(
        "accelerators",
        [new("id", "id"), new("name", "name"), new("kind", "kind"), new("memory_gib", "memory GiB"), new("bandwidth_gb_per_second", "GB/s"),
         new("fp16_dense_tflops", "FP16 TFLOP/s"), new("power_watts", "W"), new("release_year", "year")],
        [.. catalogue.Accelerators
            .Where(a => request.MinMemoryGiB is not { } min || (a.MemoryOptions.Count > 0 && a.LargestMemory.Value.GiB >= min))
            .Where(a => IsOf(request.Vendor, a.Vendor))
            .Select(a => new object?[]
            {
                a.Id.Value, a.Name.StartsWith(a.Vendor, StringComparison.Ordinal) ? a.Name : $"{a.Vendor} {a.Name}", Word(a.Kind), MemoryOf(a), a.Bandwidth?.Value.GigabytesPerSecond,
                a.Fp16Dense?.Value.TeraflopPerSecond, a.PowerLimit?.Value.Watts, a.ReleaseYear?.Value,
            })]);

    private static CatalogueListing Models(Catalogue catalogue, ListRequest request) => new(
        "models",
        [new("id", "id"), new("kind", "kind"), new("total_parameters_billions", "total B"), new("active_parameters_billions", "active B"),
         new("max_context_tokens", "context"), new("licence", "licence"), new("released", "released")],
        [.. catalogue.Models.Where(m => IsOf(request.Vendor, m.Id.Value.Split('/')[0])).Select(m => new object?[]
        {
            m.Id.Value, m.Kind, m.TotalParametersB?.Value, m.ActiveParametersB?.Value, m.MaxContext?.Value, m.Licence?.Value, m.Released,
        })]);

    private static CatalogueListing Parts(Catalogue catalogue, ListRequest request) => new(
        "parts",
        [new("id", "id"), new("category", "category"), new("name", "name"), new("part_numbers", "part numbers"), new("doubts", "doubts")],
        [.. catalogue.Parts.Where(p => IsOf(request.Category, Word(p.Category))).Select(p => new object?[]
        {
            p.Id.Value, Word(p.Category), p.Name, p.PartNumbers.Count == 0 ? null : string.Join(", ", p.PartNumbers), p.Doubts,
        })]);

    private static CatalogueListing Offers(Catalogue catalogue, ListRequest request) => new(
        "offers",
        [new("id", "id"), new("item", "item"), new("reference", "for"), new("price_low", "price"), new("price_high", "to"), new("currency", "currency"),
         new("condition", "condition"), new("seller", "seller"), new("seen", "seen"), new("verified", "verified")],
        [.. catalogue.Offers
            .Where(o => request.AsOf is not { } day || o.Seen <= day)
            .Where(o => IsOf(request.Vendor, o.Seller))
            .Where(o => request.Item is not { } item || Concerns(catalogue, o, item))
            .Select(o => new object?[]
            {
                o.Id, o.Item, o.Reference, o.PriceLow.Amount, o.PriceHigh?.Amount, o.PriceLow.Currency.Code, Word(o.Condition), o.Seller, Day(o), o.Verified,
            })]);

    private static bool Concerns(Catalogue catalogue, Offer offer, string item)
    {
        var ids = catalogue.AcceleratorNames.Resolve(item).Ids.Concat(catalogue.PartNames.Resolve(item).Ids);
        return offer.Item.Contains(item, StringComparison.OrdinalIgnoreCase) || (offer.Reference is { } reference && (reference == item || ids.Contains(reference)));
    }

    private static CatalogueListing Vendors(Catalogue catalogue, ListRequest request) => new(
        "vendors",
        [new("id", "id"), new("name", "name"), new("country", "country"), new("kind", "kind"), new("ships_to_switzerland", "to CH"),
         new("status", "status"), new("drop_reason", "drops out because")],
        [.. catalogue.Vendors.Where(v => IsOf(request.Vendor, v.Id)).Select(v => new object?[] { v.Id, v.Name, v.Country, v.Kind, v.ShipsToSwitzerland, v.Status, v.DropReason })]);

    private static CatalogueListing Prebuilts(Catalogue catalogue, ListRequest request) => new(
        "prebuilts",
        [new("id", "id"), new("vendor", "vendor"), new("name", "name"), new("accelerator", "accelerator"), new("counts", "counts"),
         new("base_price", "base price"), new("price_per_accelerator", "per card"), new("currency", "currency")],
        [.. catalogue.Prebuilts.Where(p => IsOf(request.Vendor, p.Vendor)).Select(p => new object?[]
        {
            p.Id, p.Vendor, p.Name, p.Accelerator, string.Join(", ", p.Counts), p.BasePrice?.Value.Amount, p.PerAccelerator?.Value.Amount,
            (p.BasePrice ?? p.PerAccelerator)?.Value.Currency.Code,
        })]);

    private static CatalogueListing Engines(Catalogue catalogue, ListRequest request) => new(
        "engines", [new("id", "id"), new("name", "name"), new("version", "facts from"), new("platforms", "platforms")],
        [.. catalogue.Engines.Select(e => new object?[] { e.Id, e.Name, e.Version, e.Facts.GetValueOrDefault("platforms") })]);

    private static CatalogueListing GgufTypes(Catalogue catalogue, ListRequest request) => new(
        "gguf-types",
        [new("id", "id"), new("kind", "kind"), new("number", "number"), new("name", "name"), new("block_elements", "block elements"), new("block_bytes", "block bytes"),
         new("status", "status"), new("layout", "layout")],
        [.. catalogue.GgufTypes.Select(t => new object?[] { t.Id, t.Kind, t.Number, t.Name, t.BlockElements?.Value, t.BlockBytes?.Value, t.Status, t.Layout })]);

    private static CatalogueListing Regions(Catalogue catalogue, ListRequest request)
    {
        var day = request.AsOf ?? catalogue.CollectedOn;
        return new(
            "regions",
            [new("code", "code"), new("name", "name"), new("currency", "currency"), new("vat_percent", "VAT %"), new("electricity_per_kwh", "per kWh"), new("outlets", "outlets")],
            [.. catalogue.Regions.Select(r => new object?[]
            {
                r.Code, r.Name, r.Currency?.Code, Value(r.Vat?.On(day)), Value(r.Electricity?.On(day)),
                r.Outlets.Count == 0 ? null : string.Join(", ", r.Outlets.Select(o => o.Name)),
            })]);
    }

    private static CatalogueListing Parameters(Catalogue catalogue, ListRequest request)
    {
        var day = request.AsOf ?? catalogue.CollectedOn;
        return new(
            "parameters",
            [new("id", "id"), new("value", "value"), new("unit", "unit"), new("from", "from"), new("source", "source"), new("note", "note")],
            [.. catalogue.Parameters.Values.OrderBy(p => p.Id, StringComparer.Ordinal).Select(p => (p, Entry: p.Entries.LastOrDefault(e => e.From <= day))).Select(x => new object?[]
            {
                x.p.Id, x.Entry?.Value?.Value, x.p.Unit, x.Entry is { } e ? Day(e.From) : null, x.Entry?.Value?.Source.Value, x.Entry?.Value?.Note,
            })]);
    }

    private static decimal? Value(Domain.Provenance.Answer<Domain.Provenance.Sourced<decimal>>? answer) => answer?.Value?.Value;

    private static bool IsOf(string? wanted, string? actual) => wanted is null || string.Equals(wanted, actual, StringComparison.OrdinalIgnoreCase);

    private static string? MemoryOf(Accelerator accelerator) => accelerator.MemoryOptions.Count == 0
        ? null
        : string.Join(" | ", accelerator.MemoryOptions.Select(m => m.Value.GiB.ToString("0.##", CultureInfo.InvariantCulture)));

    private static string? Day(Offer offer) => offer.Seen?.ToString(
        offer.Precision switch { DatePrecision.Day => "yyyy-MM-dd", DatePrecision.Month => "yyyy-MM", _ => "yyyy" }, CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Word<T>(T value) where T : struct, Enum => EntryInspector.Slug(value.ToString(), '-');
}
