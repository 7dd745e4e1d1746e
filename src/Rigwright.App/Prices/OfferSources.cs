using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Offers;

namespace Rigwright.App.Prices;

/// <summary>The offers of the catalogue and of the user's store together; what both hold counts once, as the catalogue's.</summary>
public static class OfferSources
{
    /// <summary>How far back an offer can count at all, in days: older ones buy nothing any more.</summary>
    public const int OldestDays = 365;

    /// <summary>The newest day of which anything is known.</summary>
    public static DateOnly Newest(Catalogue catalogue, IPriceHistory? store) =>
        store?.Newest() is { } newest && newest > catalogue.CollectedOn ? newest : catalogue.CollectedOn;

    /// <summary>The store's offers that can count on a day and that the catalogue does not hold.</summary>
    public static IReadOnlyList<Offer> AsOf(Catalogue catalogue, IPriceHistory? store, DateOnly day) =>
        store is null ? [] : Without(catalogue, store.AsOf(day, day.AddDays(-OldestDays)));

    /// <summary>Offers that the catalogue does not hold.</summary>
    public static IReadOnlyList<Offer> Without(Catalogue catalogue, IReadOnlyList<Offer> offers)
    {
        if (offers.Count == 0)
            return [];
        var known = catalogue.Offers.Select(OfferKey.Of).ToHashSet();
        return [.. offers.Where(o => !known.Contains(OfferKey.Of(o)))];
    }
}
