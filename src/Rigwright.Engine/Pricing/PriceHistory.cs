using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Pricing;

/// <summary>What a shop asked on one day.</summary>
/// <param name="Day">The day; the first of a month or year where no more is known.</param>
/// <param name="Price">The price that a careful buyer plans with.</param>
/// <param name="Offer">The offer.</param>
public sealed record PricePoint(DateOnly Day, Money Price, Offer Offer);

/// <summary>The dated prices of one item in the buyer's currency, listing by listing.</summary>
/// <param name="Item">What is priced.</param>
/// <param name="Name">For people.</param>
/// <param name="Listings">Seller (or <c>estimates</c>) with its prices in order of the days.</param>
public sealed record PriceHistory(PricedItem Item, string Name, IReadOnlyList<(string Seller, IReadOnlyList<PricePoint> Points)> Listings)
{
    /// <summary>Days on which a price was seen.</summary>
    public int Days => Listings.SelectMany(l => l.Points).Select(p => p.Day).Distinct().Count();

    /// <summary>The history of an item up to the day of the plan. Of several prices of one seller on one day the highest counts, as for the plan.</summary>
    /// <param name="item">The item.</param>
    /// <param name="name">Its name.</param>
    /// <param name="condition">The condition that is planned with.</param>
    /// <param name="offers">All offers.</param>
    /// <param name="query">Day and currency.</param>
    public static PriceHistory Of(PricedItem item, string name, Condition condition, IEnumerable<Offer> offers, PriceQuery query)
    {
        var mine = offers.Where(o => o.Subject == item.Subject && o.Reference == item.Reference && (item.Memory is null || o.MemoryOption == item.Memory)
            && o.Condition == condition && o.PlanningPrice.Currency == query.Currency && o.Seen is { } seen && seen <= query.AsOf);
        return new(item, name,
        [
            .. mine.GroupBy(o => o.Verified ? o.Seller ?? "unnamed seller" : "estimates", StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key,
                (IReadOnlyList<PricePoint>)[.. g.GroupBy(o => o.Seen!.Value).OrderBy(d => d.Key)
                    .Select(d => d.OrderByDescending(o => o.PlanningPrice.Amount).ThenBy(o => o.Id, StringComparer.Ordinal).First()).Select(o => new PricePoint(o.Seen!.Value, o.PlanningPrice, o))])),
        ]);
    }
}
