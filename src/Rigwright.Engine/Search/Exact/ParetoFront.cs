namespace Rigwright.Engine.Search.Exact;

/// <summary>Whether less or more of something is better.</summary>
public enum Better
{
    /// <summary>Less is better: price, noise, power.</summary>
    Less,

    /// <summary>More is better: speed, memory.</summary>
    More,
}

/// <summary>One thing that counts.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Value">Its value; null when unknown. An unknown is never better than a known value and never worse than an unknown.</param>
/// <param name="Better">Which direction is better.</param>
/// <typeparam name="T">The candidates.</typeparam>
public sealed record Objective<T>(string Name, Func<T, double?> Value, Better Better);

/// <summary>The candidates that no other candidate beats in everything.</summary>
public static class ParetoFront
{
    /// <summary>All candidates that are not dominated, in their given order; of candidates that are equal in everything all are kept.
    /// A candidate dominates another when it is at least as good in every objective and better in one.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> candidates, params IReadOnlyList<Objective<T>> objectives)
    {
        // As costs: less is better everywhere, unknown is the worst.
        var costs = candidates.Select(c => objectives.Select(o => o.Value(c) is { } v ? o.Better == Better.Less ? v : -v : double.PositiveInfinity).ToArray()).ToList();
        // A dominating candidate comes first in lexicographic order, so each candidate is compared with the front so far only.
        var order = Enumerable.Range(0, candidates.Count).OrderBy(i => costs[i], Comparer<double[]>.Create(Lexicographic)).ToList();
        var front = new List<int>();
        foreach (var i in order)
        {
            if (!front.Exists(f => Dominates(costs[f], costs[i])))
                front.Add(i);
        }
        return [.. front.Order().Select(i => candidates[i])];
    }

    private static bool Dominates(double[] a, double[] b)
    {
        var isBetter = false;
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] > b[i])
                return false;
            isBetter |= a[i] < b[i];
        }
        return isBetter;
    }

    private static int Lexicographic(double[]? a, double[]? b)
    {
        for (var i = 0; i < a!.Length; i++)
        {
            if (a[i].CompareTo(b![i]) is var order and not 0)
                return order;
        }
        return 0;
    }
}
