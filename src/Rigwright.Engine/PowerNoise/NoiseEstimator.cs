using Rigwright.Domain.Hardware;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.PowerNoise;

/// <summary>Adds up the noise of a rig at full load: stated levels where the catalogue has them (measured before maker before estimate), else a
/// level assumed from the cooler's kind and the heat. Equal sources add 10·log10(n) dB.</summary>
public static class NoiseEstimator
{
    // Assumed anchors at full load: open cards 45 dBA at 575 W (middle of the 40-50 dBA estimated for an RTX 5090), blowers the same at
    // 300 W (documents only call them loud), liquid 43 dBA (a maker's figure for a water-cooled workstation), small machines 35 dBA at 140 W.
    // The heat of a card scales the level like the number of equal fans would: twice the heat, 3 dB more.
    private static readonly Dictionary<CoolingKind, (double DecibelA, double Watts)> Anchors = new()
    {
        [CoolingKind.OpenAir] = (45, 575),
        [CoolingKind.FlowThrough] = (45, 575),
        [CoolingKind.Blower] = (45, 300),
        [CoolingKind.Liquid] = (43, 575),
        [CoolingKind.System] = (35, 140),
        [CoolingKind.Laptop] = (40, 100),
        // The server fans that such a card needs are as loud as blowers at least.
        [CoolingKind.Passive] = (50, 300),
    };

    private const double QuietestMachine = 20;

    /// <summary>The noise of a rig at full load.</summary>
    /// <param name="rig">The rig.</param>
    /// <param name="facts">Statements about noise in the catalogue.</param>
    /// <returns>Unknown when a device has neither a stated level nor a known cooler and power limit.</returns>
    public static Answer<NoiseEstimate> Estimate(Rig rig, IReadOnlyList<NoiseFact> facts)
    {
        if (rig.Prebuilt?.Noise is { } whole)
            return Of([new(rig.Prebuilt.Name, whole.Value, whole.Evidence, whole.Source.Value)]);
        var terms = new List<NoiseTerm>();
        var missing = new List<string>();
        foreach (var device in rig.Devices)
        {
            if (Device(device, facts) is { } term)
                terms.Add(term);
            else
                missing.Add($"cooler or power limit of {device.Accelerator.Name}");
        }
        if (rig.Cooler is { NoiseMax: { } cooler })
            terms.Add(new(rig.Cooler.Name, cooler.Value, cooler.Evidence, cooler.Source.Value));
        if (terms.Count == 0 && missing.Count == 0)
            missing.Add("devices");
        return missing.Count > 0 ? Answer<NoiseEstimate>.Unknown(missing) : Of(terms);
    }

    private static Answer<NoiseEstimate> Of(List<NoiseTerm> terms) =>
        Answer<NoiseEstimate>.Known(new(terms, SoundLevel.Combine(terms.Select(t => t.Level)), terms.Max(t => t.Evidence)));

    private static NoiseTerm? Device(RigDevice device, IReadOnlyList<NoiseFact> facts)
    {
        var label = device.ToString();
        var about = facts.Where(f => f.Reference == device.Accelerator.Id.Value && !string.Equals(f.Load, "idle", StringComparison.OrdinalIgnoreCase)).ToList();
        if (Stated(about) is { } stated)
        {
            var less = CapReduction(device);
            return less == 0 ? new(label, Times(stated.Value, device.Count), stated.Evidence, stated.Source.Value)
                : new(label, Times(SoundLevel.FromDecibelA(Math.Max(QuietestMachine, stated.Value.DecibelA + less)), device.Count), Evidence.Assumed, $"{stated.Source.Value}, less the heat that the cap takes away");
        }
        if ((device.Card?.Cooling ?? device.Accelerator.Cooling) is not { } cooling || device.PowerLimit is not { } limit || !Anchors.TryGetValue(cooling.Value, out var anchor))
            return null;
        var level = Math.Max(QuietestMachine, anchor.DecibelA + (10 * Math.Log10(Math.Max(1, limit.Value.Watts) / anchor.Watts)));
        var words = about.Select(f => f.Words?.Value).OfType<string>().Select(w => $"; in words: {w}").FirstOrDefault();
        return new(label, Times(SoundLevel.FromDecibelA(level), device.Count), Evidence.Assumed, $"assumed from a {cooling.Value} cooler at {limit.Value}{words}");
    }

    /// <summary>Decibels, not above 0, by which a power cap makes a device quieter than it is at its default limit. Assumed: noise follows the heat, 10·log10 of its share.</summary>
    public static double CapReduction(RigDevice device) => device is { PowerCap: not null, PowerLimit: { } capped } && (device with { PowerCap = null }).PowerLimit is { } full && full.Value.Watts > 0
        ? 10 * Math.Log10(Math.Max(1, capped.Value.Watts) / full.Value.Watts) : 0;

    // The middle of the range stated under load, by the strongest evidence; the lowest of several, for some are about several pieces.
    private static Sourced<SoundLevel>? Stated(List<NoiseFact> facts) => facts
        .Where(f => (f.Low ?? f.High) is not null)
        .Select(f => (f.Low ?? f.High)!.Map(_ => SoundLevel.FromDecibelA(((f.Low ?? f.High)!.Value.DecibelA + (f.High ?? f.Low)!.Value.DecibelA) / 2)))
        .OrderBy(l => l.Evidence).ThenBy(l => l.Value).FirstOrDefault();

    private static SoundLevel Times(SoundLevel one, int count) => SoundLevel.Combine(Enumerable.Repeat(one, count));
}
