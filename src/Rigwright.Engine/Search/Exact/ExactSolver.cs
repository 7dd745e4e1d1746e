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

    // Contexts of a variable up to this number are remembered in a table instead of a dictionary.
    private const int LargestTable = 1 << 12;

    private readonly ExactTree _tree;
    private readonly IReadOnlyList<ExactRelation> _relations;
    private readonly long _limit;
    private readonly long[][] _costs;
    private readonly int[][] _order;
    private readonly long[] _least;
    private readonly Memory[] _known;
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
            [.. variables.Select(v => v.Costs.ToArray())], relations, limit)
    {
    }

    /// <summary>Prepares a problem over a tree that others share.</summary>
    /// <param name="tree">Variables and shapes.</param>
    /// <param name="costs">Cost of each value of each variable, not negative; <see cref="Infeasible"/> for a value that cannot be chosen.</param>
    /// <param name="relations">One relation for each shape of the tree, in its order.</param>
    /// <param name="limit">A relation that costs this much or more does not allow the combination.</param>
    public ExactSolver(ExactTree tree, IReadOnlyList<long[]> costs, IReadOnlyList<ExactRelation> relations, long limit = Infeasible)
    {
        (_tree, _relations, _limit) = (tree, relations, limit);
        var variables = tree.Parents.Length;
        _chosen = new int[variables];
        _costs = new long[variables][];
        _order = new int[variables][];
        _least = new long[variables];
        _known = new Memory[variables];
        for (var v = variables - 1; v >= 0; v--)
        {
            _costs[v] = WithUnary(costs[v], v);
            _order[v] = Representatives(v);
            _least[v] = _order[v].Length == 0 ? Infeasible : _costs[v][_order[v][0]];
            foreach (var child in tree.Children[v])
                _least[v] = Add(_least[v], _least[child]);
            _known[v] = new(tree.Contexts[v].Size);
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
        if (_known[v].TryGet(context, out var known))
            return known;
        var below = 0L;
        foreach (var child in _tree.Children[v])
            below = Add(below, _least[child]);
        (long Cost, int Value) best = (Infeasible, -1);
        if (below != Infeasible)
        {
            foreach (var value in _order[v])
            {
                if (_costs[v][value] + below >= best.Cost)
                    break;
                _visited++;
                _chosen[v] = value;
                if (Total(v, _costs[v][value], below, best.Cost) is var total && total < best.Cost)
                    best = (total, value);
            }
        }
        _known[v].Put(context, best);
        return best;
    }

    private long Total(int v, long cost, long below, long best)
    {
        foreach (var relation in _tree.Owned[v])
        {
            var more = _relations[relation].Cost(_chosen, ref _asked);
            if (more >= _limit || (cost += more) + below >= best)
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

    // Values that no relation tells apart are interchangeable: only the cheapest of them (the first of equals) can be in a best choice.
    private int[] Representatives(int v)
    {
        var costs = _costs[v];
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
                costs[value] = more >= _limit ? Infeasible : checked(costs[value] + more);
            }
        }
        return costs;
    }

    /// <summary>The answers of the sub-problems of one variable by context.</summary>
    private readonly struct Memory
    {
        private readonly (long Cost, int Value)[]? _table;
        private readonly Dictionary<long, (long Cost, int Value)>? _dictionary;

        public Memory(long size)
        {
            if (size > LargestTable)
            {
                _dictionary = [];
                return;
            }
            _table = new (long, int)[size];
            Array.Fill(_table, (-1, -1));
        }

        public bool TryGet(long context, out (long Cost, int Value) known)
        {
            if (_dictionary is not null)
                return _dictionary.TryGetValue(context, out known);
            known = _table![context];
            return known.Cost >= 0;
        }

        public void Put(long context, (long Cost, int Value) answer)
        {
            if (_dictionary is not null)
                _dictionary[context] = answer;
            else
                _table![context] = answer;
        }
    }
}
