using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory;

/// <summary>What is to be kept for whom.</summary>
/// <param name="ContextPerStream">Tokens promised to each stream, at least 1.</param>
/// <param name="Streams">Streams at the same time, at least 1.</param>
/// <param name="KvType">Type of the cached keys and values.</param>
/// <param name="Engine">Whose rules apply.</param>
public readonly record struct CacheRequest(int ContextPerStream, int Streams, KvType KvType, EngineKind Engine)
{
    /// <summary>Physical batch (llama.cpp <c>-ub</c>, default 512): sliding-window caches hold the window and one batch.</summary>
    public int MicroBatch { get; init; } = 512;

    /// <summary>One pool for all streams (<c>-kvu</c>) instead of a guaranteed part for each.</summary>
    public bool Unified { get; init; }

    /// <summary>Sliding-window layers keep the whole context (<c>--swa-full</c>).</summary>
    public bool FullWindows { get; init; }

    /// <summary>Is flash attention on? Without it llama.cpp pads values to the widest layer.</summary>
    public bool FlashAttention { get; init; } = true;

    /// <summary>Tensor-parallel ranks that share the heads; 1 for none.</summary>
    public int TensorParallel { get; init; } = 1;

    /// <summary>Tokens that vLLM's scheduler may batch (<c>--max-num-batched-tokens</c>, default 2048).</summary>
    public int MaxBatchedTokens { get; init; } = 2048;

    /// <summary>The request of a load.</summary>
    public static CacheRequest Of(ModelLoad load, int tensorParallel = 1) => new(load.ContextPerStream, load.Streams, load.KvType, load.Engine)
    {
        MicroBatch = load.MicroBatch,
        FlashAttention = load.FlashAttention,
        TensorParallel = tensorParallel,
    };
}

/// <summary>Bytes kept between tokens.</summary>
/// <param name="Kv">Keys and values (and indexer keys), growing with the context.</param>
/// <param name="State">Recurrent and convolution states, fixed per stream.</param>
public readonly record struct CacheBytes(long Kv, long State)
{
    /// <summary>Both.</summary>
    public long Total => Kv + State;

    /// <summary>Sum of both parts.</summary>
    public static CacheBytes operator +(CacheBytes a, CacheBytes b) => new(a.Kv + b.Kv, a.State + b.State);
}
