using System.Collections.Concurrent;

namespace Rigwright.Engine.Search.Exact;

/// <summary>
/// Keeps the answers of sub-problems between problems over one tree. A sub-problem's answers are those of another problem exactly when the costs of every
/// variable in it are equal and the relations in it are the same objects with the same limits: what stands above only chooses which of the answers are asked for. Safe to share
/// between threads.
/// </summary>
public sealed class ExactMemory
{
    // Sub-problems of one variable that are kept, the latest used ones: a plan asks about one set of devices after the other.
    private const int Most = 8;

    // Never changed in place, so that nobody waits who only looks.
    private Entry[] _entries = [];
    private Values[] _values = [];
    private readonly Lock _gate = new();

    /// <summary>The answers of a variable's sub-problems as far as they are known.</summary>
    /// <param name="tree">The tree of all problems that share this memory.</param>
    /// <param name="variable">The variable at the top of the sub-problems.</param>
    /// <param name="costs">The cost of each value of each variable, unary relations included; only those of the variable and below are read.</param>
    /// <param name="relations">The relations, one for each shape of the tree.</param>
    /// <param name="limits">For each relation the cost from which a combination is not allowed.</param>
    internal ExactAnswers Of(ExactTree tree, int variable, long[][] costs, IReadOnlyList<ExactRelation> relations, long[] limits)
    {
        var inside = tree.Inside[variable];
        long[][] own = [.. inside.Select(v => costs[v])];
        (ExactRelation, long)[] asked = [.. inside.SelectMany(v => tree.Owned[v]).Select(r => (relations[r], limits[r]))];
        foreach (var entry in Volatile.Read(ref _entries))
        {
            if (entry.Variable == variable && entry.Relations.AsSpan().SequenceEqual(asked) && Equal(entry.Costs, own))
                return entry.Answers;
        }
        var made = new Entry(variable, own, asked, new(tree.Contexts[variable].Size));
        lock (_gate)
            _entries = Added(_entries, made, e => e.Variable);
        return made.Answers;
    }

    /// <summary>The values of a variable with their costs and the order in which they are tried, made once for equal given costs and the same unary relations.</summary>
    internal (long[] Costs, int[] Order) Prepared(int variable, long[] given, (ExactRelation Relation, long Limit)[] unary, Func<(long[] Costs, int[] Order)> prepare)
    {
        foreach (var known in Volatile.Read(ref _values))
        {
            if (known.Variable == variable && ReferenceEquals(known.Given, given) && known.Unary.AsSpan().SequenceEqual(unary))
                return known.Prepared;
        }
        var made = new Values(variable, given, unary, prepare());
        lock (_gate)
            _values = Added(_values, made, v => v.Variable);
        return made.Prepared;
    }

    // The latest first; the oldest of the same variable makes room.
    private static T[] Added<T>(T[] list, T item, Func<T, int> variableOf)
    {
        var same = list.Count(i => variableOf(i) == variableOf(item));
        var oldest = same >= Most ? Array.FindLastIndex(list, i => variableOf(i) == variableOf(item)) : -1;
        return [item, .. list.Where((_, i) => i != oldest)];
    }

    private static bool Equal(long[][] a, long[][] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (!ReferenceEquals(a[i], b[i]) && !a[i].AsSpan().SequenceEqual(b[i]))
                return false;
        }
        return true;
    }

    private sealed record Values(int Variable, long[] Given, (ExactRelation Relation, long Limit)[] Unary, (long[] Costs, int[] Order) Prepared);

    private sealed record Entry(int Variable, long[][] Costs, (ExactRelation Relation, long Limit)[] Relations, ExactAnswers Answers);
}

/// <summary>The answer of a sub-problem.</summary>
/// <param name="Cost">Its least cost; <see cref="ExactSolver.Infeasible"/> when there is no choice.</param>
/// <param name="Value">The value of its top variable; −1 when there is no choice.</param>
internal sealed record ExactAnswer(long Cost, int Value);

/// <summary>The answers of the sub-problems of one variable by context. Two threads that ask at once write the same answer.</summary>
internal sealed class ExactAnswers
{
    // Up to so many contexts lie in a table, because looking there is several times faster than in a dictionary.
    private const int LargestTable = 1 << 14;

    private readonly ExactAnswer?[]? _table;
    private readonly ConcurrentDictionary<long, ExactAnswer>? _dictionary;

    /// <summary>Nothing is known yet.</summary>
    /// <param name="contexts">Number of contexts that can occur at most.</param>
    public ExactAnswers(long contexts)
    {
        if (contexts > LargestTable)
            _dictionary = new();
        else
            _table = new ExactAnswer?[contexts];
    }

    /// <summary>The answer in a context; null when it is not known.</summary>
    public ExactAnswer? Find(long context) => _table is not null ? _table[context] : _dictionary!.GetValueOrDefault(context);

    /// <summary>Remembers an answer.</summary>
    public void Put(long context, ExactAnswer answer)
    {
        if (_table is not null)
            _table[context] = answer;
        else
            _dictionary![context] = answer;
    }
}
