using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;

namespace Rigwright.Engine.Pricing;

/// <summary>
/// Finds the offer that counts on a day. Offers of one item at one seller under one name are one <em>listing</em>: its newest price replaces
/// the older ones, and of two prices on one day the higher counts. Among the listings a price read from a shop goes before an estimate, then
/// the cheapest wins. So a further listing never makes the best price worse, and a newer price of a listing is believed, up or down.
/// </summary>
public sealed class OfferBook
{
    private readonly Dictionary<PricedItem, List<Offer>> _offers = [];
    private readonly Dictionary<string, Vendor> _vendors = new(StringComparer.Ordinal);

    /// <summary>Sorts offers by item.</summary>
    /// <param name="offers">Any order; the answers do not depend on it.</param>
    /// <param name="vendors">Who delivers where.</param>
    /// <param name="accelerators">Which machines are sold with several memory sizes: only there a price must say for which.</param>
    public OfferBook(IEnumerable<Offer> offers, IEnumerable<Vendor> vendors, IEnumerable<Accelerator> accelerators)
    {
        var severalSizes = accelerators.Where(a => a.MemoryOptions.Count > 1).Select(a => a.Id.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var vendor in vendors)
        {
            _vendors.TryAdd(AliasResolver.Fold(vendor.Name), vendor);
            _vendors.TryAdd(AliasResolver.Fold(vendor.Id), vendor);
        }
        foreach (var offer in offers.Where(o => o is { Reference: not null, Subject: not OfferSubject.Unmatched } && o.Condition != Condition.BuildTotal))
        {
            var item = new PricedItem(offer.Subject, offer.Reference!, severalSizes.Contains(offer.Reference!) ? offer.MemoryOption : null);
            if (!_offers.TryGetValue(item, out var list))
                _offers[item] = list = [];
            list.Add(offer);
        }
    }

    /// <summary>All offers of a catalogue. What the buyer's own list prices is priced from that list alone.</summary>
    public static OfferBook Of(Catalogue catalogue, IReadOnlyList<Offer> own, IReadOnlyList<Offer>? remembered = null) =>
        new(Counting(catalogue, own, remembered), catalogue.Vendors, catalogue.Accelerators);

    /// <summary>The offers that count when the buyer has a list of their own; those of the buyer's price history count beside the catalogue's.</summary>
    public static IEnumerable<Offer> Counting(Catalogue catalogue, IReadOnlyList<Offer> own, IReadOnlyList<Offer>? remembered = null)
    {
        var named = own.Select(o => (o.Subject, o.Reference)).ToHashSet();
        return catalogue.Offers.Concat(remembered ?? []).Where(o => !named.Contains((o.Subject, o.Reference))).Concat(own);
    }

    /// <summary>The price of an item, or why there is none: no offer yet, only in conditions that are not accepted, only from sellers that do
    /// not deliver, or only in a currency without a rate.</summary>
    public Answer<PriceQuote> BestOn(PricedItem item, PriceQuery query)
    {
        var all = _offers.GetValueOrDefault(item) ?? [];
        var counting = all.Where(o => o.Seen is { } seen && seen <= query.AsOf).ToList();
        if (counting.Count == 0)
            return Missing(all.Count == 0 ? "an offer" : string.Create(CultureInfo.InvariantCulture, $"an offer dated {query.AsOf:yyyy-MM-dd} or earlier"));
        var young = counting.Where(o => query.AsOf.DayNumber - o.Seen!.Value.DayNumber <= query.TooOldAfterDays).ToList();
        if (young.Count == 0)
            return Missing($"an offer of the last {query.TooOldAfterDays} days (the newest is {counting.Max(o => o.Seen)!.Value.Year}: {Cheapest(counting).PlanningPrice} at {Cheapest(counting).Seller ?? "no named seller"})");
        var accepted = young.Where(o => query.Conditions.Contains(o.Condition)).ToList();
        if (accepted.Count == 0)
            return Missing($"an offer that is {string.Join(" or ", query.Conditions.Select(Word))} (there are only {string.Join(", ", young.Select(o => Word(o.Condition)).Distinct().Order(StringComparer.Ordinal))})");
        return Best(accepted, query);
    }

