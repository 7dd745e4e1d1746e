using Rigwright.Domain.Quantities;
using Rigwright.Engine.Costs;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;

namespace Rigwright.App.Tests.Plan;

/// <summary>Every threshold is tried out: the whole plan is made again with the price there and a hundredth before it.</summary>
public sealed class PriceSensitivityTests
{
    private static readonly Lazy<(PlanAnswer Answer, IReplanner Replanner, DecisionField Field, PriceSensitivity Prices)> Made = new(() =>
    {
        var response = PlanFixture.Handle(PlanFixture.Example);
        var (answer, replanner) = (response.Answer!, response.Replanner!);
        var field = DecisionField.Of(replanner.Plan(DecisionField.Widened(answer.Requirements), []), PlanFixture.Shipped);
        return (answer, replanner, field, PriceSensitivityAnalysis.Of(answer, field, replanner)!);
    });

    private static PriceSensitivity Prices => Made.Value.Prices;

    [Fact]
    public void The_winner_loses_at_its_threshold_and_not_a_hundredth_before()
    {
        Prices.WinnerLoses.ShouldNotBeEmpty();
        foreach (var loss in Prices.WinnerLoses)
        {
            Order(loss, loss.To)[0].ShouldBe(loss.Ahead);
            Order(loss, loss.To.Amount - 0.01m)[0].ShouldBe(Made.Value.Answer.Ranked[0].Candidate.DeviceName);
            loss.To.ShouldBeGreaterThan(loss.From);
        }
    }

    [Fact]
    public void Every_other_rig_wins_at_its_threshold_and_not_a_hundredth_above()
    {
        var wins = Prices.Others.Where(o => o is { Wins: not null, Place: not null }).ToList();

        wins.ShouldNotBeEmpty();
        foreach (var rig in wins.Take(4))
        {
            var name = DeviceName(rig.Id);
            Order(rig.Wins!, rig.Wins!.To)[0].ShouldBe(name, rig.Id);
            Order(rig.Wins, rig.Wins.To.Amount + 0.01m)[0].ShouldNotBe(name, rig.Id);
        }
    }

    [Fact]
    public void Every_other_rig_moves_up_at_its_threshold_and_not_a_hundredth_above()
    {
        var moves = Prices.Others.Where(o => o is { MovesUp: not null, Place: not null }).ToList();

        moves.ShouldNotBeEmpty();
        foreach (var rig in moves.Take(4))
        {
            var name = DeviceName(rig.Id);
            Order(rig.MovesUp!, rig.MovesUp!.To).IndexOf(name).ShouldBeLessThan(rig.Place!.Value - 1, rig.Id);
            Order(rig.MovesUp, rig.MovesUp.To.Amount + 0.01m).IndexOf(name).ShouldBeGreaterThanOrEqualTo(rig.Place.Value - 1, rig.Id);
        }
    }

    [Fact]
    public void A_rig_that_only_its_price_keeps_out_enters_at_its_threshold()
    {
        var rig = Prices.Others.First(o => o is { Place: null, MovesUp: not null });

        Made.Value.Answer.Ranked.ShouldNotContain(a => a.Candidate.DeviceName == DeviceName(rig.Id));
        Order(rig.MovesUp!, rig.MovesUp!.To).ShouldContain(DeviceName(rig.Id));
        Order(rig.MovesUp, rig.MovesUp.To.Amount + 0.01m).ShouldNotContain(DeviceName(rig.Id));
    }

    [Fact]
    public void The_price_that_matters_most_needs_the_smallest_change() =>
        Prices.WinnerLoses.Concat(Prices.Others.Select(o => o.Wins).OfType<PriceThreshold>()).ShouldAllBe(t => Math.Abs(t.Change) >= Math.Abs(Prices.MattersMost!.Change));

    private static string DeviceName(string id) => Made.Value.Field.Find(id)!.Candidate.DeviceName;

    // The sets of devices in order, planned again with another price.
    private static List<string> Order(PriceThreshold threshold, Money price) =>
        [.. Made.Value.Replanner.Plan(Made.Value.Answer.Requirements, [new(threshold.Item, price)]).Ranked.Select(a => a.Candidate.DeviceName).Distinct()];

    private static List<string> Order(PriceThreshold threshold, decimal price) => Order(threshold, new Money(price, threshold.To.Currency));
}
