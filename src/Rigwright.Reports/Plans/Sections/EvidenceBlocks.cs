using Rigwright.Engine.Planning;
using Rigwright.Engine.Speed;
using Rigwright.Reports.Documents;
using Rigwright.Reports.Speeds;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>"How do we know?" of a rig's speeds: what a step reads, what no engine can beat, the nearest measurements with their sources, what would narrow the interval.</summary>
internal static class EvidenceBlocks
{
    /// <summary>The section, or nothing where nobody asked.</summary>
    public static IEnumerable<Block> Of(Assessment rig, string id)
    {
        var roles = rig.Layout!.Roles;
        var known = roles.Where(r => r.Evidence is not null).Select(r => (Role: r, Evidence: r.Evidence!)).ToList();
        if (known.Count == 0)
            yield break;
        List<Block> blocks =
        [
            new Table("A decode step reads the active weights and the cache once; bandwidth ÷ bytes is the ceiling that no engine can beat. The share is what is predicted of it.",
                [Column.Name("role"), Column.Number("predicted, tok/s"), Column.Number("GB a step"), Column.Number("ceiling, steps/s"), Column.Number("share"), "measured before", "would narrow it most"],
                [.. known.Select(k => Summary(k.Role, k.Evidence.Decode))]),
        ];
        var measured = known.SelectMany(k => k.Evidence.NearestDecode.Select(m => (k.Role.Serving.Role.Name, Speed: m))).ToList();
        if (measured.Count > 0)
        {
            blocks.Add(new Table("The nearest published measurements of decoding, nearest first.", [Column.Name("role"), "measured", "what", "on", "engine", Column.Number("tokens deep"), "date", "source"],
                [.. measured.Select(m => Measured(m.Name, m.Speed))]));
        }
        blocks.Add(new Fold("Where the time goes, and reading prompts", [new Points([.. known.SelectMany(k => Details(k.Role, k.Evidence))])]));
        foreach (var role in roles.Where(r => r.Evidence is null))
            blocks.Add(new Paragraph($"{role.Serving.Role.Name}: {role.Alone.Basis}.", Tone.Aside));
        yield return new Section(id, "How do we know these speeds?", blocks);
    }

    private static Row Summary(RolePlacement role, SpeedExplanation d) => Row.Of(role.Serving.Role.Name, Interval(role.Alone), Text($"{d.BytesRead / 1e9:0.0}"), Text($"{d.Ceiling.TokensPerSecond:0}"),
        Text($"{100 * d.Efficiency:0} %"), Novel(d.Novelty), d.WouldNarrow[0]);

    private static string Novel(Novelty novelty) => novelty switch
    {
        Novelty.Known => "hardware and model",
        Novelty.NewHardware => "the model, not this hardware",
        Novelty.NewModel => "the hardware, not this model",
        _ => "neither hardware nor model",
    };

    private static Row Measured(string role, MeasuredSpeed m) => Row.Of(role, Text($"{m.Value:0.##} {SpeedEvidenceText.UnitOf(m.Metric)}{(m.Streams > 1 ? Text($", {m.Streams} streams") : "")}"),
        $"{ShortModel(m.Model)} {m.Quantisation}", m.Hardware, m.Engine, Text($"{m.DepthTokens:#,##0}"), m.Date, Link.To(m.Address, m.Source));

    private static IEnumerable<Words> Details(RolePlacement role, SpeedEvidence evidence)
    {
        var name = new Strong(role.Serving.Role.Name + ": ");
        yield return Words.Of(name, new Plain(SpeedEvidenceText.Step(evidence.Decode) + "."));
        if (evidence.Prefill is { } prefill)
            yield return Words.Of(name, new Plain(SpeedEvidenceText.Prefill(prefill) + (evidence.NearestPrefill.Count > 0 ? "; nearest " + SpeedEvidenceText.Measured(evidence.NearestPrefill[0]) : "") + "."));
        if (evidence.Decode.WouldNarrow.Count > 1)
            yield return Words.Of(name, new Plain("would narrow it as well: " + string.Join("; ", evidence.Decode.WouldNarrow.Skip(1)) + "."));
    }
}