    /// <summary>Conditions in which an item had any offer on the day, in the order of <see cref="Condition"/>.</summary>
    public IReadOnlyList<Condition> ConditionsOn(PricedItem item, DateOnly asOf) =>
        [.. (_offers.GetValueOrDefault(item) ?? []).Where(o => o.Seen <= asOf).Select(o => o.Condition).Distinct().Order()];

    /// <summary>A condition as people write it.</summary>
    public static string Word(Condition condition) => condition switch
    {
        Condition.Refurbished => "refurbished",
        Condition.Used => "used",
        Condition.BuildTotal => "a build total",
        _ => "new",
    };

    private Answer<PriceQuote> Best(List<Offer> accepted, PriceQuery query)
    {
        var refused = new SortedSet<string>(StringComparer.Ordinal);
        var quotes = new List<PriceQuote>();
        var listings = accepted.GroupBy(OfferListing.KeyOf).ToList();
        foreach (var listing in listings)
        {
            var ordered = OfferListing.Ordered(listing);
            var landed = Landed(ordered[0], query);
            if (landed.TryGet(out var price))
                quotes.Add(Quote(ordered, price, query));
            else
                refused.UnionWith(landed.Missing);
        }
        if (quotes.Count == 0)
            return Answer<PriceQuote>.Unknown([.. refused]);
        var sorted = quotes.OrderByDescending(q => q.IsVerified).ThenBy(q => q.Price.Amount)
            .ThenByDescending(q => q.Offer.Seen).ThenBy(q => q.Offer.Id, StringComparer.Ordinal).ToList();
        return Answer<PriceQuote>.Known(sorted[0] with
        {
            OtherListings = [.. sorted.Skip(1).Select(q => q.Offer)],
            Lowest = quotes.Min(q => q.Lowest),
            Highest = quotes.Max(q => q.Highest),
        });
    }

    private PriceQuote Quote(List<Offer> ordered, LandedPrice price, PriceQuery query)
    {
        var age = query.AsOf.DayNumber - ordered[0].Seen!.Value.DayNumber;
        var quote = new PriceQuote
        {
            Price = price.Total,
            Lowest = price.Total,
            Highest = price.Total,
            Offer = ordered[0],
            Landed = price,
            AgeDays = age,
            IsStale = query.Horizon.IsStale(ordered[0], query.AsOf),
            SameListing = [.. ordered.Skip(1).Where(o => o.PlanningPrice != ordered[0].PlanningPrice)],
            OtherListings = [],
        };
        // The low end of a range and a rival price of the same listing were asked too.
        var asked = new[] { ordered[0] with { PriceHigh = null }, quote.Dispute }.OfType<Offer>()
            .Select(o => Landed(o, query).TryGet(out var landed) ? landed.Total : price.Total).Append(price.Total).ToList();
        return quote with { Lowest = asked.Min(), Highest = asked.Max() };
    }

    private Answer<LandedPrice> Landed(Offer offer, PriceQuery query)
    {
        var vendor = offer.Seller is null ? null : _vendors.GetValueOrDefault(AliasResolver.Fold(offer.Seller));
        // A seller that the catalogue does not know delivers what a user lists.
        var trusted = vendor is null && offer.Source == Offer.OwnSource;
        return !trusted && Delivery.Refusal(offer.PlanningPrice, offer.Seller, vendor, query) is { } refusal
            ? Answer<LandedPrice>.Unknown(refusal)
            : Landing.Of(Shipment.Of(offer, vendor), query).Map(p => p with { Remarks = Delivery.Remarks(vendor, p, query) });
    }

    private static Offer Cheapest(List<Offer> offers) => offers.OrderByDescending(o => o.Seen).ThenBy(o => o.PlanningPrice.Amount).ThenBy(o => o.Id, StringComparer.Ordinal).First();

    private static Answer<PriceQuote> Missing(string what) => Answer<PriceQuote>.Unknown(what);
}
