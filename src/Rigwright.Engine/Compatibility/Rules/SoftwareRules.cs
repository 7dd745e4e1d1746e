using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.PowerNoise;

namespace Rigwright.Engine.Compatibility.Rules;

/// <summary>The engines run on the devices.</summary>
public sealed class EngineSupportRule() : CompatibilityRule("software.engine-support",
    "Every engine that is to run has a back end for the maker of every device, is known to run on its chip generation, and exists for the operating system.",
    "engines' documentation and published runs (data/engine-support.csv)")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        foreach (var engine in context.Engines)
        {
            foreach (var accelerator in rig.Devices.Select(d => d.Accelerator).Distinct())
                yield return CheckPair(engine, accelerator, context.OperatingSystem);
        }
    }

    /// <summary>Is it known that an engine does not run on a device under a system: no back end for the chip's maker, or none for the system?</summary>
    /// <param name="engine">The engine; one of which nothing is known excludes nothing.</param>
    /// <param name="accelerator">The device.</param>
    /// <param name="system"><c>linux</c>, <c>windows</c> or <c>macos</c>.</param>
    internal static bool Excludes(InferenceEngine engine, Accelerator accelerator, string system) =>
        engine.Support.Count > 0 && !Backends(engine, accelerator).Exists(b => b.OperatingSystems.Contains(system));

    private static List<EngineSupport> Backends(InferenceEngine engine, Accelerator accelerator) =>
        [.. engine.Support.Where(s => string.Equals(s.Vendor, ChipMaker(accelerator), StringComparison.OrdinalIgnoreCase))];

    // Somebody else's machine around a maker's chip (an ASUS GX10) runs what the chip runs.
    private static string ChipMaker(Accelerator accelerator) => accelerator.Architecture?.Value switch
    {
        { } a when a.StartsWith("sm_", StringComparison.Ordinal) || a.StartsWith("blackwell", StringComparison.Ordinal) => "NVIDIA",
        { } a when a.StartsWith("gfx", StringComparison.Ordinal) => "AMD",
        { } a when a.StartsWith("Xe", StringComparison.Ordinal) => "Intel",
        "Metal" => "Apple",
        _ => accelerator.Vendor,
    };

    private Finding CheckPair(InferenceEngine engine, Accelerator accelerator, string? system)
    {
        var architecture = accelerator.Architecture?.Value;
        var known = architecture is null ? accelerator.Vendor : $"{accelerator.Vendor} {architecture}";
        var maker = ChipMaker(accelerator);
        var backends = Backends(engine, accelerator);
        if (engine.Support.Count == 0)
            return Unknown($"what {engine.Name} runs on.", $"{known}");
        if (backends.Count == 0)
            return Error($"{engine.Name} has no back end for {accelerator.Name} ({known}); it has {string.Join(", ", engine.Support.Select(s => $"{s.Backend} for {s.Vendor}"))}.",
                $"{known}", $"{string.Join(", ", engine.Support.Select(s => s.Vendor).Distinct())}", engine.Source);
        if (system is not null && Excludes(engine, accelerator, system))
            return Error($"{engine.Name} for {maker} exists for {string.Join(", ", backends.SelectMany(b => b.OperatingSystems).Distinct())}, not for {system}.",
                $"{system}", $"{string.Join(", ", backends.SelectMany(b => b.OperatingSystems).Distinct())}", backends[0].Source);
        // What runs under another system only proves nothing for this one.
        if (system is not null)
            backends = [.. backends.Where(b => b.OperatingSystems.Contains(system))];
        var proven = backends.Find(b => architecture is not null && b.Architectures.Any(a => architecture.StartsWith(a, StringComparison.OrdinalIgnoreCase)));
        if (proven is null)
            return Unknown($"whether {engine.Name} ({string.Join(", ", backends.Select(b => b.Backend))}) runs on {accelerator.Name} ({architecture ?? "generation not found"}): look for the chip in its list of supported hardware and for the driver that it needs.",
                $"{known}", $"{string.Join(", ", backends.SelectMany(b => b.Architectures).Distinct())}", backends[0].Source);
        return Pass($"{engine.Name} runs on {known} with {proven.Backend} under {string.Join(", ", proven.OperatingSystems)}.", $"{known}", $"{string.Join(", ", proven.Architectures)}", proven.Source);
    }
}

/// <summary>The rig is not louder than wanted.</summary>
public sealed class NoiseLimitRule() : CompatibilityRule("noise.limit",
    "The noise of all sources together at full load (measured before maker before estimate) stays below the wanted level.",
    "levels of the catalogue; equal sources add 10·log10(n) dB")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (context.NoiseLimit is not { } limit || rig.Devices.Count == 0)
            yield break;
        var estimate = NoiseEstimator.Estimate(rig, context.NoiseFacts);
        if (!estimate.TryGet(out var noise))
            yield return Unknown($"{string.Join(", ", estimate.Missing)} not found, so nobody knows how loud it is.", null, $"{limit}");
        else if (noise.Level <= limit)
            yield return Pass($"{noise.Level} from {noise.Terms.Count} sources.", $"{noise.Level}", $"{limit}");
        else
            yield return Warning($"{noise.Level} at full load from {string.Join(" + ", noise.Terms.Select(t => $"{t.Label} {t.Level}"))} is above {limit}.", $"{noise.Level}", $"{limit}");
    }
}
