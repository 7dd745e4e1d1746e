using System.Globalization;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.Prices;

/// <summary>An offer of a price file before it is known what it is for.</summary>
/// <param name="Offer">The offer; its subject is "none" unless the file names item ids itself. Its id is not set.</param>
/// <param name="Position">Where its item stands.</param>
/// <param name="IsDecided">Does the file say itself what it is for, an id or "none"?</param>
/// <param name="Kind">The kind of part that the list states, or null.</param>
public sealed record PriceRow(Offer Offer, Position Position, bool IsDecided, PartCategory? Kind = null)
{
    /// <summary>Where its price stands.</summary>
    public Position PriceAt { get; init; } = Position;

    /// <summary>Where its currency stands: in its own column, else beside the price.</summary>
    public Position CurrencyAt { get; init; } = Position;
}

/// <summary>Makes offers of rows and reports every field that is wrong.</summary>
internal sealed class OfferBinder(PriceFileOptions options, DiagnosticBag bag)
{
    /// <summary>Longest text of an offer in characters: longer than any address, short enough for a million of them.</summary>
    public const int MaxText = 4000;

    private static readonly DateOnly FirstDay = new(2000, 1, 1);
    private static readonly string[] Texts = ["item", "part_number", "reference", "seller", "url", "source", "note"];
    private static readonly (string Format, DatePrecision Precision)[] Days =
        [("yyyy-MM-dd", DatePrecision.Day), ("dd.MM.yyyy", DatePrecision.Day), ("yyyy-MM", DatePrecision.Month), ("yyyy", DatePrecision.Year)];

    /// <summary>The offer of a row; null after reporting what is wrong with it.</summary>
    public PriceRow? Bind(IOfferFields row)
    {
        var good = true;
        var item = Text(row, "item") ?? Text(row, "part_number");
        if (item is null)
            good = Wrong(PriceFileCodes.Field, row, "item", "the row names no item.");
        foreach (var column in Texts.Where(c => row[c].Length > MaxText))
            good = Wrong(PriceFileCodes.Field, row, column, string.Create(CultureInfo.InvariantCulture, $"'{column}' has {row[column].Length} characters; at most {MaxText} are read."));
        var low = Price(row, "price_low", ref good);
        var high = row["price_high"].Length > 0 ? Price(row, "price_high", ref good) : null;
        var currency = CurrencyOf(row, low, high, ref good);
        if (low is { } l && high is { } h && h.Amount < l.Amount)
            good = Wrong(PriceFileCodes.Price, row, "price_high", $"the high price {h.Amount} is below the low price {l.Amount}.");
        var subject = Word(row, "subject", OfferWords.Subjects, ref good) ?? OfferSubject.Unmatched;
        var reference = Text(row, "reference");
        if (subject != OfferSubject.Unmatched && reference is null)
            good = Wrong(PriceFileCodes.Field, row, "reference", $"the row says that it prices {(subject == OfferSubject.Accelerator ? "an" : "a")} {row["subject"]}, but not which.");
        var condition = Word(row, "condition", OfferWords.Conditions, ref good) ?? Condition.New;
        var tax = Word(row, "tax", OfferWords.Taxes, ref good);
        var stock = Word(row, "stock", OfferWords.Stocks, ref good);
        var verified = YesNo(row, ref good);
        var memory = Memory(row, ref good);
        var (seen, precision) = Day(row, ref good);
        if (!good)
            return null;
        return new(new()
        {
            Id = "",
            Item = item!,
            PartNumber = Text(row, "part_number"),
            Subject = subject,
            Reference = subject == OfferSubject.Unmatched ? null : reference,
            MemoryOption = memory,
            PriceLow = new(low!.Value.Amount, currency!.Value),
            PriceHigh = high is { } top ? new Money(top.Amount, currency.Value) : null,
            Condition = condition,
            Tax = tax,
            Stock = stock,
            Seller = Text(row, "seller"),
            Url = Text(row, "url"),
            Seen = seen,
            Precision = precision,
            Verified = verified,
            Source = Text(row, "source") is { } source ? new SourceId(source) : Offer.OwnSource,
            Note = Text(row, "note"),
        }, row.At("item"), row["subject"].Length > 0) { PriceAt = row.At("price_low"), CurrencyAt = row.At(row["currency"].Length > 0 ? "currency" : "price_low") };
    }

    private static string? Text(IOfferFields row, string column) => OfferText.Clean(row[column]);

