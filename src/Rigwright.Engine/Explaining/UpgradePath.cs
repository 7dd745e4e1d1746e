using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.Explaining;

/// <summary>How a plan grows.</summary>
public enum UpgradeKind
{
    /// <summary>Another card beside those that are there.</summary>
    Card,

    /// <summary>Another machine beside those that are there.</summary>
    Machine,

    /// <summary>The same devices, and perhaps another, on another platform.</summary>
    Platform,
}

/// <summary>A later purchase that turns one plan into a larger one.</summary>
/// <param name="Kind">What is bought.</param>
/// <param name="From">Id of the plan that grows.</param>
/// <param name="To">Id of the plan that it becomes.</param>
/// <param name="ToName">Its name.</param>
/// <param name="Stays">Lines of the bill that both have.</param>
/// <param name="Replaced">Lines that the larger plan has no use for.</param>
/// <param name="Bought">Lines to buy.</param>
/// <param name="Price">What <paramref name="Bought"/> costs at the prices of the day of the plan.</param>
/// <param name="Brings">The larger plan less the smaller one: memory, speeds, watts, decibels.</param>
/// <param name="Now">Price of the larger plan when it is bought at once.</param>
/// <param name="InSteps">Price of the smaller plan and the upgrade together.</param>
/// <param name="Breaks">Requirements that the larger plan would break, as changes that would allow it; empty when it breaks none.</param>
public sealed record UpgradePath(
    UpgradeKind Kind, string From, string To, string ToName, IReadOnlyList<RigLine> Stays, IReadOnlyList<RigLine> Replaced, IReadOnlyList<RigLine> Bought,
    Money Price, IReadOnlyList<QuantityDifference> Brings, Money Now, Money InSteps, IReadOnlyList<Change> Breaks)
{
    /// <summary>What is saved by buying the larger plan at once: the price of the parts that would be replaced, and what a build around the kept parts costs beyond the best one.</summary>
    public Money SavedByBuyingNow => InSteps - Now;
}
