namespace Rigwright.Domain.Naming;

/// <summary>Finds the valid name that a typo most likely meant.</summary>
public static class NearestName
{
    /// <summary>The candidate with the smallest Damerau–Levenshtein distance (optimal string alignment), or null when none is
    /// within a third of the longer name's length. Ties go to the candidate that sorts first.</summary>
    public static string? Find(string given, IEnumerable<string> candidates) => FindSorted(given, [.. candidates.Order(StringComparer.Ordinal)]);

    /// <summary>The same among candidates that are in ordinal order already.</summary>
    public static string? FindSorted(string given, IReadOnlyList<string> candidates)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        int[] none = [];
        var rows = (none, none, none);
        foreach (var candidate in candidates)
        {
            var limit = Math.Max(1, Math.Max(given.Length, candidate.Length) / 3);
            if (Math.Abs(given.Length - candidate.Length) > Math.Min(limit, bestDistance))
                continue;
            if (rows.Item1.Length <= candidate.Length)
                rows = (new int[candidate.Length + 1], new int[candidate.Length + 1], new int[candidate.Length + 1]);
            var distance = Distance(given, candidate, Math.Min(limit, bestDistance), rows);
            if (distance <= limit && distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }
        return best;
    }

    /// <summary>"Did you mean 'x'?" or, where nothing is near, null.</summary>
    public static string? Suggest(string given, IEnumerable<string> candidates) =>
        Find(given, candidates) is { } name ? $"Did you mean '{name}'?" : null;

    /// <summary>Edits (insert, delete, replace, swap of neighbours) between two strings, ignoring case.</summary>
    public static int Distance(string a, string b) => Distance(a, b, int.MaxValue, (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]));

    // More than the limit as soon as two rows are: a swap of neighbours looks two rows back, and no row is less than both before it.
    private static int Distance(string a, string b, int limit, (int[], int[], int[]) rows)
    {
        var (previous2, previous, current) = rows;
        var lowest = 0;
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var lowestBefore = lowest;
            lowest = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 2])
                    && char.ToLowerInvariant(a[i - 2]) == char.ToLowerInvariant(b[j - 1]))
                    current[j] = Math.Min(current[j], previous2[j - 2] + 1);
                lowest = Math.Min(lowest, current[j]);
            }
            if (lowest > limit && lowestBefore > limit)
                return lowest;
            (previous2, previous, current) = (previous, current, previous2);
        }
        return previous[b.Length];
    }
}
