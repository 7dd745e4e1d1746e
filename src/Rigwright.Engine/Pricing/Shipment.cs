using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Pricing;

/// <summary>A quote that is to be landed: one shipment of one item.</summary>
/// <param name="Price">At the shop, not negative.</param>
/// <param name="Tax">The tax inside it.</param>
/// <param name="From">ISO code of the country that it is sold in; null when unknown.</param>
public sealed record Shipment(Money Price, PriceTax Tax, string? From)
{
    /// <summary>Freight of this shipment; null takes the buyer's terms.</summary>
    public Money? Freight { get; init; }

    /// <summary>What the price is made of (base, options, warranty), in its currency; empty for a single price. They add up to <see cref="Price"/>.</summary>
    public IReadOnlyList<(string Label, Money Amount)> Parts { get; init; } = [];

    /// <summary>Where the price stands: an offer's source, a quote, "given by the user".</summary>
    public string Source { get; init; } = "given by the user";

    /// <summary>The day on which the price was seen.</summary>
    public DateOnly? Seen { get; init; }

    /// <summary>An offer at a seller.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="vendor">Who sells it; null when the catalogue does not know the seller.</param>
    public static Shipment Of(Offer offer, Vendor? vendor) => new(offer.PlanningPrice, offer.Tax ?? TaxOf(offer.PlanningPrice, vendor), CountryOf(offer.PlanningPrice, vendor))
    {
        Source = offer.Source.Value,
        Seen = offer.Seen,
    };

    /// <summary>The tax inside a seller's prices: as the vendor states it, else by custom: US prices are shown without sales tax, European ones with VAT.</summary>
    public static PriceTax TaxOf(Money price, Vendor? vendor) =>
        vendor?.PriceTax ?? (price.Currency == Currency.Usd ? PriceTax.Net : PriceTax.Gross);

    /// <summary>The vendor's country, else the only country that uses the currency; null for euro.</summary>
    public static string? CountryOf(Money price, Vendor? vendor) => vendor?.Country is { Length: >= 2 } country && (country.Length == 2 || !char.IsLetter(country[2]))
        ? country[..2]
        : price.Currency.Code switch { "CHF" => "CH", "GBP" => "GB", "USD" => "US", _ => null };
}
