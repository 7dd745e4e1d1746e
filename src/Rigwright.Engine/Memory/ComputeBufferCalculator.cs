using Rigwright.Domain.Models;
using Rigwright.Engine.Memory.Graphs;

namespace Rigwright.Engine.Memory;

/// <summary>Compute buffers and activations by engine (docs/formulas/compute-buffer.md).</summary>
public static class ComputeBufferCalculator
{
    /// <summary>The buffers of one device that runs some layers of a model.</summary>
    public static ComputeBuffers Calculate(ModelArchitecture architecture, ComputeRequest request) => request.Cache.Engine switch
    {
        EngineKind.Vllm => new(Activations(architecture, request) + OverheadConstants.VllmGraphs.Bytes, 0, 0),
        // SGLang's activations and graphs are inside the reserve of EngineOverhead.
        EngineKind.Sglang => default,
        EngineKind.Mlx => new(Activations(architecture, request), 0, 0),
        _ => LlamaCpp(ComputeProfile.Of(architecture), request),
    };

    /// <summary>llama.cpp's buffer: the size of the worst-case graph, placed as its allocator places it. Allocation-free for a shape that was asked for before.</summary>
    public static ComputeBuffers LlamaCpp(ComputeProfile profile, in ComputeRequest request)
    {
        var cache = request.Cache;
        long streams = cache.Streams, batch = LlamaCppCache.Batch(cache);
        var shape = new GraphShape(
            (batch + streams - 1) / streams * streams,
            streams,
            LlamaCppCache.Streams(cache),
            request.Outputs > 0 ? Math.Min(batch, request.Outputs) : batch,
            LlamaCppCache.GlobalCells(cache),
            profile.Cache.Window > 0 ? LlamaCppCache.WindowCells(cache, profile.Cache.Window) : 0,
            cache.FlashAttention,
            cache.KvType != KvType.F16);
        return profile.Buffers(shape);
    }

    // Activations of one scheduler step in 16 bits: the widest feed-forward block beside two residual streams, and the sampled logits in 32 bits.
    private static long Activations(ModelArchitecture architecture, ComputeRequest request)
    {
        long tokens = Math.Min(request.Cache.MaxBatchedTokens, (long)request.Cache.ContextPerStream * request.Cache.Streams);
        var ranks = request.Cache.TensorParallel;
        var widest = Widest(architecture, FeedForwardElements) / ranks + 4L * architecture.Hidden;
        return tokens * widest * 2 + request.Cache.Streams * (long)architecture.Vocabulary * 8;
    }

    private static long Widest(ModelArchitecture architecture, Func<DecoderLayer, long> of) =>
        architecture.Layers.Count == 0 ? 0 : architecture.Layers.Max(of);

    private static long FeedForwardElements(DecoderLayer layer) => layer.FeedForward switch
    {
        MixtureOfExperts e => 2L * e.ExpertsPerToken * e.ExpertWidth + 2L * e.SharedWidth,
        DenseFeedForward f => 2L * f.Width,
        _ => 0,
    };
}
