namespace Rigwright.Engine.Search.Exact;

/// <summary>Something to be chosen.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Parent">Index of the variable that is chosen before it, smaller than its own; −1 for the root.</param>
/// <param name="Costs">Cost of each value, not negative; <see cref="ExactSolver.Infeasible"/> for a value that cannot be chosen.</param>
public sealed record ExactVariable(string Name, int Parent, IReadOnlyList<long> Costs);

/// <summary>A relation between variables that lie on one path from the root: what a combination of their values costs.
/// Values with equal keys must be interchangeable in it, so that it is asked once for each combination of keys.</summary>
public sealed class ExactRelation
{
    // Up to so many combinations of keys lie in a table, because looking there is several times faster than in a dictionary.
    private const long LargestTable = 1 << 18;

    private readonly Func<IReadOnlyList<int>, long> _cost;
    private readonly int[][] _representatives;
    private readonly long[] _strides;
    private readonly Dictionary<long, long> _known = [];
    private readonly long[]? _table;

    /// <summary>A relation.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="scope">Indexes of its variables, ascending.</param>
    /// <param name="keys">For each variable of the scope the key of each of its values: 0, 1, 2, … without gaps.</param>
    /// <param name="cost">Cost of values, one for each variable of the scope: 0 or more, or <see cref="ExactSolver.Infeasible"/>.</param>
    public ExactRelation(string name, IReadOnlyList<int> scope, IReadOnlyList<IReadOnlyList<int>> keys, Func<IReadOnlyList<int>, long> cost)
    {
        (Name, Scope, Keys, _cost) = (name, scope, keys, cost);
        _representatives = [.. keys.Select(Representatives)];
        _strides = new long[scope.Count];
        var stride = 1L;
        for (var i = 0; i < scope.Count; i++)
        {
            _strides[i] = stride;
            stride = checked(stride * Math.Max(1, _representatives[i].Length));
        }
        if (stride > LargestTable)
            return;
        _table = new long[stride];
        Array.Fill(_table, -1);
    }

    /// <summary>For messages.</summary>
    public string Name { get; }

    /// <summary>Indexes of its variables, ascending.</summary>
    public IReadOnlyList<int> Scope { get; }

    /// <summary>For each variable of the scope the key of each value.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Keys { get; }

    /// <summary>How many combinations of keys were asked.</summary>
    public int Asked { get; private set; }

    /// <summary>Cost of the chosen values.</summary>
    /// <param name="chosen">The chosen value of every variable; only those of the scope are read.</param>
    public long Cost(ReadOnlySpan<int> chosen)
    {
        var code = 0L;
        for (var i = 0; i < Scope.Count; i++)
            code += Keys[i][chosen[Scope[i]]] * _strides[i];
        if (_table is not null && _table[code] >= 0)
            return _table[code];
        if (_table is null && _known.TryGetValue(code, out var known))
            return known;
        return Ask(chosen, code);
    }

    private long Ask(ReadOnlySpan<int> chosen, long code)
    {
        var values = new int[Scope.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = _representatives[i][Keys[i][chosen[Scope[i]]]];
        var cost = _cost(values);
        ArgumentOutOfRangeException.ThrowIfNegative(cost);
        Asked++;
        if (_table is not null)
            return _table[code] = cost;
        return _known[code] = cost;
    }

    private static int[] Representatives(IReadOnlyList<int> keys)
    {
        var first = new List<int>();
        for (var value = 0; value < keys.Count; value++)
        {
            if (keys[value] == first.Count)
                first.Add(value);
        }
        return [.. first];
    }
}
