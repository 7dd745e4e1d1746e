using Rigwright.Domain.Quantities;
using Rigwright.Engine.PowerNoise;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Planning;

/// <summary>Which power caps a plan tries: few, the mildest first, and only where a cap can decide whether a rig is acceptable.</summary>
public static class PowerCaps
{
    /// <summary>Shares of the default limit that are tried, the mildest first. A 600 W card: 450, 400 and 300 W.</summary>
    public static IReadOnlyList<double> Shares { get; } = [0.75, 2.0 / 3, 0.5];

    // Assumed: capping a smaller card changes too little to be worth a line.
    private static readonly Power Least = Power.FromWatts(200);

    private static readonly HashSet<string> Helped = new(StringComparer.Ordinal) { "plan.noise", "power.mains-circuit", "power.psu-rating", "power.transients" };

    /// <summary>Is the rig out only for reasons that less power can take away?</summary>
    public static bool CouldHelp(Assessment rejected) =>
        rejected.Candidate.Prebuilt is null && rejected.Rejections.Count > 0 && rejected.Rejections.All(r => Helped.Contains(r.Rule)) && Rated(rejected.Candidate.Devices).Any();

    /// <summary>Cards with a cap at a share of their default limit, in steps of 10 W; null when none of them is large enough.</summary>
    public static IReadOnlyList<DeviceCount>? At(IReadOnlyList<DeviceCount> cards, double share) => !Rated(cards).Any() ? null
        : [.. cards.Select(c => c.Device.Accelerator.PowerLimit is { } limit && limit.Value >= Least ? c with { Device = c.Device with { Cap = Power.FromWatts(Math.Round(limit.Value.Watts * share / 10) * 10) } } : c)];

    /// <summary>What caps would do to a rig that is kept as it is bought: the mildest that meets a noise limit, else the deepest tried. Null when no card is large enough.</summary>
    public static CapEffect? Effect(Candidate candidate, Domain.Catalogues.Catalogue catalogue, Domain.Regions.Outlet outlet, SoundLevel limit)
    {
        CapEffect? effect = null;
        foreach (var share in Shares)
        {
            if (candidate.Rig.Form != Domain.Rigs.RigForm.Build || At(candidate.Devices, share) is not { } cards)
                return null;
            var rig = candidate.Rig with { Devices = [.. cards.Select(c => c.Device.InRig(c.Count))] };
            var capped = cards.First(c => c.Device.Cap is not null).Device;
            if (!NoiseEstimator.Estimate(rig, catalogue.NoiseFacts).TryGet(out var noise) || !PowerEstimator.Estimate(rig, outlet).TryGet(out var power)
                || !PowerCap.ShareOf(capped.Cap, capped.Accelerator).TryGet(out var left))
                return effect;
            effect = new(string.Join(" and ", cards.Where(c => c.Device.Cap is not null).Select(c => $"{c.Device.Accelerator.Name} at {c.Device.Cap}")), noise.Level, power.Wall.TryGet(out var wall) ? wall : power.Dc, PowerCap.Decode(left));
            if (noise.Level <= limit)
                return effect;
        }
        return effect;
    }

    private static IEnumerable<DeviceCount> Rated(IReadOnlyList<DeviceCount> cards) => cards.Where(c => c.Device.IsCard && c.Device.Cap is null && c.Device.Accelerator.PowerLimit is { } limit && limit.Value >= Least);
}

/// <summary>What a power cap does to a rig.</summary>
/// <param name="Cards">The capped cards with their limits.</param>
/// <param name="Noise">Noise at full load.</param>
/// <param name="Power">Power at full load, at the wall where that is known.</param>
/// <param name="Decode">Share of the decode rate that is left.</param>
public sealed record CapEffect(string Cards, SoundLevel Noise, Power Power, RateShare Decode);
