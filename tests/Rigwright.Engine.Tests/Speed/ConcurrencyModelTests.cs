using FsCheck;
using FsCheck.Fluent;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Tests.Speed;

public sealed class ConcurrencyModelTests
{
    private readonly SpeedPredictor _predictor = new(SpeedFixtures.Calibration);

    // The worked example of docs/formulas/concurrency.md.
    [Fact]
    public void Two_roles_on_one_device_take_steps_in_turn()
    {
        var main = Role("main", 8e9, 0.5);
        var sub = Role("sub", 4e9, 0.25);
        var rates = Rates(main, sub);
        var (t1, t2) = (_predictor.StepSeconds(main.Query), _predictor.StepSeconds(sub.Query));

        rates[0].Alone.Value.TokensPerSecond.ShouldBe(1 / t1, 1e-6);
        rates[0].AllActive.Value.TokensPerSecond.ShouldBe(1 / (t1 + t2), 1e-6);
        rates[0].Expected.Value.TokensPerSecond.ShouldBe(0.75 / t1 + 0.25 / (t1 + t2), 1e-6);
        rates[1].Expected.Value.TokensPerSecond.ShouldBe(0.5 / t2 + 0.5 / (t1 + t2), 1e-6);
    }

    [Fact]
    public void Roles_on_separate_devices_do_not_wait_for_each_other()
    {
        var rates = Rates(Role("main", 8e9, 1), Role("sub", 4e9, 1) with { Devices = [1] });

        rates.ShouldAllBe(r => r.AllActive.Value == r.Alone.Value && r.Expected.Value == r.Alone.Value);
    }

    [Fact]
    public void Idle_others_leave_the_rate_alone() => Rates(Role("main", 8e9, 1), Role("sub", 4e9, 0))[0].Expected.Value.ShouldBe(Rates(Role("main", 8e9, 1))[0].Alone.Value);

    [Fact]
    public void Reading_a_prompt_stalls_the_others_more_than_decoding()
    {
        var decoding = Rates(Role("main", 8e9, 1), Role("sub", 4e9, 0.2))[0];
        var reading = Rates(Role("main", 8e9, 1), Role("sub", 4e9, 0, 0.2))[0];

        reading.Expected.Value.ShouldBeLessThan(decoding.Expected.Value);
        reading.LongestStall!.Value.Seconds.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_duty_cycle_above_the_whole_is_refused() =>
        Should.Throw<ArgumentException>(() => Rates(Role("main", 8e9, 0.7, 0.7))).Message.ShouldContain("duty");

    [Fact]
    public void Shares_of_a_device_never_exceed_it_and_a_further_role_never_speeds_another() =>
        Prop.ForAll(Roles().ToArbitrary(), roles =>
        {
            var all = Rates([.. roles]);
            var fewer = Rates([.. roles.Skip(1)]);
            var share = all.Sum(r => r.ExpectedDeviceShare);
            var busy = all.Sum(r => r.AllActive.Value / r.Alone.Value);
            return share <= 1 + 1e-9 && busy <= 1 + 1e-9
                && all.Skip(1).Zip(fewer).All(p => p.First.AllActive.Value.TokensPerSecond <= p.Second.AllActive.Value.TokensPerSecond * (1 + 1e-12)
                    && p.First.Expected.Value.TokensPerSecond <= p.Second.Expected.Value.TokensPerSecond * (1 + 1e-12))
                && all.All(r => r.AllActive.Value <= r.Expected.Value && r.Expected.Value.TokensPerSecond <= r.Alone.Value.TokensPerSecond * (1 + 1e-12));
        }).QuickCheckThrowOnFailure();

    private IReadOnlyList<RoleRates> Rates(params SharedRole[] roles) => new ConcurrencyModel(_predictor).Rates(roles).Value!;

    private static SharedRole Role(string name, double bytes, double decode, double prefill = 0) =>
        new(name, SpeedFixtures.Query(SpeedFixtures.Dense(bytes)), [0], decode, prefill);

    private static Gen<SharedRole[]> Roles() =>
        from count in Gen.Choose(2, 6)
        from bytes in Gen.Choose(1, 100).ArrayOf(count)
        from duties in Gen.Choose(0, 100).ArrayOf(count)
        select bytes.Select((b, i) => Role("role" + i, b * 1e9, duties[i] / 100.0)).ToArray();
}
