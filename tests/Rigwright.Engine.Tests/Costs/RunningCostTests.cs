using FsCheck;
using FsCheck.Fluent;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Costs;
using Rigwright.Engine.PowerNoise;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Speed;
using Rigwright.Engine.Tests.Compatibility;

namespace Rigwright.Engine.Tests.Costs;

/// <summary>The worked examples of docs/formulas/running-cost.md, computed there by hand.</summary>
public sealed class RunningCostTests
{
    private static readonly DateOnly Day = new(2026, 2, 17);

    private static readonly RunningRole Main = Role(1, 0.5, 60);

    private static readonly RunningRole Helpers = Role(5, 0.2, 20);

    private static readonly RunningCostTerms Ten = new() { HoursPerDay = 10 };

    [Fact]
    public void A_mac_studio_for_ten_hours_a_day()
    {
        var cost = Of(Mac, [Main, Helpers], Ten).Value!;

        // 1 - 0.5 x 0.8 = 0.6 of ten hours under load; measured 223-270 W under load and 8-9 W idle
        cost.LoadHoursPerDay.ShouldBe(6, 1e-9);
        cost.IdleHoursPerDay.ShouldBe(18, 1e-9);
        cost.EnergyPerYear.High.KilowattHours.ShouldBe((270 * 6 + 9 * 18) * 0.365, 1e-9); // 650.43 kWh
        cost.ElectricityPerYear.High.ShouldBe(Money.Chf(180.17m)); // x 0.277
        cost.ElectricityPerYear.Low.ShouldBe(Money.Chf(149.84m));  // (223 x 6 + 8 x 18) x 0.365 = 540.93 kWh
        cost.Electricity.High.ShouldBe(Money.Chf(540.51m));
        cost.Ownership.High.ShouldBe(Money.Chf(6039.51m));
        // (60 x 0.5 + 5 x 20 x 0.2) x 36,000 s x 365 = 657,000,000
        cost.OutputTokensPerYear.Value.ShouldBe(657e6, 1);
        cost.PerMillionOutputTokens.ShouldBe(Money.Chf(3.06m)); // 6,039.51 / 1,971
        cost.ElectricityPerMillionOutputTokens.ShouldBe(Money.Chf(0.27m));
        cost.ResaleStated.ShouldBeFalse();
        cost.Tariff.Source.ShouldBe("elcom-2026");
        cost.Tariff.Since.ShouldBe(new(2026, 1, 1));
    }

    [Fact]
    public void A_resale_value_is_an_assumption_of_the_buyer_and_taken_off()
    {
        var cost = Of(Mac, [Main, Helpers], Ten with { ResalePercent = 40 }).Value!;

        cost.Resale.ShouldBe(Money.Chf(2199.60m)); // 40 % of 5,499
        cost.Ownership.High.ShouldBe(Money.Chf(3839.91m));
    }

    [Fact]
    public void An_api_price_gives_a_break_even_month()
    {
        var api = new ApiPrice("an API", new(5, Currency.Usd));
        var cost = Of(Mac, [Main, Helpers], Ten with { Api = api }, new ExchangeRate(Currency.Usd, Currency.Chf, 0.9m, Day, "my bank")).Value!;

        // 5 x 0.90 = 4.50 for a million; 54.75 million a month = 246.38; less 15.01 of electricity saves 231.36 a month; 5,499 / 231.36 = 23.8
        cost.Api!.Value!.PerMillion.ShouldBe(Money.Chf(4.50m));
        cost.Api.Value.PerMonth.ShouldBe(Money.Chf(246.38m));
        cost.Api.Value.BreakEvenMonth.ShouldBe(24);
    }

    [Fact]
    public void Input_tokens_count_at_their_own_price()
    {
        var api = new ApiPrice("an API", new(5, Currency.Usd)) { PerMillionInputTokens = new(1, Currency.Usd), InputTokensPerOutputToken = 20 };
        var cost = Of(Mac, [Main, Helpers], Ten with { Api = api }, new ExchangeRate(Currency.Usd, Currency.Chf, 0.9m, Day, "my bank")).Value!;

        // 54.75 million a month x (4.50 + 20 x 0.90) = 1,231.875; less 15.01 of electricity; 5,499 / 1,216.86 = 4.5
        cost.Api!.Value!.Input!.PerMillion.ShouldBe(Money.Chf(0.90m));
        cost.Api.Value.Input.TokensPerYear.ShouldBe(13_140e6, 20);
        cost.Api.Value.PerMonth.ShouldBe(Money.Chf(1231.88m));
        cost.Api.Value.BreakEvenMonth.ShouldBe(5);
    }

