using System.Globalization;
using Rigwright.Domain.Models;

namespace Rigwright.Formats.Gguf;

/// <summary>Reads what mixes tokens in a layer: which kind it is follows from the tensors that the layer stores, its numbers from the keys, and both must agree.</summary>
internal sealed class GgufMixerReader
{
    /// <summary>Convolution kernels have 3 to 4 elements.</summary>
    private const int MaxKernel = 1024;

    /// <summary>States, groups and head widths have up to some hundreds.</summary>
    private const int MaxState = 65_536;

    private readonly GgufKeys _keys;
    private readonly GgufTensorIndex _tensors;
    private readonly string _architecture;
    private readonly int _hidden;
    private readonly int?[] _windows;
    private readonly IReadOnlyList<int>? _heads;
    private readonly IReadOnlyList<int>? _kvHeads;
    private readonly int _layers;
    private readonly int _shared;

    public GgufMixerReader(GgufKeys keys, GgufTensorIndex tensors, string architecture, int hidden, int layers, int blocks)
    {
        (_keys, _tensors, _architecture, _hidden, _layers) = (keys, tensors, architecture, hidden, layers);
        _windows = GgufWindows.Read(keys, GgufArchitectures.All[architecture], architecture, blocks);
        _heads = keys.PerLayer("attention.head_count", blocks);
        _kvHeads = keys.PerLayer("attention.head_count_kv", blocks) ?? _heads;
        // llama.cpp fixes the first 20 layers of Gemma 3n as the ones that own a cache (src/models/gemma3n.cpp).
        _shared = keys.SizeIfAny("attention.shared_kv_layers") ?? (architecture == "gemma3n" ? Math.Max(0, layers - 20) : 0);
    }

    /// <summary>The mixers of a layer; empty for one that only has a feed-forward block.</summary>
    public IReadOnlyList<TokenMixer> Read(int l)
    {
        var mixers = new List<TokenMixer>(2);
        var recurrent = Recurrent(l);
        if (Compressed(l) is { } compressed)
            mixers.Add(compressed);
        else if (_tensors.Has(l, "attn_kv_a_mqa.weight"))
            mixers.Add(Latent(l));
        else if (recurrent?.Kind is not (RecurrentKind.GatedDeltaNet or RecurrentKind.KimiDelta) && HasAttention(l))
            mixers.Add(Attention(l));
        if (recurrent is not null)
            mixers.Add(recurrent);
        return mixers;
    }

    private bool HasAttention(int l) =>
        _tensors.Has(l, "attn_q.weight") || _tensors.Has(l, "attn_qkv.weight") || _tensors.Has(l, "cross_attn_q_proj.weight");

    private SoftmaxAttention Attention(int l)
    {
        var (heads, kvHeads) = (Heads(l), KvHeads(l));
        var window = l < _windows.Length ? _windows[l] : null;
        var keyDim = Dim("key", window is not null, heads);
        var valueDim = Dim("value", window is not null, heads);
        var isCross = _tensors.Has(l, "cross_attn_q_proj.weight");
        var (q, k, v) = isCross ? ("cross_attn_q_proj", "cross_attn_k_proj", "cross_attn_v_proj") : ("attn_q", "attn_k", "attn_v");
        var isFused = _tensors.Has(l, "attn_qkv.weight");
        var query = (long)heads * keyDim;
        var queryRows = isFused ? query : _tensors.Extent(l, q + ".weight", 1) ?? query;
        if (isFused)
            Agree(l, "attn_qkv.weight", query + ((long)kvHeads * (keyDim + valueDim)));
        else if (queryRows != 2 * query)
            Agree(l, q + ".weight", query);
        Agree(l, k + ".weight", (long)kvHeads * keyDim);
        Agree(l, v + ".weight", (long)kvHeads * valueDim);
        var stores = isFused || _tensors.Has(l, k + ".weight");
        return new SoftmaxAttention(heads, kvHeads, keyDim, valueDim)
        {
            Window = window,
            IsChunked = window is not null && GgufArchitectures.All[_architecture].IsChunked,
            OwnsCache = stores && (_shared == 0 || l < _layers - _shared),
            HasValueProjection = isFused || !stores || _tensors.Has(l, v + ".weight"),
            HasBias = _tensors.Has(l, "attn_q.bias") || _tensors.Has(l, "attn_qkv.bias"),
            HasOutputBias = _tensors.Has(l, "attn_output.bias"),
            QkNorm = Norm(l, isCross ? "cross_attn_q_norm.weight" : "attn_q_norm.weight", keyDim),
            HasSinks = _tensors.Has(l, "attn_sinks.weight"),
            Gate = queryRows == 2 * query && !isFused ? AttentionGate.InQuery : Gate(l, heads),
            IsCross = isCross,
            IsFused = isFused,
            StoresKeyValue = stores,
            Indexer = _tensors.Has(l, "indexer.q_proj.weight") ? BlockIndexer() : null,
        };
    }

