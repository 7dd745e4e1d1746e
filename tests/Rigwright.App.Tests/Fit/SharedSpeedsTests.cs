using System.Text.Json;
using Rigwright.App.Fit;
using Rigwright.Reports.Fit;

namespace Rigwright.App.Tests.Fit;

public sealed class SharedSpeedsTests
{
    private static readonly FitQuery Two = new()
    {
        Model = "Qwen/Qwen3-32B",
        Hardware = "rtx-pro-6000-blackwell-ws",
        Context = 16384,
        With = ["Qwen/Qwen3-8B:Q4_K_M@8kx2"],
    };

    [Fact]
    public void One_model_shares_nothing() => Answer(Two with { With = [] }).Shared.ShouldBeNull();

    [Fact]
    public void Roles_on_one_card_slow_each_other_and_the_expected_speed_lies_between()
    {
        var shared = Answer(Two).Shared!;

        shared.AreDutiesAssumed.ShouldBeTrue();
        shared.Rates.Value!.Count.ShouldBe(2);
        foreach (var rates in shared.Rates.Value)
        {
            rates.AllActive.Value.ShouldBeLessThan(rates.Expected.Value);
            rates.Expected.Value.ShouldBeLessThan(rates.Alone.Value);
            rates.LongestStall!.Value.Seconds.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void The_speed_alone_is_the_one_that_each_role_is_shown_with()
    {
        var answer = Answer(Two);

        answer.Shared!.Rates.Value!.Select(r => r.Alone).ShouldBe(answer.Speeds.Select(s => s.PerStream.Value!));
    }

    [Fact]
    public void Roles_on_cards_of_their_own_do_not_contend()
    {
        var answer = Answer(Two with { Model = "Qwen/Qwen3-32B#1", Hardware = "rtx-5090", Count = 2, With = ["Qwen/Qwen3-8B:Q4_K_M@8kx2#2"] });

        answer.Verdict.Value!.Devices.Select(d => d.Parts.Count(p => p.Total.Bytes > 0)).ShouldBe([1, 1]);
        foreach (var rates in answer.Shared!.Rates.Value!)
        {
            rates.AllActive.Value.ShouldBe(rates.Alone.Value);
            rates.LongestStall!.Value.Seconds.ShouldBe(0);
        }
    }

    [Fact]
    public void A_role_that_never_runs_leaves_the_other_its_speed_alone()
    {
        var rates = Answer(Two with { Duty = "0.5,0" }).Shared!.Rates.Value!;

        (rates[0].Expected.Value / rates[0].Alone.Value).ShouldBe(1, 1e-9);
        rates[0].AllActive.Value.ShouldBeLessThan(rates[0].Alone.Value);
    }

    [Fact]
    public void Reading_prompts_stalls_the_others()
    {
        double Expected(string duty) => Answer(Two with { Duty = duty }).Shared!.Rates.Value![0].Expected.Value.TokensPerSecond;

        Expected("0.5,0.2/0.3").ShouldBeLessThan(Expected("0.5,0.2"));
    }

    [Theory]
    [InlineData("much", "is no duty cycle")]
    [InlineData("1.5", "is no duty cycle")]
    [InlineData("0.8/0.4", "is no duty cycle")]
    [InlineData("-0.1", "is no duty cycle")]
    [InlineData("0.1,0.2,0.3", "3 duty cycles for 2 roles")]
    public void A_duty_cycle_that_cannot_be_is_refused(string duty, string message)
    {
        var problem = FitHandler.Handle(Two with { Duty = duty }).Diagnostics.ShouldHaveSingleItem();

        problem.Code.ShouldBe("RW7108");
        problem.Message.ShouldContain(message);
    }

    [Fact]
    public void A_device_that_is_not_there_is_refused() =>
        FitHandler.Handle(Two with { Model = "Qwen/Qwen3-32B#3" }).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RW7108");

    [Fact]
    public void Json_carries_the_three_speeds_and_how_each_is_known()
    {
        using var json = JsonDocument.Parse(FitJson.Render(Answer(Two)));
        var shared = json.RootElement.GetProperty("shared_speeds").GetProperty("roles")[1];
        var known = json.RootElement.GetProperty("roles")[0].GetProperty("how_known");

        shared.GetProperty("decode_all_active_tokens_per_second").GetProperty("value").GetDouble().ShouldBeGreaterThan(0);
        known.GetProperty("bytes_read_per_step").GetDouble().ShouldBeGreaterThan(15e9);
        known.GetProperty("efficiency_ratio").GetDouble().ShouldBeInRange(0.3, 1);
        known.GetProperty("would_narrow").GetArrayLength().ShouldBeGreaterThan(0);
        var nearest = known.GetProperty("nearest_measurements")[0];
        nearest.GetProperty("source").GetString().ShouldNotBeNullOrEmpty();
        nearest.GetProperty("date").GetString().ShouldNotBeNullOrEmpty();
        known.GetProperty("prefill").GetProperty("terms").GetArrayLength().ShouldBeGreaterThan(2);
        known.GetProperty("prefill").GetProperty("nearest_measurements").GetArrayLength().ShouldBeGreaterThan(0);
    }

    private static FitAnswer Answer(FitQuery query)
    {
        var loaded = FitHandler.Handle(query);
        return loaded.Value.ShouldNotBeNull(string.Join("; ", loaded.Diagnostics));
    }
}
