using System.Numerics;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Search.Exact;

/// <summary>The cheapest platform with the proof that there is no cheaper one, or the proof that there is none.</summary>
public sealed record BuildResult
{
    /// <summary>The complete rig; null when no combination is acceptable.</summary>
    public required Rig? Rig { get; init; }

    /// <summary>The chosen parts in the order processor, board, memory, drive, case, power supply, cooler; empty when there is none.</summary>
    public required IReadOnlyList<ChosenPart> Parts { get; init; }

    /// <summary>Price of the parts; null when there is none.</summary>
    public required Money? Price { get; init; }

    /// <summary>Price and what the findings are worth: no acceptable combination has less. Equal to the price when findings are worth nothing.</summary>
    public required Money? ProvenMinimum { get; init; }

    /// <summary>What the rules say about the rig, passes left out.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>How many combinations of priced parts the answer stands for.</summary>
    public required BigInteger Combinations { get; init; }

    /// <summary>Values that were looked at to prove it.</summary>
    public required long Visited { get; init; }

    /// <summary>How often a rule was asked.</summary>
    public required long RuleEvaluations { get; init; }

    /// <summary>Was a platform found?</summary>
    public bool IsFeasible => Rig is not null;
}

/// <summary>A complete build that some rule refuses.</summary>
/// <param name="Rig">The rig.</param>
/// <param name="Parts">Its parts, in the order of <see cref="BuildResult.Parts"/>.</param>
/// <param name="Findings">What the rules say about it, passes left out.</param>
public sealed record NearMiss(Rig Rig, IReadOnlyList<ChosenPart> Parts, IReadOnlyList<Finding> Findings);
