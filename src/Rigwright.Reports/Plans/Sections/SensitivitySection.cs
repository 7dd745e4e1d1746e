using Rigwright.Engine.Costs;
using Rigwright.Engine.Planning;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>At which prices the order of the rigs changes.</summary>
internal static class SensitivitySection
{
    public static IEnumerable<Section> Of(PlanAnswer answer)
    {
        if (answer.Decision?.Prices is not { } prices || answer.Ranked.Count == 0)
            yield break;
        List<Block> blocks = [new Points([.. PriceSentences.OfWinner(prices, answer.Ranked[0].Candidate.DeviceName).Select(s => (Words)s)])];
        var moved = prices.Others.Where(r => r.MovesUp is not null || r.Wins is not null).ToList();
        if (moved.Count > 0)
        {
            blocks.Add(new Table($"The price of one, {prices.Currency}, at which a rig moves up or wins, everything else as it is; landed, to a hundredth.",
                [Column.Name("rig"), "place", Column.Number("costs now"), "moves up with", "past", "is first with"], [.. moved.Select(Row)]));
        }
        if (PriceSentences.Unmoved(prices) is { } never)
            blocks.Add(new Paragraph(never));
        yield return new("sensitivity", "What prices decide", blocks);
    }

    private static Row Row(RigThresholds rig) => Documents.Row.Of(rig.Name, rig.Place is { } place ? Text($"{place}") : "out", Cents(rig.Total),
        Threshold(rig.MovesUp), rig.MovesUp?.Ahead ?? "", rig.Wins is null ? "no price" : Threshold(rig.Wins));

    private static string Threshold(PriceThreshold? threshold) => threshold is null ? "" : $"{threshold.ItemName} at {Cents(threshold.To)} ({PriceSentences.Percent(threshold)})";
}
