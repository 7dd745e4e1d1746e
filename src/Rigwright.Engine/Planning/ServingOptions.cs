using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Compatibility.Rules;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Planning;

/// <summary>One way to serve a role: on which devices and how.</summary>
/// <param name="Serving">Role, model, engine and split.</param>
/// <param name="Devices">Indices of the devices, ascending.</param>
public sealed record ServingOption(RoleServing Serving, IReadOnlyList<int> Devices);

/// <summary>Every way in which a model can be served on the devices of a candidate.</summary>
public static class ServingOptions
{
    /// <summary>One device; a layer split over cards of one machine; tensor parallelism over two or four equal linked devices.</summary>
    /// <param name="role">The role.</param>
    /// <param name="candidate">Model and quantisation.</param>
    /// <param name="devices">The candidate's devices.</param>
    /// <param name="requirements">Which engines the buyer wants (none named: any), and under which operating system.</param>
    public static IEnumerable<ServingOption> Of(RoleRequirement role, ModelCandidate candidate, IReadOnlyList<PlanDevice> devices, PurchaseRequirements requirements)
    {
        for (var set = 1; set < 1 << devices.Count; set++)
        {
            var members = devices.Where(d => (set & (1 << d.Index)) != 0).ToList();
            foreach (var split in Splits(members))
            {
                if (Engine(candidate.Quantisation, members, split, requirements) is var (engine, quantisation))
                    yield return new(new(role, candidate, quantisation, engine, [.. members.Select(m => m.Memory)], split), [.. members.Select(m => m.Index)]);
            }
        }
    }

    private static IEnumerable<SplitMode> Splits(List<PlanDevice> members)
    {
        if (members.Count == 1)
        {
            yield return SplitMode.Layer;
            yield break;
        }
        if (members.Any(m => m.Link != members[0].Link))
            yield break;
        // Layers over a cable between machines need llama.cpp's RPC back end, whose speed nobody here has measured.
        if (members.TrueForAll(m => m.InOneMachine))
            yield return SplitMode.Layer;
        if (members.Count is 2 or 4 && members.TrueForAll(m => m.Kind == members[0].Kind))
            yield return SplitMode.Tensor;
    }

    /// <summary>The engine for a format on some devices, with the weights as that engine loads them; null when there is none.</summary>
    private static (EngineKind Engine, Quantisation Quantisation)? Engine(Quantisation wanted, List<PlanDevice> members, SplitMode split, PurchaseRequirements requirements)
    {
        var backend = DeviceBackends.Of(members[0].Choice.Accelerator);
        var tensor = members.Count > 1 && split == SplitMode.Tensor;
        foreach (var (engine, quantisation) in Possible(wanted, backend, tensor))
        {
            if ((requirements.Engines.Count == 0 || requirements.Engines.Contains(engine)) && members.TrueForAll(m => Runs(engine, m.Choice.Accelerator, requirements.OperatingSystem)))
                return (engine, quantisation);
        }
        return null;
    }

    /// <summary>May an engine run on a device under a system? Only what the rule of engine support would refuse does not.</summary>
    internal static bool Runs(EngineKind engine, Accelerator accelerator, OperatingSystemChoice? system) =>
        system is null || system.Engines.FirstOrDefault(e => e.Id == EngineKey.Of(engine)) is not { } known || !EngineSupportRule.Excludes(known, accelerator, system.Name);

    private static IEnumerable<(EngineKind, Quantisation)> Possible(Quantisation wanted, DeviceBackend backend, bool tensor)
    {
        var gguf = wanted.Format == "gguf";
        if (gguf && !tensor)
        {
            yield return (EngineKind.LlamaCpp, wanted);
            yield return (EngineKind.Ollama, wanted);
        }
        if (wanted.Format == "mlx" && backend == DeviceBackend.Metal && !tensor)
            yield return (EngineKind.Mlx, wanted);
        if (backend is not (DeviceBackend.Cuda or DeviceBackend.Rocm))
            yield break;
        // The 4-bit microscaling weights of a GGUF are those of the publisher's checkpoint, which the servers load.
        var checkpoint = gguf ? (wanted.Name == "MXFP4_MOE" ? new Quantisation("mxfp4", "group32") : null) : wanted.Format == "mlx" ? null : wanted;
        if (checkpoint is null || gguf && !tensor)
            yield break;
        yield return (EngineKind.Vllm, checkpoint);
        yield return (EngineKind.Sglang, checkpoint);
    }
}
