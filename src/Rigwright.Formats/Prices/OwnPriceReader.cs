using System.Globalization;
using System.Text.RegularExpressions;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Formats.Csv;

namespace Rigwright.Formats.Prices;

/// <summary>Reads a user's own price list: CSV with the columns item, price, currency and, if wanted, condition, seller, url, date, memory_gib.</summary>
public static partial class OwnPriceReader
{
    /// <summary>The file is missing, too large, or not UTF-8.</summary>
    public const string Unreadable = "RW8101";

    /// <summary>A column is missing, unknown or named twice.</summary>
    public const string Header = "RW8102";

    /// <summary>A row has another number of fields than the header, or a quote is never closed.</summary>
    public const string Row = "RW8103";

    /// <summary>Not a price, or one that nothing costs.</summary>
    public const string Price = "RW8104";

    /// <summary>A currency that is not known, or not that of the rows before.</summary>
    public const string Currencies = "RW8105";

    /// <summary>Nothing that is known has this name.</summary>
    public const string Unmatched = "RW8106";

    /// <summary>The name stands for several things.</summary>
    public const string Ambiguous = "RW8107";

    /// <summary>The same item is priced twice.</summary>
    public const string Duplicate = "RW8108";

    /// <summary>A condition, day or memory size that is not one.</summary>
    public const string Field = "RW8109";

    // Less than half a unit is a slip of the decimal point, more than a million is no part of a home machine. Assumed.
    private const decimal Least = 0.5m;
    private const decimal Most = 1_000_000m;

    private static readonly string[] Required = ["item", "price", "currency"];
    private static readonly string[] Optional = ["condition", "seller", "url", "date", "memory_gib"];

