using Rigwright.Engine.Costs;
using Rigwright.Engine.Planning;
using Rigwright.Reports.Charts;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>What the shown rigs cost over the years.</summary>
internal static class CostSection
{
    private sealed record Known(int Rank, Assessment Rig, RunningCost Cost)
    {
        public Domain.Quantities.Money Price => Rig.Candidate.Total!.Value;
    }

    public static IEnumerable<Section> Of(PlanAnswer answer)
    {
        var rigs = answer.Shortlist.Where(s => s.Rig.RunningCost?.IsKnown == true).Select(s => new Known(s.Rank, s.Rig, s.Rig.RunningCost!.Value!)).ToList();
        if (rigs.Count == 0)
            yield break;
        var years = rigs[0].Cost.Years;
        yield return new("costs", Text($"Cost over {(years == 3 ? "three" : Text($"{years}"))} years"), [new Figure(Chart(answer, rigs, years)), Table(answer, rigs, years)]);
    }

    private static LineChart Chart(PlanAnswer answer, List<Known> rigs, int years)
    {
        var curves = rigs.Select(r => (r.Rank, r.Rig.Candidate.Name, Points: CostCurve.Of(r.Price, r.Cost))).ToList();
        return new()
        {
            Id = "cost-years",
            Title = Text($"Price and electricity over {years} years"),
            Description = "Money spent by the end of each year at the planned load: the price at once, then the electricity at its high end. What the rig could be sold for is not counted.",
            X = new("years after the purchase", 0, years, [.. Enumerable.Range(0, years + 1).Select(y => new Tick(y, Text($"{y}")))]),
            Y = Axis.Over(answer.Query.Currency.Code, curves.SelectMany(c => c.Points).Select(p => (double)p.Spent.High.Amount)),
            Series = [.. curves.Select(c => new Series($"{c.Rank}. {c.Name}", [.. c.Points.Select(p => ((double)p.Year, (double)p.Spent.High.Amount))]))],
            Data = new("Spent by the end of each year, " + answer.Query.Currency.Code, [Column.Name("rig"), .. Enumerable.Range(0, years + 1).Select(y => Column.Number(y == 0 ? "purchase" : Text($"year {y}")))],
                [.. curves.Select(c => new Row([$"{c.Rank}. {c.Name}", .. c.Points.Select(p => (Words)Range(p.Spent))]))]),
        };
    }

    private static Table Table(PlanAnswer answer, List<Known> rigs, int years) => new(Text($"In {answer.Query.Currency}; the ranges are those of the power."),
        [Column.Name("rig"), Column.Number("price"), Column.Number("electricity a year"), Column.Number(Text($"{years} years together")), Column.Number("a million output tokens")],
        [.. rigs.Select(r => Row.Of($"{r.Rank}. {r.Rig.Candidate.Name}", Amount(r.Price), Range(r.Cost.ElectricityPerYear), Range(r.Cost.Ownership), Text($"{r.Cost.PerMillionOutputTokens.Amount:#,##0.00}")))]);

    private static string Range(MoneyRange range) => Amount(range.Low) == Amount(range.High) ? Amount(range.High) : $"{Amount(range.Low)}-{Amount(range.High)}";
}
