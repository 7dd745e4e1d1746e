using System.Globalization;
using System.Text.RegularExpressions;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Speed;
using Rigwright.TestKit;

namespace Rigwright.Engine.Tests.Speed;

public sealed partial class PowerCapTests
{
    private static readonly Power Rated = Power.FromWatts(600);

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
        PowerCap.Decode(Power.FromWatts(190), Rated).Missing.ShouldHaveSingleItem().ShouldContain("190 of 600 W");
        PowerCap.Decode(Power.FromWatts(600), Rated).Value.ShouldBe(RateShare.Whole);
        PowerCap.Prefill(Power.FromWatts(900), Rated).Value.ShouldBe(RateShare.Whole);
    }

    [Fact]
    public void The_worked_example_of_the_page_holds()
    {
        var decode = PowerCap.Decode(Power.FromWatts(400), Power.FromWatts(575)).Value;

        decode.Value.ShouldBe(1, 0.005);
        decode.Low.ShouldBe(0.986, 0.002);
        PowerCap.Prefill(Power.FromWatts(400), Power.FromWatts(575)).Value.Value.ShouldBe(0.93, 0.005);
    }

    private static RateShare Share(string metric, double watts) =>
        (metric == "prefill_tps" ? PowerCap.Prefill(Power.FromWatts(watts), Rated) : PowerCap.Decode(Power.FromWatts(watts), Rated)).Value;

    [GeneratedRegex(@"power limit (\d+) W")]
    private static partial Regex Limit();
}
