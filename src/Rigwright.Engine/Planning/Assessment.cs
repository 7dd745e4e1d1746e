using Rigwright.Domain.Provenance;
using Rigwright.Engine.Costs;
using Rigwright.Engine.PowerNoise;

namespace Rigwright.Engine.Planning;

/// <summary>Why a candidate is out: the rule, what it has and what it would need.</summary>
/// <param name="Rule">Id: <c>plan.…</c> for a requirement, else a compatibility rule.</param>
/// <param name="Message">One sentence with the numbers.</param>
/// <param name="Actual">What it has, with its unit; null where nothing is compared.</param>
/// <param name="Limit">What it would need, with its unit; null where nothing is compared.</param>
/// <param name="Gap">How far it is from passing, as a share of the limit; 1 for a matter of yes or no.</param>
/// <param name="Lacks">The smallest change that would pass this rule.</param>
public sealed record Rejection(string Rule, string Message, string? Actual, string? Limit, double Gap, string Lacks);

/// <summary>A candidate held against the requirements.</summary>
public sealed record Assessment
{
    /// <summary>What was judged.</summary>
    public required Candidate Candidate { get; init; }

    /// <summary>Why it is out, in the order of the rules; empty when it is feasible.</summary>
    public required IReadOnlyList<Rejection> Rejections { get; init; }

    /// <summary>Was every rule asked? A candidate that fails early is not laid out.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The models on the devices; null when nothing was laid out.</summary>
    public Layout? Layout { get; init; }

    /// <summary>Power at full load.</summary>
    public Answer<PowerEstimate>? Power { get; init; }

    /// <summary>Noise at full load.</summary>
    public Answer<NoiseEstimate>? Noise { get; init; }

    /// <summary>What it costs to run at the planned load; null when it is out.</summary>
    public Answer<RunningCost>? RunningCost { get; init; }

    /// <summary>What works with a drawback.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What is not known: verify before you buy.</summary>
    public IReadOnlyList<string> Verify { get; init; } = [];

    /// <summary>The score; null when it is out.</summary>
    public Score? Score { get; init; }

    /// <summary>Does it meet every requirement?</summary>
    public bool IsFeasible => Rejections.Count == 0;

    /// <summary>How far it is from passing altogether.</summary>
    public double Gap => Rejections.Sum(r => r.Gap);
}

/// <summary>One term of a score.</summary>
/// <param name="Name">As in <see cref="Domain.Requirements.ScoreWeights"/>.</param>
/// <param name="Value">Between 0 and 1.</param>
/// <param name="Weight">How much it counts.</param>
/// <param name="Basis">The numbers behind the value.</param>
public sealed record ScoreTerm(string Name, double Value, double Weight, string Basis);

/// <summary>A rig's score: the weighted mean of its terms, 0 to 100.</summary>
/// <param name="Terms">The terms in a fixed order.</param>
public sealed record Score(IReadOnlyList<ScoreTerm> Terms)
{
    /// <summary>100 × Σ weight·value ÷ Σ weight.</summary>
    public double Value => 100 * Terms.Sum(t => t.Weight * t.Value) / Terms.Sum(t => t.Weight);
}
