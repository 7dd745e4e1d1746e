using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory;

/// <summary>What one layer keeps between tokens. Layers with the same shapes share a class.</summary>
public readonly record struct CacheClass
{
    /// <summary>Elements of the keys of one token: heads × width, or the latent vector with its rotary part.</summary>
    public int KeyElements { get; init; }

    /// <summary>Elements of the values of one token; 0 for latent attention, whose values are a view of the keys.</summary>
    public int ValueElements { get; init; }

    /// <summary>Key-value heads; 1 for latent attention.</summary>
    public int KvHeads { get; init; }

    /// <summary>Is the cache a latent one that every tensor-parallel rank must hold whole?</summary>
    public bool IsLatent { get; init; }

    /// <summary>Elements of the sparse indexer's key of one token; 0 without an indexer.</summary>
    public int IndexerElements { get; init; }

    /// <summary>Sliding window or chunk in tokens; 0 when every earlier token is kept.</summary>
    public int Window { get; init; }

    /// <summary>Is <see cref="Window"/> a chunk (Llama 4)?</summary>
    public bool IsChunked { get; init; }

    /// <summary>Elements of the convolution state of one sequence.</summary>
    public long ConvElements { get; init; }

    /// <summary>Elements of the recurrent state of one sequence.</summary>
    public long StateElements { get; init; }

    /// <summary>Is the recurrent state kept in 32-bit floats by every engine (Kimi delta attention)?</summary>
    public bool StateIsAlwaysF32 { get; init; }

    /// <summary>Is this a layer without attention in a model of attention layers (Nemotron-NAS)? llama.cpp still counts it as one that has a cache.</summary>
    public bool IsAttentionFree { get; init; }

    /// <summary>Has the layer a cache that grows with the context?</summary>
    public bool HasCache => KeyElements > 0;

    /// <summary>Has the layer a state of fixed size?</summary>
    public bool HasState => ConvElements + StateElements > 0;

    /// <summary>The class of a layer.</summary>
    public static CacheClass Of(DecoderLayer layer)
    {
        var result = new CacheClass();
        foreach (var mixer in layer.Mixers)
            result = result.With(mixer);
        return result;
    }

    /// <summary>What one token's attention reads in a mixer: its own cache, or the one of an earlier layer of the same shape that it shares (Gemma 3n).</summary>
    public static CacheClass ReadBy(TokenMixer mixer) =>
        new CacheClass().With(mixer is SoftmaxAttention { OwnsCache: false } shared ? shared with { OwnsCache = true } : mixer);

    private CacheClass With(TokenMixer mixer) => mixer switch
    {
        SoftmaxAttention { OwnsCache: true } a => this with
        {
            KeyElements = a.KvHeads * a.KeyDim,
            ValueElements = a.KvHeads * a.ValueDim,
            KvHeads = a.KvHeads,
            IndexerElements = a.Indexer?.HeadDim ?? 0,
            Window = a.Window ?? 0,
            IsChunked = a.IsChunked,
        },
        LatentAttention m => this with
        {
            KeyElements = m.KvLoraRank + m.RopeDim,
            KvHeads = 1,
            IsLatent = true,
            IndexerElements = m.Indexer?.HeadDim ?? 0,
        },
        RecurrentMixer r => this with
        {
            ConvElements = r.ConvElements,
            StateElements = r.StateElements,
            StateIsAlwaysF32 = r.Kind is RecurrentKind.KimiDelta,
        },
        _ => this,
    };
}
