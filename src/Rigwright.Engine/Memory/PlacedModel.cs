using Rigwright.Domain.Models;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Memory;

/// <summary>One model on its devices: who holds what.</summary>
internal sealed class PlacedModel(
    ModelLoad load, PlacementWeights weights, Placement placement, CacheProfile profile, KvElement element, ComputeBuffers buffers, int ranks)
{
    /// <summary>Copies of the inputs that llama.cpp's scheduler keeps for pipeline parallelism (GGML_SCHED_MAX_COPIES).</summary>
    private const int PipelineCopies = 4;

    private readonly CacheRequest _request = CacheRequest.Of(load, ranks);

    // llama.cpp looks the embedding up on the host; the other engines keep it on the device.
    private bool EmbeddingOnHost => load.Engine is EngineKind.LlamaCpp or EngineKind.Ollama;

    /// <summary>Every device holds the same: one device, tensor-parallel ranks, or replicas.</summary>
    public MemoryDemand Whole()
    {
        var bytes = weights.Layers.Sum() - HostExperts() + weights.Output + weights.Vision + (EmbeddingOnHost ? weights.TiedHead : weights.Embedding);
        var cache = KvCacheCalculator.Of(profile, profile.LayersPerClass, _request, element);
        var devices = new DeviceDemand[placement.Devices.Count];
        for (var d = 0; d < devices.Length; d++)
            devices[d] = Device(d, profile.ClassOfLayer.Length, (bytes + ranks - 1) / ranks, cache, buffers.Device + VisionBuffer(d));
        return Sum(devices);
    }

    /// <summary>Whole layers on each device, the output head on the last that holds any.</summary>
    public MemoryDemand ByLayers()
    {
        var entries = EntryBytes();
        var split = placement.Shares is { } shares ? LayerSplit.ByShares(entries.Length, shares) : Balanced(entries);
        var devices = new DeviceDemand[placement.Devices.Count];
        for (var d = 0; d < devices.Length; d++)
            devices[d] = OfLayers(d, split);
        return Sum(devices);
    }

    private int[] Balanced(long[] entries)
    {
        var count = placement.Devices.Count;
        var fixedBytes = new long[count];
        var capacity = new long[count];
        for (var d = 0; d < count; d++)
        {
            var device = placement.Devices[d];
            fixedBytes[d] = PipelineBuffer() + EngineOverhead.PerDevice(load.Engine, device, ranks).Bytes;
            capacity[d] = DeviceCapacity.Usable(device.Accelerator, device.Memory, load.Engine).Usable.Bytes;
        }
        return LayerSplit.Balanced(entries, fixedBytes, capacity);
    }

    private DeviceDemand OfLayers(int device, int[] split)
    {
        Span<int> perClass = stackalloc int[profile.Classes.Length];
        long bytes = 0;
        var layers = 0;
        for (var i = 0; i < split.Length; i++)
        {
            if (split[i] != device)
                continue;
            bytes += EntryWeights(i);
            if (i >= profile.ClassOfLayer.Length)
                continue;
            perClass[profile.ClassOfLayer[i]]++;
            layers++;
        }
        if (device == 0)
            bytes += weights.Vision + (EmbeddingOnHost ? 0 : weights.Embedding);
        var cache = KvCacheCalculator.Of(profile, perClass, _request, element);
        return Device(device, layers, bytes, cache, layers > 0 || bytes > 0 ? PipelineBuffer() + VisionBuffer(device) : 0);
    }

    private long VisionBuffer(int device) =>
        weights.Vision > 0 && (device == 0 || placement.Split != SplitMode.Layer) && load.Model.Architecture?.Vision is { } tower ? VisionMemory.Buffer(tower) : 0;

    private long PipelineBuffer() =>
        EmbeddingOnHost && placement.Devices.Count > 1 ? buffers.Device + buffers.Inputs * (PipelineCopies - 1) : buffers.Device;

    private long[] EntryBytes()
    {
        var entries = new long[weights.Layers.Count + 1];
        Span<int> one = stackalloc int[profile.Classes.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = EntryWeights(i);
            if (i >= profile.ClassOfLayer.Length)
                continue;
            one.Clear();
            one[profile.ClassOfLayer[i]] = 1;
            entries[i] += KvCacheCalculator.Of(profile, one, _request, element).Total;
        }
        return entries;
    }

    private long EntryWeights(int entry)
    {
        if (entry == weights.Layers.Count)
            return weights.Output + weights.TiedHead;
        return weights.Layers[entry] - (placement.ExpertsOnHost ? weights.Experts[entry] : 0);
    }

    private long HostExperts() => placement.ExpertsOnHost ? weights.Experts.Sum() : 0;

    private DeviceDemand Device(int index, int layers, long weightBytes, CacheBytes cache, long compute) => new()
    {
        Device = index,
        Layers = layers,
        Weights = ByteSize.FromBytes(weightBytes),
        KvCache = ByteSize.FromBytes(cache.Kv),
        State = ByteSize.FromBytes(cache.State),
        Compute = ByteSize.FromBytes(compute),
        Overhead = layers > 0 || weightBytes > 0 ? EngineOverhead.PerDevice(load.Engine, placement.Devices[index], ranks) : ByteSize.Zero,
    };

    private MemoryDemand Sum(DeviceDemand[] devices) => new()
    {
        Devices = devices,
        ModelWeights = ByteSize.FromBytes(weights.Loaded),
        FileWeights = ByteSize.FromBytes(weights.InFile),
        HostWeights = ByteSize.FromBytes((EmbeddingOnHost ? weights.Embedding : 0) + HostExperts()),
        HostCompute = ByteSize.FromBytes(EmbeddingOnHost ? buffers.Inputs + buffers.Logits + (placement.ExpertsOnHost ? buffers.Device : 0) : 0),
    };
}
