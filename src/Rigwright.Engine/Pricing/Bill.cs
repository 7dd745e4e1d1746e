using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.Pricing;

/// <summary>What all lines of a rig add on one step of the way, for example import VAT.</summary>
/// <param name="Key">As in <see cref="LandingStep.Key"/>.</param>
/// <param name="Label">For people.</param>
/// <param name="Amount">Over all lines.</param>
public sealed record BillStep(string Key, string Label, Money Amount);

/// <summary>The lines of a rig added up: at the shop, at the door, over which days and between which offers.</summary>
public sealed record Bill
{
    /// <summary>Everything at the buyer's door: the sum of the lines, to a hundredth.</summary>
    public required Money Landed { get; init; }

    /// <summary>Everything at the shops as stated, one amount a currency: two currencies never add.</summary>
    public required IReadOnlyList<Money> Shelf { get; init; }

    /// <summary>The steps over all lines, in the buyer's currency; they add up to <see cref="Landed"/> where every line says how its price came about.</summary>
    public required IReadOnlyList<BillStep> Steps { get; init; }

    /// <summary>What is left out of the landed prices because nobody stated it.</summary>
    public required IReadOnlyList<string> Excluded { get; init; }

    /// <summary>Day of the oldest price used; null when no line has a day.</summary>
    public DateOnly? Oldest { get; init; }

    /// <summary>Day of the newest price used; null when no line has a day.</summary>
    public DateOnly? Newest { get; init; }

    /// <summary>Lines whose price has no day.</summary>
    public required int Undated { get; init; }

    /// <summary>The sum with the cheapest offer of the day in every line; at most <see cref="Landed"/>.</summary>
    public required Money Lowest { get; init; }

    /// <summary>The sum with the dearest offer of the day in every line; at least <see cref="Landed"/>.</summary>
    public required Money Highest { get; init; }

    /// <summary>Is everything paid as it stands at the shop?</summary>
    public bool IsAsStated => Excluded.Count == 0 && Shelf is [var only] && only == Landed;

    /// <summary>Adds lines up, or null when one of them has no price.</summary>
    /// <param name="lines">The lines, all in the buyer's currency.</param>
    /// <param name="currency">The buyer's currency.</param>
    public static Bill? Of(IReadOnlyList<RigLine> lines, Currency currency)
    {
        if (lines.Any(l => l.UnitPrice is null))
            return null;
        var days = lines.Select(DayOf).OfType<DateOnly>().ToList();
        return new()
        {
            Landed = Money.Sum(lines.Select(l => l.Total!.Value), currency),
            Shelf = [.. lines.Select(l => (l.Landed?.Shelf ?? l.UnitPrice!.Value) * l.Quantity).GroupBy(m => m.Currency).Select(g => Money.Sum(g, g.Key))
                .OrderBy(m => m.Currency != currency).ThenBy(m => m.Currency.Code, StringComparer.Ordinal)],
            Steps = [.. lines.SelectMany(l => (l.Landed?.Steps ?? []).Select(s => (Step: s, Amount: s.Amount * l.Quantity))).GroupBy(s => s.Step.Key)
                .Select(g => new BillStep(g.Key, g.First().Step.Label, Money.Sum(g.Select(s => s.Amount), currency)))],
            Excluded = [.. lines.SelectMany(l => l.Landed?.Excluded ?? []).Distinct(StringComparer.Ordinal)],
            Oldest = days.Count > 0 ? days.Min() : null,
            Newest = days.Count > 0 ? days.Max() : null,
            Undated = lines.Count - days.Count,
            Lowest = Money.Sum(lines.Select(l => (l.LowestUnitPrice ?? l.UnitPrice!.Value) * l.Quantity), currency),
            Highest = Money.Sum(lines.Select(l => (l.HighestUnitPrice ?? l.UnitPrice!.Value) * l.Quantity), currency),
        };
    }

    private static DateOnly? DayOf(RigLine line) => line.Offer is { } offer ? offer.Seen : ShopDay(line.Landed?.Steps ?? []);

    private static DateOnly? ShopDay(IReadOnlyList<LandingStep> steps) => steps
        .SelectMany(s => s.Parts.Prepend(s)).FirstOrDefault(s => s.Key == "shop_price" || s is { Key: "goods", Parts.Count: 0 })?.Date;
}
