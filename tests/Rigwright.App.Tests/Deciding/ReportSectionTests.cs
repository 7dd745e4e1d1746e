using Rigwright.App.Plan;
using Rigwright.App.Tests.Plan;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Evidence;
using Rigwright.Reports.Documents;
using Rigwright.Reports.Plans;
using Rigwright.TestKit;

namespace Rigwright.App.Tests.Deciding;

/// <summary>What the plan knows stands in Markdown and HTML too, not in text and JSON only.</summary>
public sealed class ReportSectionTests
{
    private static readonly Lazy<PlanAnswer> Full = new(() =>
    {
        var predictor = new SpeedPredictor(PlanFixture.Calibration);
        var evidence = new PlanEvidence(new(predictor, PlanFixture.Day), new(predictor, new NearestMeasurements(Repository.PathOf("data"))));
        return evidence.In(DecisionFixture.Answer) with { Models = [Models()], PriceStore = new("prices.db", "prices.db", 12_345) };
    });

    private static ModelChoice Models() =>
        new ModelChooser(PlanFixture.Shipped, PlanFixture.Reference.Requirements, new ServingMemo(PlanFixture.Estimator(PlanFixture.Day)), PlanFixture.Day).Of(PlanFixture.Reference.Ranked[0], onlyScored: true);

    public static TheoryData<string> Formats() => new("markdown", "html");

    // As a reader sees it: HTML writes many signs as entities.
    private static string Render(string format) => PlanOutput.Render(Full.Value, format, 100, ReportOptions.Of("./rig plan x.yaml")) is var text && format == "html" ? System.Net.WebUtility.HtmlDecode(text) : text;

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_speed_of_a_shown_rig_says_how_it_is_known(string format)
    {
        var text = Render(format);

        foreach (var role in Full.Value.Shortlist.SelectMany(s => s.Rig.Layout!.Roles))
        {
            // Different devices under one model have no formula of their own: what was summed is said instead.
            if (role.Evidence is not { } evidence)
            {
                role.Serving.Devices.Select(d => d.Accelerator.Id).Distinct().Count().ShouldBeGreaterThan(1);
                text.ShouldContain(Shown(role.Alone.Basis, format));
                continue;
            }
            text.ShouldContain(Shown(evidence.Decode.WouldNarrow[0], format));
            foreach (var measured in evidence.NearestDecode)
            {
                text.ShouldContain(Shown(measured.Source, format));
                text.ShouldContain(measured.Date);
            }
        }
        Count(text, "How do we know these speeds?").ShouldBe(Full.Value.Shortlist.Count());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_prices_at_which_the_order_changes_are_shown(string format)
    {
        var text = Render(format);

        text.ShouldContain("What prices decide");
        foreach (var rig in Full.Value.Decision!.Prices!.Others.Where(r => r.Wins is not null))
            text.ShouldContain(FormattableString.Invariant($"{rig.Wins!.To.Amount:#,##0.00}"));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Rigs_that_a_power_cap_makes_acceptable_are_shown_with_why_they_are_out_without_it(string format)
    {
        var text = Render(format);

        text.ShouldContain("With a power cap");
        foreach (var capped in Full.Value.Capped.DistinctBy(c => c.Rig.Candidate.DeviceName))
        {
            text.ShouldContain(capped.Rig.Candidate.Name);
            text.ShouldContain(Shown(capped.Uncapped.Rejections[0].Message, format));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_price_history_that_was_used_is_named(string format) => Render(format).ShouldContain("12,345 offers of your price history (prices.db)");

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("html")]
    public void Whether_the_lead_is_noise_stands_beside_the_answer(string format)
    {
        var text = PlanOutput.Render(Full.Value, format, 1000, ReportOptions.Of("./rig plan x.yaml"));
        var (next, noise, ranked) = (text.IndexOf("Next: ", StringComparison.Ordinal), text.IndexOf("ithin noise", StringComparison.Ordinal), text.IndexOf(format == "text" ? "Ranked" : "Every rig that meets", StringComparison.Ordinal));

        Full.Value.Decision!.Stability!.IsWithinNoise.ShouldBeTrue();
        noise.ShouldBeInRange(next, ranked);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(72)]
    [InlineData(120)]
    public void A_decision_keeps_to_the_width_of_the_terminal_except_for_links(int width) =>
        PlanOutput.Render(Full.Value, "text", width, ReportOptions.Of("./rig plan x.yaml")).Split('\n')
            .Where(l => l.Length > width && !l.Contains("https://", StringComparison.Ordinal)).ShouldBeEmpty();

    private static string Shown(string text, string format) => format == "markdown" ? MarkdownView.Escape(text) : text;

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
