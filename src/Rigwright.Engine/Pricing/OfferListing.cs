using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;

namespace Rigwright.Engine.Pricing;

/// <summary>What one seller asked for one item under one name in one condition, up to a day.</summary>
public sealed record OfferListing
{
    /// <summary>The price that counts: read from a shop before an estimate, then the newest, of two on one day the higher.</summary>
    public required Offer Current { get; init; }

    /// <summary>Everything that the listing said before or beside it, in the same order.</summary>
    public required IReadOnlyList<Offer> Others { get; init; }

    /// <summary>A rival price of the same listing; null when there is none.</summary>
    public Offer? Dispute => DisputeOf(Current, Others);

    /// <summary>What offers of one listing have in common besides the item that they are for.</summary>
    public static (string Item, string Seller, Condition Condition) KeyOf(Offer offer) => (AliasResolver.Fold(offer.Item), AliasResolver.Fold(offer.Seller ?? ""), offer.Condition);

    /// <summary>The offers of one listing, the one that counts first. The order does not depend on the order given.</summary>
    public static List<Offer> Ordered(IEnumerable<Offer> listing) =>
        [.. listing.OrderByDescending(o => o.Verified).ThenByDescending(o => o.Seen).ThenBy(o => o.Precision)
            .ThenByDescending(o => o.PlanningPrice.Amount).ThenByDescending(o => o.Url is not null).ThenBy(o => o.Id, StringComparer.Ordinal)];

    /// <summary>The listings on a day, by item, then price.</summary>
    /// <param name="offers">Offers of any items; later and undated ones do not exist on the day.</param>
    /// <param name="day">The day.</param>
    public static IReadOnlyList<OfferListing> On(IEnumerable<Offer> offers, DateOnly day) =>
        [.. offers.Where(o => o.Seen <= day).GroupBy(o => (o.Subject, o.Reference, o.MemoryOption, KeyOf(o))).Select(g => Ordered(g))
            .Select(ordered => new OfferListing { Current = ordered[0], Others = ordered[1..] })
            .OrderBy(l => l.Current.Subject).ThenBy(l => l.Current.Reference, StringComparer.Ordinal).ThenBy(l => l.Current.MemoryOption?.Bytes)
            .ThenBy(l => l.Current.PriceLow.Currency.Code, StringComparer.Ordinal).ThenBy(l => l.Current.PlanningPrice.Amount).ThenBy(l => l.Current.Id, StringComparer.Ordinal)];

    /// <summary>Two prices for one listing on one day, or a change of more than a tenth within a week; null when there is none.</summary>
    public static Offer? DisputeOf(Offer current, IEnumerable<Offer> others) => others.FirstOrDefault(o =>
        o.PlanningPrice.Currency == current.PlanningPrice.Currency && o.PlanningPrice != current.PlanningPrice
        && (o.Seen == current.Seen || (IsNear(o, current) && Differs(o, current))));

    private static bool IsNear(Offer a, Offer b) => a.Seen is { } one && b.Seen is { } other && Math.Abs(one.DayNumber - other.DayNumber) <= 7;

    private static bool Differs(Offer a, Offer b) => Math.Abs(a.PlanningPrice.Amount / b.PlanningPrice.Amount - 1) > 0.1m;
}
