using Rigwright.Engine.Planning;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>Rigs that meet the requirements when their cards' power is capped, and do not otherwise.</summary>
internal static class CappedSection
{
    public static IEnumerable<Section> Of(PlanAnswer answer)
    {
        if (answer.Capped.Count == 0)
            yield break;
        yield return new("capped", "With a power cap",
        [
            new Paragraph("These rigs are out as they come and do with a lower power limit of their cards, the mildest that is enough. They stand beside the ranking: the cap is a setting, and the noise under it is assumed to follow the heat."),
            new Table("Decode in tok/s of each stream: expected > with every role decoding at once, read from a measured sweep of one card.",
                [Column.Name("rig"), Column.Number(answer.Query.Currency.Code), .. answer.Requirements.Roles.Select(r => Column.Number(r.Name)), Column.Number("W"), Column.Number("dBA"), Column.Number("score"), "without the cap"],
                [.. answer.Capped.DistinctBy(c => c.Rig.Candidate.DeviceName).Select(Row)]),
        ]);
    }

    private static Row Row(CappedRig capped) => new([capped.Rig.Candidate.Name, Amount(capped.Rig.Candidate.Total),
        .. capped.Rig.Layout!.Roles.Select(r => (Words)$"{Rate(r.Expected.Value)} > {Rate(r.AllActive.Value)}"), Wall(capped.Rig), Noise(capped.Rig), Text($"{capped.Rig.Score!.Value:0.0}"),
        Words.Of(new Plain(capped.Uncapped.Rejections[0].Message + " "), new Code(capped.Uncapped.Rejections[0].Rule))]);
}
