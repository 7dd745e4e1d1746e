using FsCheck;
using FsCheck.Fluent;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Compatibility.Rules;
using static Rigwright.Engine.Tests.Compatibility.CatalogueRigs;

namespace Rigwright.Engine.Tests.Compatibility;

/// <summary>More of a good thing never turns a pass into a failure.</summary>
public sealed class RuleInvariantTests
{
    [Fact]
    public void A_stronger_power_supply_never_fails_where_a_weaker_one_passes() =>
        Prop.ForAll(Gen.Choose(300, 3000).Two().ToArbitrary(), pair =>
        {
            var (weak, strong) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
            return Severity(weak) >= Severity(strong);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_longer_case_never_refuses_a_card_that_a_shorter_one_takes() =>
        Prop.ForAll(Gen.Choose(200, 500).Two().ToArbitrary(), pair =>
        {
            var (shorter, longer) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
            return !(Passes(shorter) && !Passes(longer));
            bool Passes(int length) => new CardLengthRule().Check(Am5 with { Case = Am5.Case! with { MaxCardLength = Millimetres(length) } }, new())
                .All(f => f.Verdict == Verdict.Pass);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_lower_power_cap_never_raises_the_load()
    {
        var uncapped = Wrx90 with { Devices = [Device("rtx-pro-6000-blackwell-ws", 2)] };
        var capped = uncapped with { Devices = [uncapped.Devices[0] with { PowerCap = Power.FromWatts(450) }] };

        Severity(uncapped).ShouldBe(3);
        Severity(capped).ShouldBeLessThan(3);
    }

    [Fact]
    public void The_order_of_equal_kits_does_not_change_any_finding()
    {
        var a = Part<MemoryKit>("ram-kf556c40bbk2-64");
        var b = Part<MemoryKit>("ram-kf556c36bbek2-64");

        var one = CompatibilityChecker.Check(Am5 with { Memory = [new(a), new(b)] }, new()).Select(f => (f.Rule, f.Severity));
        var other = CompatibilityChecker.Check(Am5 with { Memory = [new(b), new(a)] }, new()).Select(f => (f.Rule, f.Severity));

        one.ShouldBe(other, ignoreOrder: true);
    }

    private static int Severity(int watts) => Severity(Wrx90 with { PowerSupply = Wrx90.PowerSupply! with { Rating = Watts(watts) } });

    private static int Severity(Domain.Rigs.Rig rig) => new PowerSupplyRatingRule().Check(rig, new()).Single() switch
    {
        { Verdict: Verdict.Pass } => 1,
        { Severity: FindingSeverity.Warning } => 2,
        _ => 3,
    };
}
