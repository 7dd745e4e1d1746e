using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Engine.Planning;
using Rigwright.Formats.Prices;

namespace Rigwright.App.Parts;

/// <summary>Which open parts an own price list makes available.</summary>
public static class PricedParts
{
    /// <summary>The open parts that a list prices and the hand-checked parts with what the open ones add to them.</summary>
    /// <param name="list">The list; null for the hand-checked parts only.</param>
    /// <param name="open">The open parts.</param>
    /// <param name="catalogue">Knows which parts are hand-checked.</param>
    public static IReadOnlyList<Part> Of(OwnPriceList? list, OpenPartsCatalogue open, Catalogue catalogue)
    {
        var priced = (list?.Matched ?? []).Where(m => m.Item.Subject == OfferSubject.Part).Select(m => m.Item.Id).ToHashSet(StringComparer.Ordinal);
        return [.. open.Parts.Where(p => priced.Contains(p.Id.Value) || catalogue.Find(p.Id) is not null).DistinctBy(p => p.Id)];
    }

    /// <summary>What of a list is used, and what is not.</summary>
    public static PriceListReport? Report(OwnPriceList? list, Catalogue catalogue) => list is null ? null : new(list.Matched.Count,
        list.Matched.Count(m => m.Item.Subject == OfferSubject.Part && catalogue.Find(new PartId(m.Item.Id)) is null),
        [.. list.Unmatched.Select(u => new UnmatchedRow(u.Text, u.Nearest, u.Position.Line))]);
}
