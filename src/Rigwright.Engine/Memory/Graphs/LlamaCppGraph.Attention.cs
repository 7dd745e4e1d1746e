using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Graphs;

/// <content>Softmax and latent attention (build_qkv, build_attn, build_attn_mha).</content>
internal sealed partial class LlamaCppGraph
{
    private int Attention(SoftmaxAttention a, int x)
    {
        var (q, k, v) = _traits.Fused ? FusedHeads(a, x) : Heads(a, x);
        if (a.QkNorm == QueryKeyNorm.PerHead)
            q = _g.Norm(q);
        q = _traits.Rotates ? _g.InPlace(q, _positions) : q;
        if (_model.GgufArchitecture is "gemma2" or "gemma3" or "phi3")
            q = _g.InPlace(q);
        if (!a.OwnsCache)
            return _g.MatMul(_model.Hidden, Attend(a, q, -1, -1));
        if (a.QkNorm == QueryKeyNorm.PerHead)
            k = _g.Norm(k);
        if (_model.GgufArchitecture is "gemma4" or "gemma3n")
            v = _g.InPlace(v);
        k = _traits.Rotates ? _g.InPlace(k, _positions) : k;
        return _g.MatMul(_model.Hidden, Gated(a, x, Attend(a, q, k, v)));
    }

    // A gate a head multiplies the heads seen apart, which is a view: the product gets memory of its own.
    private int Gated(SoftmaxAttention a, int x, int attended) => a.Gate switch
    {
        AttentionGate.PerHead => _g.Reshape(
            _g.InPlace(_g.Reshape(attended, a.ValueDim, a.Heads, _shape.Tokens), _g.Reshape(_g.InPlace(_g.MatMul(a.Heads, x)), 1, a.Heads, _shape.Tokens)),
            (long)a.Heads * a.ValueDim, _shape.Tokens),
        AttentionGate.Full => _g.InPlace(attended, _g.InPlace(_g.MatMul((long)a.Heads * a.ValueDim, x))),
        _ => attended,
    };

    private (int Q, int K, int V) Heads(SoftmaxAttention a, int x)
    {
        var q = _g.MatMul((long)a.Heads * a.KeyDim, x);
        var k = _g.MatMul((long)a.KvHeads * a.KeyDim, x);
        var v = a.HasValueProjection ? _g.MatMul((long)a.KvHeads * a.ValueDim, x) : k;
        if (a.QkNorm == QueryKeyNorm.AllHeads)
            (q, k) = (_g.Norm(q), _g.Norm(k));
        return (
            _g.Reshape(q, a.KeyDim, a.Heads, _shape.Tokens),
            _g.Reshape(k, a.KeyDim, a.KvHeads, _shape.Tokens),
            _g.Reshape(v, a.ValueDim, a.KvHeads, _shape.Tokens));
    }

    private (int Q, int K, int V) FusedHeads(SoftmaxAttention a, int x)
    {
        long q = (long)a.Heads * a.KeyDim, k = (long)a.KvHeads * a.KeyDim, v = (long)a.KvHeads * a.ValueDim;
        var fused = _g.MatMul(q + k + v, x);
        var row = (q + k + v) * F32;
        return (
            _g.Slice(fused, a.KeyDim, a.Heads, _shape.Tokens, 1, a.KeyDim * F32, row, row * _shape.Tokens),
            _g.Slice(fused, a.KeyDim, a.KvHeads, _shape.Tokens, 1, a.KeyDim * F32, row, row * _shape.Tokens),
            _g.Slice(fused, a.ValueDim, a.KvHeads, _shape.Tokens, 1, a.ValueDim * F32, row, row * _shape.Tokens));
    }

    // Query and gate come from one product; the gate is copied out and multiplies what attention gives.
    private int GatedAttention(SoftmaxAttention a, int x)
    {
        long head = a.KeyDim;
        var full = _g.MatMul(a.Heads * head * 2, x);
        var q = _g.Norm(_g.Slice(full, head, a.Heads, _shape.Tokens, 1, head * 2 * F32, head * 2 * F32 * a.Heads, _g[full].Bytes));
        var k = _g.Norm(_g.Reshape(_g.MatMul(a.KvHeads * head, x), head, a.KvHeads, _shape.Tokens));
        var v = _g.Reshape(_g.MatMul((long)a.KvHeads * a.ValueDim, x), a.ValueDim, a.KvHeads, _shape.Tokens);
        var gate = _g.Fresh(F32, head * a.Heads, _shape.Tokens, 1, 1,
            _g.Slice(full, head, a.Heads, _shape.Tokens, 1, head * 2 * F32, head * 2 * F32 * a.Heads, _g[full].Bytes));
        q = _g.InPlace(q, _positions);
        k = _g.InPlace(k, _positions);
        var attended = Attend(a, q, k, v);
        return _g.MatMul(_model.Hidden, _g.InPlace(attended, _g.InPlace(gate)));
    }

