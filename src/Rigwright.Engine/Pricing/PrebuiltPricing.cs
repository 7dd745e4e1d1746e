using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Pricing;

/// <summary>What a vendor's model costs with some accelerators.</summary>
/// <param name="Landed">At the buyer's door.</param>
/// <param name="Lowest">The low end of a stated range, landed; else the same.</param>
/// <param name="Basis">How it is known, in one sentence.</param>
public sealed record PrebuiltPrice(LandedPrice Landed, Money Lowest, string Basis);

/// <summary>Prices vendors' models: a stated total, or base price + accelerators + a longer warranty.</summary>
public static class PrebuiltPricing
{
    /// <summary>The price, or what is missing. A total that is stated for this count in the buyer's currency goes first, then base price + accelerators, then a stated total in another currency.</summary>
    public static Answer<PrebuiltPrice> Of(Prebuilt prebuilt, Vendor vendor, int count, PriceQuery query, Catalogue catalogue)
    {
        (Sourced<Money> Low, Sourced<Money> High)? stated =
            prebuilt.ConfiguredTotals.TryGetValue(count, out var range) && Known(range.High, catalogue) <= query.AsOf ? range : null;
        if (stated is { } total && total.High.Value.Currency == query.Currency)
            return Answer<PrebuiltPrice>.Known(Stated(total, vendor, count, query, catalogue));
        if (prebuilt is { BasePrice: { } basic, PerAccelerator: { } each } && Known(basic, catalogue) <= query.AsOf && Known(each, catalogue) <= query.AsOf)
        {
            var shipment = Options(basic, each, vendor, count, query, catalogue);
            return Landed(shipment, vendor, query).Map(p => new PrebuiltPrice(p, p.Total, Sentence(string.Join(" + ", shipment.Parts.Select(x => $"{x.Amount} ({x.Label})")), p)));
        }
        if (stated is not { } other)
            return Answer<PrebuiltPrice>.Unknown(prebuilt.BasePrice is null ? $"a published price ({vendor.PricingRule ?? "price on request"})" : "a price with these accelerators (the vendor's configurator or a quote gives it)");
        var low = Landed(Quote(other.Low, vendor, catalogue), vendor, query);
        return Landed(Quote(other.High, vendor, catalogue), vendor, query).Map(p => new PrebuiltPrice(p, low.TryGet(out var l) ? l.Total : p.Total,
            Sentence($"total stated for {count} accelerators, high end ({other.High.Source})", p)));
    }

    // A total in the buyer's currency is what the document says that everything costs.
    private static PrebuiltPrice Stated((Sourced<Money> Low, Sourced<Money> High) total, Vendor vendor, int count, PriceQuery query, Catalogue catalogue)
    {
        var basis = $"total stated for {count} accelerators, high end ({total.High.Source}); estimate";
        var landed = new LandedPrice
        {
            Shelf = total.High.Value,
            Tax = PriceTax.Gross,
            From = Shipment.CountryOf(total.High.Value, vendor),
            To = query.Region.Code,
            Steps = [new() { Key = "goods", Label = "goods", Amount = total.High.Value, Basis = basis, Source = total.High.Source.Value, Date = Known(total.High, catalogue) }],
        };
        return new(landed with { Remarks = Delivery.Remarks(vendor, landed, query) }, total.Low.Value, basis);
    }

    private static Shipment Options(Sourced<Money> basic, Sourced<Money> each, Vendor vendor, int count, PriceQuery query, Catalogue catalogue)
    {
        var options = each.Value * count;
        List<(string, Money)> parts = [("base", basic.Value), (string.Create(CultureInfo.InvariantCulture, $"{count} x {each.Value}"), options)];
        if (query.Terms.WarrantyYears is { } years && years > (vendor.WarrantyYears ?? 0) && vendor.WarrantyTiers.TryGetValue(years, out var percent))
            parts.Add(($"{years} years of warranty, {percent.ToString(CultureInfo.InvariantCulture)} %", new(Landing.Rounded((basic.Value + options).Amount * percent / 100), basic.Value.Currency)));
        return Quote(basic with { Value = Money.Sum(parts.Select(p => p.Item2), basic.Value.Currency) }, vendor, catalogue) with { Parts = parts };
    }

    private static Shipment Quote(Sourced<Money> price, Vendor vendor, Catalogue catalogue) =>
        new(price.Value, Shipment.TaxOf(price.Value, vendor), Shipment.CountryOf(price.Value, vendor)) { Source = price.Source.Value, Seen = Known(price, catalogue) };

    private static Answer<LandedPrice> Landed(Shipment shipment, Vendor vendor, PriceQuery query) =>
        Delivery.Refusal(shipment.Price, vendor.Name, vendor, query) is { } refusal ? Answer<LandedPrice>.Unknown(refusal)
            : Landing.Of(shipment, query).Map(p => p with { Remarks = [.. Delivery.Remarks(vendor, p, query), .. Unsold(vendor, query)] });

    private static IEnumerable<string> Unsold(Vendor vendor, PriceQuery query)
    {
        if (query.Terms.WarrantyYears is { } years && years > (vendor.WarrantyYears ?? 0) && !vendor.WarrantyTiers.ContainsKey(years))
            yield return $"no warranty of {years} years is known at {vendor.Name}";
    }

    private static string Sentence(string basis, LandedPrice price) => LandedText.Derivation(price) is { } steps ? $"{basis}; {steps}" : basis;

    // The day on which a source was published is the day from which its prices were known.
    private static DateOnly Known(Sourced<Money> price, Catalogue catalogue) =>
        catalogue.Sources.TryGetValue(price.Source, out var entry) && DateOnly.TryParseExact(entry.Published, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : price.AsOf;
}
