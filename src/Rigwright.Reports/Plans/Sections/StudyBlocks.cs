using Rigwright.Engine.Planning;
using Rigwright.Reports.Charts;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>What a layout still has room for, and how a role slows down as streams join.</summary>
internal static class StudyBlocks
{
    public static IEnumerable<Block> Of(PlanAnswer answer, Assessment rig, string id)
    {
        if (answer.Study is not { } study)
            yield break;
        yield return Room(study.Headroom[rig.Candidate.Id], rig.Layout!);
        var curves = study.Streams[rig.Candidate.Id].Where(c => c.Points.Count > 1).ToList();
        if (curves.Count > 0)
            yield return new Figure(Streams(curves, id));
    }

    private static Table Room(IReadOnlyList<RoleHeadroom> headroom, Layout layout) => new("What still fits when one role grows and the others stay as they are.",
        [Column.Name("role"), Column.Number("context now"), Column.Number("longest context that fits"), Column.Number("streams now"), Column.Number("most streams that fit")],
        [.. headroom.Zip(layout.Roles, (h, r) => Row.Of(h.Role, Text($"{r.Serving.Role.ContextPerStream:#,##0}"), StudyWords.Context(h), Text($"{r.Serving.Role.Streams}"), StudyWords.Streams(h)))]);

    private static LineChart Streams(List<StreamCurve> curves, string id)
    {
        // Marks at the powers of two: each step doubles the streams.
        var points = curves.SelectMany(c => c.Points).ToList();
        var ticks = points.Select(p => p.Streams).Distinct().Order().Where(n => (n & (n - 1)) == 0).Select(n => new Tick(Math.Log2(n), Text($"{n}"))).ToList();
        return new()
        {
            Id = id + "streams",
            Title = "Decode against number of streams",
            Description = "Tokens per second of all streams of a role together while no other role decodes. A batch reads the weights once for all its streams, so together they decode more while each gets less; the table says which counts fit into memory.",
            X = new("streams at once", 0, ticks[^1].At, ticks),
            Y = Axis.Over("tok/s, all streams together", points.Select(p => p.Together.TokensPerSecond)),
            Series = [.. curves.Select(c => new Series(c.Role, [.. c.Points.Select(p => (Math.Log2(p.Streams), p.Together.TokensPerSecond))]))],
            Data = new("Decode in tok/s by number of streams", [Column.Name("role"), Column.Number("streams"), Column.Number("each stream"), Column.Number("together"), "fits"],
                [.. curves.SelectMany(c => c.Points.Select(p => Row.Of(c.Role, Text($"{p.Streams}"), Interval(p.PerStream), Rate(p.Together), p.Fits ? "yes" : "no")))]),
        };
    }

    /// <summary>One shared card, one card a role, several machines: what each way costs and gives.</summary>
    public static IEnumerable<Block> Arrangements(PlanAnswer answer)
    {
        if (answer.Study is not { } study || answer.Requirements.Roles.Count < 2)
            yield break;
        yield return new Section("arrangements", "Other ways to lay out the models",
        [
            new Table("Of each way the first rig of the ranking. Decode in tok/s of each stream: expected > with every role decoding at once.",
                [Column.Name("way"), "rig", Column.Number("#"), Column.Number(answer.Query.Currency.Code), .. answer.Requirements.Roles.Select(r => Column.Number(r.Name))],
                [.. study.Arrangements.Select(a => a.Rig is not { } rig
                    ? new Row([StudyWords.Kind(a.Kind), "no feasible rig is laid out so", "", "", .. answer.Requirements.Roles.Select(_ => Words.None)])
                    : new Row([StudyWords.Kind(a.Kind), rig.Candidate.Name, Text($"{a.Rank}"), Amount(rig.Candidate.Total),
                        .. rig.Layout!.Roles.Select(r => (Words)$"{Rate(r.Expected.Value)} > {Rate(r.AllActive.Value)}")]))]),
        ]);
    }
}
