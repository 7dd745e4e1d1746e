namespace Rigwright.Engine.Speed;

/// <summary>How the linear predictor u of a term becomes a factor.</summary>
public enum TermLink
{
    /// <summary>1 / efficiency with efficiency = 1 / (1 + e^−u): always between 0 and 1, so that no term beats physics.</summary>
    Efficiency,

    /// <summary>e^u: a free cost.</summary>
    Cost,
}

/// <summary>One effect in a linear predictor: coefficient × value.</summary>
/// <param name="Key">Name of the coefficient: <c>group:level</c>.</param>
/// <param name="Value">1 for a category, else the covariate.</param>
public readonly record struct Effect(string Key, double Value);

/// <summary>One addend of a step's time: ideal seconds × link(Σ effects).</summary>
/// <param name="Name">weights, experts, kv, layers, compute, stages, all-reduce …</param>
/// <param name="IdealSeconds">The physical time at full efficiency (or the unit of a free cost), above zero.</param>
/// <param name="Link">How the effects act.</param>
/// <param name="Effects">The effects.</param>
public sealed record StepTerm(string Name, double IdealSeconds, TermLink Link, IReadOnlyList<Effect> Effects)
{
    /// <summary>The factor of a linear predictor.</summary>
    public static double Factor(TermLink link, double u) => link == TermLink.Efficiency ? 1 + Math.Exp(-u) : Math.Exp(u);

    /// <summary>d ln(factor) / du.</summary>
    public static double LogSlope(TermLink link, double u) => link == TermLink.Efficiency ? -1 / (1 + Math.Exp(u)) : 1;
}
