using System.Globalization;
using Rigwright.App.Build;
using Rigwright.Domain.Offers;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Search.Exact;
using Rigwright.Reports.Parts;

namespace Rigwright.Reports.Build;

/// <summary>The cheapest build for people.</summary>
public static class BuildText
{
    /// <summary>Parts, price, proof and findings; or why there is no answer.</summary>
    public static void Write(TextWriter output, BuildCommandResponse response)
    {
        var result = response.Result!;
        if (result.Rig is not { } rig)
        {
            WriteNone(output, response, result);
            BuildFrontText.Write(output, response);
            return;
        }
        if (!response.IsWithinLimits)
        {
            output.WriteLine($"Nothing acceptable is within the limits: {string.Join(", ", response.Limits)}. What comes next:");
            output.WriteLine();
        }
        output.WriteLine($"The cheapest build that carries {rig.Name} (prices as of {Day(response.AsOf)}):");
        output.WriteLine();
        foreach (var device in response.Devices)
            output.WriteLine(Row("card", device.Count, device.Device.Card?.Name ?? device.Device.Name, DevicePrice(device)));
        foreach (var part in result.Parts)
            output.WriteLine(Row(PartsText.Kind(part.Part.Category), part.Quantity, part.Part.Name, PartPrice(part, response)));
        output.WriteLine();
        output.WriteLine(response.DevicePrice is { } devices
            ? $"  together {result.Price!.Value + devices}: parts {result.Price}, devices {devices}"
            : $"  parts {result.Price}; the devices have no price here, so they are not in this sum");
        output.WriteLine($"  proven: none of {Large(result.Combinations)} combinations of the priced parts is acceptable and cheaper{(result.ProvenMinimum == result.Price ? "" : $" ({result.ProvenMinimum} with what its warnings and unknowns are worth)")}");
        WriteList(output, response);
        WriteChanges(output, response, result);
        WriteFindings(output, result.Findings, FindingSeverity.Warning, "Warnings");
        WriteFindings(output, result.Findings, FindingSeverity.Unknown, "Verify before you buy");
        BuildFrontText.Write(output, response);
    }

    private static void WriteNone(TextWriter output, BuildCommandResponse response, BuildResult result)
    {
        output.WriteLine($"None of the {Large(result.Combinations)} combinations of the priced parts is acceptable.");
        if (response.Unpriced.Count > 0)
            output.WriteLine($"  There is no price for any {string.Join(", ", response.Unpriced.Select(PartsText.Kind))}: add one to your price list (--prices).");
        foreach (var (rule, price) in response.Blocking)
            output.WriteLine($"  Without the rule {rule} the cheapest would cost {price}: add a part that satisfies it.");
        if (response.Unpriced.Count == 0 && response.Blocking.Count == 0)
            output.WriteLine("  No single rule is the reason: at least two kinds of parts do not fit.");
        WriteList(output, response);
        if (response.Nearest is not { } nearest)
            return;
        WriteFindings(output, nearest.Findings, FindingSeverity.Error, "The build that breaks the fewest rules still breaks these");
        output.WriteLine($"  It is {string.Join(", ", nearest.Parts.Select(p => $"{(p.Quantity > 1 ? $"{p.Quantity}x " : "")}{p.Part.Name}"))}.");
    }

    private static void WriteChanges(TextWriter output, BuildCommandResponse response, BuildResult result)
    {
        if (response.Owned.Count == 0)
            return;
        var bought = result.Parts.Where(p => p.Bought > 0).ToList();
        output.WriteLine();
        output.WriteLine("What changes:");
        Line(output, "stays", result.Parts.Where(p => p.Owned > 0).Select(p => p.Part.Name));
        Line(output, "goes", response.Replaced.Select(p => p.Name));
        Line(output, "is bought", bought.Select(p => $"{(p.Bought > 1 ? $"{p.Bought}x " : "")}{p.Part.Name}"));
        WriteFindings(output, response.AsItIs, FindingSeverity.Error, "Why what is there does not carry it as it is");
    }

    private static void Line(TextWriter output, string word, IEnumerable<string> names)
    {
        if (string.Join(", ", names) is { Length: > 0 } text)
            output.WriteLine($"  {word}: {text}");
    }

    private static void WriteList(TextWriter output, BuildCommandResponse response)
    {
        if (response.Prices is { } list)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  price list: {list.Matched.Count} rows used, {list.Unmatched.Count} not matched"));
        if (response.Store is { } store)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  price history: {store.Offers:#,##0} offers of {store.Place} count beside the catalogue's; --store none leaves them out"));
    }

    private static void WriteFindings(TextWriter output, IReadOnlyList<Finding> all, FindingSeverity severity, string title)
    {
        var findings = all.Where(f => f.Severity == severity).ToList();
        if (findings.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine(title + ":");
        foreach (var finding in findings)
            output.WriteLine($"  {finding.Rule}: {finding.Bare}");
    }

    private static string Row(string kind, int count, string name, string price) => $"  {kind,-13} {count}x {name}  {price}";

    private static string DevicePrice(PricedDevice device) => device.Owned == device.Count ? "there already"
        : device.Device.Price.TryGet(out var quote) ? $"{quote.Price}{(device.Count > 1 ? " each" : "")}{(device.Owned > 0 ? $", {device.Owned} there already" : "")} ({Where(quote)})" : "no price";

    private static string PartPrice(ChosenPart part, BuildCommandResponse response) => part.Bought == 0 ? "there already"
        : $"{part.Total}{(part.Owned > 0 ? $", {part.Owned} there already" : "")}{(response.Quotes.TryGetValue(part.Part.Id, out var priced) ? $" ({Where(priced.Quote)})" : "")}";

    private static string Where(PriceQuote quote) => string.Join(", ", ((string?[])[quote.Offer.Seller, quote.SeenText,
        quote.Offer.Condition == Condition.New ? null : OfferBook.Word(quote.Offer.Condition), quote.IsStale ? string.Create(CultureInfo.InvariantCulture, $"{quote.AgeDays} days old") : null]).OfType<string>());

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Large(System.Numerics.BigInteger number) => number < 1_000_000
        ? number.ToString("#,##0", CultureInfo.InvariantCulture)
        : ((double)number).ToString("0.0e+0", CultureInfo.InvariantCulture).Replace("e+", " × 10^", StringComparison.Ordinal);
}
