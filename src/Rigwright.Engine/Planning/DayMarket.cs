using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Parts;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Search;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.Engine.Planning;

/// <summary>What can be bought on a day: every priced part and every device on offer.</summary>
/// <param name="Prices">The parts with prices, and those whose price was not believed.</param>
/// <param name="Devices">The devices that are on offer, with the makers' cards that they can be bought as.</param>
internal sealed record DayMarket(PartPrices Prices, IReadOnlyList<DeviceChoice> Devices)
{
    /// <summary>The usable parts by id.</summary>
    public IReadOnlyDictionary<PartId, PricedPart> Priced { get; } = Prices.Usable.ToDictionary(p => p.Part.Id);

    /// <summary>The parts of platforms, by id.</summary>
    public IReadOnlyList<PartPrice> Platforms { get; } =
        [.. Prices.Usable.Where(p => p.Part is not GraphicsCard).OrderBy(p => p.Part.Id.Value, StringComparer.Ordinal).Select(p => new PartPrice(p.Part, p.Quote.Price))];

    /// <summary>The market of a day.</summary>
    public static DayMarket Of(Catalogue catalogue, IEnumerable<Part> parts, IReadOnlyList<Part> openParts, OfferBook offers, PriceQuery query) =>
        new(PartPrices.On(parts, offers, query), PartnerCards.Join(DeviceMarket.On(catalogue, offers, query), catalogue, openParts, offers, query));
}