    private static readonly Dictionary<string, Condition> Conditions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["new"] = Condition.New,
        ["refurbished"] = Condition.Refurbished,
        ["used"] = Condition.Used,
    };

    /// <summary>Reads a list. The good rows are returned even when others are wrong; whether to use them is the caller's decision.</summary>
    /// <param name="path">The file.</param>
    /// <param name="items">What can be priced.</param>
    /// <param name="day">The day of prices that state none.</param>
    /// <param name="severalCurrencies">May the list mix currencies (the caller has exchange rates)?</param>
    public static Loaded<OwnPriceList> Read(string path, PriceItems items, DateOnly day, bool severalCurrencies = false)
    {
        var bag = new DiagnosticBag();
        var matched = new List<OwnPrice>();
        var unmatched = new List<UnmatchedPrice>();
        if (CsvSource.Open(path, path, new(Unreadable, Header, Row), bag) is { } source && source.ReadHeader(Required, Optional))
        {
            var rows = 0;
            Currency? first = null;
            var seen = new Dictionary<(PriceItem, Condition, ByteSize?, string?, DateOnly?), OwnPrice>();
            foreach (var row in source.Rows())
            {
                rows++;
                var item = Item(row, items, unmatched, bag);
                var offer = Offer(row, item, matched.Count + 1, day, bag);
                if (offer is null)
                    continue;
                first ??= offer.PriceLow.Currency;
                if (!severalCurrencies && offer.PriceLow.Currency != first)
                    bag.Error(Currencies, row.At("currency"), $"the price is in {offer.PriceLow.Currency}, those before are in {first}.", "Use one currency in a list.");
                else if (item is { } known)
                    Keep(new OwnPrice(known, offer, row.At("item")), seen, matched, bag);
            }
            if (rows == 0 && !bag.HasErrors)
                bag.Error(Row, new(path, 1, 1), "the list holds no price.");
        }
        return new(new OwnPriceList(matched, unmatched), bag.Items);
    }

    private static void Keep(OwnPrice price, Dictionary<(PriceItem, Condition, ByteSize?, string?, DateOnly?), OwnPrice> seen, List<OwnPrice> matched, DiagnosticBag bag)
    {
        var offer = price.Offer;
        if (seen.TryAdd((price.Item, offer.Condition, offer.MemoryOption, offer.Seller, offer.Seen), price))
        {
            matched.Add(price);
            return;
        }
        var before = seen[(price.Item, offer.Condition, offer.MemoryOption, offer.Seller, offer.Seen)];
        if (before.Offer.PriceLow == offer.PriceLow)
            bag.Warning(Duplicate, price.Position, $"{price.Item.Id} stands already in line {before.Position.Line} with the same price.");
        else
            bag.Error(Duplicate, price.Position, $"{price.Item.Id} costs {offer.PriceLow} here and {before.Offer.PriceLow} in line {before.Position.Line}.", "Keep one of them, or name the sellers.");
    }

    private static PriceItem? Item(CsvRow row, PriceItems items, List<UnmatchedPrice> unmatched, DiagnosticBag bag)
    {
        // A name over several lines is one name.
        var text = Spaces().Replace(row["item"], " ");
        var found = items.Resolve(text);
        if (found.Count == 1)
            return found[0];
        if (found.Count > 1)
        {
            bag.Error(Ambiguous, row.At("item"), $"'{text}' stands for {found.Count} things.", $"Write an id: {string.Join(", ", found.Take(5).Select(f => f.Id))}{(found.Count > 5 ? ", …" : "")}.");
            return null;
        }
        var nearest = items.Nearest(text);
        unmatched.Add(new(text, nearest, row.At("item")));
        bag.Warning(Unmatched, row.At("item"), $"nothing is called '{text}'; the price is not used.", nearest is null ? "Ids, part numbers and names are understood." : $"Did you mean '{nearest}'?");
        return null;
    }

    private static Offer? Offer(CsvRow row, PriceItem? item, int number, DateOnly day, DiagnosticBag bag)
    {
        var price = Amount(row, bag);
        var currency = CurrencyOf(row, bag);
        var condition = ConditionOf(row, bag);
        var (isDay, seen) = Day(row, day, bag);
        var (isSize, memory) = Memory(row, bag);
        if (price is null || currency is null || condition is null || !isDay || !isSize)
            return null;
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"own-{number:0000}"),
            Item = row["item"],
            Subject = item?.Subject ?? OfferSubject.Unmatched,
            Reference = item?.Id,
            MemoryOption = memory,
            PriceLow = new(price.Value, currency.Value),
            Condition = condition.Value,
            Seller = row["seller"] is { Length: > 0 } seller ? seller : "your price list",
            Url = row["url"] is { Length: > 0 } url ? url : null,
            Seen = seen,
            Verified = true,
            Source = OwnPriceList.Source,
        };
    }

    private static decimal? Amount(CsvRow row, DiagnosticBag bag)
    {
        var text = row["price"];
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var price))
            bag.Error(Price, row.At("price"), $"'{text}' is not a price.", "Write digits with a point for decimals and no separators, for example 1299.90.");
        else if (price < 0)
            bag.Error(Price, row.At("price"), $"'{text}' is negative.");
        else if (price is < Least or > Most)
            bag.Error(Price, row.At("price"), $"'{text}' is no price of a part: {Least} to {Most:0} is expected.", "Is the decimal point where it belongs?");
        else
            return price;
        return null;
    }

    private static Currency? CurrencyOf(CsvRow row, DiagnosticBag bag)
    {
        if (Currency.TryParse(row["currency"], out var currency))
            return currency;
        var known = Currency.All.Select(c => c.Code).ToList();
        bag.Error(Currencies, row.At("currency"), $"'{row["currency"]}' is not a known currency.", NearestName.Suggest(row["currency"], known) ?? $"Known: {string.Join(", ", known)}.");
        return null;
    }

    private static Condition? ConditionOf(CsvRow row, DiagnosticBag bag)
    {
        if (row["condition"] is not { Length: > 0 } text)
            return Condition.New;
        if (Conditions.TryGetValue(text, out var condition))
            return condition;
        bag.Error(Field, row.At("condition"), $"'{text}' is not a condition.", NearestName.Suggest(text, Conditions.Keys) ?? $"Known: {string.Join(", ", Conditions.Keys)}.");
        return null;
    }

    private static (bool IsGood, DateOnly Day) Day(CsvRow row, DateOnly day, DiagnosticBag bag)
    {
        if (row["date"] is not { Length: > 0 } text)
            return (true, day);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var given))
            return (true, given);
        bag.Error(Field, row.At("date"), $"'{text}' is not a day; write it like 2026-02-17.");
        return (false, day);
    }

    private static (bool IsGood, ByteSize? Size) Memory(CsvRow row, DiagnosticBag bag)
    {
        if (row["memory_gib"] is not { Length: > 0 } text)
            return (true, null);
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var gib) && gib is > 0 and <= 65_536)
            return (true, ByteSize.FromGiB(gib));
        bag.Error(Field, row.At("memory_gib"), $"'{text}' is not a memory size in GiB.");
        return (false, null);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
