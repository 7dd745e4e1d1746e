using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>The counters and model facts that llama-quantize's rules depend on while it walks the tensors in order of layer and name.</summary>
internal sealed class GgufRecipeContext
{
    private readonly GgufFileType _file;
    private readonly string _name;
    private readonly bool _isTied;
    private readonly bool _isLlama70;
    private readonly bool _hasNativeExperts;
    private readonly int _experts;
    private readonly int _layers;
    private readonly int _grouping;
    private readonly int _values;
    private readonly IReadOnlyList<TensorOverride> _overrides;
    private readonly double[] _shares;
    private readonly int[] _seen;
    private readonly int[] _lastLayer;
    private int _valueIndex;
    private int _downIndex;
    private int _gateIndex;
    private int _upIndex;

    public GgufRecipeContext(ModelArchitecture architecture, GgufFileType file, IReadOnlyList<TensorShape> shapes)
    {
        _file = file;
        _name = BaseName(file);
        _hasNativeExperts = architecture.Checkpoint?.Method == "mxfp4" && architecture.GgufArchitecture == "gpt-oss";
        _isTied = shapes.All(s => s.Name != "output.weight");
        _experts = architecture.Layers.Select(l => l.FeedForward).OfType<MixtureOfExperts>().FirstOrDefault()?.Experts ?? 0;
        _layers = shapes.Count == 0 ? 0 : shapes.Max(s => s.Layer) + 1;
        _grouping = Grouping(architecture);
        _values = shapes.Count(s => Category(s.Name) == TensorCategory.Value);
        _overrides = PublisherRecipes.Find(architecture, file)?.Overrides ?? [];
        _shares = [.. _overrides.Select(o => o.ShareOf?.Invoke(shapes) ?? o.Share)];
        _seen = new int[_overrides.Count];
        _lastLayer = [.. Enumerable.Repeat(int.MinValue, _overrides.Count)];
        _isLlama70 = architecture.Layers.Count == 80 && architecture.GgufArchitecture is "llama" or "qwen2" or "deci";
    }

    private bool IsEightExperts => _experts == 8;

    public TensorType Choose(TensorShape shape)
    {
        // Experts that the maker trained in MXFP4 (gpt-oss) are converted as they are, and no publisher quantises them again.
        if (_hasNativeExperts && shape.Class == TensorClass.Expert && shape.Dimensions.Count > 2)
            return TensorType.MXFP4;
        if (GgufRecipe.IsKept(shape))
            return _file.IsPlain && !GgufRecipe.IsKeptInFull(shape) ? _file.Default : GgufRecipe.IsKeptInFull(shape) ? TensorType.F32 : TensorType.BF16;
        if (_file.IsPlain)
            return _file.Default;
        // The rules are asked in any case: their counters go on over tensors that a publisher changes.
        var type = Mix(shape);
        return GgufRecipe.Fit(Override(shape) ?? type, shape.Dimensions[0]);
    }

    /// <summary>The type that the publisher's recipe gives the tensor; null where it leaves the rule.</summary>
    private TensorType? Override(TensorShape shape)
    {
        for (var i = 0; i < _overrides.Count; i++)
        {
            var change = _overrides[i];
            if (!TensorGroups.Contains(change.Group, shape) || (change.Group == TensorGroup.TiedEmbedding && !_isTied))
                continue;
            // Every layer at which the running share passes a half: whole layers, evenly spread.
            if (shape.Layer != _lastLayer[i])
                (_seen[i], _lastLayer[i]) = (_seen[i] + 1, shape.Layer);
            var isRaised = Math.Floor((_seen[i] * _shares[i]) + 0.5) > Math.Floor(((_seen[i] - 1) * _shares[i]) + 0.5);
            return isRaised ? change.Type ?? _file.Default : change.Otherwise;
        }
        return null;
    }

    private TensorType Mix(TensorShape shape)
    {
        var category = Category(shape.Name);
        if (_file.EmbeddingAndOutput is { } stated && category is TensorCategory.Output or TensorCategory.Embedding)
            return stated;
        if (category == TensorCategory.Output || (category == TensorCategory.Embedding && _isTied))
            return Head(shape);
        if (_name == "MXFP4_MOE")
            return shape.Dimensions.Count > 2 && shape.Dimensions[2] > 1 ? TensorType.MXFP4 : TensorType.Q8_0;
        return category switch
        {
            TensorCategory.Embedding => Embedding(),
            TensorCategory.Value => Value(_valueIndex++),
            TensorCategory.Key => Key(),
            TensorCategory.Query => _name switch { "IQ3_XS" => TensorType.IQ3_XXS, "IQ3_XXS" => TensorType.IQ2_S, _ => _file.Default },
            TensorCategory.AttentionOutput => AttentionOutput(),
            TensorCategory.Down => Down(Index(shape, ref _downIndex)),
            TensorCategory.Gate => GateOrUp(Index(shape, ref _gateIndex)),
            TensorCategory.Up => GateOrUp(Index(shape, ref _upIndex)),
            _ => _file.Default,
        };
    }

