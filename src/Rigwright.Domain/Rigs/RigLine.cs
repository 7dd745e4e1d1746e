using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Rigs;

/// <summary>A line of the bill: what is bought, how often, at which price and why that price.</summary>
public sealed record RigLine
{
    /// <summary>The item as people name it.</summary>
    public required string Item { get; init; }

    /// <summary>How many, at least 1.</summary>
    public int Quantity { get; init; } = 1;

    /// <summary>Id of the part, accelerator or prebuilt; null for small material that the catalogue does not hold.</summary>
    public string? Reference { get; init; }

    /// <summary>What <see cref="Reference"/> names.</summary>
    public OfferSubject Subject { get; init; } = OfferSubject.Unmatched;

    /// <summary>Price of one; null when no price is known.</summary>
    public Money? UnitPrice { get; init; }

    /// <summary>The offer that the price comes from; null for a price that the plan itself states.</summary>
    public Offer? Offer { get; init; }

    /// <summary>Where the price stands when it is not an offer: the plan's document, an assumption; else null.</summary>
    public string? PriceBasis { get; init; }

    /// <summary>How the price of one was put together from the price at the shop; null for a price that the plan itself states.</summary>
    public LandedPrice? Landed { get; init; }

    /// <summary>The cheapest landed price asked for one on the day; null when no price is known.</summary>
    public Money? LowestUnitPrice { get; init; }

    /// <summary>The dearest landed price asked for one on the day; null when no price is known.</summary>
    public Money? HighestUnitPrice { get; init; }

    /// <summary>Price of the line; null when no price is known.</summary>
    public Money? Total => UnitPrice is { } price ? price * Quantity : null;
}
