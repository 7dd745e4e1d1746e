using System.Numerics;

namespace Rigwright.Engine.Search.Exact;

/// <summary>
/// Finds the cheapest choice of values under relations that lie on the paths of a tree, exactly: dynamic programming over the tree with
/// memory of sub-problems. A sub-problem is a variable with everything below it; its answer depends on the variables above only through
/// the keys that relations below read, so it is solved once for each combination of these keys. Values of a variable are tried cheapest
/// first and the rest are skipped as soon as their cost with the least possible cost below is not less than the best found: a bound,
/// not a guess. Ties go to the value that comes first in (cost, index). See docs/formulas/search.md for the proof.
/// </summary>
public sealed class ExactSolver
{
    /// <summary>The cost of what is not allowed.</summary>
    public const long Infeasible = long.MaxValue;

    private readonly ExactTree _tree;
    private readonly IReadOnlyList<ExactRelation> _relations;
    private readonly long[] _limits;
    private readonly long[][] _costs;
    private readonly int[][] _order;
    private readonly long[] _least;
    private readonly ExactAnswers[] _known;
    private readonly Dictionary<long, Allowed>[] _allowed;
    private readonly int[] _chosen;
    private long _visited;
    private long _asked;

    /// <summary>Prepares a problem of its own.</summary>
    /// <param name="variables">The variables, parents before children; the first is the root and the only one.</param>
    /// <param name="relations">The relations; the variables of each lie on one path from the root.</param>
    /// <param name="limit">A relation that costs this much or more does not allow the combination.</param>
    /// <exception cref="ArgumentException">The variables are no tree, or a relation does not lie on a path.</exception>
    public ExactSolver(IReadOnlyList<ExactVariable> variables, IReadOnlyList<ExactRelation> relations, long limit = Infeasible)
        : this(new ExactTree([.. variables.Select(v => v.Name)], [.. variables.Select(v => v.Parent)], [.. variables.Select(v => v.Costs.Count)], [.. relations.Select(r => r.Shape)]),
            [.. variables.Select(v => v.Costs.ToArray())], relations, [.. relations.Select(_ => limit)])
    {
    }

    /// <summary>Prepares a problem over a tree that others share.</summary>
    /// <param name="tree">Variables and shapes.</param>
    /// <param name="costs">Cost of each value of each variable, not negative; <see cref="Infeasible"/> for a value that cannot be chosen.</param>
    /// <param name="relations">One relation for each shape of the tree, in its order.</param>
    /// <param name="limits">For each relation the cost from which it does not allow the combination.</param>
    /// <param name="memory">Where answers of sub-problems are kept for other problems over the tree; null keeps none.</param>
    public ExactSolver(ExactTree tree, IReadOnlyList<long[]> costs, IReadOnlyList<ExactRelation> relations, IReadOnlyList<long> limits, ExactMemory? memory = null)
    {
        (_tree, _relations, _limits) = (tree, relations, [.. limits]);
        var variables = tree.Parents.Length;
        _chosen = new int[variables];
        _costs = new long[variables][];
        _order = new int[variables][];
        _least = new long[variables];
        _known = new ExactAnswers[variables];
        _allowed = new Dictionary<long, Allowed>[variables];
        for (var v = variables - 1; v >= 0; v--)
        {
            (_costs[v], _order[v]) = memory is null ? Prepare(costs[v], v) : memory.Prepared(v, costs[v], [.. tree.Unary[v].Select(r => (relations[r], _limits[r]))], () => Prepare(costs[v], v));
            _least[v] = _order[v].Length == 0 ? Infeasible : _costs[v][_order[v][0]];
            foreach (var child in tree.Children[v])
                _least[v] = Add(_least[v], _least[child]);
            _allowed[v] = [];
            _known[v] = memory is null ? new(tree.Contexts[v].Size) : memory.Of(tree, v, _costs, relations, _limits);
        }
    }

    /// <summary>Solves the problem.</summary>
    public ExactSolution Solve()
    {
        var cost = Best(0).Cost;
        int[]? values = null;
        if (cost != Infeasible)
        {
            values = new int[_chosen.Length];
            Trace(0, values);
        }
        return new ExactSolution
        {
            Values = values,
            Cost = cost,
            Combinations = _costs.Aggregate(BigInteger.One, (product, c) => product * c.Count(x => x != Infeasible)),
            Classes = [.. _order.Select(o => o.Length)],
            Visited = _visited,
            Asked = _asked,
        };
    }

    /// <summary>The sum of two costs; what is not allowed stays so.</summary>
    public static long Add(long a, long b) => a == Infeasible || b == Infeasible ? Infeasible : checked(a + b);

