namespace Rigwright.Engine.Explaining;

/// <summary>One quantity in which two plans differ.</summary>
/// <param name="Criterion">The criterion under which it stands.</param>
/// <param name="Key">As in <see cref="EvidenceItem.Key"/>.</param>
/// <param name="Label">What it is, for people.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="First">The first plan's value.</param>
/// <param name="Second">The second plan's value.</param>
/// <param name="Compared">Whether <see cref="Change"/> is a ratio or a difference.</param>
/// <param name="Change">First ÷ second, or first − second.</param>
/// <param name="IsBetter">Does the first plan do better here? Null when neither direction is better.</param>
public sealed record QuantityDifference(
    string Criterion, string Key, string Label, string Unit, double First, double Second, Comparison Compared, double Change, bool? IsBetter);

/// <summary>What one criterion gives one plan over another.</summary>
/// <param name="Name">The criterion.</param>
/// <param name="Points">Points of the first less points of the second.</param>
public sealed record CriterionDifference(string Name, double Points);

/// <summary>One plan less another: why the first stands before the second, or does not.</summary>
/// <param name="First">Id of the first plan.</param>
/// <param name="FirstName">Its name.</param>
/// <param name="Second">Id of the second plan.</param>
/// <param name="SecondName">Its name.</param>
/// <param name="Points">Score of the first less score of the second: the sum of <paramref name="Criteria"/>.</param>
/// <param name="Criteria">Every criterion, in the order of the score.</param>
/// <param name="Quantities">The quantities that differ, in the order of the criteria.</param>
public sealed record PlanDifference(
    string First, string FirstName, string Second, string SecondName, double Points,
    IReadOnlyList<CriterionDifference> Criteria, IReadOnlyList<QuantityDifference> Quantities)
{
    // Below this share (or, for a difference, of the larger value) two numbers are called equal: less than any of them is known to.
    private const double Negligible = 0.005;

    /// <summary>Subtracts two explanations of one plan answer: the same criteria with the same weights, and every quantity that both have.</summary>
    public static PlanDifference Of(PlanExplanation first, PlanExplanation second)
    {
        var criteria = first.Criteria.Zip(second.Criteria, (a, b) => new CriterionDifference(a.Name, a.Points - b.Points)).ToList();
        var others = second.Evidence.GroupBy(e => e.Key).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var quantities = new List<QuantityDifference>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var criterion in first.Criteria)
        {
            foreach (var item in criterion.Evidence)
            {
                if (seen.Add(item.Key) && others.TryGetValue(item.Key, out var other) && Between(criterion.Name, item, other) is { } difference)
                    quantities.Add(difference);
            }
        }
        return new(first.Id, first.Name, second.Id, second.Name, first.Score - second.Score, criteria, quantities);
    }

    private static QuantityDifference? Between(string criterion, EvidenceItem a, EvidenceItem b)
    {
        if (a.Value is not { } x || b.Value is not { } y || Math.Abs(x - y) <= Negligible * Math.Max(Math.Abs(x), Math.Abs(y)))
            return null;
        // A ratio to nothing says nothing.
        var compared = a.Compared == Comparison.Ratio && y > 0 ? Comparison.Ratio : Comparison.Difference;
        return new(criterion, a.Key, a.Label, a.Unit, x, y, compared, compared == Comparison.Ratio ? x / y : x - y,
            a.Prefer == Preference.Neither ? null : x > y == (a.Prefer == Preference.More));
    }
}
