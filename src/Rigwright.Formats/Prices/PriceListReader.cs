using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Formats.Csv;

namespace Rigwright.Formats.Prices;

/// <summary>Reads a user's own price list (CSV). What it names is priced from it alone; everything else keeps the catalogue's offers.</summary>
public static class PriceListReader
{
    /// <summary>The file cannot be read or is not CSV.</summary>
    public const string Malformed = "RW2030";

    /// <summary>A column is missing, unknown or stands twice.</summary>
    public const string Column = "RW2031";

    /// <summary>An item that the catalogue does not have, or a name with several meanings.</summary>
    public const string Item = "RW2032";

    /// <summary>Not a price.</summary>
    public const string Price = "RW2033";

    /// <summary>An unknown currency, condition, day or memory size.</summary>
    public const string Field = "RW2034";

    private static readonly string[] Required = ["item", "price", "currency"];

    private static readonly string[] Known = ["item", "price", "currency", "condition", "seller", "url", "date", "memory_gib"];

    /// <summary>The source that these offers carry.</summary>
    public static SourceId Source { get; } = new("own-price-list");

    /// <summary>Reads a list.</summary>
    /// <param name="path">The file.</param>
    /// <param name="catalogue">Gives the names their meaning.</param>
    /// <param name="day">The day of prices that state none.</param>
    public static Loaded<IReadOnlyList<Offer>> Read(string path, Catalogue catalogue, DateOnly day)
    {
        var bag = new DiagnosticBag();
        var offers = new List<Offer>();
        if (CsvDocument.Load(path, path, bag, Malformed) is { } document && Columns(document, bag) is { } columns)
        {
            foreach (var record in document.Records)
            {
                if (new Row(record, columns, path, catalogue, bag).Offer(offers.Count + 1, day) is { } offer)
                    offers.Add(offer);
            }
            if (document.Records.Count == 0)
                bag.Error(Malformed, new(path, 1, 1), "The list holds no price.");
        }
        return new(bag.HasErrors ? null : offers, bag.Items);
    }

    private static Dictionary<string, int>? Columns(CsvDocument document, DiagnosticBag bag)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < document.Header.Count; i++)
        {
            var (name, at) = (document.Header[i].Text.Trim(), new Position(document.File, document.Header[i].Line, document.Header[i].Column));
            if (!Known.Contains(name, StringComparer.Ordinal))
                bag.Error(Column, at, $"'{name}' is not a column of a price list.", NearestName.Suggest(name, Known) ?? $"The columns are: {string.Join(", ", Known)}.");
            else if (!columns.TryAdd(name, i))
                bag.Error(Column, at, $"The column '{name}' stands twice.");
        }
        foreach (var name in Required.Where(r => !columns.ContainsKey(r)))
            bag.Error(Column, new(document.File, 1, 1), $"The column '{name}' is missing.");
        return bag.HasErrors ? null : columns;
    }

    private sealed class Row(CsvField[] record, Dictionary<string, int> columns, string file, Catalogue catalogue, DiagnosticBag bag)
    {
        public Offer? Offer(int number, DateOnly day)
        {
            var subject = Subject();
            var price = Amount();
            var currency = Currency();
            var condition = Condition();
            var seen = Day(day);
            var memory = Memory();
            if (subject is null || price is null || currency is null || condition is null || seen is null || memory is null)
                return null;
            return new()
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"own-{number:0000}"),
                Item = Text("item")!,
                Subject = subject.Value.Subject,
                Reference = subject.Value.Id,
                MemoryOption = memory.Value.Bytes > 0 ? memory : null,
                PriceLow = new(price.Value, currency.Value),
                Condition = condition.Value,
                Seller = Text("seller") ?? "your price list",
                Url = Text("url"),
                Seen = seen,
                Verified = true,
                Source = Source,
            };
        }

        private string? Text(string column) =>
            columns.TryGetValue(column, out var i) && record[i].Text.Trim() is { Length: > 0 } text ? text : null;

        private Position At(string column)
        {
            var field = columns.TryGetValue(column, out var i) ? record[i] : record[0];
            return new(file, field.Line, field.Column);
        }

        private (OfferSubject Subject, string Id)? Subject()
        {
            var name = Text("item") ?? "";
            var accelerator = catalogue.AcceleratorNames.Resolve(name);
            var part = catalogue.PartNames.Resolve(name);
            if (catalogue.FindPrebuilt(name) is not null)
                return (OfferSubject.Prebuilt, name);
            var ids = accelerator.Ids.Select(i => (OfferSubject.Accelerator, i)).Concat(part.Ids.Select(i => (OfferSubject.Part, i))).ToList();
            if (ids.Count == 1)
                return ids[0];
            if (ids.Count > 1)
                bag.Error(Item, At("item"), $"'{name}' stands for several items.", $"Write one of: {string.Join(", ", ids.Select(i => i.Item2))}.");
            else
                bag.Error(Item, At("item"), $"The catalogue has no item '{name}'.", (accelerator.Nearest ?? part.Nearest) is { } near ? $"Did you mean '{near}'?" : "Ids, part numbers and names are understood.");
            return null;
        }

        private decimal? Amount()
        {
            var text = Text("price") ?? "";
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var price) && price is > 0 and < 10_000_000)
                return price;
            bag.Error(Price, At("price"), $"'{text}' is not a price: a number above 0 with a point for decimals and no separators is expected.");
            return null;
        }

        private Currency? Currency()
        {
            var text = Text("currency") ?? "";
            if (Domain.Quantities.Currency.TryParse(text, out var currency))
                return currency;
            var known = Domain.Quantities.Currency.All.Select(c => c.Code).ToList();
            bag.Error(Field, At("currency"), $"'{text}' is not a known currency.", NearestName.Suggest(text, known) ?? $"Known: {string.Join(", ", known)}.");
            return null;
        }

        private Condition? Condition()
        {
            var text = Text("condition") ?? "new";
            if (Requirements.RequirementsWords.Conditions.TryGetValue(text, out var condition))
                return condition;
            bag.Error(Field, At("condition"), $"'{text}' is not a condition.", NearestName.Suggest(text, Requirements.RequirementsWords.Conditions.Keys) ?? "Known: new, refurbished, used.");
            return null;
        }

        private DateOnly? Day(DateOnly day)
        {
            if (Text("date") is not { } text)
                return day;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var given))
                return given;
            bag.Error(Field, At("date"), $"'{text}' is not a day; write it like 2026-02-17.");
            return null;
        }

        private ByteSize? Memory()
        {
            if (Text("memory_gib") is not { } text)
                return ByteSize.Zero;
            if (Yaml.YamlBinder.TryNumber(text, out var gib) && gib is > 0 and <= 65_536)
                return ByteSize.FromGiB(gib);
            bag.Error(Field, At("memory_gib"), $"'{text}' is not a memory size in GiB.");
            return null;
        }
    }
}
