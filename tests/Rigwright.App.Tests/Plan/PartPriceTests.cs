using Rigwright.Domain.Quantities;
using Rigwright.Engine.Costs;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;

namespace Rigwright.App.Tests.Plan;

/// <summary>What the prices of the first rig's parts decide, tried out: the whole plan is made again with the price there and a hundredth beside it.</summary>
public sealed class PartPriceTests
{
    // With a larger budget a build comes first, a little before machines: dearer parts turn that round.
    private static readonly Lazy<Case> Narrow = new(() => Make(PlanFixture.Example.Replace("max: 15000", "max: 16000", StringComparison.Ordinal)));

    // Among builds alone all have much the same parts: other parts are bought before the order changes.
    private static readonly Lazy<Case> Builds = new(() => Make(PlanFixture.Example.Replace("purchase: either", "purchase: build", StringComparison.Ordinal)));

    private static Case Make(string requirements)
    {
        var response = PlanFixture.Handle(requirements);
        var (answer, replanner) = (response.Answer!, response.Replanner!);
        var field = DecisionField.Of(replanner.Plan(DecisionField.Widened(answer.Requirements), []), PlanFixture.Shipped);
        return new(answer, replanner, PriceSensitivityAnalysis.Of(answer, field, replanner)!);
    }

    [Fact]
    public void Every_part_of_the_platform_is_asked_about()
    {
        Narrow.Value.Prices.WinnerParts.Select(p => p.Item).ShouldBe(
            Narrow.Value.First.Rig.Lines.Where(l => l.UnitPrice is not null && IsPlatformPart(Narrow.Value.First, l.Reference)).Select(l => l.Reference!), ignoreOrder: true);
        Narrow.Value.Prices.WinnerParts.Count.ShouldBe(7);
    }

    [Fact]
    public void The_winner_loses_at_the_threshold_of_a_part_and_not_a_hundredth_before()
    {
        var losing = Narrow.Value.Prices.WinnerParts.Where(p => p.Loses is not null).ToList();

        losing.Count.ShouldBeGreaterThan(2);
        foreach (var part in losing)
        {
            // Where the loss is another platform's doing, both platforms are worth the same a hundredth before, and either may be bought.
            var isTie = part.Replaced?.Above.Amount == part.Loses!.To.Amount - 0.01m;
            var (before, there) = (Narrow.Value.FirstAt(part.Item, part.Loses.To.Amount - (isTie ? 0.02m : 0.01m)), Narrow.Value.FirstAt(part.Item, part.Loses.To.Amount));
            before.DeviceName.ShouldBe(Narrow.Value.First.DeviceName, part.Item);
            there.DeviceName.ShouldBe(part.Loses.Ahead, part.Item);
            there.DeviceName.ShouldNotBe(Narrow.Value.First.DeviceName, part.Item);
        }
    }

    [Fact]
    public void A_part_is_replaced_above_its_limit_and_not_at_a_hundredth_below()
    {
        foreach (var of in new[] { Narrow.Value, Builds.Value })
        {
            var replaced = of.Prices.WinnerParts.Where(p => p is { Loses: null, Replaced: not null } && (p.Moves is null || p.Moves.To > p.Replaced.Above)).ToList();

            replaced.ShouldNotBeEmpty();
            foreach (var part in replaced)
            {
                var above = part.Replaced!.Above.Amount;
                of.FirstAt(part.Item, above - 0.01m).Rig.Lines.ShouldContain(l => l.Reference == part.Item);
                var after = of.FirstAt(part.Item, above + 0.01m);
                after.Id.ShouldBe(of.First.Id);
                after.Total.ShouldBe(part.Replaced.Total);
                after.Rig.Lines.Select(l => l.Item).Except(of.First.Rig.Lines.Select(l => l.Item)).ShouldBe(part.Replaced.By, ignoreOrder: true);
            }
        }
    }

    [Fact]
    public void A_part_whose_price_decides_nothing_can_cost_ten_times_as_much()
    {
        var harmless = Builds.Value.Prices.WinnerParts.Where(p => p is { Loses: null, Moves: null }).ToList();

        harmless.ShouldNotBeEmpty();
        harmless.ShouldAllBe(p => p.Replaced != null);
        foreach (var part in harmless.Take(3))
            Builds.Value.FirstAt(part.Item, part.From.Amount * 10).DeviceName.ShouldBe(Builds.Value.First.DeviceName, part.Item);
    }

    [Fact]
    public void The_same_devices_move_to_another_platform_at_the_price_that_is_named()
    {
        var moving = Builds.Value.Prices.WinnerParts.Where(p => p.Moves is not null).ToList();

        moving.ShouldNotBeEmpty();
        foreach (var part in moving)
        {
            Builds.Value.FirstAt(part.Item, part.Moves!.To.Amount - 0.01m).Id.ShouldBe(Builds.Value.First.Id, part.Item);
            var there = Builds.Value.FirstAt(part.Item, part.Moves.To.Amount);
            there.Name.ShouldBe(part.Moves.Ahead, part.Item);
            there.DeviceName.ShouldBe(Builds.Value.First.DeviceName, part.Item);
        }
    }

    [Fact]
    public void The_total_at_a_threshold_is_what_the_rig_costs_then()
    {
        foreach (var part in Narrow.Value.Prices.WinnerParts.Where(p => p.Loses is not null).Take(2))
        {
            var rig = Narrow.Value.Replan(part.Item, part.Loses!.To.Amount).Ranked.First(a => a.Candidate.Id == Narrow.Value.First.Id);
            rig.Candidate.Total.ShouldBe(part.Loses.Total);
        }
    }

    [Fact]
    public void A_machine_has_no_parts_to_ask_about()
    {
        var machines = Make(PlanFixture.Example.Replace("purchase: either", "purchase: turnkey", StringComparison.Ordinal));

        machines.First.IsTurnkey.ShouldBeTrue();
        machines.Prices.WinnerParts.ShouldBeEmpty();
    }

    [Fact]
    public void The_price_that_matters_most_is_looked_for_among_devices_and_parts()
    {
        var prices = Narrow.Value.Prices;

        prices.WinnerLoses.Concat(prices.WinnerParts.Select(p => p.Loses)).Concat(prices.Others.Select(o => o.Wins)).OfType<PriceThreshold>()
            .ShouldAllBe(t => Math.Abs(t.Change) >= Math.Abs(prices.MattersMost!.Change));
    }

    private static bool IsPlatformPart(Candidate rig, string? id) => id is not null && (id == rig.Rig.Cpu?.Id.Value || id == rig.Rig.Board?.Id.Value || id == rig.Rig.Cooler?.Id.Value
        || id == rig.Rig.PowerSupply?.Id.Value || id == rig.Rig.Case?.Id.Value || rig.Rig.Memory.Any(m => m.Part.Id.Value == id) || rig.Rig.Drives.Any(d => d.Part.Id.Value == id));

    private sealed record Case(PlanAnswer Answer, IReplanner Replanner, PriceSensitivity Prices)
    {
        public Candidate First => Answer.Ranked[0].Candidate;

        public PlanAnswer Replan(string part, decimal price) => Replanner.Plan(Answer.Requirements, [new(part, new Money(price, Prices.Currency))]);

        public Candidate FirstAt(string part, decimal price) => Replan(part, price).Ranked[0].Candidate;
    }
}