    // The best choice in the sub-tree of a variable, given the chosen values above it.
    private (long Cost, int Value) Best(int v)
    {
        var context = _tree.Contexts[v].Of(_chosen);
        if (_known[v].Find(context) is { } known)
            return (known.Cost, known.Value);
        var below = 0L;
        foreach (var child in _tree.Children[v])
            below = Add(below, _least[child]);
        (long Cost, int Value) best = (Infeasible, -1);
        if (below != Infeasible)
        {
            var allowed = AllowedOf(v);
            for (var i = 0; allowed.Next(i) is var value and >= 0; i++)
            {
                if (_costs[v][value] + below >= best.Cost)
                    break;
                _visited++;
                _chosen[v] = value;
                if (Total(v, _costs[v][value], below, best.Cost) is var total && total < best.Cost)
                    best = (total, value);
            }
        }
        _known[v].Put(context, new(best.Cost, best.Value));
        return best;
    }

    // The values that one relation allows under what stands above, for each combination of its keys there: of 3,700 boards a processor's socket leaves a hundred.
    private Allowed AllowedOf(int v)
    {
        if (_tree.First[v] is not { } first)
            return _allowed[v].TryGetValue(0, out var all) ? all : _allowed[v][0] = new(this, v, null);
        var key = _tree.Shapes[first].CodeAbove(_chosen);
        return _allowed[v].TryGetValue(key, out var known) ? known : _allowed[v][key] = new(this, v, first);
    }

    private long Total(int v, long cost, long below, long best)
    {
        foreach (var relation in _tree.Owned[v])
        {
            var more = _relations[relation].Cost(_chosen, ref _asked);
            if (more >= _limits[relation] || (cost += more) + below >= best)
                return Infeasible;
        }
        var rest = below;
        foreach (var child in _tree.Children[v])
        {
            rest -= _least[child];
            cost = Add(cost, Best(child).Cost);
            if (cost == Infeasible || cost + rest >= best)
                return Infeasible;
        }
        return cost;
    }

    private void Trace(int v, int[] values)
    {
        values[v] = _chosen[v] = Best(v).Value;
        foreach (var child in _tree.Children[v])
            Trace(child, values);
    }

    private (long[] Costs, int[] Order) Prepare(long[] given, int v)
    {
        var costs = WithUnary(given, v);
        return (costs, Representatives(costs, v));
    }

    // Values that no relation tells apart are interchangeable: only the cheapest of them (the first of equals) can be in a best choice.
    private int[] Representatives(long[] costs, int v)
    {
        var order = new int[costs.Length];
        var count = 0;
        var isSorted = true;
        for (var i = 0; i < costs.Length; i++)
        {
            if (costs[i] == Infeasible)
                continue;
            isSorted &= count == 0 || costs[order[count - 1]] <= costs[i];
            order[count++] = i;
        }
        if (!isSorted)
            Array.Sort(order, 0, count, Comparer<int>.Create((a, b) => costs[a] != costs[b] ? costs[a].CompareTo(costs[b]) : a.CompareTo(b)));
        var classes = _tree.Classes[v];
        var seen = new bool[costs.Length];
        var kept = new List<int>(count);
        for (var i = 0; i < count; i++)
        {
            if (seen[classes[order[i]]])
                continue;
            seen[classes[order[i]]] = true;
            kept.Add(order[i]);
        }
        return [.. kept];
    }

    private long[] WithUnary(long[] given, int v)
    {
        var costs = (long[])given.Clone();
        foreach (var relation in _tree.Unary[v])
        {
            for (var value = 0; value < costs.Length; value++)
            {
                if (costs[value] == Infeasible)
                    continue;
                _chosen[v] = value;
                var more = _relations[relation].Cost(_chosen, ref _asked);
                costs[value] = more >= _limits[relation] ? Infeasible : checked(costs[value] + more);
            }
        }
        return costs;
    }

    /// <summary>The values of a variable that a relation allows, cheapest first, looked for as far as they are asked for.</summary>
    private sealed class Allowed(ExactSolver solver, int variable, int? relation)
    {
        private readonly List<int> _values = [];
        private int _looked;

        /// <summary>The value at a place; −1 when there are not so many.</summary>
        public int Next(int place)
        {
            var order = solver._order[variable];
            if (relation is not { } first)
                return place < order.Length ? order[place] : -1;
            while (_values.Count <= place)
            {
                if (_looked == order.Length)
                    return -1;
                var value = order[_looked++];
                solver._chosen[variable] = value;
                if (solver._relations[first].Cost(solver._chosen, ref solver._asked) < solver._limits[first])
                    _values.Add(value);
            }
            return _values[place];
        }
    }
}
