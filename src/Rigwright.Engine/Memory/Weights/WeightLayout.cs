using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>One stored tensor: what it is and what it takes.</summary>
/// <param name="Shape">Name, layer, class and extents.</param>
/// <param name="Type">Storage type as the format names it, for example <c>Q4_K</c>, <c>4bit-g64</c>, <c>BF16</c>.</param>
/// <param name="Bytes">Bytes with scales, without padding.</param>
public sealed record StoredTensor(TensorShape Shape, string Type, long Bytes);

/// <summary>The weights of one layer, as reading and placement need them.</summary>
/// <param name="Dense">Bytes that every token reads.</param>
/// <param name="Experts">Bytes of all routed experts.</param>
/// <param name="ExpertCount">Routed experts; 0 for a layer without.</param>
/// <param name="ExpertsPerToken">Routed experts that a token reads.</param>
public readonly record struct LayerWeights(long Dense, long Experts, int ExpertCount, int ExpertsPerToken)
{
    /// <summary>All bytes of the layer.</summary>
    public ByteSize Total => ByteSize.FromBytes(Dense + Experts);

    /// <summary>Bytes that one step of a batch reads on average: E (1 − (1 − k/E)^b) of the experts, routing taken as even.</summary>
    public double BytesRead(int streams)
    {
        if (ExpertCount == 0)
            return Dense;
        var touched = 1 - Math.Pow(1 - ((double)ExpertsPerToken / ExpertCount), streams);
        return Dense + (Experts * touched);
    }
}

/// <summary>Where the bytes of a model's weights are.</summary>
public sealed record WeightLayout
{
    /// <summary>All tensors of the file: layers, prediction blocks, embedding, head, vision tower when the artefact holds it.</summary>
    public required ByteSize Total { get; init; }

    /// <summary>The input embedding and per-layer embedding tables, which llama.cpp keeps in host memory.</summary>
    public required ByteSize Host { get; init; }

    /// <summary>The matrix that makes the logits: the head, or for tied models the embedding (which is then loaded on the device as well).</summary>
    public required ByteSize Output { get; init; }

    /// <summary>Is the head the embedding?</summary>
    public required bool IsTied { get; init; }

    /// <summary>The decoder layers in order.</summary>
    public required IReadOnlyList<LayerWeights> Layers { get; init; }

    /// <summary>Prediction blocks that are in the file.</summary>
    public required IReadOnlyList<LayerWeights> PredictionLayers { get; init; }

    /// <summary>Tensors outside the layers that are neither embedding nor head (last norm, frequency tables, projections of per-layer embeddings).</summary>
    public required ByteSize Other { get; init; }

    /// <summary>Vision or sound tower and projector in the artefact; zero when it is a file of its own.</summary>
    public required ByteSize Vision { get; init; }

    /// <summary>Bytes by class; the values add up to <see cref="Total"/>.</summary>
    public required IReadOnlyDictionary<TensorClass, ByteSize> ByClass { get; init; }

    /// <summary>Bytes by storage type; the values add up to <see cref="Total"/>.</summary>
    public required IReadOnlyDictionary<string, ByteSize> ByType { get; init; }

    /// <summary>What a file holds beside the tensors' data: metadata with the tokenizer, tensor table, padding.</summary>
    public required ByteSize Header { get; init; }

    /// <summary>Elements of all tensors.</summary>
    public required long Elements { get; init; }

    /// <summary>The size of the published artefact: tensors and header.</summary>
    public ByteSize FileSize => Total + Header;

    /// <summary>Bits for one weight on average.</summary>
    public double BitsPerWeight => Elements == 0 ? 0 : Total.Bytes * 8.0 / Elements;

    /// <summary>Bytes of weights that one decoding step of a batch reads: every dense tensor, the head, and the experts that are touched.
    /// Of the embedding one row a token is read, which is left out.</summary>
    /// <param name="streams">Sequences that decode together, at least 1.</param>
    public double DecodeBytes(int streams = 1)
    {
        double bytes = Output.Bytes + Other.Bytes;
        for (var l = 0; l < Layers.Count; l++)
            bytes += Layers[l].BytesRead(streams);
        return bytes;
    }
}
