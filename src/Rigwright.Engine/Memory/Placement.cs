using Rigwright.Domain.Hardware;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Memory;

/// <summary>A device with the memory size that it was bought with.</summary>
/// <param name="Accelerator">The device.</param>
/// <param name="Memory">One of its memory options.</param>
public sealed record MemoryDevice(Accelerator Accelerator, ByteSize Memory)
{
    /// <summary>A power limit below the default; null leaves the default. Memory does not depend on it, speed does.</summary>
    public Power? Cap { get; init; }

    /// <summary>The device with its largest memory option.</summary>
    public static MemoryDevice Largest(Accelerator accelerator) => new(accelerator, accelerator.LargestMemory.Value);
}

/// <summary>How several devices share one model.</summary>
public enum SplitMode
{
    /// <summary>Whole layers on each device, one after the other (llama.cpp <c>-sm layer</c>, vLLM pipeline parallel).</summary>
    Layer,

    /// <summary>Every matrix divided over all devices (tensor parallel).</summary>
    Tensor,

    /// <summary>A whole copy of the model on each device; streams are shared out.</summary>
    Replica,
}

/// <summary>Where a model lies.</summary>
public sealed record Placement
{
    /// <summary>The devices, at least one.</summary>
    public required IReadOnlyList<MemoryDevice> Devices { get; init; }

    /// <summary>How they share the model; without meaning for one device.</summary>
    public SplitMode Split { get; init; } = SplitMode.Layer;

    /// <summary>Proportions of a layer split (llama.cpp <c>-ts</c>); null to balance the filling of the devices.</summary>
    public IReadOnlyList<double>? Shares { get; init; }

    /// <summary>Do the experts stay in system memory (llama.cpp <c>--cpu-moe</c>)? Slow: they are then read over the processor's memory bus.</summary>
    public bool ExpertsOnHost { get; init; }

    /// <summary>One device.</summary>
    public static Placement Single(Accelerator accelerator) => new() { Devices = [MemoryDevice.Largest(accelerator)] };

    /// <summary>Some equal devices.</summary>
    public static Placement Of(Accelerator accelerator, int count, SplitMode split = SplitMode.Layer) =>
        new() { Devices = [.. Enumerable.Repeat(MemoryDevice.Largest(accelerator), count)], Split = split };
}
