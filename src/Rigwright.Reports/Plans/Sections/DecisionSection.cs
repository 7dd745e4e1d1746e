using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>Why the first and not another, and what would change the answer.</summary>
internal static class DecisionSection
{
    private const int Rivals = 3, Told = 12, Shown = 4, Quantities = 6;

    public static IEnumerable<Section> Of(PlanAnswer answer)
    {
        if (answer.Decision is not { } decision || answer.Ranked.Count == 0)
            yield break;
        if (decision.Against.Count > 0)
            yield return new("why", "Why the first and not another", [.. decision.Against.Take(Rivals).Select((d, i) => Against(d, i + 1))]);
        var told = decision.WhyNot.Where(w => w.ToWin.Count + w.ToQualify.Count + w.ToQualifyTogether.Count > 0 || w.DominatedBy is not null).Take(Told).ToList();
        if (told.Count > 0)
        {
            yield return new("change", "What would change the answer",
            [
                new Paragraph("Each is the smallest change that is enough by itself, everything else as it is; it was found by planning again."),
                new Table("The nearest alternatives.", [Column.Name("rig"), "place", "would qualify with", "would be first with"], [.. told.Select(Row)]),
            ]);
        }
    }

    private static Section Against(PlanDifference d, int number)
    {
        var points = string.Join(", ", d.Criteria.Where(c => Math.Abs(c.Points) >= 0.05).OrderByDescending(c => Math.Abs(c.Points)).Select(c => Text($"{c.Name} {c.Points:+0.0;-0.0}")));
        return new(Text($"why-{number}"), "Against " + d.SecondName,
        [
            new Paragraph(Text($"{d.Points:+0.0;-0.0;0.0} points: {points}.")),
            new Points([.. Side(d, "Better", better: true), .. Side(d, "Worse", better: false)]),
            new Fold("Every quantity in which they differ", [new Table($"{d.FirstName} set against {d.SecondName}.", [Column.Name("quantity"), Column.Number("first"), Column.Number("other"), Column.Number("first is"), "verdict"],
                [.. d.Quantities.Where(q => q.IsBetter is not null).Select(q => Documents.Row.Of(q.Label, Value(q.First, q.Unit), Value(q.Second, q.Unit), Change(q), q.IsBetter == true ? "better" : "worse"))])]),
        ]);
    }

    private static IEnumerable<Words> Side(PlanDifference d, string word, bool better)
    {
        if (DecisionWords.Sides(d, better).Take(Quantities).ToList() is { Count: > 0 } quantities)
            yield return Words.Of(new Strong(word + ": "), new Plain(string.Join("; ", quantities.Select(DecisionWords.Of)) + "."));
    }

    private static string Value(double value, string unit) => $"{DecisionWords.Number(value)} {unit}".TrimEnd();

    private static string Change(QuantityDifference q) => q.Compared == Comparison.Ratio ? Text($"{q.Change:0.0#}×") : Text($"{(q.Change < 0 ? "-" : "+")}{DecisionWords.Number(Math.Abs(q.Change))}");

    private static Row Row(WhyNot why) => Documents.Row.Of(why.Name, why.Rank is { } rank ? Text($"rank {rank}") : Words.Of(new Plain("out by "), new Code(why.Rejections[0].Rule)),
        why.ToQualify.Count > 0 ? DecisionWords.Alternatives(why.ToQualify, Shown) : string.Join(" together with ", why.ToQualifyTogether.Select(DecisionWords.Of)),
        why.DominatedBy is { } dominator ? $"nothing: nowhere better than {dominator.Name}, which has {string.Join(", ", dominator.Better)}" : DecisionWords.Alternatives(why.ToWin, Shown));
}
