using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rigwright.Domain.Offers;

/// <summary>
/// What makes two offers one: everything that they say, their id aside. The first 128 bits of SHA-256 over the fields in a fixed order,
/// so that a file that is imported twice adds nothing, on any machine and in any database.
/// </summary>
/// <param name="Value">The bits.</param>
public readonly record struct OfferKey(UInt128 Value)
{
    /// <summary>Length of <see cref="ToBytes"/>.</summary>
    public const int Length = 16;

    // Unit separator: OfferText.Clean leaves no control character in a text, so no two offers can run together.
    private const char Separator = '\u001f';

    /// <summary>The key of an offer whose texts are clean (<see cref="OfferText.Clean"/>).</summary>
    public static OfferKey Of(Offer offer)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{(int)offer.Subject}{Separator}{offer.Reference}{Separator}{offer.Item}{Separator}{offer.PartNumber}{Separator}{offer.MemoryOption?.Bytes}{Separator}{Hundredths(offer.PriceLow.Amount)}{Separator}{(offer.PriceHigh is { } high ? Hundredths(high.Amount) : null)}{Separator}{offer.PriceLow.Currency}{Separator}")
            + string.Create(CultureInfo.InvariantCulture,
            $"{(int)offer.Condition}{Separator}{(int?)offer.Tax}{Separator}{(int?)offer.Stock}{Separator}{offer.Seller}{Separator}{offer.Url}{Separator}{offer.Seen?.DayNumber}{Separator}{(offer.Seen is null ? null : (int)offer.Precision)}{Separator}{(offer.Verified ? 1 : 0)}{Separator}{offer.Source}{Separator}{offer.Note}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Encoding.UTF8.GetByteCount(text);
        Span<byte> utf8 = length <= 2048 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(text, utf8);
        SHA256.HashData(utf8, hash);
        return new(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    /// <summary>The key that <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than <see cref="Length"/> bytes.</exception>
    public static OfferKey FromBytes(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>Big-endian bytes: they sort as the hexadecimal text does.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }

    /// <summary>The amount in hundredths of its unit.</summary>
    /// <exception cref="ArgumentException">The amount has more than two decimals.</exception>
    public static long Hundredths(decimal amount) => decimal.Round(amount, 2) == amount
        ? (long)(amount * 100)
        : throw new ArgumentException("A price has at most two decimals.", nameof(amount));

    /// <summary>32 hexadecimal digits: the id of an offer outside the catalogue.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
