using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Memory.Weights;

namespace Rigwright.Engine.Memory;

/// <summary>What a model takes of every device it lies on: the one function behind <c>rig fit</c>, <c>rig plan</c> and <c>rig check</c>
/// (docs/formulas/placement.md).</summary>
public static class MemoryCalculator
{
    /// <summary>Splits a catalogue model over devices and sums what each holds.</summary>
    /// <param name="load">The model, its quantisation and how it is served.</param>
    /// <param name="placement">The devices.</param>
    /// <returns>Unknown when the architecture or the quantisation is not known or the engine cannot serve it so.</returns>
    public static Answer<MemoryDemand> Demand(ModelLoad load, Placement placement)
    {
        if (load.Model.Architecture is not { } architecture)
            return Answer<MemoryDemand>.Unknown($"the architecture of {load.Model.Id} (its configuration)");
        return WeightCalculator.Calculate(architecture, load.Quantisation).Then(layout => Demand(load, layout, placement));
    }

    /// <summary>The same for weights that are known tensor by tensor, as from a GGUF file.</summary>
    public static Answer<MemoryDemand> Demand(ModelLoad load, WeightLayout layout, Placement placement)
    {
        var vision = load.WithVision && load.Model.Architecture?.Vision is { } tower
            ? layout.Vision.Bytes > 0 ? layout.Vision.Bytes : VisionMemory.Weights(tower, load.Model.Architecture.Hidden)
            : 0;
        return Demand(load, PlacementWeights.Of(layout, load.Model.Architecture?.GgufArchitecture ?? "", load.Engine, vision), placement);
    }

    /// <summary>Splits a model over devices and sums what each holds.</summary>
    /// <param name="load">The model, its quantisation and how it is served.</param>
    /// <param name="weights">Its weights, by layer.</param>
    /// <param name="placement">The devices.</param>
    /// <returns>Unknown when the architecture is not known or the engine cannot serve it so.</returns>
    public static Answer<MemoryDemand> Demand(ModelLoad load, PlacementWeights weights, Placement placement)
    {
        if (load.Model.Architecture is not { } architecture)
            return Answer<MemoryDemand>.Unknown($"the architecture of {load.Model.Id} (its configuration)");
        if (KvElement.Find(load.KvType, load.Engine) is not { } element)
            return Answer<MemoryDemand>.Unknown(KvCacheCalculator.NoSuchType(CacheRequest.Of(load)));
        var ranks = placement.Split == SplitMode.Tensor ? placement.Devices.Count : 1;
        var share = placement.Split == SplitMode.Replica
            ? load with { Streams = (load.Streams + placement.Devices.Count - 1) / placement.Devices.Count }
            : load;
        var buffers = ComputeBufferCalculator.Calculate(architecture, ComputeRequest.Of(share, ranks));
        var plan = new PlacedModel(share, weights, placement, ComputeProfile.Of(architecture).Cache, element, buffers, ranks);
        return Answer<MemoryDemand>.Known(placement.Split == SplitMode.Layer && placement.Devices.Count > 1 ? plan.ByLayers() : plan.Whole());
    }
}
