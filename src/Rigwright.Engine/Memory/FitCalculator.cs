using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Memory;

/// <summary>Do models fit, and what would? Sums <see cref="MemoryCalculator"/> over roles and holds it against <see cref="DeviceCapacity"/>.</summary>
public static class FitCalculator
{
    /// <summary>The verdict; unknown when one of the models is.</summary>
    public static Answer<FitVerdict> Fit(FitRequest request)
    {
        var roles = new List<RoleFit>();
        var missing = new List<string>();
        foreach (var role in request.Roles)
        {
            var demand = DemandOf(role, request.Placement);
            if (demand.TryGet(out var known))
                roles.Add(new(role.Load, known));
            else
                missing.AddRange(demand.Missing);
        }
        return missing.Count > 0 ? Answer<FitVerdict>.Unknown(missing) : Answer<FitVerdict>.Known(Verdict(request, roles));
    }

    /// <summary>How far one role could go.</summary>
    /// <param name="request">The request that was answered.</param>
    /// <param name="role">Index of the role.</param>
    public static FitHeadroom Headroom(FitRequest request, int role)
    {
        var load = request.Roles[role].Load;
        var most = load.Model.Architecture?.MaxContext ?? load.Model.MaxContext?.Value ?? FitConstants.MaxContextUnstated;
        var steps = Math.Max(1, most / FitConstants.ContextStep);
        var context = Largest(steps, n => Fits(request, role, l => l with { ContextPerStream = Math.Min(most, n * FitConstants.ContextStep) }));
        return new(
            context is { } c ? (c == steps ? most : c * FitConstants.ContextStep) : null,
            MostStreams(request, role),
            Choices(load).FirstOrDefault(q => Fits(request, role, l => l with { Quantisation = q }, countWeights: true)));
    }

    /// <summary>The most streams of one role that fit at its context; null when not even one does.</summary>
    /// <param name="request">The request.</param>
    /// <param name="role">Index of the role.</param>
    public static int? MostStreams(FitRequest request, int role) =>
        Largest(FitConstants.MaxStreams, n => Fits(request, role, l => l with { Streams = n }));

    private static Answer<MemoryDemand> DemandOf(FitRole role, Placement placement)
    {
        var own = role.In(placement);
        var demand = role.Weights is { } layout ? MemoryCalculator.Demand(role.Load, layout, own) : MemoryCalculator.Demand(role.Load, own);
        return role.Device is not { } on ? demand : demand.Map(d => d with
        {
            Devices = [.. Enumerable.Range(0, placement.Devices.Count).Select(n => n == on ? d.Devices[0] with { Device = n } : DeviceDemand.Nothing(n))],
        });
    }

    private static FitVerdict Verdict(FitRequest request, List<RoleFit> roles)
    {
        var host = ByteSize.Sum(roles.Select(r => r.Demand.Host));
        var devices = new List<DeviceFit>();
        for (var d = 0; d < request.Placement.Devices.Count; d++)
        {
            var device = request.Placement.Devices[d];
            // With different engines the strictest rule counts for all.
            var capacity = roles.Select(r => r.Load.Engine).Distinct().Order()
                .Select(e => DeviceCapacity.Usable(device.Accelerator, device.Memory, e, request.Capacity)).MinBy(c => c.Usable)!;
            devices.Add(new(device, capacity, [.. roles.Select(r => r.Demand.Devices[d])], d == 0 && capacity.CountsHost ? host : ByteSize.Zero));
        }
        return new() { Roles = roles, Devices = devices };
    }

    private static bool Fits(FitRequest request, int role, Func<ModelLoad, ModelLoad> change, bool countWeights = false)
    {
        var roles = request.Roles.ToArray();
        roles[role] = roles[role] with { Load = change(roles[role].Load), Weights = countWeights ? null : roles[role].Weights };
        return Fit(request with { Roles = roles }).TryGet(out var verdict) && verdict.Fits;
    }

    // Best first. A model that is published in a four-bit format has nothing above it.
    private static IEnumerable<Quantisation> Choices(ModelLoad load)
    {
        var native = load.Model.NativeDtype?.Value.Contains("mxfp4", StringComparison.OrdinalIgnoreCase) == true;
        var (format, names) = load.Engine switch
        {
            EngineKind.Mlx => ("mlx", native ? FitConstants.NativeMlxChoices : FitConstants.MlxChoices),
            EngineKind.Vllm or EngineKind.Sglang => ("safetensors", native ? FitConstants.NativeCheckpointChoices : FitConstants.CheckpointChoices),
            _ => ("gguf", native ? FitConstants.NativeGgufChoices : FitConstants.GgufChoices),
        };
        foreach (var name in names)
        {
            if (Quantisation.TryParse(format, name, out var quantisation))
                yield return quantisation;
        }
    }

    // Memory grows with n, so the largest n that fits is found by halving.
    private static int? Largest(int most, Func<int, bool> fits)
    {
        if (fits(most))
            return most;
        if (!fits(1))
            return null;
        int low = 1, high = most - 1;
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            if (fits(middle))
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
}
