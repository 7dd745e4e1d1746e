using System.Globalization;
using System.Text.RegularExpressions;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Formats.Catalogues;
using Rigwright.Engine.Speed;
using Rigwright.TestKit;

namespace Rigwright.Engine.Tests.Speed;

public sealed partial class PowerCapTests
{
    private const double Rated = 600;

    [Theory]
    [InlineData("decode_tps_per_stream")]
    [InlineData("prefill_tps")]
    public void The_curve_goes_through_the_measured_sweep(string metric)
    {
        var rows = File.ReadLines(Repository.PathOf("data", "calibration", "measurements.csv"))
            .Where(l => l.StartsWith("pro6000_sweep-", StringComparison.Ordinal) && l.Contains("power limit", StringComparison.Ordinal) && l.Contains($",{metric},", StringComparison.Ordinal))
            .Select(l => (Watts: double.Parse(Limit().Match(l).Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                Rate: double.Parse(l.Split($",{metric},")[1].Split(',')[0], CultureInfo.InvariantCulture))).ToList();
        var full = rows.Single(r => r.Watts == 600).Rate;

        rows.Count.ShouldBe(8);
        foreach (var (watts, rate) in rows)
            Share(metric, watts).Value.ShouldBe(Math.Min(1, rate / full), 1e-9, $"{watts} W");
    }

    [Fact]
    public void More_power_is_never_slower_and_the_interval_holds_the_value()
    {
        foreach (var metric in new[] { "decode_tps_per_stream", "prefill_tps" })
        {
            var before = 0.0;
            for (var watts = 200.0; watts <= 700; watts += 5)
            {
                var share = Share(metric, watts);

                share.Value.ShouldBeInRange(Math.Max(before, share.Low), share.High);
                share.High.ShouldBeLessThanOrEqualTo(1);
                before = share.Value - 2e-4;
            }
        }
    }

    [Fact]
    public void Decoding_loses_less_than_a_prompt()
    {
        foreach (var watts in new[] { 200.0, 300, 400, 500 })
            Share("decode_tps_per_stream", watts).Value.ShouldBeGreaterThan(Share("prefill_tps", watts).Value);
    }

    [Fact]
    public void Outside_the_sweep_nothing_is_said_and_without_a_cap_nothing_is_lost()
    {
        var query = SpeedFixtures.Query() with { PowerShare = 190 / Rated };

        new SpeedPredictor(SpeedFixtures.Calibration).Decode(query).Missing.ShouldHaveSingleItem().ShouldContain("32 % of the default power limit");
        new SpeedPredictor(SpeedFixtures.Calibration).Prefill(query).IsKnown.ShouldBeFalse();
        PowerCap.Decode(1).ShouldBe(RateShare.Whole);
        PowerCap.Prefill(1.5).ShouldBe(RateShare.Whole);
    }

    [Fact]
    public void A_capped_prediction_is_the_uncapped_one_times_the_curve()
    {
        var (predictor, query) = (new SpeedPredictor(SpeedFixtures.Calibration), SpeedFixtures.Query());
        foreach (var share in new[] { 0.34, 0.5, 0.7, 0.9 })
        {
            var capped = query with { PowerShare = share };

            Ratio(predictor.Decode(capped), predictor.Decode(query)).ShouldBe(PowerCap.Decode(share).Value, 1e-9);
            Ratio(predictor.Prefill(capped), predictor.Prefill(query)).ShouldBe(PowerCap.Prefill(share).Value, 1e-9);
            var (below, whole) = (predictor.Decode(capped).Value!, predictor.Decode(query).Value!);
            (below.Low.TokensPerSecond / whole.Low.TokensPerSecond).ShouldBe(PowerCap.Decode(share).Low, 1e-9, "the cap's own interval is on top");
        }
    }

    [Fact]
    public void A_cap_above_the_default_is_none_and_one_without_a_default_is_unknown()
    {
        var card = CatalogueReader.Read(Repository.PathOf("data")).Value!.Find(new AcceleratorId("rtx-pro-6000-blackwell-ws"))!;

        PowerCap.ShareOf(Power.FromWatts(900), card).Value.ShouldBe(1);
        PowerCap.ShareOf(Power.FromWatts(300), card).Value.ShouldBe(0.5);
        PowerCap.ShareOf(Power.FromWatts(300), card with { PowerLimit = null }).Missing.ShouldHaveSingleItem().ShouldContain("power limit of");
        PowerCap.ShareOf(null, card with { PowerLimit = null }).Value.ShouldBe(1);
    }

    [Fact]
    public void The_worked_example_of_the_page_holds()
    {
        var decode = PowerCap.Decode(400.0 / 575);

        decode.Value.ShouldBe(1, 0.005);
        decode.Low.ShouldBe(0.986, 0.002);
        PowerCap.Prefill(400.0 / 575).Value.ShouldBe(0.93, 0.005);
    }

    private static double Ratio(Answer<Prediction> capped, Answer<Prediction> whole) => capped.Value!.Value.TokensPerSecond / whole.Value!.Value.TokensPerSecond;

    private static RateShare Share(string metric, double watts) => metric == "prefill_tps" ? PowerCap.Prefill(watts / Rated) : PowerCap.Decode(watts / Rated);

    [GeneratedRegex(@"power limit (\d+) W")]
    private static partial Regex Limit();
}
