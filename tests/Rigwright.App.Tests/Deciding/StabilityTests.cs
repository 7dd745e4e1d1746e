using Rigwright.App.Tests.Plan;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;

namespace Rigwright.App.Tests.Deciding;

public sealed class StabilityTests
{
    private static readonly StabilityAnalysis Analysis = new(PlanFixture.Reference.Requirements, PlanFixture.Reference.Ranked);

    private static Stability Shown => DecisionFixture.Decision.Stability!;

    [Fact]
    public void One_plan_is_the_best_in_every_draw()
    {
        Shown.Draws.ShouldBe(10_000);
        Shown.Plans.Sum(p => p.Probability).ShouldBe(1, 1e-9);
        Shown.Plans.ShouldAllBe(p => Math.Abs(p.StandardError - Math.Sqrt(p.Probability * (1 - p.Probability) / 10_000)) < 1e-12);
    }

    [Fact]
    public void The_same_seed_gives_the_same_answer_and_another_one_within_its_error()
    {
        var (a, b, c) = (Analysis.Run(4000, 7)!, Analysis.Run(4000, 7)!, Analysis.Run(4000, 8)!);

        a.Plans.ShouldBe(b.Plans);
        a.Lead.ShouldBe(b.Lead);
        foreach (var plan in a.Plans.Where(p => p.Probability > 0.02))
        {
            var other = c.Plans.Single(p => p.Id == plan.Id);
            Math.Abs(plan.Probability - other.Probability).ShouldBeLessThan(5 * Math.Sqrt(plan.StandardError * plan.StandardError + other.StandardError * other.StandardError));
        }
    }

    [Fact]
    public void Without_any_doubt_the_first_is_always_the_best()
    {
        var certain = PlanFixture.Reference.Ranked.Select(a => a with
        {
            Layout = a.Layout! with
            {
                Roles = [.. a.Layout.Roles.Select(r => r with { Alone = r.Alone with { Low = r.Alone.Value, High = r.Alone.Value } })],
            },
        }).ToList();

        // Prices are still drawn; a plan that leads by as much as the others' prices can move cannot lose.
        var stability = new StabilityAnalysis(PlanFixture.Reference.Requirements with { Weights = PlanFixture.Reference.Requirements.Weights with { Price = 0 } }, [.. certain.Take(1), .. certain.TakeLast(3)]).Run(500, 1)!;

        stability.Plans.ShouldHaveSingleItem().Probability.ShouldBe(1);
        stability.IsWithinNoise.ShouldBeFalse();
        stability.Settling.ShouldBeNull();
    }

    [Fact]
    public void Knowing_a_fact_never_makes_the_choice_worse() => Shown.Facts.ShouldAllBe(f => f.ChanceWhenKnown >= Shown.ChanceNow - 1e-9);

    [Fact]
    public void The_settling_fact_changes_the_choice()
    {
        Shown.Settling.ShouldNotBeNull();
        Shown.Settling.Outcomes.Select(o => o.Id).Distinct().Count().ShouldBeGreaterThan(1);
        Shown.Settling.Outcomes[0].Low.ShouldBeNull();
        Shown.Settling.Outcomes[^1].High.ShouldBeNull();
        Shown.Settling.Low.ShouldBeLessThan(Shown.Settling.Value);
    }

    [Fact]
    public void Drawn_speeds_reach_a_target_as_often_as_the_score_says()
    {
        // One plan and one term: the mean score over the draws is the chance that the score's own formula gives.
        var requirements = PlanFixture.Reference.Requirements with { Weights = new(100, 0, 0, 0, 0, 0, 0, 0, 0), Budget = new(Money.Chf(0), Money.Chf(1_000_000)) };
        var plan = PlanFixture.Reference.Ranked.First(a => a.Candidate.Id == "1x-apple-m4-max-40-128gb");
        plan = plan with { Score = Scoring.Of(plan, requirements) };
        var without = requirements with { Roles = [.. requirements.Roles] };

        var drawn = new StabilityAnalysis(without, [plan]).Run(20_000, 3)!.Plans[0];

        // Draws below a minimum count 0 although a lesser role may reach its target: rare here, and the only difference.
        drawn.MeanScore.ShouldBe(plan.Score!.Value, 5 * drawn.Deviation / Math.Sqrt(20_000) + 1);
    }
}
