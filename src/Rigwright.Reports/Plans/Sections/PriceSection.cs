using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;
using Rigwright.Reports.Charts;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>What the devices cost, where and when.</summary>
internal static class PriceSection
{
    public static IEnumerable<Section> Of(PlanAnswer answer, Footnotes notes)
    {
        var histories = (answer.Study?.Prices ?? []).Where(h => h.Listings.Count > 0).ToList();
        if (histories.Count == 0)
            yield break;
        yield return new("prices", "Prices of the devices", [.. histories.SelectMany((h, i) => Blocks(answer, notes, h, i))]);
    }

    private static IEnumerable<Block> Blocks(PlanAnswer answer, Footnotes notes, PriceHistory history, int index)
    {
        var table = new Table($"{history.Name}: prices seen up to {Day(answer.Query.AsOf)}.", [Column.Name("seller"), "seen", Column.Number(answer.Query.Currency.Code)],
            [.. history.Listings.SelectMany(l => l.Points.Select(p => Row.Of(l.Seller, (Words)PriceQuote.TextOf(p.Offer) + notes.Of(p.Offer), Amount(p.Price))))]);
        yield return history.Days > 1 ? new Figure(Chart(answer, history, table, index)) : table;
    }

    private static LineChart Chart(PlanAnswer answer, PriceHistory history, Table table, int index)
    {
        var points = history.Listings.SelectMany(l => l.Points).ToList();
        return new()
        {
            Id = Text($"price-{index + 1}"),
            Title = "Price of " + history.Name,
            Description = Text($"{points.Count} prices of {history.Listings.Count} sellers, {Day(points.Min(p => p.Day))} to {Day(points.Max(p => p.Day))}; each holds until the next one was seen."),
            X = Axis.OverDays("day", points.Min(p => p.Day), answer.Query.AsOf),
            Y = Axis.Over(answer.Query.Currency.Code, points.Select(p => (double)p.Price.Amount)),
            Steps = true,
            Series = [.. history.Listings.Take(8).Select(l => new Series(l.Seller, [.. l.Points.Select(p => ((double)p.Day.DayNumber, (double)p.Price.Amount))]))],
            Data = table,
        };
    }
}
