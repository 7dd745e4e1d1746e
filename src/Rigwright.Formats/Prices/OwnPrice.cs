using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.Prices;

/// <summary>What a price is for.</summary>
/// <param name="Subject">Accelerator, part or prebuilt.</param>
/// <param name="Id">Its id.</param>
public readonly record struct PriceItem(OfferSubject Subject, string Id);

/// <summary>One good row of an own price list.</summary>
/// <param name="Item">What it prices.</param>
/// <param name="Offer">The price as an offer.</param>
/// <param name="Position">Where it stands.</param>
public sealed record OwnPrice(PriceItem Item, Offer Offer, Position Position);

/// <summary>A row whose item is not known: reported, not used.</summary>
/// <param name="Text">The item as written.</param>
/// <param name="Nearest">The nearest known name, or null.</param>
/// <param name="Position">Where it stands.</param>
public sealed record UnmatchedPrice(string Text, string? Nearest, Position Position);

/// <summary>An own price list. When any row is wrong nothing of it is to be applied: <see cref="Loaded{T}.HasErrors"/> of the reader's answer says so,
/// and the good rows are there to be shown.</summary>
/// <param name="Matched">The good rows in file order.</param>
/// <param name="Unmatched">Rows for nothing that is known.</param>
public sealed record OwnPriceList(IReadOnlyList<OwnPrice> Matched, IReadOnlyList<UnmatchedPrice> Unmatched)
{
    /// <summary>The source that these offers carry.</summary>
    public static SourceId Source => Offer.OwnSource;

    /// <summary>The good rows as offers.</summary>
    public IReadOnlyList<Offer> Offers => [.. Matched.Select(m => m.Offer)];

    /// <summary>Prices of parts by id, the lowest where sellers differ.</summary>
    public IReadOnlyDictionary<string, Money> PartPrices => Matched.Where(m => m.Item.Subject == OfferSubject.Part)
        .GroupBy(m => m.Item.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(m => m.Offer.PriceLow).Min(), StringComparer.Ordinal);
}
