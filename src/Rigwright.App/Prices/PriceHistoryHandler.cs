using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Pricing;
using Rigwright.Formats.Prices;

namespace Rigwright.App.Prices;

/// <summary>Every offer of one item up to a day.</summary>
/// <param name="Item">The item.</param>
/// <param name="Day">The last day that counts; null takes the newest of which anything is known.</param>
public sealed record PriceHistoryRequest(PriceItem Item, DateOnly? Day);

/// <summary>One offer of a history.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Dispute">Another price that the same listing said on that day; null when there is none.</param>
/// <param name="IsOwn">Does it stand in the user's store (rather than in the catalogue)?</param>
public sealed record DatedOffer(Offer Offer, Offer? Dispute, bool IsOwn);

/// <summary>Where the price goes, of one condition and memory size in one currency.</summary>
/// <param name="Condition">New, used, …</param>
/// <param name="Memory">The memory option, where there are several.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Trend">The trend; unknown with too few days.</param>
public sealed record TrendOf(Condition Condition, ByteSize? Memory, Currency Currency, Answer<PriceTrend> Trend);

/// <summary>The history of an item.</summary>
/// <param name="Item">The item.</param>
/// <param name="Name">Its name.</param>
/// <param name="Day">The last day that counts.</param>
/// <param name="StaleAfterDays">Days after which a price of it is stale.</param>
/// <param name="Offers">Oldest first; the undated stand first.</param>
/// <param name="Trends">By condition, memory size and currency.</param>
public sealed record PriceHistoryResponse(PriceItem Item, string Name, DateOnly Day, int StaleAfterDays, IReadOnlyList<DatedOffer> Offers, IReadOnlyList<TrendOf> Trends);

/// <summary>Shows every offer of an item with its disputes and its trend.</summary>
public static class PriceHistoryHandler
{
    /// <summary>The offers of the catalogue and of the store; those after the day do not exist yet.</summary>
    public static PriceHistoryResponse Handle(PriceHistoryRequest request, Catalogue catalogue, ItemMatcher matcher, IPriceHistory? store)
    {
        var (subject, id) = (request.Item.Subject, request.Item.Id);
        var day = request.Day ?? OfferSources.Newest(catalogue, store);
        var own = OfferSources.Without(catalogue, store?.Of(subject, id) ?? []);
        var mine = own.ToHashSet(ReferenceEqualityComparer.Instance);
        var offers = catalogue.Offers.Where(o => o.Subject == subject && o.Reference == id).Concat(own).Where(o => o.Seen is null || o.Seen <= day)
            .OrderBy(o => o.Seen ?? DateOnly.MinValue).ThenBy(o => o.Seller, StringComparer.Ordinal).ThenBy(o => o.PlanningPrice.Amount).ThenBy(o => o.Id, StringComparer.Ordinal).ToList();
        var listings = offers.ToLookup(o => (OfferListing.KeyOf(o), o.MemoryOption));
        var dated = offers.Select(o => new DatedOffer(o, o.Seen is null ? null : OfferListing.DisputeOf(o, listings[(OfferListing.KeyOf(o), o.MemoryOption)].Where(x => x.Seen == o.Seen)), mine.Contains(o)));
        var trends = offers.Where(o => o.Condition != Condition.BuildTotal).GroupBy(o => (o.Condition, o.MemoryOption, o.PriceLow.Currency)).OrderBy(g => g.Key.Condition).ThenBy(g => g.Key.MemoryOption?.Bytes)
            .ThenBy(g => g.Key.Currency.Code, StringComparer.Ordinal).Select(g => new TrendOf(g.Key.Condition, g.Key.MemoryOption, g.Key.Currency, PriceTrend.Of(g, day)));
        return new(request.Item, matcher.NameOf(subject, id), day, new StalenessHorizon(catalogue, matcher.Parts).DaysOf(subject, id, day), [.. dated], [.. trends]);
    }
}
