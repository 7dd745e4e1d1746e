using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>Why a candidate is not the answer, and the smallest changes after which it would qualify or win.</summary>
public sealed record WhyNot
{
    /// <summary>The candidate's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its place; null when it was rejected.</summary>
    public int? Rank { get; init; }

    /// <summary>Why it was rejected, first rule first; empty for a ranked plan.</summary>
    public IReadOnlyList<Rejection> Rejections { get; init; } = [];

    /// <summary>Was it asked every rule? Where not, more may stand in its way than is listed.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Changes each of which alone makes a rejected candidate feasible, the smallest first.</summary>
    public IReadOnlyList<Change> ToQualify { get; init; } = [];

    /// <summary>Where no single change is enough: the smallest set that is (a pair where two rules stand in the way).</summary>
    public IReadOnlyList<Change> ToQualifyTogether { get; init; } = [];

    /// <summary>Changes each of which alone makes it the first of the ranking, the smallest first.</summary>
    public IReadOnlyList<Change> ToWin { get; init; } = [];

    /// <summary>The pair of changes with the smallest sum that makes it the first; empty when no pair is smaller than the best single change or none is found.</summary>
    public IReadOnlyList<Change> ToWinTogether { get; init; } = [];

    /// <summary>A candidate that is at least as good in price, memory, noise, power and every speed and better in one of them; null when there is none.</summary>
    public Dominator? DominatedBy { get; init; }
}

/// <summary>A candidate that is nowhere worse than another and somewhere better.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Better">The quantities in which it is better, for people.</param>
public sealed record Dominator(string Id, string Name, IReadOnlyList<string> Better);
