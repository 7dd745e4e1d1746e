using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>What power caps and other editions change: the rigs that are shown in full beside their variants, and rigs that only a cap makes acceptable.</summary>
internal static class VariantSection
{
    public const string Id = "variants";

    public static IEnumerable<Section> Of(PlanAnswer answer)
    {
        var limit = answer.Requirements.Noise;
        List<Block> blocks = [.. answer.Variants.Select(set => Variants(set, answer))];
        if (answer.Capped.Count > 0)
            blocks.Add(Capped(answer));
        if (blocks.Count == 0)
            yield break;
        var intro = new Paragraph("A power cap is a setting that can be undone at any time (nvidia-smi -pl on NVIDIA cards); an edition is another card with the same chip and memory. Each is judged by the same rules and the same score, with a power supply that suits.");
        yield return new(Id, "Power caps and editions", [intro, .. Loud(answer, limit), .. blocks]);
    }

    // Said before the tables that mark it.
    private static IEnumerable<Block> Loud(PlanAnswer answer, NoiseLimit limit)
    {
        var rigs = answer.Variants.SelectMany(s => s.Variants.Select(v => v.Rig).Append(s.Base)).Concat(answer.Capped.Select(c => c.Rig));
        if (rigs.Any(rig => NoiseRule.Above(rig.Noise, limit) is not null))
            yield return new Paragraph($"Levels above your limit, {limit}, are marked. Most are estimates heard at unknown distances, so a rig is out for noise only when even the quiet reading is too loud: a marked rig may well be louder than you want. Listen to one before you buy.");
    }

    private static Section Variants(RigVariants set, PlanAnswer answer)
    {
        var roles = set.Base.Layout!.Roles;
        List<Block> blocks = [];
        if (VariantWords.Lead(set, answer.Requirements.Noise) is { } lead)
            blocks.Add(new Paragraph(Words.Of(new Strong(char.ToUpperInvariant(lead[0]) + lead[1..]))));
        blocks.Add(new Table($"Expected decode in tok/s of each stream; power at the wall with everything at its limit, in brackets its share of what the circuit ({set.Outlet.Name}) gives for hours; noise at full load, ~ where it is assumed. In brackets behind price and score: the difference to the rig as it is bought.",
            [Column.Name("choice"), Column.Number(answer.Query.Currency.Code), .. roles.Select(r => Column.Number(r.Serving.Role.Name)), Column.Number("decode kept"), Column.Number("power supply, W"),
                Column.Number("wall, W (of circuit)"), Column.Number("dBA"), Column.Number("score"), Column.Number("place")],
            [Row(VariantWords.BaseLabel(set), set.Base, Text($"{set.Rank}"), "100 %", null), .. set.Variants.Select(v => Row(Choice(v), v.Rig, v.Rank is { } rank ? Text($"{rank}") : "out", VariantWords.Kept(v) ?? "", v))]));
        var rejected = set.Variants.Where(v => !v.Rig.IsFeasible).ToList();
        if (rejected.Count > 0)
            blocks.Add(new Points([.. rejected.Select(v => Words.Of(new Strong($"{Choice(v)}, out: "), new Plain(v.Rig.Rejections[0].Message + " "), new Code(v.Rig.Rejections[0].Rule)))]));
        return new(Text($"rig-{set.Rank}-variants"), $"{set.Rank}. {set.Base.Candidate.Name}", blocks);

        Row Row(string label, Assessment rig, string place, string kept, RigVariant? variant) => new(
        [
            label, Amount(rig.Candidate.Total) + (variant?.PriceDifference is { Amount: not 0 } money ? Text($" ({money.Amount:+#,##0;-#,##0})") : ""),
            .. roles.Select((_, i) => (Words)(rig.Layout is { } layout ? Rate(layout.Roles[i].Expected.Value) : "")), kept,
            RigVariants.SupplyOf(rig) is { } supply ? Text($"{supply.Watts:0}") : "?", Wall(rig) + (RigVariants.CircuitOf(rig, set.Outlet) is { } share ? Text($" ({100 * share:0} %)") : ""), Level(rig, answer.Requirements.Noise),
            rig.Score is { } score ? Text($"{score.Value:0.0}{(variant?.ScoreDifference is { } points ? Text($" ({points:+0.0;-0.0;0.0})") : "")}") : "", place,
        ]);
    }

    private static Section Capped(PlanAnswer answer) => new("capped", VariantWords.CappedTitle,
    [
        new Paragraph("These rigs are out as they come and do with a lower power limit of their cards, the mildest that is enough. They stand beside the ranking: the cap is a setting, and the noise under it is assumed to follow the heat."),
        new Table("Decode in tok/s of each stream: expected > with every role decoding at once, read from a measured sweep of one card. Power at the wall with everything at its limit; noise at full load, ~ where it is assumed.",
            [Column.Name("rig"), Column.Number(answer.Query.Currency.Code), .. answer.Requirements.Roles.Select(r => Column.Number(r.Name)), Column.Number("wall, W"), Column.Number("dBA"), Column.Number("score"), "without the cap"],
            [.. answer.Capped.DistinctBy(c => c.Rig.Candidate.DeviceName).Select(c => Row(c, answer.Requirements.Noise))]),
    ]);

    private static Row Row(CappedRig capped, NoiseLimit limit) => new([capped.Rig.Candidate.Name, Amount(capped.Rig.Candidate.Total),
        .. capped.Rig.Layout!.Roles.Select(r => (Words)$"{Rate(r.Expected.Value)} > {Rate(r.AllActive.Value)}"), Wall(capped.Rig), Level(capped.Rig, limit), Text($"{capped.Rig.Score!.Value:0.0}"),
        Words.Of(new Plain(capped.Uncapped.Rejections[0].Message + " "), new Code(capped.Uncapped.Rejections[0].Rule))]);

    // In a table of choices an edition needs no word before it.
    private static string Choice(RigVariant v) => v.Kind == VariantKind.Edition ? VariantWords.EditionLabel(v) : VariantWords.Label(v);

    // A level above the limit never stands alone.
    private static Words Level(Assessment rig, NoiseLimit limit) => NoiseRule.Above(rig.Noise, limit) is { } above
        ? Words.Of(new Plain(Noise(rig) + " "), new Strong(VariantWords.Decibels(above) + " above")) : Noise(rig);
}
