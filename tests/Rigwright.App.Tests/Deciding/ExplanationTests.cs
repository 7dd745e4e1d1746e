using Rigwright.Engine.Explaining;

namespace Rigwright.App.Tests.Deciding;

public sealed class ExplanationTests
{
    [Fact]
    public void The_points_of_the_criteria_add_up_to_the_score()
    {
        foreach (var plan in DecisionFixture.Decision.Plans)
            plan.Criteria.Sum(c => c.Points).ShouldBe(plan.Score, 1e-9);
    }

    [Fact]
    public void Every_criterion_has_evidence_and_every_fact_in_it_a_source()
    {
        foreach (var plan in DecisionFixture.Decision.Plans)
        {
            plan.Criteria.ShouldAllBe(c => c.Evidence.Count > 0);
            plan.Evidence.SelectMany(e => e.Origins).Where(o => o.Kind is { } kind && kind < Domain.Provenance.Evidence.Assumed).ShouldAllBe(o => !string.IsNullOrEmpty(o.Source));
        }
    }

    [Fact]
    public void A_plan_less_another_is_the_other_less_the_first_turned_round()
    {
        var (a, b) = (DecisionFixture.Decision.Plans[0], DecisionFixture.Decision.Plans[2]);
        var (forth, back) = (PlanDifference.Of(a, b), PlanDifference.Of(b, a));

        forth.Points.ShouldBe(-back.Points, 1e-9);
        forth.Points.ShouldBe(forth.Criteria.Sum(c => c.Points), 1e-9);
        forth.Quantities.Select(q => q.Key).Order().ShouldBe(back.Quantities.Select(q => q.Key).Order());
        foreach (var quantity in forth.Quantities)
        {
            var other = back.Quantities.Single(q => q.Key == quantity.Key);
            (quantity.Compared == Comparison.Ratio ? quantity.Change * other.Change - 1 : quantity.Change + other.Change).ShouldBe(0, 1e-9);
            (quantity.IsBetter is null || quantity.IsBetter != other.IsBetter).ShouldBeTrue(quantity.Key);
        }
    }

    [Fact]
    public void A_plan_less_itself_is_nothing() =>
        PlanDifference.Of(DecisionFixture.Decision.Plans[0], DecisionFixture.Decision.Plans[0]).Quantities.ShouldBeEmpty();

    [Fact]
    public void The_fast_card_against_the_quiet_machine_says_how_much_faster_louder_and_dearer()
    {
        var mac = PlanDifference.Of(Plan("1x-rtx-pro-6000"), Plan("1x-apple-m4-max"));

        mac.Quantities.Single(q => q.Key == "decode_expected.main").ShouldSatisfyAllConditions(q => q.Compared.ShouldBe(Comparison.Ratio), q => q.Change.ShouldBeGreaterThan(2), q => q.IsBetter.ShouldBe(true));
        mac.Quantities.Single(q => q.Key == "price").ShouldSatisfyAllConditions(q => q.Unit.ShouldBe("CHF"), q => q.Change.ShouldBeGreaterThan(0), q => q.IsBetter.ShouldBe(false));
        mac.Quantities.Single(q => q.Key == "noise").ShouldSatisfyAllConditions(q => q.Unit.ShouldBe("dBA"), q => q.IsBetter.ShouldBe(false));
    }

    private static PlanExplanation Plan(string id) =>
        DecisionFixture.Decision.Plans.First(p => p.Id.StartsWith(id, StringComparison.Ordinal));
}
