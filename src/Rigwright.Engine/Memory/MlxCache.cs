namespace Rigwright.Engine.Memory;

/// <summary>mlx-lm's caches (mlx_lm/models/cache.py at d78bf58e): grown per request, never reserved ahead.</summary>
public static class MlxCache
{
    /// <summary>A cache grows by this many tokens (KVCache.step).</summary>
    public const int Step = 256;

    /// <summary>One layer. Window layers use a rotating cache of exactly the window that is never quantised; a gated-delta state is a
    /// 32-bit float, a convolution state has the model's 16 bits.</summary>
    public static CacheBytes OfLayer(in CacheClass layer, in CacheRequest request, KvElement element)
    {
        var grown = (request.ContextPerStream + Step - 1L) / Step * Step;
        var rotating = layer.Window > 0 && layer.Window < grown;
        var tokens = rotating ? layer.Window : grown;
        var packing = layer.Window > 0 ? new KvElement(2, 1) : element;
        var elements = layer.KeyElements + layer.ValueElements + layer.IndexerElements;
        var state = layer.ConvElements * 2 + layer.StateElements * 4;
        return new(packing.BytesOf(elements * tokens) * request.Streams, state * request.Streams);
    }
}
