using Rigwright.Engine.Costs;

namespace Rigwright.Engine.Explaining;

/// <summary>Everything that a plan says beyond its ranking: why, why not, how sure, and what to do next (docs/deciding.md).</summary>
public sealed record Decision
{
    /// <summary>The reasons of the ranked plans, best first.</summary>
    public required IReadOnlyList<PlanExplanation> Plans { get; init; }

    /// <summary>The first plan less each of the next ones on other devices, in the order of the ranking.</summary>
    public required IReadOnlyList<PlanDifference> Against { get; init; }

    /// <summary>Why each of the others is not the answer: ranked plans on other devices, then the rejected candidates that come nearest.</summary>
    public required IReadOnlyList<WhyNot> WhyNot { get; init; }

    /// <summary>How sure the ranking is; null when nothing is feasible.</summary>
    public required Stability? Stability { get; init; }

    /// <summary>Which plan for which wish.</summary>
    public required IReadOnlyList<GuideEntry> Guide { get; init; }

    /// <summary>Questions about the requirements that lead to the planner's answer; null when nothing is feasible under any of them.</summary>
    public required DecisionTree? Tree { get; init; }

    /// <summary>What the first plans can become by a later purchase.</summary>
    public required IReadOnlyList<UpgradePath> Upgrades { get; init; }

    /// <summary>At which prices the order changes; null when nothing is feasible.</summary>
    public PriceSensitivity? Prices { get; init; }
}
