using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>What became of a model that was tried in a role.</summary>
public enum ModelVerdict
{
    /// <summary>It fits beside the other roles, every role keeps its minimum, and the role's expected decode reaches its target.</summary>
    ReachesTarget,

    /// <summary>It fits and every role keeps its minimum, but the role stays below its target.</summary>
    ReachesMinimum,

    /// <summary>It fits, but it or another role then stays below its minimum.</summary>
    TooSlow,

    /// <summary>It does not fit beside the other roles.</summary>
    DoesNotFit,

    /// <summary>The role's context is longer than the model was made for.</summary>
    ContextTooShort,

    /// <summary>The role looks at pictures, and the model cannot.</summary>
    NoVision,

    /// <summary>Something without which it cannot be judged is not known: its layers, its speed, an engine that serves it.</summary>
    Unknown,
}

/// <summary>A model tried in a role on a rig, the other roles keeping theirs.</summary>
/// <param name="Candidate">The model in the quantisation that was tried: the requirements' where they name the model, else its own 4-bit format or Q4_K_M.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Placement">Where it lies and how fast it is; null where it was not laid out.</param>
/// <param name="IsAsked">Do the requirements name it for this role?</param>
public sealed record ModelOption(ModelCandidate Candidate, ModelVerdict Verdict, RolePlacement? Placement, bool IsAsked)
{
    /// <summary>Would it do: does it fit, and is everything fast enough?</summary>
    public bool Meets => Verdict is ModelVerdict.ReachesTarget or ModelVerdict.ReachesMinimum;

    /// <summary>Longest context that the model was made for, in tokens; null when no source says.</summary>
    public int? ContextLimit => Candidate.Model.MaxContext?.Value ?? Candidate.Model.Architecture?.MaxContext;

    /// <summary>Its published scores.</summary>
    public IReadOnlyList<Sourced<CapabilityScore>> Scores => Candidate.Model.CapabilityScores;
}

/// <summary>A model with its score on one scale.</summary>
/// <param name="Model">The model.</param>
/// <param name="Score">The score.</param>
public sealed record ScoredModel(ModelOption Model, Sourced<CapabilityScore> Score);

/// <summary>The models of one scale that do in a role: those that reach the target first, then by score.</summary>
/// <param name="Scale">What makes the scores comparable.</param>
/// <param name="Models">The models; at least one.</param>
public sealed record ScaleRanking(ScoreScale Scale, IReadOnlyList<ScoredModel> Models)
{
    /// <summary>The model with the highest score of those that reach the role's target; null when none of them does.</summary>
    public ScoredModel? Best => Models[0].Model.Verdict == ModelVerdict.ReachesTarget ? Models[0] : null;
}

/// <summary>Models for one role on one rig.</summary>
/// <param name="Role">The role.</param>
/// <param name="Tried">Every model that was tried: those that reach the target first, then by parameters, the largest first.</param>
public sealed record RoleModels(RoleRequirement Role, IReadOnlyList<ModelOption> Tried)
{
    /// <summary>The models that would do.</summary>
    public IEnumerable<ModelOption> Options => Tried.Where(m => m.Meets);

    /// <summary>The models that would do and have a score, scale by scale: the scale with the most of them first.</summary>
    public IReadOnlyList<ScaleRanking> Scales { get; } =
    [
        .. Tried.Where(m => m.Meets).SelectMany(m => m.Scores.Select(s => new ScoredModel(m, s))).GroupBy(s => ScoreScale.Of(s.Score))
            .Select(g => new ScaleRanking(g.Key, [.. g.OrderBy(s => s.Model.Verdict).ThenByDescending(s => s.Score.Value.Percent).ThenBy(s => s.Model.Candidate.Model.Id.Value, StringComparer.Ordinal)]))
            .OrderByDescending(r => r.Models.Count).ThenBy(r => r.Scale.Benchmark, StringComparer.Ordinal).ThenBy(r => r.Scale.Source.Value, StringComparer.Ordinal),
    ];
}

/// <summary>Which models a rig can run in each role (docs/deciding.md).</summary>
/// <param name="Rig">The candidate's id.</param>
/// <param name="RigName">Its name.</param>
/// <param name="OnlyScored">Were only models with a published score (and those of the requirements) tried?</param>
/// <param name="Roles">The roles in the order of the requirements.</param>
public sealed record ModelChoice(string Rig, string RigName, bool OnlyScored, IReadOnlyList<RoleModels> Roles);
