using Rigwright.Domain.Provenance;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Pricing;

namespace Rigwright.Engine.Planning;

/// <summary>A whole plan: what is feasible in order, what is not and why, and what the answer rests on.</summary>
public sealed record PlanAnswer
{
    /// <summary>What was asked.</summary>
    public required PurchaseRequirements Requirements { get; init; }

    /// <summary>The day, region and currency.</summary>
    public required PriceQuery Query { get; init; }

    /// <summary>Feasible rigs, best first.</summary>
    public required IReadOnlyList<Assessment> Ranked { get; init; }

    /// <summary>The others, by id.</summary>
    public required IReadOnlyList<Assessment> Rejected { get; init; }

    /// <summary>When nothing is feasible: the candidates that lack least, judged by every rule.</summary>
    public required IReadOnlyList<Assessment> NearestMisses { get; init; }

    /// <summary>Integrators and whether they have anything to offer.</summary>
    public required IReadOnlyList<VendorVerdict> Vendors { get; init; }

    /// <summary>Prices that the market left behind.</summary>
    public required IReadOnlyList<OvertakenPrice> Overtaken { get; init; }

    /// <summary>Why, why not, how sure and what next; null when nobody asked for it.</summary>
    public Decision? Decision { get; init; }

    /// <summary>The catalogue's sources, for footnotes.</summary>
    public IReadOnlyDictionary<SourceId, Source> Sources { get; init; } = new Dictionary<SourceId, Source>();
}
