using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rigwright.Domain.Offers;

namespace Rigwright.Storage;

/// <summary>One row of <c>listings</c>: what is priced, by whom, in which condition.</summary>
internal readonly record struct ListingFacts(string Subject, string Reference, long? MemoryBytes, string Condition, long Verified, string Item, string Seller)
{
    public static ListingFacts Of(Offer offer) => new(
        OfferWords.Of(OfferWords.Subjects, offer.Subject), offer.Reference ?? "", offer.MemoryOption?.Bytes,
        OfferWords.Of(OfferWords.Conditions, offer.Condition), offer.Verified ? 1 : 0, offer.Item, offer.Seller ?? "");

    /// <summary>Key of the row by its content.</summary>
    public byte[] Key() => ContentKey.Of(Subject, Reference, MemoryBytes?.ToString(CultureInfo.InvariantCulture) ?? "", Condition, Verified == 1 ? "1" : "0", Item, Seller);
}

/// <summary>One row of <c>details</c>: what hardly changes from one price of a listing to the next.</summary>
internal readonly record struct DetailFacts(string PartNumber, string Tax, string Stock, string Url, string Source, string Note)
{
    public static DetailFacts Of(Offer offer) => new(
        offer.PartNumber ?? "", offer.Tax is { } tax ? OfferWords.Of(OfferWords.Taxes, tax) : "",
        offer.Stock is { } stock ? OfferWords.Of(OfferWords.Stocks, stock) : "", offer.Url ?? "", offer.Source.Value, offer.Note ?? "");

    /// <summary>Key of the row by its content.</summary>
    public byte[] Key() => ContentKey.Of(PartNumber, Tax, Stock, Url, Source, Note);
}

/// <summary>128 bits of SHA-256 over texts: texts are longer than what an index of PostgreSQL takes (2,704 bytes).</summary>
internal static class ContentKey
{
    public static byte[] Of(params ReadOnlySpan<string> texts) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', texts)))[..OfferKey.Length];
}
