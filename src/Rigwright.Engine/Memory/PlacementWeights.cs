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

    /// <summary>All tensors of the model once.</summary>
    public long Total => Layers.Sum() + Embedding + Output;
}
