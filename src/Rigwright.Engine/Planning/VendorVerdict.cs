using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Requirements;

namespace Rigwright.Engine.Planning;

/// <summary>Whether a vendor of ready-made machines has anything for this buyer.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Reason">Why it drops out, or null when its models are among the candidates.</param>
public sealed record VendorVerdict(Vendor Vendor, string? Reason)
{
    /// <summary>Every vendor that is not a plain retailer, by name.</summary>
    public static IReadOnlyList<VendorVerdict> Of(Catalogue catalogue, PurchaseRequirements requirements) =>
        [.. catalogue.Vendors.Where(v => v.Kind is "integrator" or "cloud" || v.DropReason is not null)
            .OrderBy(v => v.Name, StringComparer.Ordinal).Select(v => new VendorVerdict(v, ReasonOf(v, catalogue, requirements)))];

    private static string? ReasonOf(Vendor vendor, Catalogue catalogue, PurchaseRequirements requirements)
    {
        if (vendor.DropReason is { } stated)
            return stated;
        if (vendor.Status != "active")
            return vendor.Status;
        if (requirements.Region.Code == "CH" && vendor.ShipsToSwitzerland == false)
            return $"does not deliver to {requirements.Region.Name}";
        var models = catalogue.Prebuilts.Where(p => p.Vendor == vendor.Id).ToList();
        if (models.Count == 0)
            return "no model of it is in the catalogue";
        return models.TrueForAll(m => m.BasePrice is null && m.ConfiguredTotals.Count == 0)
            ? $"publishes no price ({vendor.PricingRule ?? "price on request"}): ask for a quote and hold it against this plan with 'rig check'"
            : null;
    }
}
