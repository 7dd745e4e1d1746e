using System.Globalization;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Pricing;

/// <summary>The price that a plan uses for one item, the offer behind it and what speaks against it.</summary>
public sealed record PriceQuote
{
    /// <summary>Price of one at the buyer's door, in the buyer's currency: the high end of a range, import VAT included for a foreign offer.</summary>
    public required Money Price { get; init; }

    /// <summary>The cheapest price asked for the item that day in an accepted condition, landed; at most <see cref="Price"/>.</summary>
    public required Money Lowest { get; init; }

    /// <summary>The dearest; at least <see cref="Price"/>.</summary>
    public required Money Highest { get; init; }

    /// <summary>The offer.</summary>
    public required Offer Offer { get; init; }

    /// <summary>How the price was put together, step by step.</summary>
    public required LandedPrice Landed { get; init; }

    /// <summary>The steps in one sentence; null for a price that is paid as stated.</summary>
    public string? Derivation => LandedText.Derivation(Landed);

    /// <summary>Days between the offer and the day of the plan.</summary>
    public required int AgeDays { get; init; }

    /// <summary>Is the offer older than the horizon?</summary>
    public required bool IsStale { get; init; }

    /// <summary>Other prices stated for the same listing on the same or an earlier day, newest first: the page said two things.</summary>
    public required IReadOnlyList<Offer> SameListing { get; init; }

    /// <summary>What other sellers asked that day, cheapest first.</summary>
    public required IReadOnlyList<Offer> OtherListings { get; init; }

    /// <summary>Was the price read from a shop (as opposed to estimated)?</summary>
    public bool IsVerified => Offer.Verified && Landed.IsAsStated;

    /// <summary>Two prices for one listing on one day, or a change of more than a tenth within a week; null when there is none.</summary>
    public Offer? Dispute => OfferListing.DisputeOf(Offer, SameListing);

    /// <summary>The day as exactly as it is known: <c>2026-02-17</c>, <c>2026-02</c> or <c>2025</c>.</summary>
    public string SeenText => TextOf(Offer);

    /// <summary>The day of an offer as exactly as it is known.</summary>
    public static string TextOf(Offer offer) => offer.Seen is not { } seen ? "undated" : offer.Precision switch
    {
        DatePrecision.Month => seen.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        DatePrecision.Year => seen.ToString("yyyy", CultureInfo.InvariantCulture),
        _ => seen.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
