using Rigwright.Engine.Planning;
using Rigwright.Reports.Charts;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>Every feasible rig in one table, and what speed costs.</summary>
internal static class ComparisonSection
{
    public static Section Of(PlanAnswer answer)
    {
        var rows = answer.Ranked.Select((a, i) => Row(answer, a, i + 1)).ToList();
        List<Block> blocks =
        [
            new Paragraph("Every rig that meets the requirements, best first. Decode is in tok/s of each stream: alone > with all roles decoding at once. Power is at the wall with everything at its limit; noise at full load, ~ where it is assumed."),
            Table($"The first {Math.Min(rows.Count, PlanText.Listed)} of {rows.Count} feasible rigs.", answer, rows.Take(PlanText.Listed)),
        ];
        if (rows.Count > PlanText.Listed)
            blocks.Add(new Fold(Text($"The other {rows.Count - PlanText.Listed} feasible rigs"), [Table("The feasible rigs further down.", answer, rows.Skip(PlanText.Listed))]));
        if (answer.Ranked.Count > 1)
            blocks.Add(new Figure(PriceAgainstSpeed(answer)));
        return new("comparison", "Comparison", blocks);
    }

    private static Table Table(string caption, PlanAnswer answer, IEnumerable<Row> rows) => new(caption,
        [Column.Number("#"), Column.Name("rig"), Column.Number(answer.Query.Currency.Code), Column.Number("GiB"), .. answer.Requirements.Roles.Select(r => Column.Number(r.Name)),
            Column.Number("W"), Column.Number("dBA"), Column.Number("score")],
        [.. rows]);

    private static Row Row(PlanAnswer answer, Assessment a, int rank) => new(
        [Text($"{rank}"), a.Candidate.Name, Amount(a.Candidate.Total), Text($"{a.Candidate.Memory.GiB:0}"),
            .. a.Layout!.Roles.Select(r => (Words)$"{Rate(r.Alone.Value)} > {Rate(r.AllActive.Value)}"), Wall(a), Noise(a), Text($"{a.Score!.Value:0.0}")]);

    private static ScatterChart PriceAgainstSpeed(PlanAnswer answer)
    {
        var front = PriceSpeedFront.Of(answer.Ranked);
        var role = answer.Requirements.Roles[0];
        // A rank beyond two digits would not fit into its circle, and nobody looks for it.
        var shown = answer.Ranked.Index().Where(r => r.Index < PlanText.Listed || front.Contains(r.Item)).Select(r => (Rank: r.Index + 1, Rig: r.Item)).ToList();
        return new()
        {
            Id = "price-speed",
            Title = "Price against speed",
            Description = Text($"Expected decode of {role.Name} (tok/s a stream) over the price; the number in a circle is the rank. On the line lies what no cheaper rig matches: {front.Count} of {answer.Ranked.Count} rigs."),
            X = Axis.Over("price, " + answer.Query.Currency.Code, shown.Select(s => (double)s.Rig.Candidate.Total!.Value.Amount)),
            Y = Axis.Over($"{role.Name}: expected decode, tok/s", shown.Select(s => Expected(s.Rig)).Append(role.DecodeTarget.TokensPerSecond)),
            Lines = [new(role.DecodeTarget.TokensPerSecond, $"target {Rate(role.DecodeTarget)}"), new(role.DecodeMinimum.TokensPerSecond, $"minimum {Rate(role.DecodeMinimum)}")],
            Points = [.. shown.Select(s => new ScatterPoint((double)s.Rig.Candidate.Total!.Value.Amount, Expected(s.Rig),
                $"{s.Rank}. {s.Rig.Candidate.Name}: {Money(s.Rig.Candidate.Total!.Value)}, {Rate(s.Rig.Layout!.Roles[0].Expected.Value)} tok/s", Text($"{s.Rank}"))
            {
                OnFront = front.Contains(s.Rig),
                Emphasis = s.Rank == 1,
            })],
            EmphasisName = "the answer",
            FrontName = "nothing cheaper is as fast (Pareto front)",
            Data = new("Price against expected decode of " + role.Name, [Column.Number("#"), Column.Name("rig"), Column.Number(answer.Query.Currency.Code), Column.Number("tok/s"), "on the front"],
                [.. shown.Select(s => Documents.Row.Of(Text($"{s.Rank}"), s.Rig.Candidate.Name, Amount(s.Rig.Candidate.Total), Rate(s.Rig.Layout!.Roles[0].Expected.Value), front.Contains(s.Rig) ? "yes" : ""))]),
        };
    }

    private static double Expected(Assessment a) => a.Layout!.Roles[0].Expected.Value.TokensPerSecond;
}
