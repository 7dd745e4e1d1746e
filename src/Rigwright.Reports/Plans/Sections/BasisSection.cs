using Rigwright.Engine.Planning;
using Rigwright.Reports.Documents;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>What the answer rests on, and how to get it again.</summary>
internal static class BasisSection
{
    public static Section Vendors(PlanAnswer answer) => new("vendors", "Vendors of ready machines",
    [
        new Points([.. answer.Vendors.Select(v => Words.Of(new Strong(v.Vendor.Name), new Plain(v.Reason is null ? ": its models are among the candidates." : ": drops out: " + v.Reason.TrimEnd('.') + ".")))]),
    ]);

    public static Section Of(PlanAnswer answer) => new("basis", "What this rests on", [new Points([.. PlanReasons.Basis(answer).Select(s => (Words)s)])]);

    public static Section Reproduce(PlanAnswer answer, ReportOptions options)
    {
        List<Block> blocks =
        [
            new Paragraph("The same command gives the same answer, byte for byte."),
            new CodeBlock(options.Command, "sh"),
        ];
        if (options.RequirementsText is { } text)
            blocks.Add(new Fold("The requirements file", [new CodeBlock(text, "yaml")]));
        return new("reproduce", "Requirements and command", [Requirements(answer), .. blocks]);
    }

    private static Table Requirements(PlanAnswer answer) => new("What each role needs; all are loaded at the same time.",
        [Column.Name("role"), "models, first choice first", Column.Number("context"), Column.Number("streams"), Column.Number("minimum"), Column.Number("target"), Column.Number("duty")],
        [.. answer.Requirements.Roles.Select(r => Row.Of(r.Name, string.Join(", ", r.Candidates.Select(c => c.ToString())), PlanWords.Text($"{r.ContextPerStream:#,##0}"), PlanWords.Text($"{r.Streams}"),
            PlanWords.Rate(r.DecodeMinimum), PlanWords.Rate(r.DecodeTarget), PlanWords.Text($"{100 * r.DutyCycle:0} %")))]);
}
