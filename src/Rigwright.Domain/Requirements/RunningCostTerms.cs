using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Requirements;

/// <summary>What the same tokens would cost elsewhere, as the buyer states it.</summary>
/// <param name="Name">Whose price it is, for people.</param>
/// <param name="PerMillionOutputTokens">Price of a million output tokens.</param>
public sealed record ApiPrice(string Name, Money PerMillionOutputTokens)
{
    /// <summary>Price of a million input tokens, in the same currency; null counts output tokens only.</summary>
    public Money? PerMillionInputTokens { get; init; }

    /// <summary>Input tokens that the workload sends for each output token, as the buyer knows it; null together with <see cref="PerMillionInputTokens"/>.</summary>
    public double? InputTokensPerOutputToken { get; init; }
}

/// <summary>How a rig will be run and what that is measured against.</summary>
public sealed record RunningCostTerms
{
    /// <summary>Nothing stated.</summary>
    public static RunningCostTerms Default { get; } = new();

    /// <summary>Price of a kilowatt-hour in the budget's currency; null takes the region's household price of the day.</summary>
    public Money? ElectricityPrice { get; init; }

    /// <summary>Hours a day in which the workload runs, above 0 and at most 24. The roles' duty cycles are shares of these hours.</summary>
    public double HoursPerDay { get; init; } = 24;

    /// <summary>Hours a day in which the rig is switched on, at least <see cref="HoursPerDay"/>; outside the workload it idles.</summary>
    public double OnHoursPerDay { get; init; } = 24;

    /// <summary>Years that the costs are summed over, 1 to 20.</summary>
    public int Years { get; init; } = 3;

    /// <summary>Idle power of the rig at the wall, measured by the buyer; null takes what the catalogue knows.</summary>
    public Power? Idle { get; init; }

    /// <summary>Assumed resale value after <see cref="Years"/>, in percent of the price; null counts none.</summary>
    public decimal? ResalePercent { get; init; }

    /// <summary>A price of tokens to compare with; null compares with nothing.</summary>
    public ApiPrice? Api { get; init; }
}
