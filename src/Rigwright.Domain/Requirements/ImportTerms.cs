using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Requirements;

/// <summary>What one shipment from a country costs.</summary>
/// <param name="From">ISO code of the seller's country; null for every foreign country that has no entry of its own.</param>
/// <param name="Amount">Freight of one shipment, in any currency that has a rate.</param>
public sealed record FreightTerm(string? From, Money Amount);

/// <summary>What a carrier charges for clearing a shipment: base + percent of the taxable value, at most the maximum; in the buyer's currency.</summary>
/// <param name="Base">Charged always.</param>
/// <param name="Percent">Of the taxable value, 0 to 100.</param>
/// <param name="Max">The most that is charged; null for no limit.</param>
public sealed record ClearanceFee(decimal Base, decimal Percent, decimal? Max);

/// <summary>What the buyer knows about a purchase abroad. Nothing here has a default: what is left out is named as left out of the landed price.</summary>
public sealed record ImportTerms
{
    /// <summary>Nothing is known.</summary>
    public static ImportTerms None { get; } = new();

    /// <summary>Freight by country of the seller.</summary>
    public IReadOnlyList<FreightTerm> Freight { get; init; } = [];

    /// <summary>Carrier whose clearance tariff counts, for example <c>post</c>; null for none.</summary>
    public string? Carrier { get; init; }

    /// <summary>The clearance tariff that the buyer states; goes before <see cref="Carrier"/>.</summary>
    public ClearanceFee? Clearance { get; init; }

    /// <summary>Duty in percent; null takes the catalogue's of the day.</summary>
    public decimal? DutyPercent { get; init; }

    /// <summary>Sales tax in percent where there is no VAT (United States: state, county and city); null is unknown.</summary>
    public decimal? SalesTaxPercent { get; init; }

    /// <summary>Does the seller keep the VAT of its country although the goods leave it? Then it stays in the price.</summary>
    public bool SellerKeepsVat { get; init; }

    /// <summary>Years of warranty wanted; null takes what is included.</summary>
    public int? WarrantyYears { get; init; }

    /// <summary>Freight from a country; null when it is not given.</summary>
    public Money? FreightFrom(string? country) =>
        (Freight.FirstOrDefault(f => f.From is not null && f.From == country) ?? Freight.FirstOrDefault(f => f.From is null))?.Amount;
}
