using System.Globalization;
using Rigwright.App.Plan;
using Rigwright.App.Tests.Plan;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
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
        var varied = DecisionFixture.Replanner.WithVariants(DecisionFixture.Answer);
        return evidence.In(varied) with { Models = [Models()], PriceStore = new("prices.db", "prices.db", 12_345) };
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

        text.ShouldContain("Acceptable with a power cap only");
        foreach (var capped in Full.Value.Capped.DistinctBy(c => c.Rig.Candidate.DeviceName))
        {
            text.ShouldContain(capped.Rig.Candidate.Name);
            text.ShouldContain(Shown(capped.Uncapped.Rejections[0].Message, format));
        }
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("html")]
    public void What_a_cap_keeps_and_why_an_edition_is_out_is_said_in_every_format(string format)
    {
        var text = format == "text" ? PlanOutput.Render(Full.Value, format, 1000, ReportOptions.Of("./rig plan x.yaml")) : Render(format);
        var set = Full.Value.Variants.Single(s => s.Base.Candidate.DeviceName == "RTX PRO 6000 Blackwell Workstation Edition");
        var best = set.Variants.Where(v => v.Kind == VariantKind.PowerCap && v.Rig.IsFeasible).MaxBy(v => v.Rig.Score!.Value)!;
        var kept = best.DecodeShares.Min()!.Value;

        text.ShouldContain(FormattableString.Invariant($"600 W card at {best.Limit!.Value.Watts:0} W keeps {100 * kept:0} % of the expected decode"));
        foreach (var variant in set.Variants.Where(v => !v.Rig.IsFeasible))
            text.ShouldContain(Shown(variant.Rig.Rejections[0].Message, format));
    }

    [Fact]
    public void A_row_for_each_choice_says_what_it_costs_gives_and_needs()
    {
        var section = Variants(Full.Value);
        foreach (var set in Full.Value.Variants)
        {
            var rows = Tables(section.Blocks.OfType<Section>().Single(s => s.Id == FormattableString.Invariant($"rig-{set.Rank}-variants"))).Single().Rows;
            rows.Count.ShouldBe(1 + set.Variants.Count);
            foreach (var (rig, row) in set.Variants.Select(v => v.Rig).Prepend(set.Base).Zip(rows))
            {
                var cells = row.Cells.Select(c => string.Concat(c.Parts.Select(p => p.Text))).ToList();
                cells[1].ShouldStartWith(rig.Candidate.Total is { } total ? FormattableString.Invariant($"{total.Amount:#,##0}") : "?");
                foreach (var (role, cell) in rig.Layout!.Roles.Zip(cells.Skip(2)))
                    Math.Abs(double.Parse(cell, CultureInfo.InvariantCulture) - role.Expected.Value.TokensPerSecond).ShouldBeLessThanOrEqualTo(0.5);
                var needs = cells[(3 + rig.Layout.Roles.Count)..];
                needs[0].ShouldBe(FormattableString.Invariant($"{RigVariants.SupplyOf(rig)!.Value.Watts:0}"));
                needs[1].ShouldBe(FormattableString.Invariant($"{RigVariants.WallOf(rig)!.Value.Watts:0} ({100 * RigVariants.CircuitOf(rig, set.Outlet)!.Value:0} %)"));
                needs[3].StartsWith(rig.Score is { } score ? FormattableString.Invariant($"{score.Value:0.0}") : "", StringComparison.Ordinal).ShouldBeTrue();
                needs[4].ShouldBe(rig == set.Base ? FormattableString.Invariant($"{set.Rank}") : set.Variants.Single(v => v.Rig == rig).Rank?.ToString(CultureInfo.InvariantCulture) ?? "out");
            }
        }
    }

    [Theory]
    [InlineData(40.0)]
    [InlineData(44.0)]
    [InlineData(null)]
    public void A_level_above_the_limit_is_marked_wherever_it_stands(double? limit)
    {
        // The rigs stay as planned; only what their levels are held against changes.
        var asked = new NoiseLimit(null, limit is { } most ? SoundLevel.FromDecibelA(most) : null);
        var answer = Full.Value with { Requirements = Full.Value.Requirements with { Noise = asked } };
        var rigs = answer.Variants.SelectMany(s => s.Variants.Select(v => v.Rig).Prepend(s.Base)).Concat(answer.Capped.DistinctBy(c => c.Rig.Candidate.DeviceName).Select(c => c.Rig)).ToList();

        var cells = Tables(Variants(answer)).SelectMany(t => t.Rows.Select(r => r.Cells[t.Columns.Index().Single(c => c.Item.Title == "dBA").Index])).ToList();
        cells.Count.ShouldBe(rigs.Count);
        foreach (var (rig, cell) in rigs.Zip(cells))
        {
            var over = rig.Noise!.Value!.Level.DecibelA - (limit ?? double.PositiveInfinity);
            cell.Parts.OfType<Strong>().Select(s => s.Text).ShouldBe(over > 0 ? [over < 0.5 ? "<1 above" : FormattableString.Invariant($"{over:0} above")] : []);
        }
        var text = PlanOutput.Render(answer, "text", 1000, ReportOptions.Of("./rig plan x.yaml"));
        foreach (var rig in answer.Capped.DistinctBy(c => c.Rig.Candidate.DeviceName).Select(c => c.Rig))
        {
            var line = text.Split('\n').Single(l => l.StartsWith($"- {rig.Candidate.Name} for ", StringComparison.Ordinal));
            line.Contains("dB above the limit of", StringComparison.Ordinal).ShouldBe(rig.Noise!.Value!.Level.DecibelA > limit, line);
        }
    }

    private static Section Variants(PlanAnswer answer) => PlanDocument.Of(answer, ReportOptions.Of("./rig plan x.yaml")).Blocks.OfType<Section>().Single(s => s.Id == "variants");

    private static IEnumerable<Table> Tables(Section section) => section.Blocks.SelectMany(b => b switch { Table t => [t], Section s => Tables(s), _ => Enumerable.Empty<Table>() });

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
