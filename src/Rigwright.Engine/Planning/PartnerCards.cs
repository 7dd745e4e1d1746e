using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.Engine.Planning;

/// <summary>Makers' cards as devices: a price for one of them is a price for the accelerator that it carries.</summary>
public static class PartnerCards
{
    /// <summary>Devices with the makers' cards that have a price among what they can be bought as.</summary>
    /// <param name="devices">Devices by the accelerators' own offers.</param>
    /// <param name="catalogue">The accelerators.</param>
    /// <param name="parts">Parts, the cards among them.</param>
    /// <param name="book">Prices.</param>
    /// <param name="query">The day, region and currency.</param>
    public static IReadOnlyList<DeviceChoice> Join(IReadOnlyList<DeviceChoice> devices, Catalogue catalogue, IEnumerable<Part> parts, OfferBook book, PriceQuery query)
    {
        var quoted = parts.OfType<GraphicsCard>().Where(c => c.Accelerator is not null)
            .SelectMany(c => query.Conditions.Select(condition => book.BestOn(PricedItem.Of(c), query with { Conditions = [condition] }).TryGet(out var quote) ? new CardQuote(c, quote) : null))
            .OfType<CardQuote>().GroupBy(c => (Accelerator: c.Card!.Accelerator!.Value, c.Quote.Offer.Condition)).ToList();
        if (quoted.Count == 0)
            return devices;
        var joined = devices.ToList();
        foreach (var group in quoted)
        {
            var at = joined.FindIndex(d => d.Accelerator.Id == group.Key.Accelerator && d.Condition == group.Key.Condition);
            if (at >= 0)
                joined[at] = With(joined[at], group);
            else if (catalogue.Find(group.Key.Accelerator) is { } accelerator)
                joined.Add(With(new(accelerator, accelerator.LargestMemory.Value, group.Key.Condition, Answer<PriceQuote>.Unknown("")), group));
        }
        return [.. joined.Where(d => !joined.Exists(o => IsBetterForNoMore(o, d))).OrderBy(d => d.Accelerator.Id.Value, StringComparer.Ordinal).ThenBy(d => d.Condition).ThenBy(d => d.Memory)];
    }

    private static DeviceChoice With(DeviceChoice device, IEnumerable<CardQuote> cards)
    {
        IEnumerable<CardQuote> own = device.Price.TryGet(out var quote) ? [new(null, quote)] : [];
        var all = own.Concat(cards).ToDictionary(c => c.Card?.Id.Value ?? "", StringComparer.Ordinal);
        // The search chooses among these; the cheapest of them is the price that is asked before anything is searched.
        IReadOnlyList<CardQuote> kept = [.. CardSearch.Worthwhile(all.Values.Select(c => new CardOption(c.Card, c.Quote.Price.Amount))).Select(o => all[o.Card?.Id.Value ?? ""])];
        return device with { Cards = kept, Price = Answer<PriceQuote>.Known(kept[0].Quote) };
    }

    // Nobody buys used for the price of new.
    private static bool IsBetterForNoMore(DeviceChoice other, DeviceChoice device) =>
        other.Accelerator.Id == device.Accelerator.Id && other.Memory == device.Memory && other.Condition < device.Condition
        && other.Price.TryGet(out var cheap) && device.Price.TryGet(out var price) && cheap.Price.Amount <= price.Price.Amount;
}
