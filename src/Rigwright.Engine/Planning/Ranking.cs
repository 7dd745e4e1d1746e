namespace Rigwright.Engine.Planning;

/// <summary>The order of feasible rigs.</summary>
public static class Ranking
{
    /// <summary>By score (to a thousandth of a point, so that rounding cannot reorder), then price, then id: a total order that does not depend on the order of the catalogue.</summary>
    public static IReadOnlyList<Assessment> Of(IEnumerable<Assessment> feasible) =>
        [.. feasible.OrderByDescending(a => Math.Round(a.Score!.Value, 3))
            .ThenBy(a => a.Candidate.Total!.Value.Amount)
            .ThenBy(a => a.Candidate.Id, StringComparer.Ordinal)];
}
