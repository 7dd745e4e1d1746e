using System.Globalization;
using Rigwright.App.Land;
using Rigwright.Domain.Offers;

namespace Rigwright.Reports.Land;

/// <summary>A landed quote for a terminal: every step with its amount, how it came about and who says so.</summary>
public static class LandText
{
    /// <summary>Writes an answer.</summary>
    public static void Write(TextWriter writer, LandAnswer answer)
    {
        foreach (var place in answer.Places)
        {
            writer.WriteLine(Text($"{answer.Shipment.Price} {Tax(answer.Shipment.Tax)} in {answer.FromName}, landed in {place.To.Name} by the rules of {answer.AsOf:yyyy-MM-dd}"));
            if (place.Price.TryGet(out var price))
                Steps(writer, price);
            else
                writer.WriteLine($"  unknown: {string.Join("; ", place.Price.Missing)} is missing.");
            writer.WriteLine();
        }
        if (answer.Places.Count > 1)
            Summary(writer, answer);
        writer.WriteLine("Every step is rounded to a hundredth (rappen, cent, penny), half away from zero; the steps add up to the total.");
    }

    private static void Steps(TextWriter writer, LandedPrice price)
    {
        foreach (var step in price.Steps)
            Step(writer, step, 1);
        foreach (var unknown in price.Excluded)
            writer.WriteLine($"  {unknown,-34} {"unknown",16}  {Option(unknown)}");
        writer.WriteLine($"  {(price.IsComplete ? "landed" : "landed, at least"),-34} {price.Total,16}{(price.IsComplete ? "" : "  the unknown comes on top")}");
        foreach (var remark in price.Remarks)
            writer.WriteLine($"  Mind: {remark}.");
    }

    // What is unknown has no source that this program could ship: the buyer states it.
    private static string Option(string unknown) => unknown switch
    {
        _ when unknown.StartsWith("duty", StringComparison.Ordinal) => "no sourced rate; state it with --duty PERCENT",
        _ when unknown.StartsWith("freight", StringComparison.Ordinal) => "state it with --freight AMOUNT",
        _ when unknown.StartsWith("sales tax", StringComparison.Ordinal) => "state it with --sales-tax PERCENT",
        _ => "state it with --clearance AMOUNT",
    };

    private static void Step(TextWriter writer, LandingStep step, int depth)
    {
        var label = new string(' ', 2 * depth) + step.Label;
        writer.WriteLine($"{label,-36} {step.Amount,16}  {step.Basis} [{step.Source}{(step.Date is { } day ? Text($", {day:yyyy-MM-dd}") : "")}]");
        foreach (var part in step.Parts)
            Step(writer, part, depth + 1);
    }

    private static void Summary(TextWriter writer, LandAnswer answer)
    {
        writer.WriteLine("Side by side");
        foreach (var place in answer.Places)
        {
            var shown = place.Price.TryGet(out var price) ? $"{price.Total,16}{(price.IsComplete ? "" : $"  at least; unknown: {string.Join(", ", price.Excluded)}")}" : $"{"?",16}  {string.Join("; ", place.Price.Missing)} is missing";
            writer.WriteLine($"  {place.To.Name,-34} {shown}");
        }
        writer.WriteLine();
    }

    private static string Tax(PriceTax tax) => tax switch
    {
        PriceTax.Gross => "gross",
        PriceTax.Net => "net",
        _ => "from a private seller",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
