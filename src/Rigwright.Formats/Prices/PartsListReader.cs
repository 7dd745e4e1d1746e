using System.Globalization;
using System.Text.RegularExpressions;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.Prices;

/// <summary>Reads a pasted parts list: the Markdown, BBCode and text that part-picker sites export, and lists with a count and a part number in brackets. One line is one offer.</summary>
public static partial class PartsListReader
{
    /// <summary>Longest list: a person pastes it.</summary>
    public const long MaxBytes = 4 << 20;

    private const int MaxLine = 4000;

    private const string Sign = @"CHF|EUR|USD|GBP|US\$|SFr\.|Fr\.|€|\$|£";
    private const string Number = @"[0-9](?:[0-9.,'’]|(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}\b))*(?:[.,][-–—]{1,2})?";

    private static readonly Dictionary<string, PartCategory?> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CPU"] = PartCategory.Cpu,
        ["Processor"] = PartCategory.Cpu,
        ["Prozessor"] = PartCategory.Cpu,
        ["CPU Cooler"] = PartCategory.Cooler,
        ["Cooler"] = PartCategory.Cooler,
        ["CPU-Kühler"] = PartCategory.Cooler,
        ["Motherboard"] = PartCategory.Motherboard,
        ["Mainboard"] = PartCategory.Motherboard,
        ["Memory"] = PartCategory.Memory,
        ["RAM"] = PartCategory.Memory,
        ["Arbeitsspeicher"] = PartCategory.Memory,
        ["Storage"] = PartCategory.Drive,
        ["SSD"] = PartCategory.Drive,
        ["Video Card"] = PartCategory.GraphicsCard,
        ["GPU"] = PartCategory.GraphicsCard,
        ["Grafikkarte"] = PartCategory.GraphicsCard,
        ["Case"] = PartCategory.Case,
        ["Gehäuse"] = PartCategory.Case,
        ["Power Supply"] = PartCategory.PowerSupply,
        ["PSU"] = PartCategory.PowerSupply,
        ["Netzteil"] = PartCategory.PowerSupply,
        ["Custom"] = null,
        ["Case Fan"] = null,
        ["Fan"] = null,
        ["Thermal Compound"] = null,
        ["Operating System"] = null,
        ["Monitor"] = null,
        ["Wired Network Adapter"] = null,
        ["UPS"] = null,
    };

    /// <summary>Does a text look like such a list rather than like CSV or JSON?</summary>
    public static bool Recognises(string head) => Listing().IsMatch(head);

    /// <summary>Every line with a price; what is wrong with the others is in the bag when the last one was read.</summary>
    public static IEnumerable<PriceRow> Read(PriceFile file, PriceFileOptions options, DiagnosticBag bag)
    {
        if (file.Length > MaxBytes)
        {
            bag.Error(PriceFileCodes.Unreadable, new(file.Name, 0, 0), string.Create(CultureInfo.InvariantCulture, $"the list has {file.Length} bytes; at most {MaxBytes} are read."));
            yield break;
        }
        if (file.DetectEncoding(bag) is not { } encoding)
            yield break;
        using var reader = new StreamReader(file.OpenRead(), encoding);
        var text = reader.ReadToEnd();
        var binder = new OfferBinder(options with { Currency = options.Currency ?? SiteCurrency(text), Seen = options.Seen ?? Generated(text, options.Today) }, bag);
        var found = 0;
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.Length > MaxLine)
                bag.Error(PriceFileCodes.Row, new(file.Name, number, 1), string.Create(CultureInfo.InvariantCulture, $"the line has {line.Length} characters; a line of a parts list has at most {MaxLine}."));
            else if (Parse(line, new(file.Name, number, 1), bag) is { } fields)
            {
                found++;
                if (binder.Bind(fields) is { } row)
                    yield return row with { Kind = fields.Kind };
            }
        }
        if (found == 0 && !bag.HasErrors)
            bag.Error(PriceFileCodes.NoLines, new(file.Name, 1, 1), "no line looks like a part with a price.", "A line is like 'CPU: AMD Ryzen 9 9950X (CHF 529.90 @ digitec)'; see docs/prices.md.");
    }

    private static LineFields? Parse(string raw, Position at, DiagnosticBag bag)
    {
        if (Ignored().IsMatch(raw))
            return null;
        var (line, url) = Plain(raw);
        var cells = line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var fields = cells.Length > 1 ? Row(cells) : TextLine(line);
        if (fields is null)
        {
            if (cells.Length > 1 || Typed().Match(line) is { Success: true } typed && Kinds.ContainsKey(typed.Groups["kind"].Value))
                bag.Info(PriceFileCodes.NoLines, at, $"the line has no price and is left out: {Short(line)}");
            return null;
        }
        if (fields is { Count: > 1, IsEach: false })
        {
            bag.Warning(PriceFileCodes.Ambiguous, at, string.Create(CultureInfo.InvariantCulture, $"is {fields.Price} the price of one or of all {fields.Count}? The line is left out."), "Write 'each' behind the price of one.");
            return null;
        }
        var column = raw.IndexOf(fields.Name.Split(' ')[0], StringComparison.Ordinal) + 1;
        return fields with { Url = url, Start = at with { Column = Math.Max(1, column) } };
    }

    // Type | Item | Price, as a table of Markdown or BBCode has it; the type may be missing.
    private static LineFields? Row(string[] cells)
    {
        var priced = Array.FindLastIndex(cells, c => CellPrice().IsMatch(c));
        if (priced < 1)
            return null;
        var kind = Kinds.TryGetValue(cells[0], out var known) && priced > 1 ? known : null;
        var match = CellPrice().Match(cells[priced]);
        return Fields(cells[priced - 1], match, kind);
    }

    private static LineFields? TextLine(string line)
    {
        var text = Bullet().Replace(line, "");
        PartCategory? kind = null;
        if (Typed().Match(text) is { Success: true } typed && Kinds.TryGetValue(typed.Groups["kind"].Value, out kind))
            text = text[typed.Length..];
        var match = LinePrice().Match(text);
        return match.Success ? Fields(match.Groups["item"].Value, match, kind) : null;
    }

    private static LineFields Fields(string item, Match match, PartCategory? kind)
    {
        var count = Counted().Match(item);
        var name = (count.Success ? item[count.Length..] : item).Trim().TrimEnd('-', '–', ':', ',').Trim();
        var number = PartNumber().Matches(name).LastOrDefault(m => m.Value.Any(char.IsAsciiDigit));
        return new(name, match.Groups["price"].Value.Trim(), match.Groups["seller"].Value.Trim(), number?.Groups[1].Value ?? "", kind)
        {
            Count = count.Success ? int.Parse(count.Groups["count"].Value, CultureInfo.InvariantCulture) : 1,
            IsEach = match.Groups["each"].Success,
        };
    }

    // Links become their text, the first address is the offer's; marks of bold and italic text go.
    private static (string Line, string Url) Plain(string raw)
    {
        var url = Address().Match(raw);
        var line = CellBorder().Replace(raw, " | ");
        line = BbLink().Replace(line, "$1");
        line = Tag().Replace(line, "");
        line = MarkdownLink().Replace(line, "$1");
        return (line.Replace("**", "", StringComparison.Ordinal).Replace("\\|", "/", StringComparison.Ordinal).Trim(), url.Success ? url.Groups[1].Value + url.Groups[2].Value : "");
    }

    private static Currency? SiteCurrency(string text) => Site().Match(text) is not { Success: true } site ? null : site.Groups[1].Value switch
    {
        "" or "www." => Currency.Usd,
        "uk." => Currency.Gbp,
        "de." or "fr." or "it." or "es." or "be." or "nl." or "ie." or "at." or "fi." or "pt." => Currency.Eur,
        _ => null,
    };

    private static DateOnly? Generated(string text, DateOnly today) =>
        GeneratedOn().Match(text) is { Success: true } match && DateOnly.TryParseExact(match.Groups[1].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day <= today
            ? day : null;

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private sealed record LineFields(string Name, string Price, string Seller, string PartNumber, PartCategory? Kind) : IOfferFields
    {
        public int Count { get; init; }

        public bool IsEach { get; init; }

        public string Url { get; init; } = "";

        public Position Start { get; init; }

        public string this[string column] => column switch
        {
            "item" => Name,
            "part_number" => PartNumber,
            "price_low" => Price,
            "seller" => Seller,
            "url" => Url,
            "source" => "parts-list",
            _ => "",
        };

        public Position At(string column) => Start;
    }

    [GeneratedRegex(@"pcpartpicker|^\s*\[b\]|^\s*\|?\s*:?-{2,}:?\s*\||\]\(https?://|^\s*(?:\d{1,2}\s*[x×]\s|[-*•]\s)|^[\p{L} -]{2,20}:\s.+(?:" + Sign + ")", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Listing();

    [GeneratedRegex(@"^\s*$|^[\s|*]*:?-{3,}|^\s*\|?\s*:-+|^\s*\|?\s*Type\s*\||\bTotal\b|\bSumme\b|Generated by|Prices include|Part List\b|^\s*```|^\s*#|^\s*\[/?(?:table|list)\]\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Ignored();

    [GeneratedRegex(@"^(?:[-*•]|\d{1,2}[.)])\s+")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^(?<kind>[\p{L}][\p{L} -]{1,24}):\s+")]
    private static partial Regex Typed();

    [GeneratedRegex(@"^(?<count>\d{1,2})\s*(?:[x×]\s+|\s(?=\p{Lu}\p{L}))")]
    private static partial Regex Counted();

    [GeneratedRegex(@"\(([A-Z0-9][A-Z0-9\-./_#]{4,})\)", RegexOptions.IgnoreCase)]
    private static partial Regex PartNumber();

    [GeneratedRegex(@"^(?<item>.*?\p{L}.*?)\s*[(\-–—:,]?\s*(?:(?:ab|um|from|for|für|je|à)\s+)?(?<price>(?:" + Sign + @")\s*" + Number + @"|" + Number + @"\s*(?:" + Sign + @")(?![\w]))\s*(?<each>each|je|pro Stück|per unit|/\s*pc|/\s*Stk\.?)?\s*(?:(?:@|at|bei|von|from)\s*(?<seller>[^)|]+?))?\s*\)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LinePrice();

    [GeneratedRegex(@"^(?<price>(?:(?:" + Sign + @")\s*)?" + Number + @"(?:\s*(?:" + Sign + @"))?)\s*(?<each>each|je|pro Stück|per unit)?\s*(?:(?:@|at|bei|von|from)\s*(?<seller>.+?))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CellPrice();

    [GeneratedRegex(@"\[/td\]\s*\[td\]", RegexOptions.IgnoreCase)]
    private static partial Regex CellBorder();

    [GeneratedRegex(@"\[url=[^\]]*\](.*?)\[/url\]", RegexOptions.IgnoreCase)]
    private static partial Regex BbLink();

    [GeneratedRegex(@"\[/?(?:b|i|u|td|tr|table|list|url|\*)\]", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)\s]*\)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"\[url=(https?://[^\]\s]+)\]|\]\((https?://[^)\s]+)\)", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"https?://((?:[a-z]{2,3}\.)?)pcpartpicker\.com", RegexOptions.IgnoreCase)]
    private static partial Regex Site();

    [GeneratedRegex(@"Generated by[^\n]*?(\d{4}-\d{2}-\d{2})", RegexOptions.IgnoreCase)]
    private static partial Regex GeneratedOn();
}