    private TokenMixer Latent(int l)
    {
        var heads = Heads(l);
        var rank = _keys.Size("attention.kv_lora_rank");
        var rope = _keys.Size("rope.dimension_count");
        if (_keys.SizeIfAny("attention.key_length_mla") is not { } key || _keys.SizeIfAny("attention.value_length_mla") is not { } value)
        {
            // A file from before absorbed attention: llama.cpp caches full keys and values of every head.
            var (fullKey, fullValue) = (_keys.Size("attention.key_length", MaxState), _keys.Size("attention.value_length", MaxState));
            Agree(l, "attn_kv_b.weight", (long)heads * (fullKey - rope + fullValue));
            return new SoftmaxAttention(heads, heads, fullKey, fullValue);
        }
        Agree(l, "attn_kv_a_mqa.weight", rank + rope);
        if (key <= rope)
            _keys.Contradiction("attention.key_length_mla", string.Create(CultureInfo.InvariantCulture, $"a key of {key} elements cannot hold a rotated part of {rope}."));
        return new LatentAttention(heads, rank, rope, Math.Max(1, key - rope), value, _tensors.Extent(l, "attn_q_a.weight", 1))
        {
            Indexer = _tensors.Has(l, "indexer.attn_k.weight")
                ? new(_keys.Size("attention.indexer.head_count"), _keys.Size("attention.indexer.key_length"), _keys.Size("attention.indexer.top_k"))
                : null,
            Gate = Gate(l, heads),
        };
    }

    private CompressedAttention? Compressed(int l)
    {
        if (_architecture != "deepseek4")
            return null;
        var ratios = _keys.PerLayer("attention.compress_ratios", l + 1);
        if (ratios is null && !_keys.Has("attention.compress_ratios"))
            _keys.Missing.Add(_keys.Name("attention.compress_ratios"));
        var ratio = ratios is null ? 0 : ratios[l];
        return new CompressedAttention(Heads(l), _keys.Size("attention.key_length"), _keys.Size("rope.dimension_count"), _keys.Size("attention.q_lora_rank"),
            _keys.Size("attention.output_lora_rank"), _keys.Size("attention.output_group_count"), _keys.Size("attention.sliding_window"), ratio)
        {
            Indexer = _tensors.Has(l, "indexer.attn_q_b.weight")
                ? new(_keys.Size("attention.indexer.head_count"), _keys.Size("attention.indexer.key_length"), _keys.Size("attention.indexer.top_k"))
                : null,
        };
    }

