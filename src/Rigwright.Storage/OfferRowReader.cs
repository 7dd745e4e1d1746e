using System.Data.Common;
using Rigwright.App.Prices;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Storage;

/// <summary>Makes offers of rows. A listing and a detail recur in many rows: their texts are read once.</summary>
internal sealed class OfferRowReader(DbDataReader reader)
{
    /// <summary>The columns that <see cref="Read"/> expects, of offers o, listings l and details d.</summary>
    public const string Columns = """
        o.listing_id, o.detail_id, o.key, o.seen_day, o.day_precision, o.low_hundredths, o.high_hundredths, o.currency,
        l.subject, l.reference, l.memory_bytes, l.condition, l.verified, l.item, l.seller,
        d.part_number, d.tax, d.stock, d.url, d.source, d.note
        """;

    private readonly Dictionary<long, Offer> _listings = [];
    private readonly Dictionary<long, DetailFacts> _details = [];

    /// <summary>The offer of the current row.</summary>
    public Offer Read()
    {
        var listing = Listing(reader.GetInt64(0));
        var detail = Detail(reader.GetInt64(1));
        if (!Currency.TryParse(reader.GetString(7), out var currency))
            throw Damaged("currency", reader.GetString(7));
        return listing with
        {
            Id = OfferKey.FromBytes(reader.GetFieldValue<byte[]>(2)).ToString(),
            Seen = reader.GetInt64(3) is var day and not Migration.Undated ? DateOnly.FromDayNumber((int)day) : null,
            Precision = (DatePrecision)reader.GetInt64(4),
            PriceLow = new(reader.GetInt64(5) / 100m, currency),
            PriceHigh = reader.IsDBNull(6) ? null : new(reader.GetInt64(6) / 100m, currency),
            PartNumber = Text(detail.PartNumber),
            Tax = OfferWords.TryParse(OfferWords.Taxes, detail.Tax, out var tax) ? tax : null,
            Stock = OfferWords.TryParse(OfferWords.Stocks, detail.Stock, out var stock) ? stock : null,
            Url = Text(detail.Url),
            Source = new SourceId(detail.Source),
            Note = Text(detail.Note),
        };
    }

    private Offer Listing(long id)
    {
        if (_listings.TryGetValue(id, out var known))
            return known;
        if (!OfferWords.TryParse(OfferWords.Subjects, reader.GetString(8), out var subject))
            throw Damaged("subject", reader.GetString(8));
        if (!OfferWords.TryParse(OfferWords.Conditions, reader.GetString(11), out var condition))
            throw Damaged("condition", reader.GetString(11));
        return _listings[id] = new()
        {
            Id = "",
            Item = reader.GetString(13),
            Subject = subject,
            Reference = Text(reader.GetString(9)),
            MemoryOption = reader.IsDBNull(10) ? null : ByteSize.FromBytes(reader.GetInt64(10)),
            PriceLow = Money.Zero(Currency.Chf),
            Condition = condition,
            Seller = Text(reader.GetString(14)),
            Verified = reader.GetInt64(12) != 0,
            Source = new SourceId(""),
        };
    }

    private DetailFacts Detail(long id)
    {
        if (!_details.TryGetValue(id, out var known))
            _details[id] = known = new(reader.GetString(15), reader.GetString(16), reader.GetString(17), reader.GetString(18), reader.GetString(19), reader.GetString(20));
        return known;
    }

    private static StoreException Damaged(string what, string word) =>
        new(StoreException.Corrupt, $"the store holds an offer with the {what} '{word}', which does not exist.", "Somebody else wrote into it; restore a copy.");

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