    private TensorType Head(TensorShape shape)
    {
        // Files of one bit are made pure.
        if (_name == "Q1_0")
            return _file.Default;
        if (_name == "MXFP4_MOE" || shape.Dimensions[0] % _file.Default.BlockElements != 0)
            return TensorType.Q8_0;
        if (_name is "IQ1_S" or "IQ1_M" or "IQ2_XXS" or "IQ2_XS" or "IQ2_S" or "IQ2_M" or "IQ3_XXS")
            return TensorType.Q5_K;
        return _file.Default == TensorType.Q8_0 ? TensorType.Q8_0 : TensorType.Q6_K;
    }

    private TensorType Embedding() => _name switch
    {
        "IQ1_S" or "IQ1_M" or "IQ2_XXS" or "IQ2_XS" => TensorType.Q2_K,
        "IQ2_S" or "IQ2_M" or "IQ3_XXS" => TensorType.IQ3_S,
        "TQ1_0" or "TQ2_0" or "Q2_0" => TensorType.Q4_K,
        _ => _file.Default,
    };

    private bool IsSmall => _name is "IQ1_S" or "IQ1_M" or "IQ2_XXS" or "IQ2_XS" or "IQ2_S" or "IQ2_M";

    private TensorType Value(int index)
    {
        var isGrouped = _grouping >= 4;
        if (IsSmall)
            return isGrouped || _experts >= 4 ? TensorType.Q4_K : _name is "IQ2_S" or "IQ2_M" ? TensorType.IQ3_S : TensorType.Q2_K;
        var type = _name switch
        {
            "Q2_K" => isGrouped ? TensorType.Q4_K : TensorType.Q3_K,
            "Q2_K_S" when isGrouped => TensorType.Q4_K,
            "IQ3_XXS" => isGrouped ? TensorType.Q4_K : _file.HasImatrix ? TensorType.IQ3_XXS : TensorType.IQ3_S,
            "IQ3_XS" or "IQ3_S" when isGrouped => TensorType.Q4_K,
            "IQ3_M" => TensorType.Q4_K,
            "Q3_K_M" => index < 2 ? TensorType.Q5_K : TensorType.Q4_K,
            "Q3_K_L" => TensorType.Q5_K,
            "IQ4_NL" or "IQ4_XS" when isGrouped => TensorType.Q5_K,
            "Q4_K_M" or "Q5_K_M" when IsMore(index, _values) => TensorType.Q6_K,
            "Q4_K_S" when index < 4 => TensorType.Q5_K,
            _ => _file.Default,
        };
        if (_isLlama70 && (type == TensorType.Q3_K || type == TensorType.Q4_K))
            type = TensorType.Q5_K;
        return IsEightExperts ? TensorType.Q8_0 : type;
    }

    private TensorType Key()
    {
        if (IsEightExperts)
            return IsSmall ? TensorType.Q4_K : TensorType.Q8_0;
        return _name switch { "IQ3_XS" => TensorType.IQ3_XXS, "IQ3_XXS" => TensorType.IQ2_S, _ => _file.Default };
    }

    private TensorType AttentionOutput()
    {
        if (IsSmall)
            return IsEightExperts ? TensorType.Q5_K : _name is "IQ2_S" or "IQ2_M" ? TensorType.IQ3_S : _name is "IQ1_S" or "IQ1_M" ? TensorType.IQ2_XXS : _file.Default;
        if (IsEightExperts)
            return _name is "Q2_K" or "Q3_K_S" or "Q3_K_M" or "Q4_K_S" or "Q4_K_M" || _name.StartsWith("IQ3_", StringComparison.Ordinal) || _name.StartsWith("IQ4_", StringComparison.Ordinal)
                ? TensorType.Q5_K : _file.Default;
        return _name switch
        {
            "Q2_K" => TensorType.Q3_K,
            "IQ3_XXS" => TensorType.IQ3_S,
            "Q3_K_M" => TensorType.Q4_K,
            "Q3_K_L" => TensorType.Q5_K,
            "IQ3_M" => TensorType.Q4_K,
            _ => _file.Default,
        };
    }

