namespace Rigwright.Engine.Explaining;

/// <summary>What somebody might care for most, and the plan for them.</summary>
/// <param name="Key">Unique: <c>best_overall</c>, <c>no_contention</c>, …, or <c>priority.NAME</c> for a priority of the requirements.</param>
/// <param name="Wish">The wish, for people.</param>
/// <param name="Rule">How the winner is chosen, in one sentence.</param>
/// <param name="Winner">Id of the winner; null where nothing can be said.</param>
/// <param name="Plan">The winner's reasons.</param>
/// <param name="Get">What one gets, in numbers.</param>
/// <param name="Accept">What one accepts: where the winner is worse than the best plan overall, and its own drawbacks.</param>
public sealed record GuideEntry(string Key, string Wish, string Rule, string? Winner, PlanExplanation? Plan, IReadOnlyList<string> Get, IReadOnlyList<string> Accept)
{
    /// <summary>The winner's name.</summary>
    public string? Name => Plan?.Name;
}