    private int Attend(SoftmaxAttention a, int q, int k, int v)
    {
        var inputs = a.Window > 0 ? _window : _global;
        q = Rotate(q, inputs.KeyRotation);
        if (k >= 0)
            (k, v) = (Rotate(k, inputs.KeyRotation), Rotate(v, inputs.ValueRotation));
        _g.Expand(q);
        if (k >= 0)
            Store(a, k, v, inputs);
        var attended = Mha(q, inputs, a.Heads, a.ValueDim, latentValue: 0, keyElements: 0, inputs.Mask);
        return Rotate(attended, inputs.ValueRotation);
    }

    private void Store(SoftmaxAttention a, int k, int v, AttentionInputs inputs)
    {
        // Window caches expand keys before values, plain ones the other way round.
        _g.Expand(_hasWindows ? k : v);
        _g.Expand(_hasWindows ? v : k);
        var cache = _g.External(F16, (long)a.KvHeads * a.KeyDim, inputs.Cells * _shape.CacheStreams);
        _g.Expand(_g.SetRows(cache, _g.Reshape(k, (long)a.KvHeads * a.KeyDim, _shape.Tokens), inputs.KeyIds));
        var rows = _g.Reshape(v, (long)a.KvHeads * a.ValueDim, _shape.Tokens);
        if (!_shape.FlashAttention && a.KvHeads * a.ValueDim < _maxValueElements)
            rows = _g.Fresh(F32, _maxValueElements, _shape.Tokens, 1, 1, rows);
        _g.Expand(_g.SetRows(cache, rows, inputs.ValueIds));
    }

    // A Hadamard rotation in blocks; strided data is copied first.
    private int Rotate(int x, int matrix)
    {
        if (matrix < 0)
            return x;
        var (shape, size) = (_g[x], _g[matrix].Ne0);
        var isContiguous = shape.Nb1 == shape.Ne0 * shape.TypeSize && shape.Nb2 == shape.Nb1 * shape.Ne1;
        var rows = isContiguous ? _g.Reshape(x, size, shape.Elements / size) : _g.Fresh(F32, size, shape.Elements / size, 1, 1, x);
        return _g.Reshape(_g.Fresh(F32, size, shape.Elements / size, 1, 1, matrix, rows), shape.Ne0, shape.Ne1, shape.Ne2, shape.Ne3);
    }

    /// <summary>Scores, softmax and values for every head.</summary>
    /// <param name="q">Queries: width, heads, tokens.</param>
    /// <param name="inputs">The cache's cells.</param>
    /// <param name="heads">Query heads.</param>
    /// <param name="valueDim">Width of a value as it is stored.</param>
    /// <param name="latentValue">Width of a value after decompression; 0 for plain attention.</param>
    /// <param name="keyElements">Width of a latent key; 0 for plain attention.</param>
    /// <param name="mask">The mask.</param>
    private int Mha(int q, AttentionInputs inputs, long heads, long valueDim, long latentValue, long keyElements, int mask)
    {
        long streams = _shape.CacheStreams, perStream = _shape.Tokens / streams;
        var x = _g[q];
        var split = _g.Slice(q, x.Ne0, x.Ne1, x.Ne2 / streams, streams, x.Nb1, x.Nb2, x.Nb3 / streams);
        var permuted = _g.SwapMiddle(split);
        int result;
        if (_shape.FlashAttention)
        {
            result = _g.Fresh(F32, valueDim, heads, perStream, streams, permuted, mask);
            if (latentValue > 0)
            {
                var decompressed = _g.MatMul(latentValue, _g.SwapMiddle(result));
                result = _g.Fresh(F32, latentValue, heads, perStream, streams, _g.SwapMiddle(decompressed));
            }
            result = _g.Reshape(result, _g[result].Ne0 * heads, _shape.Tokens);
        }
        else
        {
            result = SeparateScores(permuted, inputs, heads, valueDim, latentValue, keyElements, mask);
        }
        _g.Expand(result);
        return result;
    }

    private int SeparateScores(int q, AttentionInputs inputs, long heads, long valueDim, long latentValue, long keyElements, int mask)
    {
        long streams = _shape.CacheStreams, perStream = _shape.Tokens / streams;
        var scores = _g.Fresh(F32, inputs.Cells, perStream, heads, streams, q);
        if (_traits.ScoreCap)
            scores = _g.InPlace(_g.InPlace(_g.InPlace(scores)));
        scores = _g.InPlace(scores, mask);
        // Latent values lie as rows in the key cache: they are copied to be transposed.
        var values = keyElements > 0
            ? _g.Fresh(F16, inputs.Cells, valueDim, 1, streams, _g.Transpose(_g.External(F16, valueDim, inputs.Cells, 1, streams)))
            : _g.External(F16, inputs.Cells, valueDim, 1, streams);
        var weighted = _g.Fresh(F32, valueDim, perStream, heads, streams, values, scores);
        if (latentValue > 0)
            weighted = _g.MatMul(latentValue, weighted);
        return _g.Fresh(F32, _g[weighted].Ne0 * heads, _shape.Tokens, 1, 1, _g.SwapMiddle(weighted));
    }

