using Rigwright.Domain.Hardware;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.PowerNoise;

namespace Rigwright.Engine.Planning;

/// <summary>
/// Holds a noise estimate against a limit. Most levels are estimates heard at unknown distances, so a rig is only out when even the quiet reading is above the
/// limit: the low end of a stated range, or the estimate less what doubling the distance takes away, less a difference that one barely hears.
/// </summary>
public static class NoiseRule
{
    /// <summary>Doubling the distance to a small source in the open lowers its level by 6 dB (20·log10 2): the doubt about a level whose distance is not stated.</summary>
    public const double DistanceDoubt = 6;

    /// <summary>Assumed: differences below this are barely heard.</summary>
    public const double BarelyHeard = 3;

    /// <summary>The quietest reading of an estimate.</summary>
    public static SoundLevel QuietReading(Rig rig, NoiseEstimate estimate, IReadOnlyList<NoiseFact> facts)
    {
        var levels = new List<SoundLevel>();
        foreach (var term in estimate.Terms)
        {
            var device = rig.Devices.FirstOrDefault(d => d.ToString() == term.Label);
            var low = device is null ? null : facts
                .Where(f => f.Reference == device.Accelerator.Id.Value && f.Low is not null && !string.Equals(f.Load, "idle", StringComparison.OrdinalIgnoreCase))
                .Select(f => f.Low!).OrderBy(l => l.Evidence).ThenBy(l => l.Value).FirstOrDefault();
            if (low is not null)
                levels.Add(SoundLevel.Combine(Enumerable.Repeat(SoundLevel.FromDecibelA(Math.Max(0, low.Value.DecibelA + NoiseEstimator.CapReduction(device!))), device!.Count)));
            else
                levels.Add(SoundLevel.FromDecibelA(Math.Max(0, term.Level.DecibelA - (term.Evidence >= Evidence.CommunityReport ? DistanceDoubt : 0))));
        }
        return SoundLevel.Combine(levels);
    }

    /// <summary>By how many dB an estimate stands above a limit; null when it does not, when there is no limit or when no level is known. Such a rig need not be out:
    /// <see cref="Check"/> holds the quiet reading against the limit. Whoever shows it says so.</summary>
    public static double? Above(Answer<NoiseEstimate>? estimate, NoiseLimit limit) =>
        limit.Limit is { } most && estimate?.TryGet(out var noise) == true && noise.Level > most ? noise.Level.DecibelA - most.DecibelA : null;

    /// <summary>Why the rig is too loud, or null.</summary>
    public static Rejection? Check(Rig rig, Answer<NoiseEstimate> estimate, NoiseLimit limit, IReadOnlyList<NoiseFact> facts)
    {
        if (limit.Limit is not { } most || !estimate.TryGet(out var noise))
            return null;
        var quiet = QuietReading(rig, noise, facts);
        if (quiet.DecibelA - BarelyHeard <= most.DecibelA)
            return null;
        return new("plan.noise", $"at least {quiet.DecibelA:0} dBA at full load even by the quiet reading; the limit is {limit}.",
            $"{quiet}", $"{most}", (quiet.DecibelA - most.DecibelA) / most.DecibelA, $"a noise limit of {quiet.DecibelA - BarelyHeard:0} dBA");
    }
}
