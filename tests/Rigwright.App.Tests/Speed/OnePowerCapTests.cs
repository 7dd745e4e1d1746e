using Rigwright.App.Fit;
using Rigwright.App.Tests.Plan;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Calibration;
using Rigwright.Measuring.Cases;
using Rigwright.TestKit;

namespace Rigwright.App.Tests.Speed;

/// <summary>A power cap costs the same share of the speed whoever asks.</summary>
public sealed class OnePowerCapTests
{
    private static readonly SpeedPredictor Predictor = new(SpeedShipped.Calibration);

    [Fact]
    public void Plan_predict_and_fit_lose_the_same_by_the_same_cap()
    {
        var planned = PlanFixture.Reference.Capped.SelectMany(c => c.Rig.Layout!.Roles).Select(r => r.Serving).First(s => s.Devices.Select(d => d.Accelerator.Id).Distinct().Count() == 1);
        var card = planned.Devices[0].Accelerator;
        var cap = Power.FromWatts(Math.Round(card.PowerLimit!.Value.Watts * 0.45));
        var serving = planned with { Devices = [.. planned.Devices.Select(d => d with { Cap = cap })] };
        var expected = PowerCap.Decode(cap / card.PowerLimit.Value);
        var estimator = new RoleEstimator(Predictor, PlanFixture.Day);
        var uncapped = serving with { Devices = [.. serving.Devices.Select(d => d with { Cap = null })] };

        Share(estimator.Decode(serving).Value!, estimator.Decode(uncapped).Value!).ShouldBe(expected.Value, 1e-9);
        var predicted = Predicted(card.Id.Value, $"power limit {cap.Watts:0} W") / Predicted(card.Id.Value, "");
        predicted.ShouldBe(expected.Value, 1e-5);
        var fit = Fitted(card.Id.Value, (int)cap.Watts) / Fitted(card.Id.Value, null);
        fit.ShouldBe(expected.Value, 1e-9);
        expected.Value.ShouldBeLessThan(0.95);
    }

    [Theory]
    [InlineData("power limit 300 W", 0.5)]
    [InlineData("FA on; power limited to 450W", 0.75)]
    [InlineData("nvidia-smi -pl 400", 400.0 / 600)]
    [InlineData("Power cap: 240 W", 0.4)]
    [InlineData("peak system power 133W", 1)]
    [InlineData("600 W card", 1)]
    public void A_cap_is_read_off_the_notes(string notes, double share) =>
        Resolved("rtx-pro-6000-blackwell-ws", notes).Query.PowerShare.ShouldBe(share, 1e-9);

    [Fact]
    public void A_cap_below_the_sweep_is_unknown() =>
        SpeedAnswer.Of("c", Resolved("rtx-pro-6000-blackwell-ws", "power limit 150 W"), Predictor).Basis.ShouldContain("25 % of the default power limit");

    // The sweep is one card; the second card with rows at several limits was not used to draw the curve.
    [Fact]
    public void The_curve_holds_on_the_other_card_that_was_measured_at_several_limits()
    {
        var rows = SpeedShipped.Measurements.Rows.Where(r => r.Source.StartsWith("lotto3090", StringComparison.Ordinal) && r.Metric == "decode_tps_per_stream"
            && r.Notes.Contains("1000/ITL", StringComparison.Ordinal) && r.Notes.Contains("power limit", StringComparison.Ordinal));
        var compared = 0;
        foreach (var group in rows.GroupBy(r => (r.Engine, r.Model, r.Quantisation, r.Parallelism, r.PromptTokens, r.Date)))
        {
            var byLimit = group.GroupBy(r => PowerShare(r)).ToDictionary(g => g.Key, g => g.Max(r => double.Parse(r.Value, System.Globalization.CultureInfo.InvariantCulture)));
            var most = byLimit.Keys.Max();
            foreach (var (share, rate) in byLimit.Where(l => l.Key < most))
            {
                (PowerCap.Decode(share).Value / PowerCap.Decode(most).Value).ShouldBe(rate / byLimit[most], 0.02, group.Key.ToString());
                compared++;
            }
        }
        compared.ShouldBeGreaterThanOrEqualTo(12);
    }

    private static double PowerShare(SpeedCase row) => new SpeedCaseResolver(SpeedShipped.Catalogue).Resolve(row).Value!.Query.PowerShare;

    private static double Share(Prediction capped, Prediction whole) => capped.Value.TokensPerSecond / whole.Value.TokensPerSecond;

    private static ResolvedCase Resolved(string hardware, string notes)
    {
        var row = SpeedCaseReader.Parse($"id,hardware,model,quant,metric,notes\nc,{hardware},Qwen/Qwen3-8B,Q4_K_M,decode_tps_per_stream,{notes}\n", "cases.csv").Value!.Single();
        return new SpeedCaseResolver(SpeedShipped.Catalogue).Resolve(row).Value!;
    }

    private static double Predicted(string hardware, string notes) => SpeedAnswer.Of("c", Resolved(hardware, notes), Predictor).Predicted!.Value;

    private static double Fitted(string hardware, int? watts) =>
        FitHandler.Handle(new() { Catalogue = Repository.PathOf("data"), Model = "Qwen/Qwen3-8B", Hardware = hardware, PowerCapWatts = watts })
            .Value!.Speeds[0].PerStream.Value!.Value.TokensPerSecond;
}
