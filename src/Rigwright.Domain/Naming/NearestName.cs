namespace Rigwright.Domain.Naming;

/// <summary>Finds the valid name that a typo most likely meant.</summary>
public static class NearestName
{
    /// <summary>The candidate with the smallest Damerau–Levenshtein distance (optimal string alignment), or null when none is
    /// within a third of the longer name's length. Ties go to the candidate that sorts first.</summary>
    public static string? Find(string given, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates.Order(StringComparer.Ordinal))
        {
            var limit = Math.Max(1, Math.Max(given.Length, candidate.Length) / 3);
            if (Math.Abs(given.Length - candidate.Length) > Math.Min(limit, bestDistance))
                continue;
            var distance = Distance(given, candidate);
            if (distance <= limit && distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }
        return best;
    }

    /// <summary>"Did you mean 'x'?" or, where nothing is near, null.</summary>
    public static string? Suggest(string given, IEnumerable<string> candidates) =>
        Find(given, candidates) is { } name ? $"Did you mean '{name}'?" : null;

    /// <summary>Edits (insert, delete, replace, swap of neighbours) between two strings, ignoring case.</summary>
    public static int Distance(string a, string b)
    {
        var previous2 = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 2])
                    && char.ToLowerInvariant(a[i - 2]) == char.ToLowerInvariant(b[j - 1]))
                    current[j] = Math.Min(current[j], previous2[j - 2] + 1);
            }
            (previous2, previous, current) = (previous, current, previous2);
        }
        return previous[b.Length];
    }
}
