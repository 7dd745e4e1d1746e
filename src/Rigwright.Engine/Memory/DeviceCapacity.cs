using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Memory;

/// <summary>How the machine is set up, where that changes how much memory a model may use.</summary>
public sealed record CapacityOptions
{
    /// <summary>Headless, with the system's defaults.</summary>
    public static CapacityOptions Default { get; } = new();

    /// <summary>Does the device also drive a display?</summary>
    public bool HasDisplay { get; init; }

    /// <summary>The GPU limit of a unified memory set by hand (macOS <c>iogpu.wired_limit_mb</c>, Linux GTT size); null for the default.</summary>
    public ByteSize? GpuLimit { get; init; }
}

/// <summary>How much of a device's memory a model may use, and why not all of it.</summary>
/// <param name="Installed">As sold.</param>
/// <param name="Usable">What weights, caches, buffers and overhead may fill together.</param>
/// <param name="CountsHost">Does what an engine keeps on the host come out of <paramref name="Usable"/> too (one memory for both)?</param>
/// <param name="Reserves">What was taken off, in order, each with its reason.</param>
/// <param name="Evidence">The weakest evidence behind <paramref name="Usable"/>.</param>
public sealed record UsableMemory(
    ByteSize Installed, ByteSize Usable, bool CountsHost, IReadOnlyList<MemoryReserve> Reserves, Evidence Evidence);

/// <summary>Memory that a model cannot use.</summary>
/// <param name="Size">How much.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Source">Where that stands.</param>
/// <param name="Evidence">How it is known.</param>
public sealed record MemoryReserve(ByteSize Size, string Reason, string Source, Evidence Evidence);

/// <summary>Usable memory of a device (docs/formulas/overhead.md).</summary>
public static class DeviceCapacity
{
    /// <summary>Usable memory of a device with a chosen memory size.</summary>
    /// <param name="accelerator">The device.</param>
    /// <param name="memory">One of its <see cref="Accelerator.MemoryOptions"/>.</param>
    /// <param name="engine">The engine: vLLM uses only a share of the whole.</param>
    /// <param name="options">How the machine is set up; null for headless with defaults.</param>
    public static UsableMemory Usable(Accelerator accelerator, ByteSize memory, EngineKind engine, CapacityOptions? options = null)
    {
        options ??= CapacityOptions.Default;
        var unified = accelerator.HasUnifiedMemory;
        var reserves = new List<MemoryReserve>();
        reserves.AddRange(
            options.GpuLimit is { } limit && unified ? [SetByHand(memory, limit)]
            : accelerator.Vendor == "Apple" ? [WiredLimit(memory)]
            : unified ? System(accelerator, memory)
            : Card(accelerator, memory, options));
        if (engine == EngineKind.Vllm)
            reserves.Add(Utilisation(memory, reserves));
        var taken = ByteSize.Sum(reserves.Select(r => r.Size));
        var evidence = reserves.Count == 0 ? Evidence.VendorSpec : reserves.Max(r => r.Evidence);
        return new(memory, ByteSize.SubtractOrZero(memory, taken), unified && accelerator.Vendor != "Apple", reserves, evidence);
    }

    private static IEnumerable<MemoryReserve> Card(Accelerator card, ByteSize memory, CapacityOptions options)
    {
        if (card.VisibleMemory is { } visible && visible.Value < memory)
            yield return new(memory - visible.Value, "not visible to programs", visible.Source.Value, visible.Evidence);
        else if (card.VisibleMemory is null)
            yield return new(OverheadConstants.DriverReserve, "kept by the driver", "community accounting of an 8 GB RTX card", Evidence.CommunityReport);
        if (options.HasDisplay)
            yield return new(OverheadConstants.DesktopReserve, "desktop on this card", "fitllm 2.18.0 (desktop less headless)", Evidence.CommunityReport);
    }

    private static IEnumerable<MemoryReserve> System(Accelerator machine, ByteSize memory)
    {
        if (machine.VisibleMemory is { } visible && visible.Value < memory)
            yield return new(memory - visible.Value, "not visible to programs", visible.Source.Value, visible.Evidence);
        if (DeviceBackends.Of(machine) == DeviceBackend.Rocm)
        {
            var kept = ByteSize.FromBytes(memory.Bytes - (long)(memory.Bytes * OverheadConstants.RyzenShare));
            yield return new(kept, "default limit of the graphics (75 %); Linux GTT raises it", "catalogue notes on Ryzen AI Max", Evidence.CommunityReport);
        }
        else
        {
            yield return new(OverheadConstants.UnifiedSystemReserve, "operating system", "assumed for headless Linux", Evidence.Assumed);
        }
    }

    private static MemoryReserve WiredLimit(ByteSize memory)
    {
        var share = memory <= OverheadConstants.MacSmallLimit ? OverheadConstants.MacSmallShare : OverheadConstants.MacLargeShare;
        var kept = ByteSize.FromBytes(memory.Bytes - (long)(memory.Bytes * share));
        return new(kept, share > 0.7 ? "macOS: the GPU may wire 75 % by default" : "macOS: the GPU may wire two thirds by default",
            "mlx-lm README (iogpu.wired_limit_mb)", Evidence.CommunityReport);
    }

    private static MemoryReserve SetByHand(ByteSize memory, ByteSize limit) =>
        new(ByteSize.SubtractOrZero(memory, limit), "beyond the GPU limit that was given", "given by the user", Evidence.MeasuredHere);

    // vLLM's share is of the total that the driver shows, so what the driver hides is not taken off twice.
    private static MemoryReserve Utilisation(ByteSize memory, List<MemoryReserve> reserves)
    {
        var hidden = ByteSize.Sum(reserves.Select(r => r.Size));
        var visible = ByteSize.SubtractOrZero(memory, hidden);
        var kept = visible.Bytes - (long)(visible.Bytes * OverheadConstants.VllmUtilisation);
        return new(ByteSize.FromBytes(kept), "vLLM uses 92 % of the device (gpu_memory_utilization)", "docs.vllm.ai, cache configuration", Evidence.VendorSpec);
    }
}
