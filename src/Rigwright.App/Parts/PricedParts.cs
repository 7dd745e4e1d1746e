using Rigwright.App.Prices;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Engine.Planning;

namespace Rigwright.App.Parts;

/// <summary>Which open parts the user's own prices make available.</summary>
public static class PricedParts
{
    /// <summary>Does an offer price a part that is not hand-checked?</summary>
    public static bool IsOpen(Offer offer, Catalogue catalogue) => offer is { Subject: OfferSubject.Part, Reference: { } id } && catalogue.Find(new PartId(id)) is null;

    /// <summary>The open parts that offers price and the hand-checked parts with what the open ones add to them.</summary>
    /// <param name="offers">The user's offers.</param>
    /// <param name="open">The open parts.</param>
    /// <param name="catalogue">Knows which parts are hand-checked.</param>
    public static IReadOnlyList<Part> Of(IEnumerable<Offer> offers, OpenPartsCatalogue open, Catalogue catalogue)
    {
        var priced = offers.Where(o => o.Subject == OfferSubject.Part).Select(o => o.Reference).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. open.Parts.Where(p => priced.Contains(p.Id.Value) || catalogue.Find(p.Id) is not null).DistinctBy(p => p.Id)];
    }

    /// <summary>What of a list is used, and what is not.</summary>
    public static PriceListReport? Report(OwnPriceList? list, Catalogue catalogue) => list is null ? null : new(list.Matched.Count,
        list.Matched.Count(m => m.Item.Subject == OfferSubject.Part && catalogue.Find(new PartId(m.Item.Id)) is null),
        [.. list.Unmatched.Select(u => new UnmatchedRow(u.Text, u.Nearest, u.Position.Line))]);
}
