using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Claims;

/// <summary>One question about what a plan says. A rule about a claim that the plan does not make says nothing.</summary>
/// <param name="id">Stable id: subject, dot, what is compared.</param>
/// <param name="sentence">The rule in one sentence, as it must hold.</param>
/// <param name="source">Where the rule stands.</param>
public abstract class ClaimRule(string id, string sentence, string source) : Rule(id, sentence, source)
{
    /// <summary>What the rule says about a plan.</summary>
    public abstract IEnumerable<Finding> Check(ResolvedPlan plan);

    /// <summary>Who says it, for the end of a message: <c> (says decision-summary)</c>, or nothing for the plan's own statements.</summary>
    protected static string Says(Domain.Rigs.Claim claim) => claim.From is null ? "" : $" (says {claim.From})";
}
