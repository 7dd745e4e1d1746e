namespace Rigwright.Engine.Memory;

/// <summary>vLLM's block pool (vllm/v1/kv_cache_interface.py at 001cabc1, docs/design/hybrid_kv_cache_manager.md at 1153c0c8):
/// what the pool must hold so that every stream can use its whole context.</summary>
public static class VllmCache
{
    /// <summary>Tokens of a block, default.</summary>
    public const int BlockTokens = 16;

    /// <summary>Tokens of a block that the FlashMLA kernels force.</summary>
    public const int LatentBlockTokens = 64;

    /// <summary>State pages of a request in mode "align", which prefix caching (on by default) selects.</summary>
    public const int StatePages = 2;

    // Layers of one kind are cut into groups of equal size; the largest kind decides when it has fewer than 1.5 times the smallest's layers.
    private const double GroupTolerance = 1.5;

    /// <summary>The pool of one rank for some layers of each class.</summary>
    public static CacheBytes Pool(CacheProfile profile, ReadOnlySpan<int> layersPerClass, in CacheRequest request, KvElement element)
    {
        var group = GroupSize(layersPerClass, profile.Classes);
        if (group == 0)
            return default;
        var block = TokensPerBlock(profile.Classes, request, element);
        var total = new CacheBytes();
        for (var i = 0; i < layersPerClass.Length; i++)
        {
            if (layersPerClass[i] > 0)
                total += OfClass(profile, i, layersPerClass[i], group, block, request, element);
        }
        return total;
    }

    private static CacheBytes OfClass(
        CacheProfile profile, int index, int layers, int group, int block, in CacheRequest request, KvElement element)
    {
        ref readonly var c = ref profile.Classes[index];
        // The last group of a kind is filled up with dummy layers.
        var padded = (layers + group - 1) / group * group;
        var kv = c.HasCache ? PageBytes(c, block, request, element) * Blocks(c, block, request) * padded * request.Streams : 0;
        var state = c.HasState ? Math.Max(StatePage(c, request), LargestPage(profile.Classes, block, request, element)) * StatePages * padded * request.Streams : 0;
        return new(kv, state);
    }

    /// <summary>Bytes of one block of one layer of one rank.</summary>
    public static long PageBytes(in CacheClass c, int block, in CacheRequest request, KvElement element)
    {
        var elements = c.IsLatent
            ? c.KeyElements + c.IndexerElements
            : (c.KeyElements + c.ValueElements) / c.KvHeads * RankShare.KvHeads(c.KvHeads, request.TensorParallel);
        return element.BytesOf((long)elements * block);
    }

    /// <summary>Blocks that one request needs at its longest.</summary>
    public static long Blocks(in CacheClass c, int block, in CacheRequest request)
    {
        long context = request.ContextPerStream;
        var all = (context + block - 1) / block;
        if (c.Window == 0)
            return all;
        if (c.IsChunked)
            return (Math.Min(c.Window + (long)request.MaxBatchedTokens, context) + block - 1) / block;
        return Math.Min(all, (c.Window - 1L + request.MaxBatchedTokens + block - 1) / block + 1);
    }

    /// <summary>Tokens of a block: raised for hybrid models until one attention page is at least as large as one state page.</summary>
    public static int TokensPerBlock(ReadOnlySpan<CacheClass> classes, in CacheRequest request, KvElement element)
    {
        long statePage = 0, tokenBytes = 0;
        var latent = false;
        foreach (ref readonly var c in classes)
        {
            statePage = Math.Max(statePage, StatePage(c, request));
            if (!c.HasCache)
                continue;
            latent |= c.IsLatent;
            tokenBytes = Math.Max(tokenBytes, PageBytes(c, 1, request, element));
        }
        var align = latent ? LatentBlockTokens : BlockTokens;
        return statePage == 0 || tokenBytes == 0 ? align : (int)((statePage + align * tokenBytes - 1) / (align * tokenBytes)) * align;
    }

    // Convolution and recurrent state in the model's 16 bits (mamba_cache_dtype auto); Kimi delta attention keeps its state in 32 bits.
    private static long StatePage(in CacheClass c, in CacheRequest request) =>
        (c.ConvElements * 2 + c.StateElements * (c.StateIsAlwaysF32 ? 4 : 2) + request.TensorParallel - 1) / request.TensorParallel;

    private static long LargestPage(ReadOnlySpan<CacheClass> classes, int block, in CacheRequest request, KvElement element)
    {
        long largest = 0;
        foreach (ref readonly var c in classes)
        {
            if (c.HasCache)
                largest = Math.Max(largest, PageBytes(c, block, request, element));
        }
        return largest;
    }

    private static int GroupSize(ReadOnlySpan<int> layersPerClass, ReadOnlySpan<CacheClass> classes)
    {
        int min = int.MaxValue, max = 0;
        for (var i = 0; i < layersPerClass.Length; i++)
        {
            if (layersPerClass[i] == 0 || !(classes[i].HasCache || classes[i].HasState))
                continue;
            min = Math.Min(min, layersPerClass[i]);
            max = Math.Max(max, layersPerClass[i]);
        }
        return max == 0 ? 0 : max < GroupTolerance * min ? max : min;
    }
}
