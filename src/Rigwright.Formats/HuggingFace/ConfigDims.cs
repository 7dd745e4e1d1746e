using Rigwright.Domain.Models;

namespace Rigwright.Formats.HuggingFace;

/// <summary>The sizes that nearly every configuration states, under one of several names.</summary>
internal sealed class ConfigDims
{
    public ConfigDims(ConfigScope config, bool tiedByDefault = false, bool hasHeadDim = true, int? layers = null)
    {
        Config = config;
        Hidden = config.Size("hidden_size", "n_embd");
        Layers = layers ?? Math.Min(config.Size("num_hidden_layers", "n_layer"), ConfigScope.MaxLayers);
        if (layers is null && config.SizeOr(1, "num_hidden_layers", "n_layer") > ConfigScope.MaxLayers)
            config.Error("RW5006", config.Find("num_hidden_layers", "n_layer")!, $"'num_hidden_layers' is above {ConfigScope.MaxLayers}.");
        // litgpt lists the tokenizer's size beside the padded rows of the embedding; Phi-4-mini pads too.
        Vocabulary = config.Has("padded_vocab_size") ? config.Size("padded_vocab_size") : config.Size("vocab_size");
        Heads = config.Size("num_attention_heads", "n_head");
        KvHeads = config.SizeOr(Heads, "num_key_value_heads");
        HeadDim = config.SizeIfAny("head_dim", "attention_head_dim") ?? (Hidden % Heads == 0 ? Hidden / Heads : hasHeadDim ? MissingHeadDim() : 0);
        Tied = config.Flag(tiedByDefault, "tie_word_embeddings", "tie_embedding");
    }

    public ConfigScope Config { get; }

    public int Hidden { get; }

    public int Layers { get; }

    public int Vocabulary { get; }

    public int Heads { get; }

    public int KvHeads { get; }

    public int HeadDim { get; }

    public bool Tied { get; }

    public int Feed => Config.Size("intermediate_size");

    public SoftmaxAttention Attention(QueryKeyNorm norm = QueryKeyNorm.None, bool? bias = null, int? window = null) =>
        new(Heads, KvHeads, HeadDim, HeadDim)
        {
            HasBias = bias ?? Config.Flag(false, "attention_bias", "attn_bias"),
            HasOutputBias = bias is null && Config.Flag(false, "attention_out_bias", "attention_bias", "attn_bias"),
            QkNorm = norm,
            Window = window,
        };

    /// <summary>The architecture with one layer per index.</summary>
    public ModelArchitecture Build(string gguf, Func<int, DecoderLayer> layer) => new()
    {
        GgufArchitecture = gguf,
        Vocabulary = Vocabulary,
        Hidden = Hidden,
        TiedEmbeddings = Tied,
        MaxContext = Config.SizeIfAny("max_position_embeddings"),
        Layers = [.. Enumerable.Range(0, Layers).Select(layer)],
        RopeFactors = HasLlama3Rope ? HeadDim / 2 : 0,
    };

    public ModelArchitecture Build(string gguf, TokenMixer mixer, FeedForward feed) => Build(gguf, _ => new DecoderLayer([mixer], feed));

    /// <summary>Llama 3.1 scaling, which llama.cpp stores as a table of factors. litgpt names it rope_adjustments.</summary>
    public bool HasLlama3Rope
    {
        get
        {
            if (Config.Table("rope_adjustments")?.Has("low_freq_factor") == true)
                return true;
            var rope = Config.Table("rope_scaling") ?? Config.Table("rope_parameters");
            return rope?.Text("rope_type", "type") == "llama3";
        }
    }

    /// <summary>Which layers are local: from layer_types, a litgpt index list or a rule by index. Null: the configuration has no window.</summary>
    public bool[] LocalLayers(Func<int, bool> rule)
    {
        if (Config.NamesPerLayer("layer_types", Layers) is { } names)
            return [.. names.Take(Layers).Select(n => n is "sliding_attention" or "chunked_attention")];
        if (Config.PerLayer("sliding_window_indices", Layers) is { } indices)
            return [.. indices.Take(Layers).Select(i => i == 1)];
        return [.. Enumerable.Range(0, Layers).Select(rule)];
    }

    private int MissingHeadDim()
    {
        // After a wrong size the quotient says nothing.
        if (!Config.Bag.HasErrors)
            Config.Missing.Add("head_dim");
        return 1;
    }
}