    private RecurrentMixer? Recurrent(int l)
    {
        if (_tensors.Extent(l, "shortconv.conv.weight", 0) is { } cache)
            return new(RecurrentKind.ShortConvolution, (long)_hidden * (cache - 1), 0) { InnerSize = _hidden, ConvKernel = cache };
        if (_tensors.Has(l, "ssm_conv1d_q.weight"))
            return KimiDelta(l);
        if (!_tensors.Has(l, "ssm_conv1d.weight"))
            return null;
        var (kernel, inner, state) = (_keys.Size("ssm.conv_kernel", MaxKernel), _keys.Size("ssm.inner_size"), _keys.Size("ssm.state_size", MaxState));
        Agree(l, "ssm_out.weight", inner, 0);
        if (_tensors.Has(l, "ssm_x.weight"))
            return new(RecurrentKind.Mamba1, (kernel - 1L) * inner, (long)state * inner) { InnerSize = inner, StateSize = state, ConvKernel = kernel, Groups = 0 };
        var groups = _keys.Size("ssm.group_count", MaxState);
        Agree(l, "ssm_conv1d.weight", inner + (2L * groups * state));
        return new(_architecture.StartsWith("qwen3", StringComparison.Ordinal) ? RecurrentKind.GatedDeltaNet : RecurrentKind.Mamba2,
            (kernel - 1L) * (inner + (2L * groups * state)), (long)state * inner)
        {
            InnerSize = inner,
            StateSize = state,
            Groups = groups,
            Heads = _keys.Size("ssm.time_step_rank"),
            ConvKernel = kernel,
            HasConvBias = _tensors.Has(l, "ssm_conv1d.bias"),
            HasNorm = _tensors.Has(l, "ssm_norm.weight"),
        };
    }

    private RecurrentMixer KimiDelta(int l)
    {
        var (kernel, dim, heads) = (_keys.Size("ssm.conv_kernel", MaxKernel), _keys.Size("kda.head_dim", MaxState), Heads(l));
        Agree(l, "attn_q.weight", (long)heads * dim);
        return new(RecurrentKind.KimiDelta, 3L * (kernel - 1) * heads * dim, (long)dim * dim * heads)
        { InnerSize = (int)Math.Min(int.MaxValue, (long)heads * dim), StateSize = dim, Groups = heads, Heads = heads, ConvKernel = kernel };
    }

    private SparseIndexer BlockIndexer()
    {
        var tokens = (long)_keys.Size("attention.indexer.top_k") * _keys.Size("attention.indexer.block_size");
        return new(_keys.Size("attention.indexer.head_count"), _keys.Size("attention.indexer.key_length"), (int)Math.Min(int.MaxValue, tokens));
    }

    private AttentionGate Gate(int l, int heads) => _tensors.Extent(l, "attn_gate.weight", 1) is { } rows
        ? rows == heads ? AttentionGate.PerHead : AttentionGate.Full
        : AttentionGate.None;

    private QueryKeyNorm Norm(int l, string name, int keyDim) => _tensors.Extent(l, name, 0) is { } width
        ? width == keyDim && _tensors.Extent(l, name, 1) == 1 ? QueryKeyNorm.PerHead : QueryKeyNorm.AllHeads
        : QueryKeyNorm.None;

    private int Heads(int l) => PerLayer(_heads, "attention.head_count", l);

    private int KvHeads(int l) => PerLayer(_kvHeads, "attention.head_count_kv", l);

    private int PerLayer(IReadOnlyList<int>? values, string key, int l)
    {
        if (values is null)
        {
            if (!_keys.Has(key))
                _keys.Missing.Add(_keys.Name("attention.head_count"));
            return 1;
        }
        if (values[l] > 0)
            return values[l];
        _keys.Contradiction(key, string.Create(CultureInfo.InvariantCulture, $"layer {l} stores attention tensors but has 0 heads."));
        return 1;
    }

    private int Dim(string which, bool isLocal, int heads) =>
        (isLocal ? _keys.SizeIfAny($"attention.{which}_length_swa") : null) ?? _keys.SizeIfAny($"attention.{which}_length") ?? Math.Max(1, _hidden / heads);

    private void Agree(int l, string name, long expected, int dimension = 1)
    {
        if (_tensors.Extent(l, name, dimension) is { } extent && extent != expected)
            _keys.Contradiction("attention.head_count", string.Create(CultureInfo.InvariantCulture,
                $"'blk.{l}.{name}' has {extent} {(dimension == 0 ? "columns" : "rows")}; the metadata make {expected}."));
    }
}
