using System.Numerics;

namespace Rigwright.Engine.Search.Exact;

/// <summary>The best choice and the proof that there is no better one.</summary>
public sealed record ExactSolution
{
    /// <summary>The chosen value of each variable; null when no combination is allowed.</summary>
    public required IReadOnlyList<int>? Values { get; init; }

    /// <summary>Cost of the choice; <see cref="ExactSolver.Infeasible"/> when there is none.</summary>
    public required long Cost { get; init; }

    /// <summary>How many combinations of values the answer stands for: each was examined or excluded by a proof.</summary>
    public required BigInteger Combinations { get; init; }

    /// <summary>Classes of interchangeable values that were left of each variable.</summary>
    public required IReadOnlyList<int> Classes { get; init; }

    /// <summary>Values that were looked at in all sub-problems together.</summary>
    public required long Visited { get; init; }

    /// <summary>Combinations of facts that the relations were asked about.</summary>
    public required long Asked { get; init; }

    /// <summary>Is there an allowed combination?</summary>
    public bool IsFeasible => Values is not null;
}
