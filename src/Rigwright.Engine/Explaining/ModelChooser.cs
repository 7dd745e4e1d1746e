using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Models;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>
/// Tries the catalogue's models in each role of a rig: the role gets the model, every other role keeps its own, and the planner's layout search lays all of
/// them out again. What is said to do is therefore what the planner answers when the requirements name that model.
/// </summary>
/// <param name="catalogue">The facts.</param>
/// <param name="requirements">What was asked.</param>
/// <param name="estimator">Memory and speed of a role on the day.</param>
/// <param name="asOf">The day: models that came out later are not tried.</param>
public sealed class ModelChooser(Catalogue catalogue, PurchaseRequirements requirements, IRoleEstimator estimator, DateOnly asOf)
{
    // No file of Q4_K_M or MXFP4 has fewer bytes for a parameter: what is larger by this need not be laid out to know that it does not fit.
    private const double FewestBytes = 0.5;

    // A hundred models times three roles are laid out: on many cards only whole cards and splits over all of them are tried.
    private const double MostCombinations = 3000;

    private readonly string _day = asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The models for every role of a rig.</summary>
    /// <param name="rig">A rig that is laid out.</param>
    /// <param name="onlyScored">Try only models with a published score and those that the requirements name.</param>
    public ModelChoice Of(Assessment rig, bool onlyScored)
    {
        var devices = PlanDevice.Of(rig.Candidate);
        var usable = rig.Layout!.Devices.Sum(d => d.Usable.Usable.Bytes);
        return new(rig.Candidate.Id, rig.Candidate.Name, onlyScored, [.. requirements.Roles.Select((role, i) => Role(i, role, devices, usable, onlyScored))]);
    }

    private RoleModels Role(int index, RoleRequirement role, IReadOnlyList<PlanDevice> devices, long usable, bool onlyScored)
    {
        var asked = role.Candidates.Select(c => c.Model.Id).ToHashSet();
        var tried = catalogue.Models.Where(m => asked.Contains(m.Id) || IsOut(m) && (!onlyScored || m.CapabilityScores.Count > 0)).Select(m => Try(index, role, m, asked.Contains(m.Id), devices, usable));
        return new(role, [.. tried.OrderBy(m => m.Verdict).ThenByDescending(m => m.Candidate.Model.TotalParametersB?.Value ?? 0).ThenBy(m => m.Candidate.Model.Id.Value, StringComparer.Ordinal)]);
    }

    private ModelOption Try(int index, RoleRequirement role, LanguageModel model, bool isAsked, IReadOnlyList<PlanDevice> devices, long usable)
    {
        var candidate = role.Candidates.FirstOrDefault(c => c.Model.Id == model.Id) ?? new(model, ModelProbe.Common(model));
        if (Obstacle(role, candidate, devices, usable) is { } verdict)
            return new(candidate, verdict, null, isAsked);
        var roles = requirements.Roles.ToArray();
        roles[index] = role with { Candidates = [candidate] };
        var result = new LayoutPlanner(requirements with { Roles = roles }, estimator, MostCombinations).Plan(devices);
        if (result.Layout is not { } layout)
            return new(candidate, result.Shortfall is null ? ModelVerdict.Unknown : ModelVerdict.DoesNotFit, null, isAsked);
        var placement = layout.Roles[index];
        return new(candidate, Verdict(layout, placement), placement, isAsked);
    }

    private ModelVerdict Verdict(Layout layout, RolePlacement placement) =>
        layout.Roles.Any(r => r.Held(requirements.MinimumHolds).Value < r.Serving.Role.DecodeMinimum) ? ModelVerdict.TooSlow
            : placement.Expected.Value >= placement.Serving.Role.DecodeTarget ? ModelVerdict.ReachesTarget : ModelVerdict.ReachesMinimum;

    // What can be said without laying anything out: laying out a model of a new shape costs a millisecond.
    private ModelVerdict? Obstacle(RoleRequirement role, ModelCandidate candidate, IReadOnlyList<PlanDevice> devices, long usable)
    {
        var model = candidate.Model;
        if (model.TotalParametersB is { } parameters && parameters.Value * 1e9 * FewestBytes > usable)
            return ModelVerdict.DoesNotFit;
        if (model.MaxContext is { } limit && limit.Value < role.ContextPerStream)
            return ModelVerdict.ContextTooShort;
        if (model.Architecture is not { } architecture)
            return ModelVerdict.Unknown;
        if (architecture.MaxContext is { } longest && longest < role.ContextPerStream && model.MaxContext is null)
            return ModelVerdict.ContextTooShort;
        if (role.Vision && architecture.Vision is null)
            return ModelVerdict.NoVision;
        return IsTooSlowAlone(role, candidate, devices) ? ModelVerdict.TooSlow : null;
    }

    // Nothing is faster beside others than alone.
    private bool IsTooSlowAlone(RoleRequirement role, ModelCandidate candidate, IReadOnlyList<PlanDevice> devices)
    {
        var known = false;
        foreach (var option in ServingOptions.Of(role, candidate, devices, requirements))
        {
            if (!estimator.Decode(option.Serving).TryGet(out var alone))
                continue;
            known = true;
            if (alone.Value >= role.DecodeMinimum)
                return false;
        }
        return known;
    }

    private bool IsOut(LanguageModel model) => string.CompareOrdinal(model.Released ?? "", _day) <= 0;
}
