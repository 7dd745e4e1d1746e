using FsCheck;
using FsCheck.Fluent;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.Engine.Tests.Search;

public sealed class ExactSolverTests
{
    [Fact]
    public void Ten_thousand_random_problems_have_the_optimum_of_brute_force()
    {
        var feasible = 0;
        for (var seed = 0; seed < 10_000; seed++)
        {
            var problem = RandomProblem.Make(new Random(seed));

            var solution = problem.Solve();

            solution.Cost.ShouldBe(problem.BruteForce(), $"seed {seed}");
            if (solution.Values is { } values)
            {
                problem.CostOf(values).ShouldBe(solution.Cost, $"seed {seed}");
                feasible++;
            }
        }
        feasible.ShouldBeInRange(4_000, 9_500, "both answers must be common, or the test says little");
    }

    [Fact]
    public void The_same_problem_has_the_same_answer_and_the_same_effort()
    {
        var (a, b) = (RandomProblem.Make(new Random(7)).Solve(), RandomProblem.Make(new Random(7)).Solve());

        a.Values.ShouldBe(b.Values);
        (a.Visited, a.Asked, a.Combinations).ShouldBe((b.Visited, b.Asked, b.Combinations));
    }

    [Fact]
    public void A_relation_that_does_not_lie_on_a_path_is_refused()
    {
        ExactVariable[] tree = [new("root", -1, [0]), new("left", 0, [0]), new("right", 0, [0])];

        Should.Throw<ArgumentException>(() => new ExactSolver(tree, [new("left-right", [1, 2], [[0], [0]], _ => 0)]));
    }

    [Fact]
    public void Equal_costs_go_to_the_first_value()
    {
        var solution = new ExactSolver([new("only", -1, [5, 3, 3])], []).Solve();

        solution.Values.ShouldBe([1]);
        solution.Combinations.ShouldBe(3);
    }

    [Fact]
    public void Adding_a_value_never_raises_the_optimum_and_removing_the_chosen_one_never_lowers_it() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var problem = RandomProblem.Make(new Random(seed));
            var solution = problem.Solve();
            if (solution.Values is not { } values)
                return true;
            return Enumerable.Range(0, values.Count).All(v => problem.Without(v, values[v]).Solve().Cost >= solution.Cost);
        }).QuickCheckThrowOnFailure();

    /// <summary>A random tree of variables with random relations along its paths.</summary>
    private sealed record RandomProblem(IReadOnlyList<ExactVariable> Variables, IReadOnlyList<(int[] Scope, int[][] Keys, long[] Table)> Relations)
    {
        public static RandomProblem Make(Random random)
        {
            var count = random.Next(2, 7);
            var parents = Enumerable.Range(0, count).Select(v => v == 0 ? -1 : random.Next(v)).ToArray();
            var variables = Enumerable.Range(0, count).Select(v => new ExactVariable($"v{v}", parents[v],
                [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(10) == 0 ? ExactSolver.Infeasible : random.Next(20))])).ToList();
            var relations = Enumerable.Range(0, random.Next(0, 9)).Select(_ => Relation(random, parents, variables)).ToList();
            return new(variables, relations);
        }

        private static (int[], int[][], long[]) Relation(Random random, int[] parents, List<ExactVariable> variables)
        {
            var path = new List<int>();
            for (var v = random.Next(parents.Length); v >= 0; v = parents[v])
                path.Add(v);
            var scope = path.Where((v, i) => i == 0 || random.Next(2) == 0).Order().Take(3).ToArray();
            var keys = scope.Select(v => Keys(random, variables[v].Costs.Count)).ToArray();
            var table = Enumerable.Range(0, keys.Aggregate(1, (n, k) => n * (k.Max() + 1)))
                .Select(_ => random.Next(3) == 0 ? ExactSolver.Infeasible : random.Next(3) == 0 ? random.Next(5) : 0L).ToArray();
            return (scope, keys, table);
        }

        private static int[] Keys(Random random, int values)
        {
            var numbers = new Dictionary<int, int>();
            return [.. Enumerable.Range(0, values).Select(_ =>
            {
                var raw = random.Next(3);
                numbers.TryAdd(raw, numbers.Count);
                return numbers[raw];
            })];
        }

        public ExactSolution Solve() => new ExactSolver(Variables, [.. Relations.Select(r => new ExactRelation("r", r.Scope, r.Keys,
            values => Lookup(r, values)))]).Solve();

        public long BruteForce()
        {
            var best = ExactSolver.Infeasible;
            var values = new int[Variables.Count];
            Walk(0);
            return best;

            void Walk(int v)
            {
                if (v == values.Length)
                {
                    best = Math.Min(best, CostOf(values));
                    return;
                }
                for (values[v] = 0; values[v] < Variables[v].Costs.Count; values[v]++)
                    Walk(v + 1);
                values[v] = 0;
            }
        }

        public long CostOf(IReadOnlyList<int> values) => Relations.Select(r => Lookup(r, [.. r.Scope.Select(v => values[v])]))
            .Concat(values.Select((value, v) => Variables[v].Costs[value])).Aggregate(0L, ExactSolver.Add);

        public RandomProblem Without(int variable, int value) => this with
        {
            Variables = [.. Variables.Select((v, i) => i != variable ? v : v with { Costs = [.. v.Costs.Select((c, j) => j == value ? ExactSolver.Infeasible : c)] })],
        };

        private static long Lookup((int[] Scope, int[][] Keys, long[] Table) relation, IReadOnlyList<int> values)
        {
            var (index, stride) = (0, 1);
            for (var i = 0; i < relation.Scope.Length; i++)
            {
                index += relation.Keys[i][values[i]] * stride;
                stride *= relation.Keys[i].Max() + 1;
            }
            return relation.Table[index];
        }
    }
}
