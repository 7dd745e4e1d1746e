using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Speed;

/// <summary>A part of a step's time.</summary>
/// <param name="Name">weights, experts, kv, layers, compute …</param>
/// <param name="Seconds">Predicted.</param>
/// <param name="IdealSeconds">At full efficiency; null for a cost without an ideal.</param>
public sealed record ExplainedTerm(string Name, double Seconds, double? IdealSeconds)
{
    /// <summary>Ideal over predicted; null for a cost without an ideal.</summary>
    public double? Efficiency => IdealSeconds / Seconds;
}

/// <summary>How a decode rate is known: the answer to "how do we know?" as data.</summary>
/// <param name="Prediction">The rate with its interval.</param>
/// <param name="BytesRead">Bytes that one step must read.</param>
/// <param name="Ceiling">Bandwidth over those bytes: no engine can be faster.</param>
/// <param name="Efficiency">Predicted over ceiling.</param>
/// <param name="Terms">Where the step's time goes, in order of the formula.</param>
/// <param name="Novelty">What of the question was measured.</param>
/// <param name="Unmeasured">Levels of the question that no measurement has: the family's value stands in.</param>
/// <param name="WouldNarrow">Measurements that would narrow the interval, the most useful first.</param>
public sealed record SpeedExplanation(
    Prediction Prediction, double BytesRead, TokenRate Ceiling, double Efficiency, IReadOnlyList<ExplainedTerm> Terms, Novelty Novelty,
    IReadOnlyList<string> Unmeasured, IReadOnlyList<string> WouldNarrow);