    [Fact]
    public void Dearer_or_more_input_never_pays_for_itself_later() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 1000).ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), (cents, ratio, more) =>
        {
            ApiComparison Against(decimal price, double times) => Of(Mac, [Main], Ten with
            {
                Api = new("an API", Money.Chf(2)) { PerMillionInputTokens = Money.Chf(price), InputTokensPerOutputToken = times },
            }).Value!.Api!.Value!;
            var (a, b, c) = (Against(cents / 100m, ratio), Against(cents / 100m, ratio + more), Against((cents + more) / 100m, ratio));
            return b.PerMonth >= a.PerMonth && c.PerMonth >= a.PerMonth && (b.BreakEvenMonth ?? int.MaxValue) <= (a.BreakEvenMonth ?? int.MaxValue);
        }));

    [Fact]
    public void A_token_price_below_the_electricity_never_breaks_even() =>
        Of(Mac, [Main, Helpers], Ten with { Api = new("a cheap API", Money.Chf(0.20m)) }).Value!.Api!.Value!.BreakEvenMonth.ShouldBeNull();

    [Fact]
    public void An_api_price_without_a_rate_is_unknown_and_names_the_rate() =>
        Of(Mac, [Main], Ten with { Api = new("an API", new(5, Currency.Usd)) }).Value!.Api!.Missing[0].ShouldStartWith("an exchange rate from USD to CHF");

    [Fact]
    public void The_tariff_is_that_of_the_day_and_the_buyers_own_goes_before_it()
    {
        Of(Mac, [Main], Ten, day: new(2025, 12, 31)).Value!.Tariff.PerKilowattHour.ShouldBe(Money.Chf(0.290m));
        Of(Mac, [Main], Ten with { ElectricityPrice = Money.Chf(0.15m) }).Value!.Tariff.PerKilowattHour.ShouldBe(Money.Chf(0.15m));
    }

    [Fact]
    public void A_country_without_a_price_of_electricity_is_unknown()
    {
        var query = new PriceQuery(Day, [], CatalogueRigs.Facts.FindRegion("US")!, Currency.Usd, []);

        RunningCostEstimator.Of(new(Mac, new(5000, Currency.Usd), Estimate(Mac), [Main]), Ten, query, CatalogueRigs.Facts.PowerFacts).Missing
            .ShouldBe(["the price of electricity in United States on 2026-02-17"]);
    }

    [Fact]
    public void A_build_is_counted_at_its_limits_and_idles_at_an_assumed_power()
    {
        var cost = Of(CatalogueRigs.Am5, [Main], Ten).Value!;

        cost.Load.High.ShouldBe(Estimate(CatalogueRigs.Am5).Value!.Wall.Value);
        cost.Idle.Low.Watts.ShouldBe(55);   // platform 50, one card 5
        cost.Idle.High.Watts.ShouldBe(130); // platform 100, one card 30
        cost.Idle.Evidence.ShouldBe(Evidence.Assumed);
        Of(CatalogueRigs.Am5, [Main], Ten with { Idle = Power.FromWatts(64) }).Value!.Idle.ShouldBe(new PowerRange(Power.FromWatts(64), Power.FromWatts(64), Evidence.MeasuredHere, "given by the user"));
    }

    [Fact]
    public void A_machine_without_an_idle_figure_lies_between_nothing_and_its_load()
    {
        var spark = Machine("gb10-dgx-spark-fe");

        var cost = Of(spark, [Main], Ten).Value!;

        cost.Idle.Low.Watts.ShouldBe(0);
        cost.Idle.High.ShouldBe(cost.Load.High);
    }

    [Fact]
    public void More_load_or_a_dearer_tariff_never_costs_less() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 100).ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), Gen.Choose(1, 24).ToArbitrary(), (duty, more, hours) =>
        {
            var terms = new RunningCostTerms { HoursPerDay = hours, ElectricityPrice = Money.Chf(0.2m) };
            var (a, b) = (Of(Mac, [Role(1, duty / 100.0, 60)], terms).Value!, Of(Mac, [Role(1, Math.Min(100, duty + more) / 100.0, 60)], terms with { ElectricityPrice = Money.Chf(0.2m + more / 100m) }).Value!);
            return b.Electricity.High >= a.Electricity.High && b.Electricity.Low >= a.Electricity.Low && a.Electricity.Low <= a.Electricity.High
                && a.PerMillionOutputTokensRange.Low <= a.PerMillionOutputTokens && a.PerMillionOutputTokens <= a.PerMillionOutputTokensRange.High
                && Math.Abs(a.LoadHoursPerDay + a.IdleHoursPerDay - 24) < 1e-9;
        }));

    private static Rig Mac => Machine("apple-m3-ultra-80");

    private static Rig Machine(string id) => new()
    {
        Name = id,
        Form = RigForm.Machine,
        Devices = [new() { Accelerator = CatalogueRigs.Facts.Find(new AcceleratorId(id))! }],
    };

    private static Answer<PowerEstimate> Estimate(Rig rig) => PowerEstimator.Estimate(rig, CatalogueRigs.T13);

    private static Answer<RunningCost> Of(Rig rig, IReadOnlyList<RunningRole> roles, RunningCostTerms terms, ExchangeRate? rate = null, DateOnly? day = null) =>
        RunningCostEstimator.Of(new(rig, Money.Chf(5499), Estimate(rig), roles), terms,
            new(day ?? Day, [Condition.New], CatalogueRigs.Facts.FindRegion("CH")!, Currency.Chf, rate is null ? [] : [rate]), CatalogueRigs.Facts.PowerFacts);

    private static RunningRole Role(int streams, double duty, double rate) => new(streams, duty,
        new(TokenRate.FromTokensPerSecond(rate * 0.8), TokenRate.FromTokensPerSecond(rate), TokenRate.FromTokensPerSecond(rate * 1.2), "test"));
}