    // Absorbed latent attention: queries are projected into the latent space, one key-value head serves all (deepseek2.cpp).
    private int Latent(LatentAttention m, int x)
    {
        long head = m.NopeDim + m.RopeDim, latent = m.KvLoraRank + m.RopeDim;
        var compressed = m.QLoraRank is { } rank ? _g.Norm(_g.MatMul(rank, x)) : x;
        // A layer without an indexer of its own takes the tokens that the last one chose (glm-dsa.cpp).
        if (m.Indexer is { } indexer)
            _chosen = SelectTokens(indexer, x, compressed);
        var isSparse = _chosen is not null;
        var q = _g.MatMul(m.Heads * head, compressed);
        if (!isSparse)
            q = _g.Reshape(q, head, m.Heads, _shape.Tokens);
        var row = head * F32;
        var nope = _g.Slice(q, m.NopeDim, m.Heads, _shape.Tokens, 1, row, row * m.Heads, row * m.Heads * _shape.Tokens);
        var rope = _g.InPlace(_g.Slice(q, m.RopeDim, m.Heads, _shape.Tokens, 1, row, row * m.Heads, row * m.Heads * _shape.Tokens), _positions);
        var kv = _g.MatMul(latent, x);
        var keyRope = _g.InPlace(_g.Slice(kv, m.RopeDim, 1, _shape.Tokens, 1, latent * F32, latent * F32, latent * F32 * _shape.Tokens), _positions);
        var keyLatent = _g.Norm(_g.Slice(kv, m.KvLoraRank, _shape.Tokens, 1, 1, latent * F32, latent * F32 * _shape.Tokens, latent * F32 * _shape.Tokens));
        var absorbed = _g.SwapMiddle(_g.MatMul(m.KvLoraRank, _g.SwapMiddle(nope)));
        var query = _g.Fresh(F32, latent, m.Heads, _shape.Tokens, 1, absorbed, rope);
        var value = _g.Reshape(keyLatent, m.KvLoraRank, 1, _shape.Tokens);
        var key = _g.Fresh(F32, latent, 1, _shape.Tokens, 1, value, keyRope);
        _g.Expand(query);
        _g.Expand(value);
        _g.Expand(key);
        var cache = _g.External(F16, latent, _global.Cells * _shape.CacheStreams);
        _g.Expand(_g.SetRows(cache, _g.Reshape(key, latent, _shape.Tokens), _global.KeyIds));
        var mask = _chosen is { } chosen ? MaskOthers(chosen) : _global.Mask;
        return _g.MatMul(_model.Hidden, Mha(query, _global, m.Heads, m.KvLoraRank, m.ValueDim, latent, mask));
    }

    // The lightning indexer (deepseek32.cpp): scores of every cell, of which the best are kept.
    private int SelectTokens(SparseIndexer indexer, int x, int compressed)
    {
        long streams = _shape.CacheStreams, perStream = _shape.Tokens / streams;
        var q = _g.Reshape(_g.MatMul((long)indexer.Heads * indexer.HeadDim, compressed), indexer.HeadDim, indexer.Heads, _shape.Tokens);
        if (_indexerRotation < 0)
            _indexerRotation = _g.Input(F32, indexer.HeadDim, indexer.HeadDim);
        var rotatedQ = _g.Fresh(F32, indexer.HeadDim, indexer.Heads, _shape.Tokens, 1, _indexerRotation, _g.InPlace(q, _positions));
        var k = _g.Reshape(_g.FreshLike(_g.MatMul(indexer.HeadDim, x)), indexer.HeadDim, 1, _shape.Tokens);
        var rotatedK = _g.Fresh(F32, indexer.HeadDim, 1, _shape.Tokens, 1, _indexerRotation, _g.InPlace(k, _positions));
        var cache = _g.External(F16, indexer.HeadDim, _global.Cells * streams);
        _g.Expand(_g.SetRows(cache, _g.Reshape(rotatedK, indexer.HeadDim, _shape.Tokens), _indexer.KeyIds));
        var weights = _g.InPlace(_g.Reshape(_g.MatMul(indexer.Heads, x), indexer.Heads, perStream, 1, streams));
        var lightning = _g.Fresh(F32, _global.Cells, perStream, 1, streams, _g.Reshape(rotatedQ, indexer.HeadDim, indexer.Heads, perStream, streams), weights, _indexer.Mask);
        var top = Math.Min(indexer.TopK, _global.Cells);
        var chosen = _g.Fresh(I32, top, perStream, 1, streams, lightning);
        return _g.FreshLike(chosen);
    }

    private int MaskOthers(int chosen)
    {
        long streams = _shape.CacheStreams, perStream = _shape.Tokens / streams;
        var mask = _g[_global.Mask];
        var closed = _g.InPlace(_global.Mask);
        var zeros = _g.InPlace(_g.Constant(F32, 1, _g[chosen].Ne0, perStream, streams));
        var opened = _g.SetRows(_g.Reshape(closed, 1, mask.Ne0, mask.Ne1, streams), zeros, _g.Reshape(chosen, _g[chosen].Ne0, perStream, streams));
        return _g.InPlace(_g.Reshape(opened, mask.Ne0, mask.Ne1, 1, streams), _global.Mask);
    }
}
