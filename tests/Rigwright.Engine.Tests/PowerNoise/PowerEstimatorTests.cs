using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.PowerNoise;
using static Rigwright.Engine.Tests.Compatibility.CatalogueRigs;

namespace Rigwright.Engine.Tests.PowerNoise;

public sealed class PowerEstimatorTests
{
    [Theory]
    [InlineData("rtx-pro-6000-blackwell-ws", 1, 820, 910)] // one card on AM5: 600 + 170-230 + 50-80
    public void A_desktop_lies_in_the_range_that_builders_compute(string card, int count, double low, double high)
    {
        PowerEstimator.Estimate(Am5 with { Devices = [Device(card, count)] }).TryGet(out var power).ShouldBeTrue();

        power.Dc.Watts.ShouldBeInRange(low, high);
    }

    [Theory]
    [InlineData("rtx-pro-6000-blackwell-ws", 2, 1600, 1700)] // a published build of the same layout: 1.55-1.7 kW
    [InlineData("rtx-4090", 4, 2250, 2250)] // 1,800 + 350 + 100
    [InlineData("rtx-a6000", 4, 1650, 1650)] // 1,200 + 350 + 100
    public void A_workstation_lies_in_the_range_that_builders_compute(string card, int count, double low, double high)
    {
        PowerEstimator.Estimate(Wrx90 with { Devices = [Device(card, count)] }).TryGet(out var power).ShouldBeTrue();

        power.Dc.Watts.ShouldBeInRange(low, high);
    }

    [Fact]
    public void The_terms_add_up_to_the_load()
    {
        PowerEstimator.Estimate(Wrx90).TryGet(out var power).ShouldBeTrue();

        power.Terms.Sum(t => t.Power.Watts).ShouldBe(power.Dc.Watts);
        power.Evidence.ShouldBe(Evidence.Assumed, "the base load is assumed");
    }

    [Fact]
    public void Four_4090_are_about_2450_W_at_the_wall_of_a_platinum_supply()
    {
        PowerEstimator.Estimate(Wrx90 with { Devices = [Device("rtx-4090", 4)], PowerSupply = Part<PowerSupply>("psu-asus-ws-3000") }, T13).TryGet(out var power).ShouldBeTrue();

        power.Wall.TryGet(out var wall).ShouldBeTrue();
        wall.Watts.ShouldBe(2446, 10);
    }

    [Fact]
    public void The_wall_load_is_never_below_the_load_on_the_supply()
    {
        foreach (var supply in Facts.Parts.OfType<PowerSupply>())
        {
            for (var watts = 50; watts <= 3000; watts += 50)
            {
                if (PowerEstimator.Wall(Power.FromWatts(watts), supply, T13).TryGet(out var wall))
                    wall.Watts.ShouldBeGreaterThan(watts);
            }
        }
    }

    [Theory]
    [InlineData("Gold", 0.5, 230, 0.92)]
    [InlineData("80+ Titanium", 1.0, 230, 0.94)]
    [InlineData("Gold", 0.5, 120, 0.90)]
    [InlineData("Platinum", 0.75, 230, 0.92)]
    public void Efficiency_is_the_grades_promise_at_that_load(string grade, double load, double volts, double expected)
    {
        PowerSupplyEfficiency.At(grade, load, volts).TryGet(out var efficiency).ShouldBeTrue();

        efficiency.ShouldBe(expected, 1e-9);
    }

    [Fact]
    public void An_unknown_grade_or_limit_is_unknown_and_says_what_is_missing()
    {
        PowerSupplyEfficiency.At(null, 0.5, 230).Missing.ShouldBe(["80 PLUS grade of the power supply"]);
        PowerEstimator.Estimate(Am5.With(a => a with { PowerLimit = null })).Missing.ShouldBe(["power limit of RTX PRO 6000 Blackwell Max-Q Workstation Edition"]);
    }

    [Fact]
    public void A_further_card_never_lowers_power_or_noise()
    {
        for (var n = 1; n < 6; n++)
        {
            var (fewer, more) = (Wrx90 with { Devices = [Device("rtx-5090", n)] }, Wrx90 with { Devices = [Device("rtx-5090", n + 1)] });

            PowerEstimator.Estimate(more).Value!.Dc.Watts.ShouldBeGreaterThan(PowerEstimator.Estimate(fewer).Value!.Dc.Watts);
            NoiseEstimator.Estimate(more, Facts.NoiseFacts).Value!.Level.DecibelA.ShouldBeGreaterThan(NoiseEstimator.Estimate(fewer, Facts.NoiseFacts).Value!.Level.DecibelA);
        }
    }

    [Fact]
    public void Two_equal_cards_are_three_decibels_louder_than_one()
    {
        var one = Am5 with { Devices = [Device("rtx-5090")], Cooler = null };

        var difference = NoiseEstimator.Estimate(one with { Devices = [Device("rtx-5090", 2)] }, []).Value!.Level.DecibelA - NoiseEstimator.Estimate(one, []).Value!.Level.DecibelA;

        difference.ShouldBe(3.01, 0.01);
    }

    [Fact]
    public void A_stated_level_counts_before_an_assumed_one()
    {
        var card = Am5 with { Devices = [Device("rtx-5090")], Cooler = null };
        var stated = Facts.NoiseFacts.First(f => f.Reference == "rtx-5090" && f.High is not null);

        NoiseEstimator.Estimate(card, Facts.NoiseFacts).Value!.Terms.Single().Source.ShouldBe(stated.High!.Source.Value);
        NoiseEstimator.Estimate(card, []).Value!.Terms.Single().Source.ShouldStartWith("assumed from a OpenAir cooler");
    }

    [Fact]
    public void Measured_power_of_a_machine_counts_every_machine()
    {
        var one = Cluster with { Devices = [Device("apple-m3-ultra-80")] };
        var two = Cluster with { Devices = [Device("apple-m3-ultra-80", 2)] };

        PowerEstimator.Measured(one, Facts.PowerFacts, idle: false).Value!.High.Watts.ShouldBe(270);
        PowerEstimator.Measured(one, Facts.PowerFacts, idle: true).Value!.Low.Watts.ShouldBe(8);
        PowerEstimator.Measured(two, Facts.PowerFacts, idle: false).Value!.High.Watts.ShouldBe(540);
        PowerEstimator.Measured(Am5, Facts.PowerFacts, idle: true).IsKnown.ShouldBeFalse();
    }
}
