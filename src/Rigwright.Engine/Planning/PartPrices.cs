using Rigwright.Domain.Parts;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Search;

namespace Rigwright.Engine.Planning;

/// <summary>A price that a newer one of an equal part contradicts.</summary>
/// <param name="Part">The part and its price.</param>
/// <param name="By">The newer offer.</param>
/// <param name="Factor">How many times dearer the newer one is, per gigabyte.</param>
public sealed record OvertakenPrice(PricedPart Part, PricedPart By, double Factor);

/// <summary>The parts that can be bought on a day.</summary>
/// <param name="Usable">Parts whose price is believed, without cables.</param>
/// <param name="Cables">Cables and small material, cheapest first.</param>
/// <param name="Overtaken">Memory whose price was left behind by the market: it is not planned with.</param>
public sealed record PartPrices(IReadOnlyList<PricedPart> Usable, IReadOnlyList<PricedPart> Cables, IReadOnlyList<OvertakenPrice> Overtaken)
{
    /// <summary>
    /// Memory of one kind is one market. A kit's price is overtaken when a newer shop price of another kit of the same generation and kind is more
    /// than this many times higher per gigabyte. Assumed: 2. (DDR5 went up 4.3 times between two listings of 64 GB dated 2026-02-16 and 2026-02-17.)
    /// </summary>
    public const double OvertakenFactor = 2;

    /// <summary>Prices parts; those without a price are left out.</summary>
    public static PartPrices On(IEnumerable<Part> parts, OfferBook book, PriceQuery query)
    {
        var priced = parts.OrderBy(p => p.Id.Value, StringComparer.Ordinal)
            .Select(p => book.BestOn(PricedItem.Of(p), query).TryGet(out var quote) ? new PricedPart(p, quote) : null)
            .OfType<PricedPart>().ToList();
        var overtaken = priced.Where(p => p.Part is MemoryKit).GroupBy(MarketOf).SelectMany(Overtakings).OrderBy(o => o.Part.Part.Id.Value, StringComparer.Ordinal).ToList();
        var gone = overtaken.Select(o => o.Part).ToHashSet();
        var left = priced.Where(p => !gone.Contains(p)).ToList();
        return new(
            [.. left.Where(p => p.Part.Category != PartCategory.Cable && PlatformNames.IsProduct(p.Part))],
            [.. left.Where(p => p.Part.Category == PartCategory.Cable).OrderBy(p => p.Cost).ThenBy(p => p.Part.Id.Value, StringComparer.Ordinal)],
            overtaken);
    }

    // One pass from the newest price to the oldest: the dearest verified price so far is the one that overtakes. A shop lists thousands of kits, and
    // comparing each with each took seconds.
    private static IEnumerable<OvertakenPrice> Overtakings(IEnumerable<PricedPart> market)
    {
        (PricedPart Part, double PerGigabyte)? dearest = null;
        foreach (var day in market.Where(p => PerGigabyte(p) is not null).GroupBy(p => p.Quote.AgeDays).OrderBy(d => d.Key))
        {
            if (dearest is { } newer)
            {
                foreach (var part in day.Where(p => newer.PerGigabyte / PerGigabyte(p)!.Value > OvertakenFactor))
                    yield return new(part, newer.Part, newer.PerGigabyte / PerGigabyte(part)!.Value);
            }
            foreach (var part in day.Where(p => p.Quote.IsVerified))
            {
                var own = PerGigabyte(part)!.Value;
                if (dearest is not { } best || own > best.PerGigabyte || (own == best.PerGigabyte && string.CompareOrdinal(part.Part.Id.Value, best.Part.Part.Id.Value) < 0))
                    dearest = (part, own);
            }
        }
    }

    private static (string? Generation, DimmKind? Kind) MarketOf(PricedPart part) => part.Part is MemoryKit kit ? (kit.MemoryType?.Value, kit.Kind?.Value) : default;

    private static double? PerGigabyte(PricedPart part) =>
        part.Part is MemoryKit { Capacity: { } size } && size.Bytes > 0 ? (double)part.Cost / size.GB : null;
}
