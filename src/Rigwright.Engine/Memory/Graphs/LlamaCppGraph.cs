using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Graphs;

/// <summary>What the shape of a graph depends on besides the model.</summary>
/// <param name="Tokens">Tokens of the step, a multiple of <paramref name="Sequences"/>.</param>
/// <param name="Sequences">Sequences in the step.</param>
/// <param name="CacheStreams">Separate caches.</param>
/// <param name="Outputs">Rows of logits.</param>
/// <param name="GlobalCells">Cells of a global layer's cache.</param>
/// <param name="WindowCells">Cells of a window layer's cache; 0 when the model has none.</param>
/// <param name="FlashAttention">Is attention one fused operation?</param>
/// <param name="QuantisedKv">Are keys and values quantised (their rotation is then part of the graph)?</param>
internal readonly record struct GraphShape(
    long Tokens, long Sequences, long CacheStreams, long Outputs, long GlobalCells, long WindowCells, bool FlashAttention, bool QuantisedKv);

/// <summary>Builds the worst-case graph that llama.cpp reserves its compute buffer for: the same operations, in the same order, with the same
/// views (src/llama-graph.cpp and src/models/*.cpp, release v0.5.0). One instance is reused and is not thread-safe.</summary>
internal sealed partial class LlamaCppGraph
{
    private const int F32 = 4;
    private const int F16 = 2;
    private const int I32 = 4;
    private const int I64 = 8;

    private readonly ComputeGraph _g = new();
    private readonly GraphAllocator _allocator = new();
    private ModelArchitecture _model = null!;
    private GraphTraits _traits;
    private GraphShape _shape;
    private int _maxValueElements;
    private bool _hasWindows;
    private int _positions;
    private int _outputIds;
    private int _stateIds;
    private int _attentionScale;
    private AttentionInputs _global;
    private AttentionInputs _window;
    private AttentionInputs _indexer;
    private int? _chosen;
    private bool _hasIndexer;
    private int _indexerRotation;

    /// <summary>Bytes of the compute buffer of a model.</summary>
    /// <param name="profile">The model.</param>
    /// <param name="shape">The step.</param>
    public long Size(ComputeProfile profile, GraphShape shape)
    {
        Begin(profile, shape);
        var layers = _model.Layers;
        var hidden = Embed();
        CreateInputs();
        _perLayer = PerLayerInputs(hidden);
        if (_model.AltUp is { } altUp)
            hidden = AltUpLayers(altUp, hidden);
        for (var i = 0; i < layers.Count && _model.AltUp is null; i++)
            hidden = Layer(layers[i], hidden, isLast: i == layers.Count - 1);
        Head(hidden);
        return _allocator.Size(_g);
    }

    /// <summary>Bytes of the inputs among them: masks, positions, indices and the embedding of the step.</summary>
    public long InputBytes()
    {
        long total = 0;
        foreach (var leaf in _g.Leafs)
        {
            if (_g[leaf].IsInput)
                total += _g[leaf].Bytes;
        }
        return total;
    }

    private void Begin(ComputeProfile profile, GraphShape shape)
    {
        _g.Clear();
        _model = profile.Architecture;
        _shape = shape;
        _traits = profile.Traits;
        _maxValueElements = profile.Cache.MaxValueElements;
        _hasWindows = profile.Cache.Window > 0;
        _hasIndexer = profile.Cache.HasIndexer;
        _indexerRotation = -1;
    }

    // Both ways in, tokens and ready-made embeddings, are part of the graph; the second stays allocated although it is not used.
    private int Embed()
    {
        var tokens = _g.Input(I32, _shape.Tokens);
        var rows = _g.Fresh(F32, _model.Hidden, _shape.Tokens, 1, 1, tokens);
        _g.Expand(rows);
        _g.Expand(_g.Input(F32, _model.Hidden, _shape.Tokens));
        return _traits.ScaledEmbedding ? _g.InPlace(rows) : rows;
    }

    private void CreateInputs()
    {
        _positions = _g.Input(I32, _shape.Tokens * _traits.Positions);
        _outputIds = _g.Input(I32, _shape.Outputs);
        _stateIds = _g.Input(I32, _shape.Sequences);
        _attentionScale = _g.Input(F32, 1, 1, _shape.Tokens);
        _global = WithRotation(AttentionInput(_shape.GlobalCells, _shape.FlashAttention), windows: false);
        _chosen = null;
        _indexer = _hasIndexer ? AttentionInput(_shape.GlobalCells, flash: true) : _global;
        if (_hasIndexer && _shape.FlashAttention)
            CreateBlockInputs();
        _window = _hasWindows ? WithRotation(AttentionInput(_shape.WindowCells, _shape.FlashAttention), windows: true) : _global;
    }

