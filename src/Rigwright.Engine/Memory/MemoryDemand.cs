using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Memory;

/// <summary>What one model takes of one device.</summary>
public sealed record DeviceDemand
{
    /// <summary>Index of the device in the placement.</summary>
    public required int Device { get; init; }

    /// <summary>Decoder layers that lie on it (all of them under tensor parallelism).</summary>
    public required int Layers { get; init; }

    /// <summary>Weights.</summary>
    public required ByteSize Weights { get; init; }

    /// <summary>Keys and values.</summary>
    public required ByteSize KvCache { get; init; }

    /// <summary>Recurrent and convolution states.</summary>
    public required ByteSize State { get; init; }

    /// <summary>Compute buffers, activations and captured graphs.</summary>
    public required ByteSize Compute { get; init; }

    /// <summary>Contexts and reserves of the engine's process.</summary>
    public required ByteSize Overhead { get; init; }

    /// <summary>Everything.</summary>
    public ByteSize Total => Weights + KvCache + State + Compute + Overhead;

    /// <summary>A model that does not lie on the device.</summary>
    public static DeviceDemand Nothing(int device) => new()
    {
        Device = device,
        Layers = 0,
        Weights = ByteSize.Zero,
        KvCache = ByteSize.Zero,
        State = ByteSize.Zero,
        Compute = ByteSize.Zero,
        Overhead = ByteSize.Zero,
    };
}

/// <summary>What one model takes of every device and of the host.</summary>
public sealed record MemoryDemand
{
    /// <summary>One entry a device of the placement, in its order.</summary>
    public required IReadOnlyList<DeviceDemand> Devices { get; init; }

    /// <summary>All tensors of the model that the engine loads, wherever they lie: what llama.cpp reports. It leaves prediction blocks of GLM in the file,
    /// and holds a tied embedding of Gemma 3n and 4 twice; every other tensor counts once.</summary>
    public required ByteSize ModelWeights { get; init; }

    /// <summary>All tensors of the file, each once.</summary>
    public required ByteSize FileWeights { get; init; }

    /// <summary>Weights that stay in system memory: the input embedding (llama.cpp) and experts placed there.</summary>
    public required ByteSize HostWeights { get; init; }

    /// <summary>Buffers in system memory: inputs, masks, output logits, and the graph of experts placed there.</summary>
    public required ByteSize HostCompute { get; init; }

    /// <summary>Sum of the devices' weights; copies on several devices count each.</summary>
    public ByteSize Weights => ByteSize.Sum(Devices.Select(d => d.Weights));

    /// <summary>Sum of the devices' keys and values.</summary>
    public ByteSize KvCache => ByteSize.Sum(Devices.Select(d => d.KvCache));

    /// <summary>Sum of the devices' states.</summary>
    public ByteSize State => ByteSize.Sum(Devices.Select(d => d.State));

    /// <summary>Sum of the devices' compute buffers.</summary>
    public ByteSize Compute => ByteSize.Sum(Devices.Select(d => d.Compute));

    /// <summary>Sum of the devices' overheads.</summary>
    public ByteSize Overhead => ByteSize.Sum(Devices.Select(d => d.Overhead));

    /// <summary>Sum of the devices' totals.</summary>
    public ByteSize Total => ByteSize.Sum(Devices.Select(d => d.Total));

    /// <summary>What the host holds.</summary>
    public ByteSize Host => HostWeights + HostCompute;
}
