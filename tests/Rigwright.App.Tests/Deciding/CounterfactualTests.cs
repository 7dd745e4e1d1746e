using Rigwright.App.Tests.Plan;
using Rigwright.Engine.Explaining;

namespace Rigwright.App.Tests.Deciding;

/// <summary>Every change that is said to be enough is applied, and planned again with the planner itself.</summary>
public sealed class CounterfactualTests
{
    [Fact]
    public void Each_change_that_is_said_to_make_a_candidate_qualify_does()
    {
        var tried = 0;
        foreach (var why in DecisionFixture.Decision.WhyNot.Where(w => w.Rank is null))
        {
            foreach (var changes in why.ToQualify.Select(c => new[] { c }).Append([.. why.ToQualifyTogether]).Where(c => c.Length > 0 && Array.TrueForAll(c, x => x.CanBeApplied)))
            {
                var plan = Change.Replan(DecisionFixture.Replanner, PlanFixture.Reference.Requirements, changes);

                plan.Ranked.ShouldContain(a => a.Candidate.Name == why.Name, $"{why.Id}: {string.Join(" and ", changes.Select(c => c.Text))}");
                tried++;
            }
        }
        tried.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Each_change_that_is_said_to_make_a_plan_win_does()
    {
        var tried = 0;
        foreach (var why in DecisionFixture.Decision.WhyNot)
        {
            foreach (var changes in why.ToWin.Select(c => new[] { c }).Append([.. why.ToWinTogether]).Where(c => c.Length > 0).Take(3))
            {
                var plan = Change.Replan(DecisionFixture.Replanner, PlanFixture.Reference.Requirements, changes);

                plan.Ranked[0].Candidate.Name.ShouldBe(why.Name, $"{why.Id}: {string.Join(" and ", changes.Select(c => c.Text))}");
                tried++;
            }
        }
        // How many plans a change can bring to the first place depends on how close the speeds put them.
        tried.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void A_candidate_that_another_beats_everywhere_names_it()
    {
        var wrx90 = DecisionFixture.Decision.WhyNot.Single(w => w.Id == "1x-rtx-pro-6000-blackwell-ws/wrx90");

        wrx90.DominatedBy!.Id.ShouldBe("1x-rtx-pro-6000-blackwell-ws/trx50");
        wrx90.DominatedBy.Better.ShouldHaveSingleItem().ShouldStartWith("price ");
    }

    [Fact]
    public void Nothing_is_said_to_dominate_a_plan_that_ranks_before_it_on_any_compared_quantity()
    {
        var plans = DecisionFixture.Answer.Ranked.ToDictionary(a => a.Candidate.Id);
        foreach (var why in DecisionFixture.Decision.WhyNot.Where(w => w.Rank is not null && w.DominatedBy is not null && plans.ContainsKey(w.DominatedBy.Id)))
        {
            var (mine, theirs) = (plans[why.Id], plans[why.DominatedBy!.Id]);

            theirs.Candidate.Total!.Value.ShouldBeLessThanOrEqualTo(mine.Candidate.Total!.Value);
            theirs.Candidate.Memory.ShouldBeGreaterThanOrEqualTo(mine.Candidate.Memory);
            theirs.Layout!.Roles.Zip(mine.Layout!.Roles).ShouldAllBe(r => r.First.Expected.Value >= r.Second.Expected.Value);
        }
    }
}
