using System.Globalization;
using Rigwright.App.Tests.Plan;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Explaining;

namespace Rigwright.App.Tests.Deciding;

/// <summary>The tree is exact at the grid's points. Between them a reader rounds to the stricter side: less money, less noise, more memory.</summary>
public sealed class TreeBetweenPointsTests
{
    private const int Samples = 400;

    private static readonly DecisionTree Tree = DecisionFixture.Decision.Tree!;

    private sealed record Asked(PurchaseRequirements Requirements, TreeLeaf Leaf);

    private static readonly List<Asked> Drawn = [.. Draw()];

    [Fact]
    public void What_the_tree_names_for_the_stricter_point_meets_the_requirements()
    {
        foreach (var asked in Drawn.Where(a => a.Leaf.Id is not null))
            DecisionFixture.Field.Rank(Limits.Of(asked.Requirements), []).ShouldContain(s => s.Plan.Candidate.Id == asked.Leaf.Id, Text(asked.Requirements));
    }

    [Fact]
    public void It_is_the_planners_own_choice_as_often_as_the_page_says()
    {
        var losses = Drawn.Select(Loss).ToList();

        var (same, near) = ((double)losses.Count(l => l == 0) / Samples, (double)losses.Count(l => l <= 2) / Samples);
        var measured = string.Create(CultureInfo.InvariantCulture, $"the same {same:0.000}, within 2 points {near:0.000}, nothing named {(double)losses.Count(double.IsPositiveInfinity) / Samples:0.000}");
        same.ShouldBeInRange(0.4, 0.6, measured);
        near.ShouldBeInRange(0.65, 0.85, measured);
        losses.ShouldNotContain(double.PositiveInfinity, measured);
        Page().ShouldContain("the planner's own choice in about half of the requirements");
        Page().ShouldContain("scores within two points of it in three of four");
    }

    private static string Page() => File.ReadAllText(TestKit.Repository.PathOf("docs", "deciding.md")).ReplaceLineEndings(" ");

    // Points by which the planner's choice beats the tree's; 0 where they are the same, infinite where the tree names nothing although something would do.
    private static double Loss(Asked asked)
    {
        var ranked = DecisionFixture.Field.Rank(Limits.Of(asked.Requirements), []);
        if (ranked.Count == 0 || asked.Leaf.Id == ranked[0].Plan.Candidate.Id)
            return 0;
        return asked.Leaf.Id is null ? double.PositiveInfinity : ranked[0].Score - ranked.First(s => s.Plan.Candidate.Id == asked.Leaf.Id).Score;
    }

    [Fact]
    public void The_planner_itself_says_what_the_field_says_between_the_points()
    {
        foreach (var asked in Drawn.Take(8))
        {
            var planned = DecisionFixture.Replanner.Plan(asked.Requirements, []);

            (planned.Ranked.Count > 0 ? planned.Ranked[0].Candidate.Id : null).ShouldBe(DecisionFixture.Field.Winner(Limits.Of(asked.Requirements), [])?.Candidate.Id, Text(asked.Requirements));
        }
    }

    // Requirements anywhere between the ends of the axes, and the leaf of the stricter neighbours.
    private static IEnumerable<Asked> Draw()
    {
        var random = new Random(20260217);
        for (var i = 0; i < Samples; i++)
        {
            var requirements = PlanFixture.Reference.Requirements;
            var at = new int[Tree.Axes.Count];
            for (var axis = 0; axis < at.Length; axis++)
                (requirements, at[axis]) = Draw(requirements, Tree.Axes[axis], random);
            yield return new(requirements, Tree.Walk(at));
        }
    }

    private static (PurchaseRequirements Requirements, int At) Draw(PurchaseRequirements r, TreeAxis axis, Random random)
    {
        switch (axis.Key)
        {
            case "budget.max":
                var budgets = axis.Values.Select(v => Number(v, "CHF")).ToList();
                var budget = Math.Round(Between(budgets, random));
                return (r with { Budget = r.Budget with { Max = new((decimal)budget, Currency.Chf) } }, budgets.FindLastIndex(b => b <= budget));
            case "memory.min":
                var sizes = axis.Values.Select(v => Number(v, "GB")).ToList();
                var size = Math.Round(Between(sizes, random));
                var min = ByteSize.FromGB(size);
                return (r with { Memory = new(min, r.Memory.Target < min ? min : r.Memory.Target) }, sizes.FindIndex(s => s >= size));
            case "noise":
                var levels = axis.Values.Select(w => NoiseLimit.Words[w]?.DecibelA ?? double.PositiveInfinity).ToList();
                var level = Math.Round(Between([.. levels.Where(double.IsFinite)], random), 1);
                return (r with { Noise = new(null, SoundLevel.FromDecibelA(level)) }, levels.FindLastIndex(l => l <= level));
            default:
                var turnkey = random.Next(2);
                return (r with { Purchase = turnkey == 0 ? PurchaseKind.Either : PurchaseKind.Turnkey }, turnkey);
        }
    }

    private static double Between(IReadOnlyList<double> values, Random random) => values[0] + (values[^1] - values[0]) * random.NextDouble();

    private static double Number(string text, string unit) => double.Parse(text.Replace(unit, "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static string Text(PurchaseRequirements r) => $"budget {r.Budget.Max}, memory {r.Memory.Min}, noise {r.Noise}, {r.Purchase}";
}
