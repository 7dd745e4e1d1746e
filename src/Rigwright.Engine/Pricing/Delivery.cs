using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Pricing;

/// <summary>Whether a seller's goods and its warranty reach the buyer.</summary>
public static class Delivery
{
    /// <summary>
    /// Why a seller is no seller for this buyer, or null. The catalogue knows who delivers to Switzerland; a buyer there is not sent to a foreign shop that
    /// is not known to. Elsewhere nothing is known, and <see cref="Remarks"/> says so.
    /// </summary>
    public static string? Refusal(Money price, string? seller, Vendor? vendor, PriceQuery query)
    {
        if (query.Region.Code != "CH")
            return null;
        if (price.Currency == query.Currency)
            return vendor?.ShipsToSwitzerland == false ? $"a seller that delivers to {query.Region.Name} ({vendor.Name} does not)" : null;
        return vendor?.ShipsToSwitzerland == true ? null
            : $"a seller that is known to deliver to {query.Region.Name} ({seller ?? "the seller"}, {price.Currency}, is not)";
    }

    /// <summary>What a buyer abroad should know of a vendor: delivery that nobody confirmed, a warranty that does not reach, returns.</summary>
    public static IReadOnlyList<string> Remarks(Vendor? vendor, LandedPrice landed, PriceQuery query)
    {
        var remarks = new List<string>();
        if (vendor is null || landed.From == landed.To)
            return remarks;
        if (query.Region.Code != "CH")
            remarks.Add($"whether {vendor.Name} delivers to {query.Region.Name} is not known");
        if (vendor.WarrantyAbroad == false)
            remarks.Add($"the warranty of {vendor.Name} does not reach {query.Region.Name} ({vendor.Warranty})");
        else if (vendor.WarrantyAbroad is null)
            remarks.Add($"whether the warranty of {vendor.Name} reaches {query.Region.Name} is not known");
        else
            remarks.Add($"warranty: {vendor.Warranty}");
        if (vendor.Returns is { } returns)
            remarks.Add($"returns: {returns}");
        return remarks;
    }
}
