using Rigwright.Domain.Models;

namespace Rigwright.Formats.HuggingFace;

/// <summary>Families whose layers are attention and one network for every token.</summary>
internal static class DenseFamilies
{
    public static ModelArchitecture Llama(ConfigScope c) => Plain(new(c), "llama", QueryKeyNorm.None);

    public static ModelArchitecture Mistral3(ConfigScope c) => Plain(new(c), "mistral3", QueryKeyNorm.None);

    public static ModelArchitecture Ernie(ConfigScope c) => Plain(new(c), "ernie4_5", QueryKeyNorm.None);

    public static ModelArchitecture PaddleOcr(ConfigScope c) => Plain(new(c), "paddleocr", QueryKeyNorm.None);

    public static ModelArchitecture Granite(ConfigScope c) => Plain(new(c), "granite", QueryKeyNorm.None);

    public static ModelArchitecture Smollm3(ConfigScope c) => Plain(new(c, tiedByDefault: true), "smollm3", QueryKeyNorm.None);

    public static ModelArchitecture Qwen2(ConfigScope c) => Qwen2As(c, "qwen2");

    public static ModelArchitecture Qwen2Vl(ConfigScope c) => Qwen2As(c, "qwen2vl");

    public static ModelArchitecture Mimo(ConfigScope c)
    {
        var d = new ConfigDims(c);
        return Qwen2As(c, "mimo") with
        {
            PredictionLayers = [.. Enumerable.Repeat(
                new DecoderLayer([d.Attention(bias: true)], new DenseFeedForward(d.Feed)), c.SizeOr(0, "num_nextn_predict_layers"))],
        };
    }

    public static ModelArchitecture Qwen3(ConfigScope c) => Plain(new(c), "qwen3", QueryKeyNorm.PerHead);

    public static ModelArchitecture Qwen3Vl(ConfigScope c) => Plain(new(c), "qwen3vl", QueryKeyNorm.PerHead);

    public static ModelArchitecture SeedOss(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var attention = d.Attention(bias: c.Flag(true, "attention_bias")) with { HasOutputBias = c.Flag(false, "attention_out_bias") };
        return d.Build("seed_oss", attention, new DenseFeedForward(d.Feed));
    }

    public static ModelArchitecture Phi3(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var rope = c.Table("rope_scaling") ?? c.Table("rope_parameters");
        // litgpt drops the longrope tables: Phi-3.5 and Phi-4-mini are the ones whose context exceeds that of the shared base (4096 x 4).
        var isLong = rope?.Text("rope_type", "type") is "longrope" or "su" || (rope is null && c.SizeOr(0, "max_position_embeddings") > 32768);
        var rotary = c.Find("partial_rotary_factor") is { Kind: ConfigKind.Number } p ? (int)(d.HeadDim * Math.Clamp(p.Number, 0, 1)) : d.HeadDim;
        var attention = d.Attention(bias: false) with { IsFused = true };
        return d.Build("phi3", attention, new DenseFeedForward(d.Feed) { IsFused = true }) with
        {
            RopeFactors = isLong ? rotary / 2 : 0,
            HasLongRope = isLong,
        };
    }

    public static ModelArchitecture Gemma2(ConfigScope c)
    {
        var d = new ConfigDims(c, tiedByDefault: true);
        var window = c.SizeOr(4096, "sliding_window");
        var local = d.LocalLayers(l => l % 2 == 0);
        return d.Build("gemma2", l => new([d.Attention(window: local[l] ? window : null)], new DenseFeedForward(d.Feed)))
            with { Norms = NormLayout.PreAndPost };
    }

    public static ModelArchitecture Gemma3(ConfigScope c)
    {
        var d = new ConfigDims(c, tiedByDefault: true);
        var window = c.SizeOr(4096, "sliding_window");
        var period = Math.Max(1, c.SizeOr(6, "sliding_window_pattern"));
        var local = d.LocalLayers(l => (l + 1) % period != 0);
        return d.Build("gemma3", l => new([d.Attention(QueryKeyNorm.PerHead, window: local[l] ? window : null)], new DenseFeedForward(d.Feed)))
            with { Norms = NormLayout.PreAndPost, RopeFactors = 0 };
    }

