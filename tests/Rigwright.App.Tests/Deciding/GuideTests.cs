using Rigwright.App.Tests.Plan;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Explaining;

namespace Rigwright.App.Tests.Deciding;

public sealed class GuideTests
{
    private static GuideEntry Entry(string key) => DecisionFixture.Decision.Guide.Single(g => g.Key == key);

    [Fact]
    public void The_guide_answers_every_wish_with_a_feasible_plan()
    {
        DecisionFixture.Decision.Guide.Select(g => g.Key).ShouldBe(["best_overall", "no_contention", "silence_and_budget", "silence_and_memory", "dense", "largest", "cheapest", "room_to_grow"]);
        DecisionFixture.Decision.Guide.ShouldAllBe(g => DecisionFixture.Answer.Ranked.Any(a => a.Candidate.Id == g.Winner) && g.Get.Count > 0);
    }

    [Fact]
    public void Each_winner_is_what_its_rule_says()
    {
        var ranked = DecisionFixture.Answer.Ranked;

        Entry("best_overall").Winner.ShouldBe(ranked[0].Candidate.Id);
        Entry("cheapest").Winner.ShouldBe(ranked.MinBy(a => a.Candidate.Total!.Value.Amount)!.Candidate.Id);
        var memory = ranked.Single(a => a.Candidate.Id == Entry("silence_and_memory").Winner);
        memory.Noise!.Value!.Level.DecibelA.ShouldBeLessThanOrEqualTo(40);
        ranked.Where(a => a.Noise!.Value!.Level.DecibelA <= 40).ShouldAllBe(a => a.Candidate.Memory <= memory.Candidate.Memory);
        var free = ranked.Single(a => a.Candidate.Id == Entry("no_contention").Winner);
        (Kept(free) >= 0.95 || ranked.Max(Kept) <= Kept(free) + 1e-9).ShouldBeTrue();
    }

    private static double Kept(Engine.Planning.Assessment a) => a.Layout!.Roles.Min(r => r.AllActive.Value / r.Alone.Value);

    [Fact]
    public void The_best_overall_accepts_nothing_against_itself() => Entry("best_overall").Accept.ShouldNotContain(a => a.Contains(" against ", StringComparison.Ordinal));

    [Fact]
    public void A_priority_of_the_buyer_has_its_own_entry()
    {
        var asked = PlanFixture.Reference.Requirements with { Priorities = [new("guests sleep next door", ScoreWeights.Priorities["silence"])] };
        var plan = DecisionFixture.Replanner.Plan(asked, []);

        var entry = DecisionFixture.Maker.Of(plan, DecisionDepth.Summary).Guide.Single(g => g.Key == "priority.guests sleep next door");

        entry.Winner.ShouldBe(DecisionFixture.Replanner.Plan(asked with { Weights = ScoreWeights.Priorities["silence"] }, []).Ranked[0].Candidate.Id);
    }

    [Fact]
    public void Walking_the_tree_gives_what_the_planner_gives()
    {
        var grower = new TreeGrower(PlanFixture.Reference.Requirements, DecisionFixture.Field);
        var tree = grower.Grow();
        var random = new Random(20260217);

        tree.Points.ShouldBe(tree.Axes.Aggregate(1, (product, axis) => product * axis.Values.Count));
        for (var sample = 0; sample < 40; sample++)
        {
            int[] at = [.. tree.Axes.Select(a => random.Next(a.Values.Count))];

            var planned = DecisionFixture.Replanner.Plan(grower.At(at), []);

            tree.Walk(at).Id.ShouldBe(planned.Ranked.Count > 0 ? planned.Ranked[0].Candidate.Id : null, string.Join(", ", tree.Axes.Select((a, i) => $"{a.Key}={a.Values[at[i]]}")));
        }
    }

    [Fact]
    public void The_tree_has_no_question_without_a_difference()
    {
        Check(DecisionFixture.Decision.Tree!.Root);

        static void Check(TreeNode node)
        {
            if (node is not TreeQuestion question)
                return;
            (question.Low is TreeLeaf low && question.High is TreeLeaf high && low.Id == high.Id).ShouldBeFalse();
            Check(question.Low);
            Check(question.High);
        }
    }

    [Fact]
    public void An_upgrade_adds_up_and_saves_what_it_would_replace()
    {
        DecisionFixture.Decision.Upgrades.ShouldNotBeEmpty();
        foreach (var path in DecisionFixture.Decision.Upgrades)
        {
            var grown = Money.Sum(path.Stays.Concat(path.Bought).Select(l => l.Total!.Value), Currency.Chf);
            path.SavedByBuyingNow.ShouldBe(Money.Sum(path.Replaced.Select(l => l.Total!.Value), Currency.Chf) + grown - path.Now, $"{path.From} -> {path.To}");
            Money.Sum(path.Stays.Concat(path.Replaced).Select(l => l.Total!.Value), Currency.Chf).ShouldBe(path.InSteps - path.Price);
            path.Price.Amount.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void No_upgrade_costs_more_than_the_difference_of_the_two_best_bills()
    {
        foreach (var path in DecisionFixture.Decision.Upgrades)
        {
            var (small, large) = (DecisionFixture.Field.Find(path.From)!.Candidate, DecisionFixture.Field.Find(path.To)!.Candidate);
            var difference = large.Rig.Lines.Sum(l => l.UnitPrice!.Value.Amount * Math.Max(0, l.Quantity - small.Rig.Lines.Where(s => s.Reference == l.Reference && s.Item == l.Item).Sum(s => s.Quantity)));

            path.Price.Amount.ShouldBeLessThanOrEqualTo(difference, $"{path.From} -> {path.To}");
        }
    }

    [Fact]
    public void A_build_that_grows_into_itself_keeps_everything()
    {
        foreach (var plan in DecisionFixture.Answer.Ranked.Where(a => a.Candidate.Rig.IsBuild).Take(6))
        {
            var lines = DecisionFixture.Replanner.Grow(PlanFixture.Reference.Requirements, plan.Candidate, plan.Candidate).ShouldNotBeNull();

            lines.Select(l => (l.Reference, l.Quantity)).ShouldBe(plan.Candidate.Rig.Lines.Select(l => (l.Reference, l.Quantity)), ignoreOrder: true);
        }
    }

    [Fact]
    public void A_second_card_keeps_the_first()
    {
        var path = DecisionFixture.Decision.Upgrades.First(u => u.From == "1x-rtx-pro-6000-blackwell-ws/am5" && u.Kind == UpgradeKind.Card);

        path.Stays.ShouldContain(l => l.Reference == "rtx-pro-6000-blackwell-ws");
        path.Brings.ShouldContain(b => b.Key == "memory" && b.Change > 0);
    }
}
