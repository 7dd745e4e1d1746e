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

    private readonly IReadOnlyList<ExactVariable> _variables;
    private readonly List<int>[] _children;
    private readonly ExactRelation[][] _owned;
    private readonly int[][] _order;
    private readonly long[][] _costs;
    private readonly long[] _least;
    private readonly (int Ancestor, int[] Keys)[][] _context;
    private readonly Dictionary<(int, int), int> _pairs = [];
    private readonly Dictionary<int, (long Cost, int Value)>[] _known;
    private readonly int[] _chosen;
    private readonly IReadOnlyList<ExactRelation> _relations;
    private long _visited;

    /// <summary>Prepares a problem.</summary>
    /// <param name="variables">The variables, parents before children; the first is the root and the only one.</param>
    /// <param name="relations">The relations; the variables of each lie on one path from the root.</param>
    /// <exception cref="ArgumentException">The variables are no tree, or a relation does not lie on a path.</exception>
    public ExactSolver(IReadOnlyList<ExactVariable> variables, IReadOnlyList<ExactRelation> relations)
    {
        (_variables, _relations) = (variables, relations);
        _children = [.. variables.Select(_ => new List<int>())];
        for (var v = 0; v < variables.Count; v++)
        {
            if (v == 0 != (variables[v].Parent < 0) || variables[v].Parent >= v)
                throw new ArgumentException($"{variables[v].Name} has no earlier parent.", nameof(variables));
            if (v > 0)
                _children[variables[v].Parent].Add(v);
        }
        foreach (var relation in relations)
            CheckPath(relation);
        _costs = [.. variables.Select((v, i) => AddUnary(v, i))];
        _owned = [.. variables.Select((_, v) => relations.Where(r => r.Scope.Count > 1 && r.Scope[^1] == v).ToArray())];
        _order = [.. variables.Select((_, v) => Representatives(v))];
        _least = new long[variables.Count];
        for (var v = variables.Count - 1; v >= 0; v--)
            _least[v] = _children[v].Aggregate(_order[v].Length == 0 ? Infeasible : _costs[v][_order[v][0]], (sum, child) => Add(sum, _least[child]));
        _context = [.. variables.Select((_, v) => Context(v))];
        _known = [.. variables.Select(_ => new Dictionary<int, (long, int)>())];
        _chosen = new int[variables.Count];
    }

    /// <summary>Solves the problem.</summary>
    public ExactSolution Solve()
    {
        var cost = Best(0).Cost;
        int[]? values = null;
        if (cost != Infeasible)
        {
            values = new int[_variables.Count];
            Trace(0, values);
        }
        return new ExactSolution
        {
            Values = values,
            Cost = cost,
            Combinations = _variables.Aggregate(BigInteger.One, (product, v) => product * v.Costs.Count(c => c != Infeasible)),
            Classes = [.. _order.Select(o => o.Length)],
            Visited = _visited,
            Asked = _relations.Sum(r => (long)r.Asked),
        };
    }

    /// <summary>The sum of two costs; what is not allowed stays so.</summary>
    public static long Add(long a, long b) => a == Infeasible || b == Infeasible ? Infeasible : checked(a + b);

    // The best choice in the sub-tree of a variable, given the chosen values above it.
    private (long Cost, int Value) Best(int v)
    {
        var context = ContextOf(v);
        if (_known[v].TryGetValue(context, out var known))
            return known;
        var below = _children[v].Aggregate(0L, (sum, child) => Add(sum, _least[child]));
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
        return _known[v][context] = best;
    }

    private long Total(int v, long cost, long below, long best)
    {
        foreach (var relation in _owned[v])
        {
            cost = Add(cost, relation.Cost(_chosen));
            if (cost == Infeasible || cost + below >= best)
                return Infeasible;
        }
        var rest = below;
        foreach (var child in _children[v])
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
        foreach (var child in _children[v])
            Trace(child, values);
    }

    private int ContextOf(int v)
    {
        var context = 0;
        foreach (var (ancestor, keys) in _context[v])
        {
            var pair = (context, keys[_chosen[ancestor]]);
            if (!_pairs.TryGetValue(pair, out context))
                _pairs[pair] = context = _pairs.Count + 1;
        }
        return context;
    }

    // For each variable above v that a relation below reads: what of its value these relations see, numbered.
    private (int, int[])[] Context(int v)
    {
        var inside = new HashSet<int> { v };
        for (var u = v + 1; u < _variables.Count; u++)
        {
            if (inside.Contains(_variables[u].Parent))
                inside.Add(u);
        }
        var relations = inside.SelectMany(u => _owned[u]).ToList();
        return [.. relations.SelectMany(r => r.Scope).Where(a => !inside.Contains(a)).Distinct().Order()
            .Select(a => (a, Numbered(a, relations.Where(r => r.Scope.Contains(a)))))];
    }

    // Values that no relation tells apart are interchangeable: only the cheapest of them (the first of equals) can be in a best choice.
    private int[] Representatives(int v)
    {
        var classes = Numbered(v, _relations.Where(r => r.Scope.Count > 1 && r.Scope.Contains(v)));
        var seen = new HashSet<int>();
        return [.. Enumerable.Range(0, _costs[v].Length).Where(i => _costs[v][i] != Infeasible).OrderBy(i => _costs[v][i]).Where(i => seen.Add(classes[i]))];
    }

    private int[] Numbered(int v, IEnumerable<ExactRelation> relations)
    {
        var ids = new int[_variables[v].Costs.Count];
        foreach (var keys in relations.Select(r => r.Keys[r.Scope.IndexOf(v)]))
        {
            var numbers = new Dictionary<(int, int), int>();
            for (var i = 0; i < ids.Length; i++)
            {
                var pair = (ids[i], keys[i]);
                if (!numbers.TryGetValue(pair, out var number))
                    numbers[pair] = number = numbers.Count;
                ids[i] = number;
            }
        }
        return ids;
    }

    private long[] AddUnary(ExactVariable variable, int v)
    {
        var costs = variable.Costs.ToArray();
        var chosen = new int[_variables.Count];
        foreach (var relation in _relations.Where(r => r.Scope.Count == 1 && r.Scope[0] == v))
        {
            for (chosen[v] = 0; chosen[v] < costs.Length; chosen[v]++)
                costs[chosen[v]] = costs[chosen[v]] == Infeasible ? Infeasible : Add(costs[chosen[v]], relation.Cost(chosen));
        }
        return costs;
    }

    private void CheckPath(ExactRelation relation)
    {
        var path = new HashSet<int>();
        for (var v = relation.Scope[^1]; v >= 0; v = _variables[v].Parent)
            path.Add(v);
        if (!relation.Scope.All(path.Contains) || !relation.Scope.SequenceEqual(relation.Scope.Order()))
            throw new ArgumentException($"The variables of {relation.Name} do not lie on one path from the root.", nameof(relation));
    }
}

internal static class ListExtensions
{
    public static int IndexOf(this IReadOnlyList<int> list, int value)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] == value)
                return i;
        }
        return -1;
    }
}
