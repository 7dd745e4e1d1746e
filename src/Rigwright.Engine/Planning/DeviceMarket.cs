using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Pricing;

namespace Rigwright.Engine.Planning;

/// <summary>The devices that had any offer on the day, in every memory size and condition offered.</summary>
public static class DeviceMarket
{
    /// <summary>Devices sorted by id. A condition that costs no less than a better one is left out: nobody buys used for the price of new.</summary>
    public static IReadOnlyList<DeviceChoice> On(Catalogue catalogue, OfferBook book, PriceQuery query)
    {
        var choices = new List<DeviceChoice>();
        foreach (var accelerator in catalogue.Accelerators.OrderBy(a => a.Id.Value, StringComparer.Ordinal))
        {
            var found = accelerator.MemoryOptions.SelectMany(m => Conditions(accelerator, m.Value, book, query)).ToList();
            if (found.Count == 0 && WithoutMemory(accelerator, book, query) is { } bare)
                found.Add(bare);
            choices.AddRange(found);
        }
        return choices;
    }

    private static IEnumerable<DeviceChoice> Conditions(Accelerator accelerator, ByteSize memory, OfferBook book, PriceQuery query)
    {
        var item = PricedItem.Of(accelerator, memory);
        decimal? best = null;
        foreach (var condition in book.ConditionsOn(item, query.AsOf).Where(query.Conditions.Contains))
        {
            var price = book.BestOn(item, query with { Conditions = [condition] });
            if (price.TryGet(out var quote))
            {
                if (quote.Price.Amount >= best)
                    continue;
                best = quote.Price.Amount;
            }
            else if (best is not null)
            {
                continue;
            }
            yield return Choice(accelerator, memory, condition, price);
        }
        // Offered, but only in conditions that the buyer does not accept: kept so that the plan can say so.
        if (book.ConditionsOn(item, query.AsOf) is [var only, ..] && !book.ConditionsOn(item, query.AsOf).Any(query.Conditions.Contains))
            yield return Choice(accelerator, memory, only, book.BestOn(item, query));
    }

    private static DeviceChoice Choice(Accelerator accelerator, ByteSize memory, Condition condition, Answer<PriceQuote> price) =>
        new(accelerator, memory, condition, price)
        {
            Product = accelerator.Kind != AcceleratorKind.DiscreteGpu && price.TryGet(out var quote) ? quote.Offer.Item : null,
        };

    // A price of a machine that does not say for which memory size is no price of any size.
    private static DeviceChoice? WithoutMemory(Accelerator accelerator, OfferBook book, PriceQuery query)
    {
        if (accelerator.MemoryOptions.Count < 2 || !book.BestOn(new(OfferSubject.Accelerator, accelerator.Id.Value), query).TryGet(out var quote))
            return null;
        var memory = accelerator.LargestMemory.Value;
        return new(accelerator, memory, quote.Offer.Condition, Answer<PriceQuote>.Unknown(string.Create(CultureInfo.InvariantCulture,
            $"the price of the {memory.GiB:0} GB size ({quote.Price} is stated without its memory)")))
        {
            Product = quote.Offer.Item,
        };
    }
}
