namespace Rigwright.Engine.Explaining;

/// <summary>How often a plan is the best when speeds and prices are drawn from what is known of them.</summary>
/// <param name="Id">The plan's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Probability">Share of the draws in which it scores most.</param>
/// <param name="StandardError">Standard error of that share: √(p(1 − p) ÷ draws).</param>
/// <param name="MeanScore">Mean of its score over the draws; a draw in which it breaks the budget or a minimum counts 0.</param>
/// <param name="Deviation">Standard deviation of its score over the draws.</param>
public sealed record PlanChance(string Id, string Name, double Probability, double StandardError, double MeanScore, double Deviation);

/// <summary>What kind of fact is uncertain.</summary>
public enum UncertainKind
{
    /// <summary>A decode rate: a measurement settles it.</summary>
    Speed,

    /// <summary>A price: a look into the shops settles it.</summary>
    Price,
}

/// <summary>The plan that is most often the best while a fact lies in a range.</summary>
/// <param name="Low">Lower end of the range, in the fact's unit; null for "anything below <paramref name="High"/>".</param>
/// <param name="High">Upper end; null for "anything above <paramref name="Low"/>".</param>
/// <param name="Id">The plan's id.</param>
/// <param name="Name">Its name.</param>
public sealed record FactOutcome(double? Low, double? High, string Id, string Name);

/// <summary>A fact that is known with an interval only, and what knowing it would be worth.</summary>
/// <param name="Kind">Speed or price.</param>
/// <param name="Label">What it is, for people.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Low">Low end: of the 90 % interval of a speed, of the range of a price.</param>
/// <param name="Value">The value that was planned with.</param>
/// <param name="High">High end.</param>
/// <param name="ChanceWhenKnown">Mean chance that the plan chosen after learning the fact is the best one. The chance now is the first plan's probability.</param>
/// <param name="Outcomes">Which plan to choose for which value.</param>
public sealed record UncertainFact(
    UncertainKind Kind, string Label, string Unit, double Low, double Value, double High, double ChanceWhenKnown, IReadOnlyList<FactOutcome> Outcomes);

/// <summary>How stable a ranking is under the intervals of its speeds and the spread of its prices (docs/formulas/stability.md).</summary>
public sealed record Stability
{
    /// <summary>Number of draws.</summary>
    public required int Draws { get; init; }

    /// <summary>Seed of the draws: the same seed gives the same answer.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The plans that were best at least once, the likeliest first.</summary>
    public required IReadOnlyList<PlanChance> Plans { get; init; }

    /// <summary>The first plan's name.</summary>
    public required string First { get; init; }

    /// <summary>The plan on other devices that is the best most often; null when there is none.</summary>
    public required string? Rival { get; init; }

    /// <summary>Share of the draws in which the first scores more than the rival.</summary>
    public required double FirstBeatsRival { get; init; }

    /// <summary>5 % and 95 % quantile of the first's lead over the rival, in points.</summary>
    public required (double Low, double High) Lead { get; init; }

    /// <summary>Is the lead within noise: does its 90 % interval hold zero?</summary>
    public bool IsWithinNoise => Rival is not null && Lead.Low <= 0;

    /// <summary>The chance that the plan which is best most often is the best.</summary>
    public required double ChanceNow { get; init; }

    /// <summary>The facts by what knowing them is worth, the most valuable first.</summary>
    public required IReadOnlyList<UncertainFact> Facts { get; init; }

    /// <summary>The one fact that would do most to settle the question; null when no fact is worth more than chance makes of an irrelevant one.</summary>
    public required UncertainFact? Settling { get; init; }
}
