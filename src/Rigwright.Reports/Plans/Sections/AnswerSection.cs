using Rigwright.Engine.Planning;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>The executive answer: what to buy, for how much, what it gives, what to choose instead.</summary>
internal static class AnswerSection
{
    public static Section Of(PlanAnswer answer)
    {
        var best = answer.Ranked[0];
        return new("answer", "The answer",
        [
            // The price stays on one line.
            new Paragraph($"Buy: {best.Candidate.Name} for {Money(best.Candidate.Total!.Value).Replace(' ', '\u00a0')}.", Tone.Answer),
            Figures(answer, best),
            Roles(answer, best),
            .. Known(answer),
            // The first sentence names the speeds, which the table above shows.
            .. Prose.Of(PlanReasons.Why(answer).Skip(1)),
        ]);
    }

    private static IEnumerable<Block> Known(PlanAnswer answer)
    {
        List<Inline> parts = [];
        if (answer.Ranked[0].Layout!.Roles.Any(r => r.Evidence is not null))
            parts.AddRange([new Plain("Below: "), new Jump("how do we know these speeds", "rig-1-evidence")]);
        if (answer.Models.Count > 0)
            parts.AddRange([new Plain(parts.Count == 0 ? "Below: " : ", "), new Jump("which other models can it run", "models")]);
        if (answer.Variants.Count > 0)
            parts.AddRange([new Plain(parts.Count == 0 ? "Below: " : ", "), new Jump("what a power cap or another edition changes", VariantSection.Id)]);
        if (parts.Count > 0)
            yield return new Paragraph(new([.. parts, new Plain(".")]), Tone.Aside);
    }

    private static KeyFigures Figures(PlanAnswer answer, Assessment best)
    {
        var r = answer.Requirements;
        return new(
        [
            new("Price", Money(best.Candidate.Total!.Value), $"of at most {Amount(r.Budget.Max)}"),
            .. best.Layout!.Roles.Take(3).Select(role => new KeyFigure($"{role.Serving.Role.Name}, decode", $"{Rate(role.Expected.Value)} tok/s",
                $"{(role.Serving.Role.Streams > 1 ? "a stream, " : "")}target {Rate(role.Serving.Role.DecodeTarget)}")),
            new("Memory for models", Text($"{best.Candidate.Memory.GB:0} GB"), Text($"target {r.Memory.Target.GB:0} GB")),
            new("Noise at full load", $"{Noise(best)} dBA", $"limit {r.Noise}"),
            new("Power at the wall", $"{Wall(best)} W", $"{r.Outlet.Name} gives {Text($"{r.Outlet.Continuous.Watts:0}")} W"),
        ]);
    }

    private static Table Roles(PlanAnswer answer, Assessment best) => new(
        "Decode in tok/s of each stream, with 90 % intervals: at the stated duty cycles, and in the worst case with every role decoding at once.",
        [Column.Name("role"), "model", Column.Number("streams"), Column.Number("expected"), Column.Number("all active"), Column.Number("minimum"), Column.Number("target")],
        [.. best.Layout!.Roles.Select(role => Row.Of(role.Serving.Role.Name, Model(role.Serving), Text($"{role.Serving.Role.Streams}"), Interval(role.Expected), Interval(role.AllActive),
            Rate(role.Serving.Role.DecodeMinimum), Rate(role.Serving.Role.DecodeTarget)))]);

    public static Section NothingFits(PlanAnswer answer) => new("answer", "The answer",
    [
        new Paragraph("Nothing on offer meets these requirements.", Tone.Answer),
        new Paragraph("The nearest misses and the smallest thing that each lacks:"),
        .. answer.NearestMisses.SelectMany(miss => (Block[])
        [
            new Paragraph(Words.Of(new Strong($"{miss.Candidate.Name}{(miss.Candidate.Total is { } total ? $" ({Money(total)})" : "")}"), new Plain($" lacks {string.Join(" and ", miss.Rejections.Select(r => r.Lacks))}."))),
            new Points([.. miss.Rejections.Select(r => Words.Of(new Plain(r.Message + " "), new Code(r.Rule)))]),
        ]),
    ]);
}