    private WrittenPrice? Price(IOfferFields row, string column, ref bool good)
    {
        if (PriceText.TryParse(row[column], options.Decimal, out var price, out var problem))
            return price;
        good = Wrong(PriceFileCodes.Price, row, column, row[column].Length == 0 ? "the row has no price." : problem!);
        return null;
    }

    private Currency? CurrencyOf(IOfferFields row, WrittenPrice? low, WrittenPrice? high, ref bool good)
    {
        var signs = new[] { row["currency"], low?.Sign, high?.Sign }.Where(s => !string.IsNullOrEmpty(s)).Select(s => s!).ToList();
        Currency? found = null;
        foreach (var sign in signs)
        {
            if (!PriceText.TryCurrency(sign, out var currency))
            {
                if (sign == "$" && options.Currency is { } given)
                    currency = given;
                else
                {
                    good = sign == "$"
                        ? Wrong(PriceFileCodes.Currencies, row, "price_low", "'$' is the sign of several dollars.", "Write USD, or say --currency USD.")
                        : Wrong(PriceFileCodes.Currencies, row, "currency", $"'{sign}' is not a known currency.", Known(sign));
                    return null;
                }
            }
            if (found is { } other && other != currency)
            {
                good = Wrong(PriceFileCodes.Currencies, row, "currency", $"the row names two currencies, {other} and {currency}.");
                return null;
            }
            found = currency;
        }
        if (found is null && options.Currency is null)
            good = Wrong(PriceFileCodes.Currencies, row, "price_low", "the row does not say its currency.", "Add a column 'currency', or say --currency CHF.");
        return found ?? options.Currency;
    }

    private static string Known(string sign)
    {
        var codes = Currency.All.Select(c => c.Code).ToList();
        return NearestName.Suggest(sign, codes) ?? $"Known: {string.Join(", ", codes)}.";
    }

    private T? Word<T>(IOfferFields row, string column, IReadOnlyList<(string Word, T Value)> words, ref bool good) where T : struct
    {
        if (row[column] is not { Length: > 0 } text)
            return null;
        if (OfferWords.TryParse(words, text, out var value))
            return value;
        var known = words.Select(w => w.Word).ToList();
        good = Wrong(PriceFileCodes.Field, row, column, $"'{text}' is not one of {string.Join(", ", known)}.", NearestName.Suggest(text, known));
        return null;
    }

    private bool YesNo(IOfferFields row, ref bool good)
    {
        switch (row["verified"].ToLowerInvariant())
        {
            case "" or "yes" or "true":
                return true;
            case "no" or "false":
                return false;
            default:
                good = Wrong(PriceFileCodes.Field, row, "verified", $"'{row["verified"]}' is neither yes (a price that a shop showed) nor no (an estimate).");
                return true;
        }
    }

    private ByteSize? Memory(IOfferFields row, ref bool good)
    {
        if (row["memory_gib"] is not { Length: > 0 } text)
            return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var gib) && gib is >= 0.5 and <= 65_536)
            return ByteSize.FromGiB(gib);
        good = Wrong(PriceFileCodes.Field, row, "memory_gib", $"'{text}' is not a memory size in GiB.");
        return null;
    }

    private (DateOnly? Day, DatePrecision Precision) Day(IOfferFields row, ref bool good)
    {
        var text = row["seen"];
        if (text.Equals(OfferColumns.Undated, StringComparison.OrdinalIgnoreCase))
            return (null, DatePrecision.Day);
        if (text.Length == 0)
        {
            if (options.Seen is null)
                good = Wrong(PriceFileCodes.Day, row, "seen", "the row does not say when the price was seen.", "Add a column 'seen', or import the file with --seen 2026-02-17 (--seen today).");
            return (options.Seen, DatePrecision.Day);
        }
        foreach (var (format, precision) in Days)
        {
            if (!DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                continue;
            if (day > options.Today)
                good = Wrong(PriceFileCodes.Day, row, "seen", string.Create(CultureInfo.InvariantCulture, $"{text} lies in the future; today is {options.Today:yyyy-MM-dd}."));
            else if (day < FirstDay)
                good = Wrong(PriceFileCodes.Day, row, "seen", $"{text} is before any of these parts was sold.");
            return (day, precision);
        }
        good = Wrong(PriceFileCodes.Day, row, "seen", $"'{text}' is not a day.", "Write it like 2026-02-17 or 17.02.2026, a month like 2026-02, a year like 2026.");
        return (null, DatePrecision.Day);
    }

    private bool Wrong(string code, IOfferFields row, string column, string message, string? help = null)
    {
        bag.Error(code, row.At(column), message, help);
        return false;
    }
}
