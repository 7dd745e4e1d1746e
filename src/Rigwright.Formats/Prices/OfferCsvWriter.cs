using System.Buffers;
using System.Globalization;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;

namespace Rigwright.Formats.Prices;

/// <summary>Writes offers as CSV (comma, point, UTF-8) that <see cref="OfferCsvReader"/> reads back to the same offers.</summary>
public static class OfferCsvWriter
{
    /// <summary>Writes the header and a row for each offer, as they come.</summary>
    public static void Write(TextWriter output, IEnumerable<Offer> offers)
    {
        output.Write(string.Join(',', OfferColumns.All) + "\n");
        foreach (var offer in offers)
        {
            var isFirst = true;
            foreach (var (_, value) in OfferValues.Of(offer))
            {
                if (!isFirst)
                    output.Write(',');
                isFirst = false;
                output.Write(Field(value));
            }
            output.Write('\n');
        }
    }

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\t\"\r\n");

    private static string Field(string? value)
    {
        var text = SpreadsheetText.Neutralise(value ?? "");
        return text.AsSpan().ContainsAny(Quoted) || text.StartsWith(' ') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}

/// <summary>The columns of an offer with their texts.</summary>
internal static class OfferValues
{
    public static IEnumerable<(string Column, string? Value)> Of(Offer offer) =>
    [
        ("id", offer.Id),
        ("item", offer.Item),
        ("part_number", offer.PartNumber),
        ("subject", OfferWords.Of(OfferWords.Subjects, offer.Subject)),
        ("reference", offer.Reference),
        ("memory_gib", offer.MemoryOption?.GiB.ToString("R", CultureInfo.InvariantCulture)),
        ("price_low", Amount(offer.PriceLow.Amount)),
        ("price_high", offer.PriceHigh is { } high ? Amount(high.Amount) : null),
        ("currency", offer.PriceLow.Currency.Code),
        ("tax", offer.Tax is { } tax ? OfferWords.Of(OfferWords.Taxes, tax) : null),
        ("condition", OfferWords.Of(OfferWords.Conditions, offer.Condition)),
        ("seller", offer.Seller),
        ("url", offer.Url),
        ("seen", Day(offer)),
        ("stock", offer.Stock is { } stock ? OfferWords.Of(OfferWords.Stocks, stock) : null),
        ("verified", offer.Verified ? "yes" : "no"),
        ("source", offer.Source.Value),
        ("note", offer.Note),
    ];

    public static string Amount(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Day(Offer offer) => offer.Seen is not { } seen ? OfferColumns.Undated : seen.ToString(offer.Precision switch
    {
        DatePrecision.Month => "yyyy-MM",
        DatePrecision.Year => "yyyy",
        _ => "yyyy-MM-dd",
    }, CultureInfo.InvariantCulture);
}
