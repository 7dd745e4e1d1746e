using System.Collections.Concurrent;

namespace Rigwright.Engine.Search.Exact;

/// <summary>Which variables a relation reads and which of their values it does not tell apart; what a combination costs is said by an
/// <see cref="ExactRelation"/> of this shape. One shape serves any number of problems over the same values.</summary>
public sealed class ExactShape
{
    private readonly int[] _scope;
    private readonly int[][] _keys;
    private readonly int[][] _representatives;
    private readonly long[] _strides;

    /// <summary>A shape.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="scope">Indexes of the variables, ascending.</param>
    /// <param name="keys">For each variable of the scope the key of each of its values: 0, 1, 2, … without gaps. Values with equal keys must be interchangeable.</param>
    public ExactShape(string name, IReadOnlyList<int> scope, IReadOnlyList<IReadOnlyList<int>> keys)
    {
        (Name, _scope) = (name, [.. scope]);
        _keys = [.. keys.Select(k => k as int[] ?? [.. k])];
        _representatives = [.. _keys.Select(RepresentativesOf)];
        _strides = new long[_scope.Length];
        Combinations = 1;
        for (var i = 0; i < _scope.Length; i++)
        {
            _strides[i] = Combinations;
            Combinations = checked(Combinations * Math.Max(1, _representatives[i].Length));
        }
    }

    /// <summary>For messages.</summary>
    public string Name { get; }

    /// <summary>Indexes of its variables, ascending.</summary>
    public IReadOnlyList<int> Scope => _scope;

    /// <summary>For each variable of the scope the key of each value.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Keys => _keys;

    /// <summary>Number of combinations of keys.</summary>
    public long Combinations { get; }

    /// <summary>The number of the combination of keys that some values have, below <see cref="Combinations"/>.</summary>
    /// <param name="chosen">The chosen value of every variable; only those of the scope are read.</param>
    internal long CodeOf(ReadOnlySpan<int> chosen)
    {
        var code = 0L;
        for (var i = 0; i < _scope.Length; i++)
            code += _keys[i][chosen[_scope[i]]] * _strides[i];
        return code;
    }

    /// <summary>The number of the combination of keys that the chosen values of all but the deepest variable have.</summary>
    internal long CodeAbove(ReadOnlySpan<int> chosen)
    {
        var code = 0L;
        for (var i = 0; i < _scope.Length - 1; i++)
            code += _keys[i][chosen[_scope[i]]] * _strides[i];
        return code;
    }

    /// <summary>The first value of each variable of the scope that has the key of the chosen one.</summary>
    internal int[] RepresentativesFor(ReadOnlySpan<int> chosen)
    {
        var values = new int[_scope.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = _representatives[i][_keys[i][chosen[_scope[i]]]];
        return values;
    }

    /// <summary>The keys of the values of a variable of the scope.</summary>
    internal int[] KeysOf(int variable) => _keys[Array.IndexOf(_scope, variable)];

    private static int[] RepresentativesOf(int[] keys)
    {
        var first = new List<int>();
        for (var value = 0; value < keys.Length; value++)
        {
            if (keys[value] == first.Count)
                first.Add(value);
        }
        return [.. first];
    }
}

/// <summary>A relation between variables that lie on one path from the root: what a combination of their values costs. It is asked once for each
/// combination of keys, whichever problems it takes part in; problems on several threads may share it.</summary>
public sealed class ExactRelation
{
    // Up to so many combinations of keys lie in a table, because looking there is several times faster than in a dictionary. Its pages are made when they are
    // needed: most questions are never asked.
    private const long LargestTable = 1 << 20;

    private const int PageBits = 8;

    private readonly Func<IReadOnlyList<int>, long> _cost;
    private readonly ConcurrentDictionary<long, long>? _known;
    private readonly long[]?[]? _pages;

    /// <summary>A relation of a shape.</summary>
    /// <param name="shape">What it reads.</param>
    /// <param name="cost">Cost of values, one for each variable of the scope: 0 or more, or <see cref="ExactSolver.Infeasible"/>. Equal questions get equal answers.</param>
    public ExactRelation(ExactShape shape, Func<IReadOnlyList<int>, long> cost)
    {
        (Shape, _cost) = (shape, cost);
        if (shape.Combinations > LargestTable)
        {
            _known = [];
            return;
        }
        _pages = new long[]?[(shape.Combinations >> PageBits) + 1];
    }

    /// <summary>A relation with a shape of its own.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="scope">Indexes of its variables, ascending.</param>
    /// <param name="keys">For each variable of the scope the key of each of its values.</param>
    /// <param name="cost">Cost of values.</param>
    public ExactRelation(string name, IReadOnlyList<int> scope, IReadOnlyList<IReadOnlyList<int>> keys, Func<IReadOnlyList<int>, long> cost)
        : this(new ExactShape(name, scope, keys), cost)
    {
    }

    /// <summary>A relation that costs for each combination what the kindest of several of one shape does: a bound of each of them.</summary>
    /// <param name="relations">At least one.</param>
    public static ExactRelation Kindest(IReadOnlyList<ExactRelation> relations) => relations.Count == 1 ? relations[0]
        : new(relations[0].Shape, values => relations.Min(r => r.CostOf(values)));

    /// <summary>What it reads.</summary>
    public ExactShape Shape { get; }

    /// <summary>Cost of the chosen values.</summary>
    /// <param name="chosen">The chosen value of every variable; only those of the scope are read.</param>
    public long Cost(ReadOnlySpan<int> chosen)
    {
        var asked = 0L;
        return Cost(chosen, ref asked);
    }

    /// <summary>Cost of the chosen values.</summary>
    /// <param name="chosen">The chosen value of every variable; only those of the scope are read.</param>
    /// <param name="asked">Raised by one when the combination was not known before.</param>
    internal long Cost(ReadOnlySpan<int> chosen, ref long asked)
    {
        var code = Shape.CodeOf(chosen);
        if (_pages is not null)
        {
            // Zero means not asked yet, so answers are kept one higher. Two threads that ask at once write the same answer.
            var at = (int)(code & ((1 << PageBits) - 1));
            if (_pages[code >> PageBits] is { } page && page[at] is var known and not 0)
                return known == long.MinValue ? ExactSolver.Infeasible : known - 1;
            asked++;
            var answer = Ask(chosen);
            page = _pages[code >> PageBits] ??= new long[1 << PageBits];
            page[at] = answer == ExactSolver.Infeasible ? long.MinValue : answer + 1;
            return answer;
        }
        if (_known!.TryGetValue(code, out var cost))
            return cost;
        asked++;
        return _known[code] = Ask(chosen);
    }

    // By the values of the scope alone.
    private long CostOf(IReadOnlyList<int> values)
    {
        var chosen = new int[Shape.Scope[^1] + 1];
        for (var i = 0; i < values.Count; i++)
            chosen[Shape.Scope[i]] = values[i];
        return Cost(chosen);
    }

    private long Ask(ReadOnlySpan<int> chosen)
    {
        var cost = _cost(Shape.RepresentativesFor(chosen));
        ArgumentOutOfRangeException.ThrowIfNegative(cost);
        return cost;
    }
}