    private TensorType Down(int index)
    {
        var isFirst = index < _layers / 8;
        if (IsSmall)
            return !isFirst ? _file.Default : _name is "IQ2_S" or "IQ2_M" ? TensorType.IQ3_S : TensorType.Q2_K;
        var hasImatrix = _file.HasImatrix;
        return _name switch
        {
            "Q2_K" => TensorType.Q3_K,
            "Q2_K_S" when isFirst => TensorType.Q4_K,
            "IQ3_XXS" when !hasImatrix => isFirst ? TensorType.Q4_K : TensorType.Q3_K,
            "Q3_K_M" => index < _layers / 16 ? TensorType.Q5_K : TensorType.Q4_K,
            "IQ3_M" when isFirst || (IsEightExperts && IsMore(index, _layers)) => TensorType.Q4_K,
            "Q3_K_L" => TensorType.Q5_K,
            "Q4_K_M" or "Q5_K_M" when IsMore(index, _layers) => TensorType.Q6_K,
            "IQ4_NL" or "IQ4_XS" when !hasImatrix && isFirst => TensorType.Q5_K,
            "Q4_K_S" when isFirst => TensorType.Q5_K,
            "Q4_0" when hasImatrix && isFirst => TensorType.Q4_1,
            "Q5_0" when hasImatrix && isFirst => TensorType.Q5_1,
            _ => _file.Default,
        };
    }

    private TensorType GateOrUp(int index) =>
        _name == "IQ3_XS" && index >= _layers / 8 && index < 7 * _layers / 8 ? TensorType.IQ3_XXS : _file.Default;

    /// <summary>The running counter, or the layer's number in a mixture of experts.</summary>
    private int Index(TensorShape shape, ref int counter) => _experts > 1 ? Math.Max(0, shape.Layer) : counter++;

    /// <summary>The first and last eighth, and every third layer between.</summary>
    private static bool IsMore(int index, int count) => index < count / 8 || index >= 7 * count / 8 || (index - (count / 8)) % 3 == 2;

    private static string BaseName(GgufFileType file) => file.RulesOf ?? GgufFileType.All.FirstOrDefault(t => t.Id == file.Id && t.Default == file.Default)?.Name ?? file.Name;

    /// <summary>Query heads for one key-value head in the first layer; 0 when that layer has no attention and the file says so per layer.</summary>
    private static int Grouping(ModelArchitecture architecture)
    {
        var first = architecture.Layers.Count == 0 ? null : architecture.Layers[0];
        // These conversions write one number of key-value heads for all layers, so that recurrent layers do not read as zero.
        if (architecture.GgufArchitecture is "qwen3next" or "qwen35" or "qwen35moe")
            first = architecture.Layers.FirstOrDefault(l => l.Mixers.OfType<SoftmaxAttention>().Any());
        return first?.Mixers.Select(m => m switch
        {
            SoftmaxAttention s when s.KvHeads > 0 => s.Heads / s.KvHeads,
            LatentAttention latent => latent.Heads,
            CompressedAttention compressed => compressed.Heads,
            _ => 0,
        }).DefaultIfEmpty(0).Max() ?? 0;
    }

    private static TensorCategory Category(string name)
    {
        if (name == "output.weight")
            return TensorCategory.Output;
        if (name is "token_embd.weight" or "per_layer_token_embd.weight")
            return TensorCategory.Embedding;
        if (name.EndsWith("attn_qkv.weight", StringComparison.Ordinal) || name.EndsWith("attn_kv_b.weight", StringComparison.Ordinal)
            || name.EndsWith("attn_v.weight", StringComparison.Ordinal))
            return TensorCategory.Value;
        if (name.EndsWith("attn_k.weight", StringComparison.Ordinal))
            return TensorCategory.Key;
        if (name.EndsWith("attn_q.weight", StringComparison.Ordinal))
            return TensorCategory.Query;
        if (name.EndsWith("attn_output.weight", StringComparison.Ordinal))
            return TensorCategory.AttentionOutput;
        if (name.Contains("ffn_up", StringComparison.Ordinal))
            return TensorCategory.Up;
        if (name.Contains("ffn_gate", StringComparison.Ordinal))
            return TensorCategory.Gate;
        return name.Contains("ffn_down", StringComparison.Ordinal) ? TensorCategory.Down : TensorCategory.Other;
    }
}

/// <summary>What llama-quantize takes a tensor for, by its name.</summary>
internal enum TensorCategory
{
    Output,
    Embedding,
    Value,
    Key,
    Query,
    AttentionOutput,
    Up,
    Gate,
    Down,
    Other,
}