    private AttentionInputs AttentionInput(long cells, bool flash) => new(
        cells,
        _g.Input(flash ? F16 : F32, cells, _shape.Tokens / _shape.CacheStreams, 1, _shape.CacheStreams),
        _g.Input(I64, _shape.Tokens),
        _g.Input(I64, _shape.FlashAttention ? _shape.Tokens : _shape.Tokens * _maxValueElements));

    // Keys are rotated in the largest power of two that divides a head, values in blocks of 64; heads that are no multiple of 64 are not.
    private AttentionInputs WithRotation(AttentionInputs inputs, bool windows)
    {
        if (!_shape.QuantisedKv || FirstAttention(windows) is not { } a)
            return inputs;
        long keys = 64;
        while (a.KeyDim % (keys * 2) == 0)
            keys *= 2;
        return inputs with
        {
            KeyRotation = a.KeyDim % 64 == 0 ? _g.Input(F32, keys, keys) : -1,
            ValueRotation = a.ValueDim % 64 == 0 ? _g.Input(F32, 64, 64) : -1,
        };
    }

    private SoftmaxAttention? FirstAttention(bool windows)
    {
        for (var l = 0; l < _model.Layers.Count; l++)
        {
            var mixers = _model.Layers[l].Mixers;
            for (var i = 0; i < mixers.Count; i++)
            {
                if (mixers[i] is SoftmaxAttention a && a.Window > 0 == windows)
                    return a;
            }
        }
        return null;
    }

    private int Layer(DecoderLayer layer, int hidden, bool isLast)
    {
        var current = hidden;
        var residual = hidden;
        if (layer.Mixers.Count > 0)
        {
            current = Mixers(layer, current);
            var choosesRows = isLast && !_traits.LateOutput;
            if (choosesRows && !_traits.RowsAfterAdd)
                (current, residual) = (Rows(current), Rows(residual));
            if (HasPostNorm)
                current = _g.Norm(current);
            current = _traits.MixerResidualFirst ? _g.InPlace(residual, current) : _g.InPlace(current, residual);
            if (choosesRows && _traits.RowsAfterAdd)
                current = Rows(current);
            residual = current;
        }
        if (layer.FeedForward is not { } feedForward)
            return current;
        var input = _traits.HasPreNorm ? _g.Norm(current) : current;
        current = FeedForwardOf(feedForward, input, residual);
        if (HasPostNorm)
            current = _g.Norm(current);
        current = _traits.ResidualFirst ? _g.InPlace(residual, current) : _g.InPlace(current, residual);
        return _perLayer >= 0 ? AddPerLayer(current) : current;
    }

    private bool HasPostNorm => _model.Norms is NormLayout.Post or NormLayout.PreAndPost || _model.GgufArchitecture is "gemma2" or "gemma3" or "gemma3n" or "gemma4" or "glm4";

    private int Mixers(DecoderLayer layer, int hidden)
    {
        var sum = -1;
        for (var i = 0; i < layer.Mixers.Count; i++)
        {
            var normed = _traits.HasPreNorm ? _g.Norm(hidden) : hidden;
            if (_traits.NormFirst)
                _g.Expand(normed);
            // Attention comes first where a layer has both (Falcon-H1).
            var part = layer.Mixers[layer.Mixers[0] is RecurrentMixer ? layer.Mixers.Count - 1 - i : i] switch
            {
                SoftmaxAttention { Indexer: { } indexer } a when _shape.FlashAttention => BlockSparse(a, indexer, normed),
                SoftmaxAttention { Gate: AttentionGate.InQuery } a => GatedAttention(a, normed),
                SoftmaxAttention a => Attention(a, normed),
                LatentAttention m => Latent(m, normed),
                RecurrentMixer r => Recurrent(r, normed),
                _ => normed,
            };
            sum = sum < 0 ? part : _g.InPlace(sum, part);
        }
        return sum;
    }

    private void Head(int hidden)
    {
        var current = hidden;
        if (_traits.KeepsHidden)
        {
            _g[current].IsOutput = true;
            current = Rows(current);
        }
        current = _g.Norm(current);
        _g[current].IsOutput = true;
        if (_traits.LateOutput && !_traits.KeepsHidden)
        {
            current = Rows(current);
            _g[current].IsOutput = true;
        }
        var logits = _g.MatMul(_model.Vocabulary, current);
        _g[logits].IsOutput = true;
        _g.Expand(logits);
    }

    private int Rows(int tensor) => _g.Fresh(F32, _g[tensor].Ne0, _shape.Outputs, 1, 1, tensor, _outputIds);

    /// <summary>Inputs of the attention over one kind of cache.</summary>
    private readonly record struct AttentionInputs(long Cells, int Mask, int KeyIds, int ValueIds)
    {
        /// <summary>The Hadamard matrices that rotate keys and values of a quantised cache; −1 without rotation.</summary>
        public int KeyRotation { get; init; } = -1;

        /// <inheritdoc cref="KeyRotation"/>
        public int ValueRotation { get; init; } = -1;
    }
}
