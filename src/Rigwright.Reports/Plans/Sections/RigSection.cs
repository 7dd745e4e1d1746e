using Rigwright.Domain.Rigs;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>One rig in full: parts with links, the models on its devices, power, noise, score, what to mind and to verify.</summary>
internal sealed class RigSection(PlanAnswer answer, Footnotes notes, int rank, Assessment rig)
{
    private string Id(string part) => Text($"rig-{rank}-{part}");

    public Section Section() => new(Text($"rig-{rank}"), $"{rank}. {rig.Candidate.Name}",
    [
        .. Prose.Points(Id("verify"), "Verify before you buy", rig.Verify),
        new Section(Id("parts"), "What to buy", [Parts(), .. CostSentences.Bill(rig.Candidate).Select(t => new Paragraph(t))]),
        new Section(Id("layout"), "The models on the devices", [.. new LayoutBlocks(answer, rig, Id("")).All(), .. StudyBlocks.Of(answer, rig, Id(""))]),
        .. EvidenceBlocks.Of(rig, Id("evidence")),
        new Section(Id("power"), "Power and noise", [new Paragraph(PlanReasons.Power(rig, answer.Requirements)), new Paragraph(PlanReasons.Noise(rig, answer.Requirements))]),
        new Section(Id("running"), "What it costs to run", [.. CostSentences.Running(rig).Select(t => new Paragraph(t))]),
        .. Prose.Points(Id("mind"), "Mind", rig.Warnings),
        new Fold(Text($"How the {rig.Score!.Value:0.0} points come about"), [Score()]),
    ]);

    private Table Parts() => new($"{Form(rig.Candidate)}; prices with the day on which they were seen.",
        [Column.Name("part"), "shop", "seen", Column.Number(answer.Query.Currency.Code)],
        [
            .. rig.Candidate.Rig.Lines.Select(line => Row.Of(
                Words.Of(Link.To(line.Offer?.Url, (line.Quantity > 1 ? Text($"{line.Quantity} × ") : "") + line.Item)) + notes.Of(line.Offer),
                Shop(line), Seen(line) + Age(line), Cents(line.Total))),
            Row.Total("together", "", "", Cents(rig.Candidate.Total)),
        ]);

    private string Age(RigLine line) => line.Offer is not null && rig.Candidate.StaleLines.Contains(line.Reference) && StalenessHorizon.AgeOf(line.Offer, answer.Query.AsOf) is { } days ? Text($" ({days} days old)") : "";

    private Table Score() => new("Score: 100 × Σ weight × value ÷ Σ weight.",
        [Column.Name("term"), Column.Number("value"), Column.Number("weight"), "from"],
        [.. rig.Score!.Terms.Select(t => Row.Of(t.Name, Text($"{t.Value:0.00}"), Text($"{t.Weight:0.#}"), t.Basis))]);
}
