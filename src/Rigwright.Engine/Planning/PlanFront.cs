using System.Numerics;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.Engine.Planning;

/// <summary>
/// The feasible rigs that no other candidate beats or equals in every objective while beating it in one: price, memory, expected decode of each role, noise and
/// power. Every candidate of the plan was compared. A candidate stands for all combinations of priced parts around its devices on its platform,
/// of which it is proven to be the cheapest (with the worth of caution, see <see cref="Planner.Caution"/>); a dearer platform around the same devices that is
/// quieter or draws less is not a candidate.
/// </summary>
/// <param name="Objectives">Names of what was compared.</param>
/// <param name="Members">The rigs, best score first.</param>
/// <param name="Candidates">How many candidates were judged.</param>
/// <param name="Feasible">How many of them meet the requirements.</param>
/// <param name="Combinations">How many combinations of devices and priced parts all candidates stand for.</param>
public sealed record PlanFront(IReadOnlyList<string> Objectives, IReadOnlyList<Assessment> Members, int Candidates, int Feasible, BigInteger Combinations)
{
    /// <summary>The front of ranked rigs; null when there is none.</summary>
    public static PlanFront? Of(IReadOnlyList<Assessment> ranked, IReadOnlyList<Assessment> rejected)
    {
        if (ranked.Count == 0)
            return null;
        var objectives = ObjectivesOf(ranked[0].Layout!.Roles);
        return new([.. objectives.Select(o => o.Name)], ParetoFront.Of(ranked, objectives), ranked.Count + rejected.Count, ranked.Count,
            ranked.Concat(rejected).Aggregate(BigInteger.Zero, (sum, a) => sum + a.Candidate.Combinations));
    }

    /// <summary>The front with the capped rigs among the variants of the first ones: a setting that is quieter or draws less is a choice like any other.</summary>
    public static PlanFront? With(PlanAnswer answer) => Of(
        [.. answer.Ranked, .. answer.Capped.Select(c => c.Rig), .. answer.Variants.SelectMany(v => v.Variants).Where(v => v.Kind == VariantKind.PowerCap && v.Rig.IsFeasible).Select(v => v.Rig)],
        answer.Rejected);

    /// <summary>What counts, with its direction. An unknown value never beats a known one.</summary>
    public static IReadOnlyList<Objective<Assessment>> ObjectivesOf(IReadOnlyList<RolePlacement> roles) =>
    [
        new("price", a => (double?)a.Candidate.Total?.Amount, Better.Less),
        new("memory", a => a.Candidate.Memory.Bytes, Better.More),
        .. roles.Select((role, i) => new Objective<Assessment>($"decode {role.Serving.Role.Name}", a => a.Layout?.Roles[i].Expected.Value.TokensPerSecond, Better.More)),
        new("noise", a => a.Noise?.TryGet(out var noise) == true ? noise.Level.DecibelA : null, Better.Less),
        new("power", a => a.Power?.TryGet(out var power) == true ? (power.Wall.TryGet(out var wall) ? wall : power.Dc).Watts : null, Better.Less),
    ];
}