    public static ModelArchitecture Olmo2(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var window = c.SizeIfAny("sliding_window");
        var local = d.LocalLayers(l => window > 0 && l % 4 != 3);
        return d.Build("olmo2", l => new([d.Attention(QueryKeyNorm.AllHeads, window: local[l] && window > 0 ? window : null)], new DenseFeedForward(d.Feed)))
            with { Norms = NormLayout.Post };
    }

    public static ModelArchitecture Exaone4(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var window = c.SizeIfAny("sliding_window");
        var local = d.LocalLayers(l => l % 4 != 3);
        return d.Build("exaone4", l => new([d.Attention(QueryKeyNorm.PerHead, window: window > 0 && local[l] ? window : null)], new DenseFeedForward(d.Feed)))
            with { Norms = NormLayout.Post };
    }

    /// <summary>Layers of unequal shape from a search (DeciLM, Nemotron Super 49B): the feed-forward width follows from a multiplier.</summary>
    public static ModelArchitecture Deci(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var blocks = c.Find("block_configs") is { Kind: ConfigKind.List } list ? list.Items : [];
        if (blocks.Count < d.Layers)
            c.Missing.Add("block_configs");
        return d.Build("deci", l => l < blocks.Count ? DeciLayer(c, d, blocks[l]) : new([], null));
    }

    /// <summary>Llama with extra layers that attend to the image (Llama 3.2 Vision).</summary>
    public static ModelArchitecture Mllama(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var cross = c.Find("cross_attention_layers") is { Kind: ConfigKind.List } list
            ? list.Items.Select(i => c.Whole(i, "cross_attention_layers", 0, d.Layers - 1) ?? -1).ToHashSet()
            : [];
        return d.Build("mllama", l => new(
            [cross.Contains(l) ? d.Attention(QueryKeyNorm.PerHead, bias: false) with { IsCross = true } : d.Attention(bias: false)],
            new DenseFeedForward(d.Feed))) with
        { ExtraEmbeddingRows = 8 };
    }

    private static ModelArchitecture Plain(ConfigDims d, string gguf, QueryKeyNorm norm) =>
        d.Build(gguf, d.Attention(norm), new DenseFeedForward(d.Feed));

    private static ModelArchitecture Qwen2As(ConfigScope c, string gguf)
    {
        var d = new ConfigDims(c);
        return d.Build(gguf, d.Attention(bias: true), new DenseFeedForward(d.Feed));
    }

    private static DecoderLayer DeciLayer(ConfigScope c, ConfigDims d, ConfigNode block)
    {
        TokenMixer[] mixers = [];
        if (block.Find("attention") is { Kind: ConfigKind.Table } attention && !IsTrue(attention, "no_op"))
        {
            if (IsTrue(attention, "replace_with_linear"))
                c.Error("RW5009", attention, "A layer whose attention is replaced by a matrix is not modelled.");
            else if (attention.Find("n_heads_in_group") is { Kind: ConfigKind.Number } group && c.Whole(group, "n_heads_in_group", 1, d.Heads) is { } size)
                mixers = [new SoftmaxAttention(d.Heads, d.Heads / size, d.HeadDim, d.HeadDim)];
            else
                c.Missing.Add("block_configs[].attention.n_heads_in_group");
        }
        FeedForward? feed = null;
        if (block.Find("ffn") is { Kind: ConfigKind.Table } ffn && !IsTrue(ffn, "no_op"))
        {
            if (ffn.Find("intermediate_size") is { Kind: ConfigKind.Number } width)
                feed = new DenseFeedForward(c.Whole(width, "intermediate_size", 1, ConfigScope.MaxSize) ?? 1);
            else if (ffn.Find("ffn_mult") is { Kind: ConfigKind.Number } mult && double.IsFinite(mult.Number) && mult.Number is > 0 and < 1000)
                // llama.cpp conversion/deci.py: two thirds of mult x 2 x hidden, rounded up to a multiple of 256.
                feed = new DenseFeedForward((((int)(2 * mult.Number * d.Hidden / 3)) + 255) / 256 * 256);
            else
                c.Missing.Add("block_configs[].ffn.ffn_mult");
        }
        return new(mixers, feed);
    }

    private static bool IsTrue(ConfigNode node, string key) => node.Find(key) is { Kind: ConfigKind.Boolean, Boolean: true };
}
