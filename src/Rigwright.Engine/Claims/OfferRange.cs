using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Claims;

/// <summary>What shops asked for a product around a day.</summary>
/// <param name="Low">Lowest price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Sources">Where the offers stand.</param>
public sealed record OfferRange(Money Low, Money High, IReadOnlyList<SourceId?> Sources)
{
    /// <summary>Days before a plan's day in which an offer still counts, and days after it for a plan that is older than the offers. Assumed.</summary>
    public const int Days = 30;

    /// <summary>How far a price may lie outside the offers. Assumed.</summary>
    private const decimal Tolerance = 0.10m;

    /// <summary>Does a price or range lie within the offers, give or take the tolerance?</summary>
    public bool Contains(Money low, Money high) =>
        low.Amount >= Low.Amount * (1 - Tolerance) && high.Amount <= High.Amount * (1 + Tolerance);

    /// <summary>The offers that were read from shops; null when there is none.</summary>
    internal static OfferRange? Compare(
        ResolvedPlan plan, OfferSubject subject, string reference, ByteSize? memory, Condition condition, DateOnly day, Currency? currency = null)
    {
        var money = currency ?? plan.Document.Currency;
        var offers = plan.Catalogue.Offers.Where(o => o.Subject == subject && o.Reference == reference && o.Condition == condition
            && o.Verified && o.PriceLow.Currency == money && (memory is null || o.MemoryOption is null || o.MemoryOption == memory) && IsNear(o, day)).ToList();
        return offers.Count == 0 ? null
            : new(offers.Min(o => o.PriceLow), offers.Max(o => o.PriceHigh ?? o.PriceLow), [.. offers.Select(o => (SourceId?)o.Source).Distinct()]);
    }

    /// <inheritdoc/>
    public override string ToString() => Low == High ? Low.ToString() : $"{Low} to {High}";

    // An offer dated to the month counts when its month touches the window.
    private static bool IsNear(Offer offer, DateOnly day) => offer.Seen is { } seen && offer.Precision switch
    {
        DatePrecision.Day => Math.Abs(seen.DayNumber - day.DayNumber) <= Days,
        DatePrecision.Month => seen.AddMonths(1).AddDays(-1) >= day.AddDays(-Days) && seen <= day.AddDays(Days),
        _ => false,
    };
}
