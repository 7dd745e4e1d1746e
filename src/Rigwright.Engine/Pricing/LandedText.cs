using Rigwright.Domain.Offers;

namespace Rigwright.Engine.Pricing;

/// <summary>A landed price in one sentence.</summary>
public static class LandedText
{
    /// <summary>The steps that change anything and what is left out; null for a price that is paid as stated.</summary>
    public static string? Derivation(LandedPrice price)
    {
        if (price.IsAsStated && price.IsComplete)
            return null;
        var steps = price.Steps.Where(s => s.Amount.Amount != 0).Select(Step);
        return string.Join("; ", steps) + (price.IsComplete ? "" : $"; without {string.Join(", ", price.Excluded)}");
    }

    private static string Step(LandingStep step)
    {
        var parts = step.Parts.Where(p => p.Key != "shop_price").Select(p => $"{p.Amount} ({p.Label})");
        var shop = step.Parts.FirstOrDefault(p => p.Key == "shop_price");
        return step.Key == "goods"
            ? (shop is null ? $"{step.Amount} for the goods" : string.Join(" ", parts.Prepend(shop.Amount.ToString()))
                + (step.RateUnit is null ? "" : $" x {step.Rate?.ToString(System.Globalization.CultureInfo.InvariantCulture)} ({step.Date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}, {step.Source})") + $" = {step.Amount}")
            : $"{step.Label} {step.Amount}";
    }
}
