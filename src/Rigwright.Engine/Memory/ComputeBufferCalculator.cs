using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;

namespace Rigwright.Engine.Memory;

/// <summary>Compute buffers and activations by engine (docs/formulas/compute-buffer.md).</summary>
public static class ComputeBufferCalculator
{
    /// <summary>The buffers of one device that runs some layers of a model.</summary>
    public static Answer<ComputeBuffers> Calculate(ModelArchitecture architecture, ComputeRequest request) => request.Cache.Engine switch
    {
        EngineKind.Vllm => Answer<ComputeBuffers>.Known(new(Activations(architecture, request) + OverheadConstants.VllmGraphs.Bytes, 0, 0)),
        // SGLang's activations and graphs are inside the reserve of EngineOverhead.
        EngineKind.Sglang => Answer<ComputeBuffers>.Known(default),
        EngineKind.Mlx => Answer<ComputeBuffers>.Known(new(Activations(architecture, request), 0, 0)),
        _ => Answer<ComputeBuffers>.Known(LlamaCpp(architecture, request)),
    };

    private static ComputeBuffers LlamaCpp(ModelArchitecture architecture, ComputeRequest request)
    {
        var cache = request.Cache;
        long tokens = LlamaCppCache.Batch(cache);
        var cells = LlamaCppCache.GlobalCells(cache);
        var mask = cells * tokens * (cache.FlashAttention ? 2 : 4);
        var logits = architecture.Vocabulary * (request.Outputs > 0 ? request.Outputs : tokens) * 4;
        var scores = cache.FlashAttention ? 0 : cells * tokens * Widest(architecture, Heads) * 4;
        var layer = tokens * (Widest(architecture, FeedForwardElements) + 4L * architecture.Hidden) * 4;
        return new(mask + Math.Max(logits + tokens * architecture.Hidden * 8, scores + layer), mask, logits);
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

    private static long Heads(DecoderLayer layer) => layer.Mixers.Count == 0 ? 0 : layer.Mixers.Max(m => m switch
    {
        SoftmaxAttention a => a.Heads,
        LatentAttention a => a.Heads,
        _ => 0,
    });

    private static long FeedForwardElements(DecoderLayer layer) => layer.FeedForward switch
    {
        MixtureOfExperts e => e.ExpertsPerToken * Math.Max(2L * e.ExpertWidth, layer.FeedForward is null ? 0 : e.ExpertWidth) + 2L * e.SharedWidth,
        DenseFeedForward f => 2L * f.Width,
        _ => 0,
    };
}
