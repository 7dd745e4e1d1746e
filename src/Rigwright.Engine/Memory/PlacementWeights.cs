using Rigwright.Engine.Memory.Weights;

namespace Rigwright.Engine.Memory;

/// <summary>The weights of a model as placement sees them, in bytes.</summary>
public sealed record PlacementWeights
{
    /// <summary>Everything of each layer, experts included; prediction (MTP) blocks that are in the file follow the decoder layers.</summary>
    public required IReadOnlyList<long> Layers { get; init; }

    /// <summary>The routed experts of each layer, a part of <see cref="Layers"/>.</summary>
    public required IReadOnlyList<long> Experts { get; init; }

    /// <summary>Input embedding (and tables that are looked up like it).</summary>
    public required long Embedding { get; init; }

    /// <summary>Output head and final norm; for a tied head only the norm.</summary>
    public required long Output { get; init; }

    /// <summary>Bytes of the embedding that serve as the output head too; 0 unless tied.</summary>
    public required long TiedHead { get; init; }

    /// <summary>Vision tower and projector; 0 unless they are to be loaded.</summary>
    public long Vision { get; init; }

    /// <summary>All tensors of the model once.</summary>
    public long Total => Layers.Sum() + Embedding + Output + Vision;

    /// <summary>The weights of a layout.</summary>
    /// <param name="layout">All tensors.</param>
    /// <param name="vision">Bytes of the vision tower when it has to be loaded, else 0.</param>
    public static PlacementWeights Of(WeightLayout layout, long vision = 0) => new()
    {
        Layers = [.. layout.Layers.Concat(layout.PredictionLayers).Select(l => l.Dense + l.Experts)],
        Experts = [.. layout.Layers.Concat(layout.PredictionLayers).Select(l => l.Experts)],
        Embedding = layout.Host.Bytes,
        Output = layout.Other.Bytes + (layout.IsTied ? 0 : layout.Output.Bytes),
        TiedHead = layout.IsTied ? layout.Output.Bytes : 0,
        Vision = vision,
    };
}
