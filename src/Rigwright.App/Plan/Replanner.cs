using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;

namespace Rigwright.App.Plan;

/// <summary>Plans again on the same day, catalogue and prices when a requirement or the price of a device is changed.</summary>
/// <param name="catalogue">The facts.</param>
/// <param name="own">The user's own offers.</param>
/// <param name="query">The day, region, currency and rates; the conditions follow the requirements.</param>
/// <param name="estimator">Memory and speed of a role.</param>
public sealed class Replanner(Catalogue catalogue, IReadOnlyList<Offer> own, PriceQuery query, IRoleEstimator estimator) : IReplanner
{
    private readonly OfferBook _book = OfferBook.Of(catalogue, own);

    /// <inheritdoc/>
    public PlanAnswer Plan(PurchaseRequirements requirements, IReadOnlyList<PriceChange> prices)
    {
        var asked = query with { Conditions = requirements.Conditions };
        return new Planner(catalogue, requirements, prices.Count == 0 ? _book : Changed(prices, asked), asked, estimator).Plan();
    }

    /// <summary>The roles of some requirements on a candidate's devices; null when they do not fit.</summary>
    public Layout? LayOut(PurchaseRequirements requirements, Candidate candidate) =>
        new LayoutPlanner(requirements, estimator).Plan(PlanDevice.Of(candidate)).Layout;

    // The offer that was planned with at another price, alone: other listings of the device would come before a dearer one.
    private OfferBook Changed(IReadOnlyList<PriceChange> prices, PriceQuery asked)
    {
        var offers = OfferBook.Counting(catalogue, own).ToList();
        foreach (var change in prices)
        {
            var device = DeviceMarket.On(catalogue, _book, asked).First(d => d.Id == change.Device);
            var chosen = device.Price.Value!.Offer;
            offers.RemoveAll(o => o.Subject == chosen.Subject && o.Reference == chosen.Reference && o.Condition == chosen.Condition && o.MemoryOption == chosen.MemoryOption);
            offers.Add(chosen with { PriceLow = change.UnitPrice, PriceHigh = null });
        }
        return new(offers, catalogue.Vendors, catalogue.Accelerators);
    }
}
