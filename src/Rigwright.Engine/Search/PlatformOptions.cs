namespace Rigwright.Engine.Search;

/// <summary>
/// What caution is worth when parts are compared. The search minimises price + premiums, so that a part that fits with certainty wins over one a
/// little cheaper that fits on the edge or perhaps.
/// </summary>
/// <param name="WarningPremium">What avoiding one warning is worth, in the buyer's currency. Assumed: 100.</param>
/// <param name="UnknownPremium">What avoiding one unknown fact is worth. Assumed: 50.</param>
public readonly record struct PlatformOptions(decimal WarningPremium, decimal UnknownPremium)
{
    /// <summary>The defaults.</summary>
    public static PlatformOptions Default => new(100, 50);

    /// <summary>Nothing but the price counts.</summary>
    public static PlatformOptions PriceOnly => new(0, 0);
}
