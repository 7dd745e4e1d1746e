using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;

namespace Rigwright.App.Plan;

/// <summary>Plans again on the same day, catalogue and prices when a requirement or the price of a device or part is changed.</summary>
/// <param name="session">The facts, and what earlier plans found out.</param>
/// <param name="own">The user's own offers.</param>
/// <param name="remembered">The offers of the user's price history.</param>
/// <param name="query">The day, region, currency and rates; the conditions follow the requirements.</param>
public sealed class Replanner(PlanningSession session, IReadOnlyList<Offer> own, IReadOnlyList<Offer> remembered, PriceQuery query) : IReplanner
{
    private readonly OfferBook _book = OfferBook.Of(session.Catalogue, own, remembered);

    private (PurchaseRequirements Requirements, Planner Planner)? _latest;

    /// <summary>Computes what a plan says beyond its ranking.</summary>
    public DecisionMaker Decide => new(session.Catalogue, this);

    /// <inheritdoc/>
    public PlanAnswer Plan(PurchaseRequirements requirements, IReadOnlyList<PriceChange> prices)
    {
        var asked = query with { Conditions = requirements.Conditions, Terms = requirements.Import };
        return session.Plan(requirements, prices.Count == 0 ? _book : Changed(prices, asked), asked);
    }

    /// <inheritdoc/>
    public PlanAnswer Field(PurchaseRequirements requirements) => session.Plan(DecisionField.Widened(requirements), _book, query with { Conditions = requirements.Conditions, Terms = requirements.Import }, onlyServing: true);

    /// <summary>Asks ahead, on another core, for what the plan and the decision about it will lay out.</summary>
    public void AskAhead(PurchaseRequirements requirements) => session.AskAhead(requirements, _book, query, DecisionField.Widened(requirements));

    /// <summary>A plan with what caps and other editions would do to its first rigs.</summary>
    public PlanAnswer WithVariants(PlanAnswer answer) => session.WithVariants(answer, _book);

    /// <inheritdoc/>
    public Layout? LayOut(PurchaseRequirements requirements, Candidate candidate) => session.LayOut(requirements, candidate, query.AsOf);

    /// <inheritdoc/>
    public IReadOnlyList<Domain.Rigs.RigLine>? Grow(PurchaseRequirements requirements, Candidate small, Candidate large)
        => PlannerFor(requirements).Grown(small, large);

    /// <inheritdoc/>
    public Assessment? With(PurchaseRequirements requirements, Candidate build, PartId part, int quantity) => PlannerFor(requirements).With(build, part, quantity);

    private Planner PlannerFor(PurchaseRequirements requirements)
    {
        if (_latest?.Requirements != requirements)
            _latest = (requirements, new(session, requirements, _book, query with { Conditions = requirements.Conditions, Terms = requirements.Import }));
        return _latest.Value.Planner;
    }

    // The offer that was planned with at another price, alone: other listings of the device would come before a dearer one.
    private OfferBook Changed(IReadOnlyList<PriceChange> prices, PriceQuery asked)
    {
        var offers = OfferBook.Counting(session.Catalogue, own, remembered).ToList();
        foreach (var change in prices)
        {
            Offer chosen;
            if (session.DevicesOn(_book, asked).FirstOrDefault(d => d.Id == change.Device) is { } device)
            {
                chosen = device.Price.Value!.Offer;
                offers.RemoveAll(o => o.Subject == chosen.Subject && o.Reference == chosen.Reference && o.Condition == chosen.Condition && o.MemoryOption == chosen.MemoryOption);
            }
            else
            {
                chosen = _book.BestOn(PricedItem.Of(session.Parts.First(p => p.Id.Value == change.Device)), asked).Value!.Offer;
                offers.RemoveAll(o => o.Subject == chosen.Subject && o.Reference == chosen.Reference);
            }
            offers.Add(chosen with { PriceLow = change.UnitPrice, PriceHigh = null });
        }
        return new(offers, session.Catalogue.Vendors, session.Catalogue.Accelerators);
    }
}
