using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Engine.Pricing;

namespace Rigwright.App.Prices;

/// <summary>Which prices count on a day?</summary>
/// <param name="Text">Only items and sellers with these letters; null for all.</param>
/// <param name="Day">The day; null takes the newest of which anything is known.</param>
/// <param name="Unmatched">The offers without an item instead?</param>
public sealed record ListPricesRequest(string? Text, DateOnly? Day, bool Unmatched = false);

/// <summary>One listing with its age on the day.</summary>
/// <param name="Listing">The price that counts and what the listing said beside it.</param>
/// <param name="Name">Name of the item.</param>
/// <param name="AgeDays">Days since it was seen.</param>
/// <param name="StaleAfterDays">Days after which a price of this kind of item is stale.</param>
/// <param name="IsOwn">Does it stand in the user's store (rather than in the catalogue)?</param>
public sealed record ListedPrice(OfferListing Listing, string Name, int AgeDays, int StaleAfterDays, bool IsOwn)
{
    /// <summary>Is it older than that?</summary>
    public bool IsStale => AgeDays > StaleAfterDays;
}

/// <summary>The prices of a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Prices">By item, then price.</param>
/// <param name="CatalogueOffers">Offers that the catalogue holds.</param>
/// <param name="StoreOffers">Offers that the store holds; null without a store.</param>
/// <param name="Store">Where the store lies; null without one.</param>
public sealed record ListPricesResponse(DateOnly Day, IReadOnlyList<ListedPrice> Prices, int CatalogueOffers, long? StoreOffers, string? Store);

/// <summary>Lists the prices that count on a day.</summary>
public static class ListPricesHandler
{
    /// <summary>The listings of the catalogue and of the store.</summary>
    public static ListPricesResponse Handle(ListPricesRequest request, Catalogue catalogue, ItemMatcher matcher, IPriceHistory? store)
    {
        var day = request.Day ?? OfferSources.Newest(catalogue, store);
        var own = request.Unmatched ? OfferSources.Without(catalogue, store?.Unmatched() ?? []) : OfferSources.AsOf(catalogue, store, day);
        var mine = own.ToHashSet(ReferenceEqualityComparer.Instance);
        var shipped = catalogue.Offers.Where(o => (o.Subject == OfferSubject.Unmatched) == request.Unmatched && o.Seen > day.AddDays(-OfferSources.OldestDays - 1));
        var horizon = new StalenessHorizon(catalogue, matcher.Parts);
        var wanted = AliasResolver.Fold(request.Text ?? "");
        var prices = OfferListing.On(shipped.Concat(own), day).Select(listing =>
        {
            var offer = listing.Current;
            return new ListedPrice(listing, offer.Reference is { } id ? matcher.NameOf(offer.Subject, id) : offer.Item, StalenessHorizon.AgeOf(offer, day)!.Value,
                horizon.DaysOf(offer.Subject, offer.Reference, day), mine.Contains(offer));
        }).Where(p => wanted.Length == 0 || Texts(p).Any(t => AliasResolver.Fold(t).Contains(wanted, StringComparison.Ordinal)));
        return new(day, [.. prices], catalogue.Offers.Count, store?.Count(), store?.Description);
    }

    private static IEnumerable<string> Texts(ListedPrice price)
    {
        var offer = price.Listing.Current;
        return new[] { price.Name, offer.Item, offer.Reference, offer.Seller, offer.PartNumber }.OfType<string>();
    }
}
