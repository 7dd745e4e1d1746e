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

    /// <summary>Rigs that meet the requirements when their cards' power is capped and do not otherwise, best first. They are choices beside the ranking: what is bought is
    /// a rig of <see cref="Rejected"/>, what changes is a setting.</summary>
    public IReadOnlyList<CappedRig> Capped { get; init; } = [];

    /// <summary>The first rigs with their cards capped and in other editions; empty when nobody asked for it.</summary>
    public IReadOnlyList<RigVariants> Variants { get; init; } = [];

    /// <summary>The feasible rigs that no other one beats in everything that counts; null when nothing is feasible.</summary>
    public PlanFront? Front { get; init; }

    /// <summary>Prices that the market left behind.</summary>
    public required IReadOnlyList<OvertakenPrice> Overtaken { get; init; }

    /// <summary>Why, why not, how sure and what next; null when nobody asked for it.</summary>
    public Decision? Decision { get; init; }

    /// <summary>The catalogue's sources, for footnotes.</summary>
    public IReadOnlyDictionary<SourceId, Source> Sources { get; init; } = new Dictionary<SourceId, Source>();

    /// <summary>What of the buyer's own price list was used; null without one.</summary>
    public PriceListReport? PriceList { get; init; }

    /// <summary>The buyer's price history and how many of its offers could count; null without one.</summary>
    public PriceStoreReport? PriceStore { get; init; }

    /// <summary>Room, streams, arrangements and prices of the rigs that are shown in full; null when nobody asked for it.</summary>
    public PlanStudy? Study { get; init; }

    /// <summary>Which models the rigs that are shown in full can run in each role, in the order of the ranking; empty when nobody asked for it.</summary>
    public IReadOnlyList<ModelChoice> Models { get; init; } = [];

    /// <summary>Rigs that are shown with every part and byte.</summary>
    public const int Detailed = 3;

    /// <summary>The rigs to show in full with their ranks: the best platform of each of the first sets of devices.</summary>
    public IEnumerable<(int Rank, Assessment Rig)> Shortlist =>
        Ranked.Select((a, i) => (Rank: i + 1, Rig: a)).DistinctBy(r => r.Rig.Candidate.DeviceName).Take(Detailed);
}

/// <summary>A price history that a plan used beside the catalogue.</summary>
/// <param name="Place">Where it lies, without secrets.</param>
/// <param name="Address">What <c>--store</c> takes to use it again, without secrets.</param>
/// <param name="Offers">Offers of it that could count on the day and that the catalogue does not hold.</param>
public sealed record PriceStoreReport(string Place, string Address, int Offers);

/// <summary>A rig that is acceptable with a power cap only.</summary>
/// <param name="Rig">The rig with capped cards, on the platform that suits the lower power.</param>
/// <param name="Uncapped">The same devices without a cap, and why they are out.</param>
public sealed record CappedRig(Assessment Rig, Assessment Uncapped);

/// <summary>Which rows of an own price list found something that they price.</summary>
/// <param name="Matched">Rows that are used.</param>
/// <param name="OpenParts">How many of these price a part of the open catalogue.</param>
/// <param name="Unmatched">Rows for nothing that is known, with the nearest name.</param>
public sealed record PriceListReport(int Matched, int OpenParts, IReadOnlyList<UnmatchedRow> Unmatched);

/// <summary>A row of a price list for nothing that is known.</summary>
/// <param name="Item">The item as written.</param>
/// <param name="Nearest">The nearest known name, or null.</param>
/// <param name="Line">Line of the file.</param>
public sealed record UnmatchedRow(string Item, string? Nearest, int Line);
