using Rigwright.Domain.Provenance;

namespace Rigwright.Engine.Explaining;

/// <summary>Which of two values of one quantity a buyer prefers.</summary>
public enum Preference
{
    /// <summary>More is better: tokens per second, memory.</summary>
    More,

    /// <summary>Less is better: money, watts, decibels.</summary>
    Less,

    /// <summary>Neither by itself.</summary>
    Neither,
}

/// <summary>How two values of one quantity are set against each other.</summary>
public enum Comparison
{
    /// <summary>As a ratio: <c>1.8×</c>.</summary>
    Ratio,

    /// <summary>As a difference in the quantity's unit: <c>-30 dBA</c>.</summary>
    Difference,
}

/// <summary>Where a number comes from.</summary>
/// <param name="Statement">What is stated there, or how it was computed, for people.</param>
/// <param name="Source">Id of the source in the catalogue; null for something computed or assumed here.</param>
/// <param name="Day">The day of the fact as exactly as it is known (<c>2026-02-17</c>, <c>2026-02</c>); null for something computed.</param>
/// <param name="Kind">How it is known; null for something computed.</param>
/// <param name="Url">Link, or null.</param>
public sealed record EvidenceOrigin(string Statement, string? Source, string? Day, Evidence? Kind, string? Url = null);

/// <summary>A leaf of an explanation: one number with its unit, its interval where it has one, and where it comes from.</summary>
/// <param name="Key">Unique within a plan and equal for the same quantity of another plan, for example <c>decode_expected.main</c>.</param>
/// <param name="Label">What it is, for people.</param>
/// <param name="Value">The number; null when it is not known.</param>
/// <param name="Unit">Its unit, for example <c>tok/s</c>, <c>CHF</c>, <c>dBA</c>; empty for a count.</param>
/// <param name="Prefer">Which direction is better.</param>
/// <param name="Compared">How two plans' values are set against each other.</param>
/// <param name="Origins">Where it comes from.</param>
public sealed record EvidenceItem(
    string Key, string Label, double? Value, string Unit, Preference Prefer, Comparison Compared, IReadOnlyList<EvidenceOrigin> Origins)
{
    /// <summary>Low end of the 90 % interval, where there is one.</summary>
    public double? Low { get; init; }

    /// <summary>High end of the 90 % interval, where there is one.</summary>
    public double? High { get; init; }

    /// <summary>What it is held against, in the same unit: a target, a limit; null where there is none.</summary>
    public double? Against { get; init; }

    /// <summary>What <see cref="Against"/> is: <c>target</c>, <c>limit</c>, <c>budget</c>; null where there is none.</summary>
    public string? AgainstName { get; init; }
}

/// <summary>One criterion of a plan's score with the evidence behind it.</summary>
/// <param name="Name">As in <see cref="Domain.Requirements.ScoreWeights"/>.</param>
/// <param name="Value">Between 0 and 1.</param>
/// <param name="Weight">How much it counts.</param>
/// <param name="Points">What it adds to the score: 100 × weight × value ÷ sum of the weights.</param>
/// <param name="Evidence">The numbers behind the value.</param>
public sealed record CriterionReason(string Name, double Value, double Weight, double Points, IReadOnlyList<EvidenceItem> Evidence);

/// <summary>Why a plan stands where it stands: score, criteria, evidence. Text, tables and charts are views of this tree.</summary>
/// <param name="Id">The candidate's id.</param>
/// <param name="Name">The candidate's name.</param>
/// <param name="Rank">Place in the ranking, 1 for the best.</param>
/// <param name="Score">0 to 100; the criteria's points add up to it.</param>
/// <param name="Criteria">The criteria in the order of the score.</param>
public sealed record PlanExplanation(string Id, string Name, int Rank, double Score, IReadOnlyList<CriterionReason> Criteria)
{
    /// <summary>Every number of the tree.</summary>
    public IEnumerable<EvidenceItem> Evidence => Criteria.SelectMany(c => c.Evidence);
}
