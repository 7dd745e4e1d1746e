using System.Globalization;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>What would have to change.</summary>
public enum ChangeKind
{
    /// <summary>A shop's price.</summary>
    Price,

    /// <summary>A limit of the requirements: budget, noise, memory.</summary>
    Limit,

    /// <summary>Another requirement: speed, context, kind of purchase, priorities.</summary>
    Requirement,

    /// <summary>A part or a fact that is not on offer or not known.</summary>
    Part,
}

/// <summary>Another price of one device or part, everything else as it is.</summary>
/// <param name="Device">Id of the device as in <see cref="DeviceChoice.Id"/>, or of the part.</param>
/// <param name="UnitPrice">Price of one.</param>
public sealed record PriceChange(string Device, Money UnitPrice);

/// <summary>Plans again when a requirement or a price is changed. The same input gives the same plan.</summary>
public interface IReplanner
{
    /// <summary>The plan for other requirements and prices.</summary>
    PlanAnswer Plan(PurchaseRequirements requirements, IReadOnlyList<PriceChange> prices);

    /// <summary>The plan under <see cref="DecisionField.Widened"/> requirements, of which only the candidates that carry the models are built.</summary>
    PlanAnswer Field(PurchaseRequirements requirements);

    /// <summary>The roles of some requirements on a candidate's devices; null when they do not fit.</summary>
    Layout? LayOut(PurchaseRequirements requirements, Candidate candidate);

    /// <summary>A build with an exact number of one part of its platform, everything else chosen anew.</summary>
    /// <param name="requirements">What it is judged by.</param>
    /// <param name="build">A candidate that is put together from parts.</param>
    /// <param name="part">A part of its platform.</param>
    /// <param name="quantity">How many of it, 0 for none.</param>
    /// <returns>Null when no acceptable build has so many.</returns>
    Assessment? With(PurchaseRequirements requirements, Candidate build, Domain.Parts.PartId part, int quantity);

    /// <summary>The bill of a larger build that is cheapest to reach from a smaller one whose parts are there; null when there is none on its platform.</summary>
    IReadOnlyList<Domain.Rigs.RigLine>? Grow(PurchaseRequirements requirements, Candidate small, Candidate large);
}

/// <summary>One change in one dimension that was computed to be the smallest that is enough.</summary>
/// <param name="Kind">What kind of thing changes.</param>
/// <param name="Key">The requirement's key as <c>--set</c> takes it (<c>budget.max</c>), or what else changes (<c>price of …</c>).</param>
/// <param name="From">The value now, with its unit.</param>
/// <param name="To">The value that is enough, with its unit, as <c>--set</c> takes it.</param>
/// <param name="Size">How large the change is, as a share of the value now: 0.1 is a tenth. Sound counts by loudness (10 dB is twice as loud, 1.0);
/// a matter of yes or no counts 1.</param>
/// <param name="Apply">The requirements after the change.</param>
public sealed record Change(ChangeKind Kind, string Key, string From, string To, double Size, Func<PurchaseRequirements, PurchaseRequirements> Apply)
{
    /// <summary>The price that changes, if it is one.</summary>
    public PriceChange? Price { get; init; }

    /// <summary>Can the change be applied and planned with? A part that nobody offers cannot.</summary>
    public bool CanBeApplied { get; init; } = true;

    /// <summary>Can <c>rig plan --set</c> try it?</summary>
    public bool IsSetting => CanBeApplied && Price is null;

    /// <summary>For people.</summary>
    public string Text => Kind == ChangeKind.Part ? To : $"{Key} {To} instead of {From}";

    /// <summary>Applies some changes and plans again.</summary>
    public static PlanAnswer Replan(IReplanner replanner, PurchaseRequirements requirements, IReadOnlyList<Change> changes) =>
        replanner.Plan(changes.Aggregate(requirements, (r, c) => c.Apply(r)), [.. changes.Select(c => c.Price).OfType<PriceChange>()]);

    internal static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
