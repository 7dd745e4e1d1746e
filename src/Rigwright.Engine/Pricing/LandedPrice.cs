using System.Globalization;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;

namespace Rigwright.Engine.Pricing;

/// <summary>What a price costs at the buyer's door as far as it is known.</summary>
/// <param name="Price">In the buyer's currency.</param>
/// <param name="Rate">Exchange rate used, or null.</param>
/// <param name="Derivation">How a foreign price was converted; null for a domestic one, which is used as it stands.</param>
public sealed record LandedPrice(Money Price, ExchangeRate? Rate, string? Derivation)
{
    /// <summary>
    /// A domestic price as it stands. A foreign one: net × rate × (1 + import VAT of the day). Freight and the carrier's clearance fee are not
    /// known before an order and are left out; industrial goods are duty-free in Switzerland since 2024-01-01. Unknown without a dated rate, and for a
    /// seller that is not known to deliver to the region.
    /// </summary>
    public static Answer<LandedPrice> Of(Money price, string? seller, Vendor? vendor, PriceQuery query)
    {
        if (price.Currency == query.Currency)
        {
            return vendor?.ShipsToSwitzerland == false && query.Region.Code == "CH"
                ? Answer<LandedPrice>.Unknown($"a seller that delivers to {query.Region.Name} ({vendor.Name} does not)")
                : Answer<LandedPrice>.Known(new(price, null, null));
        }
        if (query.Region.Code == "CH" && vendor?.ShipsToSwitzerland != true)
            return Answer<LandedPrice>.Unknown($"a seller that is known to deliver to {query.Region.Name} ({seller ?? "the seller"}, {price.Currency}, is not)");
        if (query.RateFrom(price.Currency) is not { } rate)
            return Answer<LandedPrice>.Unknown($"an exchange rate from {price.Currency} to {query.Currency} dated {query.AsOf:yyyy-MM-dd} or earlier ({price} is stated)");
        if (query.Region.Vat is not { } vat || !vat.On(query.AsOf).TryGet(out var percent))
            return Answer<LandedPrice>.Unknown($"the VAT of {query.Region.Name} on {query.AsOf:yyyy-MM-dd}");
        var net = rate.Convert(price);
        var landed = new Money(decimal.Round(net.Amount * (1 + percent.Value / 100), 2, MidpointRounding.AwayFromZero), query.Currency);
        return Answer<LandedPrice>.Known(new(landed, rate, string.Create(CultureInfo.InvariantCulture,
            $"{price} × {rate.Rate} ({rate.Date:yyyy-MM-dd}, {rate.Source}) + {percent.Value} % VAT; without freight and clearance")));
    }
}
