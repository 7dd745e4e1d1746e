namespace Rigwright.Engine.Memory;

/// <summary>SGLang's pools (server_args.py and docs.sglang.io, 2026): exact token counts, window layers at a fixed ratio of the full ones.</summary>
public static class SglangCache
{
    /// <summary>Tokens of a window layer per token of a full layer, whatever the window (<c>--swa-full-tokens-ratio</c>, default).</summary>
    public const double WindowTokensRatio = 0.8;

    /// <summary>Bytes of a recurrent state element (<c>--mamba-ssm-dtype float32</c>, default).</summary>
    public const int StateBytes = 4;

    /// <summary>Bytes of a convolution state element: the model's 16-bit type.</summary>
    public const int ConvBytes = 2;

    /// <summary>One layer of one rank.</summary>
    public static CacheBytes OfLayer(in CacheClass layer, in CacheRequest request, KvElement element)
    {
        var tokens = (long)request.ContextPerStream * request.Streams;
        if (layer.Window > 0)
            tokens = (long)Math.Ceiling(tokens * WindowTokensRatio);
        var elements = layer.IsLatent || layer.KvHeads == 0
            ? layer.KeyElements + layer.ValueElements
            : (layer.KeyElements + layer.ValueElements) / layer.KvHeads * RankShare.KvHeads(layer.KvHeads, request.TensorParallel);
        var state = (layer.ConvElements * ConvBytes + layer.StateElements * StateBytes) * request.Streams;
        return new(element.BytesOf(elements * tokens) + element.BytesOf(layer.IndexerElements * tokens),
            (state + request.TensorParallel - 1) / request.TensorParallel);
    }
}
