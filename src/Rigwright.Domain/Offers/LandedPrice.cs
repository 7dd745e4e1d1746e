using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Offers;

/// <summary>One step on the way from the shop to the buyer's door.</summary>
public sealed record LandingStep
{
    /// <summary>Stable word for machines: <c>goods</c>, <c>shop_price</c>, <c>export_vat</c>, <c>freight</c>, <c>duty</c>, <c>import_vat</c>, <c>vat</c>, <c>sales_tax</c>, <c>clearance</c>.</summary>
    public required string Key { get; init; }

    /// <summary>For people.</summary>
    public required string Label { get; init; }

    /// <summary>What it adds (negative: takes off), rounded to a hundredth of its currency.</summary>
    public required Money Amount { get; init; }

    /// <summary>The percentage or the exchange rate that was applied; null for a plain amount.</summary>
    public decimal? Rate { get; init; }

    /// <summary>Unit of <see cref="Rate"/>: <c>percent</c> or, for example, <c>CHF per EUR</c>; null without a rate.</summary>
    public string? RateUnit { get; init; }

    /// <summary>What the rate was applied to, or how the amount is known.</summary>
    public required string Basis { get; init; }

    /// <summary>Id of the source of the rate or the amount, or who gave it.</summary>
    public required string Source { get; init; }

    /// <summary>The day from which the rate counts or on which it was seen; null for an amount without a day.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The steps that this one is made of, which may be in the shop's currency; empty for a plain one.</summary>
    public IReadOnlyList<LandingStep> Parts { get; init; } = [];
}

/// <summary>What a quote really costs at the buyer's door, with every step.</summary>
public sealed record LandedPrice
{
    /// <summary>The price at the shop as stated.</summary>
    public required Money Shelf { get; init; }

    /// <summary>The tax that is inside <see cref="Shelf"/>.</summary>
    public required PriceTax Tax { get; init; }

    /// <summary>ISO code of the country that it is sold in; null when unknown.</summary>
    public string? From { get; init; }

    /// <summary>ISO code of the buyer's country.</summary>
    public required string To { get; init; }

    /// <summary>The steps, all in the buyer's currency; they add up to <see cref="Total"/> exactly.</summary>
    public required IReadOnlyList<LandingStep> Steps { get; init; }

    /// <summary>What is known to come on top but not how much, for example freight; empty when the price is complete.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>What the buyer should know about the seller: warranty, returns.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Everything together, in the buyer's currency.</summary>
    public Money Total => Money.Sum(Steps.Select(s => s.Amount), Steps[0].Amount.Currency);

    /// <summary>Is nothing known to be left out?</summary>
    public bool IsComplete => Excluded.Count == 0;

    /// <summary>Is it the price at the shop, unchanged?</summary>
    public bool IsAsStated => Steps is [{ Parts.Count: 0 }] && Total == Shelf;
}
