namespace Rigwright.Engine.Memory;

/// <summary>llama.cpp's cache rules (llama-context.cpp, llama-kv-cache-iswa.cpp, llama-memory-recurrent.cpp, read at release v0.5.0 of 2026-09-28).
/// Ollama runs the same server.</summary>
public static class LlamaCppCache
{
    /// <summary>Contexts and window caches are rounded up to this many cells (GGML_PAD in llama-context.cpp and llama-kv-cache-iswa.cpp).</summary>
    public const int CellPadding = 256;

    /// <summary>Separate caches: one per stream, or a single one when unified.</summary>
    public static int Streams(in CacheRequest request) => request.Unified ? 1 : request.Streams;

    /// <summary>Cells of a global layer in each cache: the promised context rounded up; unified, all streams' contexts together.</summary>
    public static long GlobalCells(in CacheRequest request) =>
        RoundUp(request.Unified ? (long)request.ContextPerStream * request.Streams : request.ContextPerStream);

    /// <summary>Cells of a sliding-window or chunked layer in each cache: the windows and one batch, never more than a global layer has.</summary>
    public static long WindowCells(in CacheRequest request, int window)
    {
        var global = GlobalCells(request);
        if (request.FullWindows)
            return global;
        var windows = (long)window * (request.Unified ? request.Streams : 1);
        return RoundUp(Math.Min(global, windows + Batch(request)));
    }

    /// <summary>The physical batch that is really used: never more than the whole context.</summary>
    public static int Batch(in CacheRequest request) =>
        (int)Math.Min(request.MicroBatch, GlobalCells(request) * Streams(request));

    /// <summary>One layer: keys and values of every cell of every stream, and the state, always 32-bit floats, of every stream.</summary>
    public static CacheBytes OfLayer(in CacheClass layer, int maxValueElements, in CacheRequest request, KvElement element)
    {
        var cells = (layer.Window > 0 ? WindowCells(request, layer.Window) : GlobalCells(request)) * Streams(request);
        var values = !request.FlashAttention && (layer.ValueElements > 0 || layer.IsAttentionFree) ? maxValueElements : layer.ValueElements;
        // Without flash attention every layer of a model whose widths differ gets values of the widest, even one without attention.
        var kv = layer.HasCache || layer.IsAttentionFree
            ? element.BytesOf(layer.KeyElements * cells) + element.BytesOf(values * cells) + element.BytesOf(IndexerElements(layer) * cells)
            : 0;
        var state = (layer.ConvElements + layer.StateElements) * sizeof(float) * request.Streams;
        return Share(layer, new(kv, state), request.TensorParallel);
    }

    // Beside latent attention the indexer keeps keys only; beside plain attention its cache has values too, which nothing reads.
    private static long IndexerElements(in CacheClass layer) => layer.IsLatent ? layer.IndexerElements : 2L * layer.IndexerElements;

    // -sm tensor divides heads and states evenly; a latent cache has one head and stays whole.
    private static CacheBytes Share(in CacheClass layer, CacheBytes bytes, int ranks) => ranks <= 1 ? bytes : new(
        layer.IsLatent || layer.KvHeads == 0 ? bytes.Kv : bytes.Kv / layer.KvHeads * RankShare.KvHeads(layer.KvHeads, ranks),
        (bytes.State + ranks - 1) / ranks);

    private static long RoundUp(long cells) => (cells + CellPadding - 1) / CellPadding * CellPadding;
}
