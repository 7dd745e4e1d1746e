using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Graphs;

/// <content>Block-sparse attention with an indexer beside plain attention (minimax-m3.cpp). It needs flash attention; without it the layers are dense.</content>
internal sealed partial class LlamaCppGraph
{
    /// <summary>Positions in a block (MiniMax M3's indexer block size). Only small tensors depend on it.</summary>
    private const int BlockPositions = 128;

    /// <summary>Positions that the reserved graph reckons with: an empty cache, padded (llama_kv_cache_msa_context::get_n_pos).</summary>
    private const int ReservedPositions = LlamaCppCache.CellPadding;

    private int _blockBias;
    private int _positionMask;
    private int _positionSlots;
    private int _cellBlocks;
    private int _wideMask;

    private void CreateBlockInputs()
    {
        _blockBias = _g.Input(F32, ReservedPositions / BlockPositions, _shape.Tokens);
        _positionMask = _g.Input(F32, ReservedPositions, _shape.Tokens);
        _positionSlots = _g.Input(I32, ReservedPositions, _shape.CacheStreams);
        _cellBlocks = _g.Input(I32, _global.Cells, _shape.CacheStreams);
        // A copy of the mask in 32 bits that every sparse layer reads.
        _wideMask = _g.Fresh(F32, _global.Cells, _shape.Tokens / _shape.CacheStreams, 1, _shape.CacheStreams, _global.Mask);
    }

    private int BlockSparse(SoftmaxAttention a, SparseIndexer indexer, int x)
    {
        var (q, k, v) = Heads(a, x);
        (q, k) = (_g.InPlace(_g.Norm(q), _positions), _g.InPlace(_g.Norm(k), _positions));
        var indexQuery = _g.Reshape(_g.MatMul((long)indexer.Heads * indexer.HeadDim, x), indexer.HeadDim, indexer.Heads, _shape.Tokens);
        var indexKey = _g.Reshape(_g.MatMul(indexer.HeadDim, x), indexer.HeadDim, 1, _shape.Tokens);
        (indexQuery, indexKey) = (_g.InPlace(_g.Norm(indexQuery), _positions), _g.InPlace(_g.Norm(indexKey), _positions));
        var cache = _g.External(F16, indexer.HeadDim, _global.Cells * _shape.CacheStreams);
        _g.Expand(_g.SetRows(cache, _g.Reshape(indexKey, indexer.HeadDim, _shape.Tokens), _indexer.KeyIds));
        q = Rotate(q, _global.KeyRotation);
        (k, v) = (Rotate(k, _global.KeyRotation), Rotate(v, _global.ValueRotation));
        _g.Expand(q);
        _g.Expand(k);
        Store(a, k, v, _global);
        var attended = -1;
        for (var stream = 0; stream < _shape.CacheStreams; stream++)
        {
            var one = BlockSparseStream(a, indexer, q, BlockMask(indexer, indexQuery));
            attended = attended < 0 ? one : _g.Fresh(F32, _g[one].Ne0, _g[attended].Ne1 + _g[one].Ne1, 1, 1, attended, one);
        }
        return _g.MatMul(_model.Hidden, Rotate(attended, _global.ValueRotation));
    }

    // Scores of blocks, the best of them, and the mask that opens their cells, for every indexer head of one stream.
    private int BlockMask(SparseIndexer indexer, int indexQuery)
    {
        long perStream = _shape.Tokens / _shape.CacheStreams, heads = indexer.Heads, blocks = ReservedPositions / BlockPositions;
        var top = Math.Min(Math.Max(1, indexer.TopK / BlockPositions), blocks);
        var keys = _g.Fresh(F32, indexer.HeadDim, ReservedPositions, 1, 1, View(_positionSlots, ReservedPositions));
        var query = _g.Reshape(View(indexQuery, indexer.HeadDim * heads * perStream), indexer.HeadDim, heads * perStream);
        var scores = _g.Fresh(F32, ReservedPositions, heads * perStream, 1, 1, keys, query);
        scores = _g.AddInto(_g.Reshape(scores, ReservedPositions, heads, perStream), View(_positionMask, ReservedPositions * perStream));
        var biased = _g.InPlace(_g.Fresh(F32, blocks, heads, perStream, 1, scores), View(_blockBias, blocks * perStream));
        var chosen = _g.Fresh(I32, top, heads, perStream, 1, biased);
        var closed = _g.Fresh(F16, blocks, 1, perStream, 1, _g.InPlace(View(_blockBias, blocks * perStream)));
        var all = _g.Fresh(F16, blocks, heads, perStream, 1, closed);
        var zeros = _g.InPlace(_g.Fresh(F32, top, heads, perStream, 1, chosen));
        var opened = _g.Reshape(_g.SetRows(all, _g.Reshape(zeros, 1, top, heads * perStream), _g.Reshape(chosen, top, heads * perStream)), blocks, heads, perStream);
        var byHead = _g.Fresh(F16, blocks, perStream, heads, 1, _g.SwapMiddle(opened));
        var rows = _g.Fresh(F16, perStream * heads, blocks, 1, 1, _g.Transpose(byHead));
        var cells = _g.Fresh(F32, perStream * heads, _global.Cells, 1, 1, rows, View(_cellBlocks, _global.Cells));
        var turned = _g.Fresh(F32, _global.Cells, perStream, heads, 1, _g.Transpose(cells));
        return _g.Fresh(F16, _global.Cells, perStream, 1, heads, _g.AddInto(turned, View(_wideMask, _global.Cells * perStream)));
    }

    private int BlockSparseStream(SoftmaxAttention a, SparseIndexer indexer, int q, int mask)
    {
        long perStream = _shape.Tokens / _shape.CacheStreams, groups = indexer.Heads;
        var query = View(q, (long)a.KeyDim * a.Heads * perStream);
        var result = _g.Fresh(F32, a.ValueDim, a.Heads / groups, perStream, groups, query, mask);
        var joined = _g.Fresh(F32, a.ValueDim, a.Heads / groups, groups, perStream, View(result, _g[result].Elements));
        return _g.Reshape(joined, (long)a.ValueDim * a.Heads, perStream);
    }

    // A part of a tensor; its shape does not matter to what follows.
    private int View(int tensor, long elements) => _g.Reshape(tensor, elements);
}
