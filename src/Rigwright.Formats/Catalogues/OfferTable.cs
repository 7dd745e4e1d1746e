using System.Globalization;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.Catalogues;

/// <summary>Reads <c>offers.csv</c>.</summary>
internal static class OfferTable
{
    public const string File = "offers.csv";

    private static readonly string[] Required =
        ["id", "item", "subject", "reference", "price_low", "price_high", "currency", "condition", "seen", "verified", "source"];

    private static readonly string[] Optional = ["part_number", "memory_gib", "tax", "seller", "url", "stock", "note"];

    public static List<Offer> Read(CatalogueContext context, Func<OfferSubject, IReadOnlyCollection<string>> known)
    {
        List<Offer> offers = [];
        if (CatalogueTable.Open(context, File, "offer", Required, Optional) is not { } table)
            return offers;
        var ids = new UniqueIds();
        foreach (var row in table.Rows)
        {
            if (ids.Take(row) is { } id && ReadRow(row, id, known) is { } offer)
                offers.Add(offer);
        }
        return offers;
    }

    private static Offer? ReadRow(CatalogueRow row, string id, Func<OfferSubject, IReadOnlyCollection<string>> known)
    {
        var item = row.Required("item");
        var subject = row.Required("subject") is null ? null : row.Word("subject", CatalogueWords.OfferSubjects);
        var condition = row.Required("condition") is null ? null : row.Word("condition", CatalogueWords.Conditions);
        var verified = row.Required("verified") is null ? null : row.YesNo("verified");
        var low = row.Required("price_low") is null ? null : Price(row, "price_low");
        var high = Price(row, "price_high");
        var reference = subject is null or OfferSubject.Unmatched
            ? null
            : row.Required("reference") is null ? null : row.Known("reference", known(subject.Value), subject.Value.ToString().ToLowerInvariant());
        var (seen, precision) = Day(row, "seen");
        if (low is { } l && high is { } h && h < l)
            row.Error(CatalogueCodes.BadNumber, "price_high", $"The high price {h} is below the low price {l}.");
        if (item is null || subject is null || condition is null || verified is null || low is null || row.Provenance is not { } provenance
            || (reference is null && subject != OfferSubject.Unmatched))
            return null;
        return new()
        {
            Id = id,
            Item = item,
            Subject = subject.Value,
            Reference = reference,
            PartNumber = row.Text("part_number"),
            MemoryOption = row.Number("memory_gib", 0.5, 8192) is { } gib ? ByteSize.FromGiB(gib) : null,
            PriceLow = low.Value,
            PriceHigh = high,
            Condition = condition.Value,
            Tax = row.Word("tax", CatalogueWords.PriceTaxes),
            Stock = row.Word("stock", CatalogueWords.Stocks),
            Seller = row.Text("seller"),
            Url = row.Text("url"),
            Seen = seen,
            Precision = precision,
            Verified = verified.Value,
            Source = provenance.Default.Source,
            Note = row.Text("note"),
        };
    }

    /// <summary>An exact amount: at most two decimals, above zero.</summary>
    private static Money? Price(CatalogueRow row, string column)
    {
        if (row.Text(column) is not { } text)
            return null;
        if (!Currency.TryParse(row.Text("currency"), out var currency))
        {
            row.Error(CatalogueCodes.UnknownWord, "currency",
                $"'{row.Text("currency")}' is not one of {string.Join(", ", Currency.All.Select(c => c.Code))}.");
            return null;
        }
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount is > 0 and < 10_000_000 && decimal.Round(amount, 2) == amount)
            return new(amount, currency);
        row.Error(CatalogueCodes.BadNumber, column, $"'{text}' is not a price above zero with at most two decimals.");
        return null;
    }

    /// <summary><c>2026-02-16</c>, <c>2026-02</c> or <c>2025</c>; empty when the source gives no usable date.</summary>
    private static (DateOnly? Day, DatePrecision Precision) Day(CatalogueRow row, string column)
    {
        if (row.Text(column) is not { } text)
            return (null, DatePrecision.Year);
        foreach (var (format, precision) in Formats)
        {
            if (DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return (day, precision);
        }
        row.Error(CatalogueCodes.BadDate, column, $"'{text}' is not a date of the form 2026-02-16, 2026-02 or 2026.");
        return (null, DatePrecision.Year);
    }

    private static readonly (string Format, DatePrecision Precision)[] Formats =
        [("yyyy-MM-dd", DatePrecision.Day), ("yyyy-MM", DatePrecision.Month), ("yyyy", DatePrecision.Year)];

    /// <summary>Prices that one seller is said to have asked for one item on one day, where they differ.</summary>
    public static IEnumerable<Dispute> Disputes(IReadOnlyList<Offer> offers, IReadOnlyDictionary<SourceId, Source> sources)
    {
        var groups = offers.Where(o => o is { Verified: true, Seen: not null, Seller: not null, Precision: DatePrecision.Day })
            .GroupBy(o => string.Create(CultureInfo.InvariantCulture, $"{o.Item}\n{o.Seller}\n{o.Seen}\n{o.Condition}\n{o.PriceLow.Currency}"), StringComparer.Ordinal);
        foreach (var group in groups.Where(g => g.Select(Text).Distinct(StringComparer.Ordinal).Count() > 1))
        {
            var claims = group.Select(o => new Sourced<string>(Text(o), o.Source, sources[o.Source].Grade, o.Seen!.Value, o.Id))
                .OrderBy(c => c.Evidence).ThenByDescending(c => c.Value, StringComparer.Ordinal).ToList();
            var first = group.First();
            yield return new($"offer/{first.Id}", $"price of '{first.Item}' at {first.Seller} on {first.Seen:yyyy-MM-dd}", claims,
                "two prices for one item, seller and day: both are kept as offers, none is dropped; the higher one stands first because a budget must bear it");
        }
    }

    private static string Text(Offer offer) => offer.PriceHigh is { } high ? $"{offer.PriceLow}–{high.Amount}" : offer.PriceLow.ToString();
}
