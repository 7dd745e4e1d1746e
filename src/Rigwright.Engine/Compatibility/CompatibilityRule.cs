using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.Compatibility;

/// <summary>One question about whether the parts of a rig go together. A rule that does not concern a rig says nothing;
/// a rule that lacks a fact says unknown, never pass.</summary>
/// <param name="id">Stable id: subject, dot, what is compared.</param>
/// <param name="sentence">The rule in one sentence, as it must hold.</param>
/// <param name="source">Where the rule stands.</param>
public abstract class CompatibilityRule(string id, string sentence, string source) : Rule(id, sentence, source)
{
    /// <summary>What the rule says about a rig: passes, failures and unknowns; nothing when it does not concern the rig.</summary>
    public abstract IEnumerable<Finding> Check(Rig rig, CheckContext context);
}
