using Rigwright.Engine.Planning;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Evidence;

namespace Rigwright.App.Plan;

/// <summary>Adds to the ranked rigs of a plan how the speeds of their roles are known. Equal questions are asked once.</summary>
public sealed class PlanEvidence(RoleEstimator estimator, SpeedEvidenceFinder finder)
{
    private readonly Dictionary<SpeedQuery, SpeedEvidence?> _found = [];

    /// <summary>The plan with evidence beside each role's speeds.</summary>
    public PlanAnswer In(PlanAnswer answer) => answer with { Ranked = [.. answer.Ranked.Select(With)] };

    private Assessment With(Assessment rig) => rig.Layout is not { } layout ? rig
        : rig with { Layout = layout with { Roles = [.. layout.Roles.Select(r => r with { Evidence = Of(r.Serving) })] } };

    private SpeedEvidence? Of(RoleServing serving)
    {
        if (!estimator.QueryOf(serving).TryGet(out var query))
            return null;
        if (!_found.TryGetValue(query, out var evidence))
            _found[query] = evidence = finder.Of(query).TryGet(out var known) ? known : null;
        return evidence;
    }
}
