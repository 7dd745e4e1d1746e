using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Costs;

/// <summary>What has been spent on a rig by the end of a year.</summary>
/// <param name="Year">Years since the purchase; 0 is the price.</param>
/// <param name="Spent">Price and electricity so far, low and high end.</param>
public sealed record CostPoint(int Year, MoneyRange Spent);

/// <summary>A rig's costs over the years: the price at once, the electricity year by year. A resale value is not counted.</summary>
public static class CostCurve
{
    /// <summary>The points from the purchase to the end of the years that the running cost is over.</summary>
    /// <param name="price">Price of the rig, in the currency of the running cost.</param>
    /// <param name="cost">Its running cost.</param>
    public static IReadOnlyList<CostPoint> Of(Money price, RunningCost cost) =>
        [.. Enumerable.Range(0, cost.Years + 1).Select(year => new CostPoint(year, new(price + cost.ElectricityPerYear.Low * year, price + cost.ElectricityPerYear.High * year)))];
}
