using Rigwright.Domain.Models;

namespace Rigwright.Formats.HuggingFace;

/// <summary>Mixture-of-experts families with ordinary attention.</summary>
internal static class ExpertFamilies
{
    public static ModelArchitecture Mixtral(ConfigScope c)
    {
        var d = new ConfigDims(c);
        return d.Build("llama", d.Attention(), new MixtureOfExperts(Experts(c), PerToken(c), d.Feed, 0));
    }

    public static ModelArchitecture GptOss(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var window = c.SizeOr(128, "sliding_window");
        var local = d.LocalLayers(l => l % 2 == 0);
        var attention = d.Attention(bias: true) with { HasOutputBias = true, HasSinks = true };
        return d.Build("gpt-oss", l => new(
            [attention with { Window = local[l] ? window : null }],
            new MixtureOfExperts(Experts(c), PerToken(c), d.Feed, 0) { HasBias = true }));
    }

    public static ModelArchitecture Qwen3Moe(ConfigScope c) => Qwen3As(c, "qwen3moe");

    public static ModelArchitecture Qwen3VlMoe(ConfigScope c) => Qwen3As(c, "qwen3vlmoe");

    public static ModelArchitecture MinimaxM2(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var norm = c.Flag(true, "use_qk_norm") ? QueryKeyNorm.AllHeads : QueryKeyNorm.None;
        var feed = new MixtureOfExperts(Experts(c), PerToken(c), d.Feed, 0) { HasRouterBias = true };
        return d.Build("minimax-m2", d.Attention(norm), feed);
    }

    public static ModelArchitecture MinimaxM3(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var sparse = c.Table("sparse_attention_config");
        var frequency = sparse?.PerLayer("sparse_attention_freq", d.Layers);
        var indexer = sparse is null ? null : new SparseIndexer(
            sparse.Size("sparse_num_index_heads"), sparse.Size("sparse_index_dim"), sparse.Size("sparse_topk_blocks") * sparse.Size("sparse_block_size"));
        var moe = c.PerLayer("moe_layer_freq", d.Layers);
        var feed = new MixtureOfExperts(Experts(c), PerToken(c), c.Size("moe_intermediate_size", "intermediate_size"),
            c.SizeOr(0, "shared_intermediate_size") * c.SizeOr(1, "n_shared_experts"))
        { HasRouterBias = true };
        return d.Build("minimax-m3", l => new(
            [d.Attention(QueryKeyNorm.PerHead) with { Indexer = frequency is not null && frequency[l] > 0 ? indexer : null }],
            (moe is null ? l < c.SizeOr(0, "first_k_dense_replace") : moe[l] == 0) ? new DenseFeedForward(c.Size("dense_intermediate_size")) : feed));
    }

    public static ModelArchitecture Glm4Moe(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var attention = d.Attention(c.Flag(false, "use_qk_norm") ? QueryKeyNorm.PerHead : QueryKeyNorm.None) with { HasOutputBias = false };
        var feed = new MixtureOfExperts(Experts(c), PerToken(c), c.Size("moe_intermediate_size"), Shared(c)) { HasRouterBias = true };
        var layer = new DecoderLayer([attention], feed);
        return d.Build("glm4moe", l => l < c.SizeOr(0, "first_k_dense_replace") ? new([attention], new DenseFeedForward(d.Feed)) : layer) with
        {
            PredictionLayers = [.. Enumerable.Repeat(layer, Predictions(c))],
            // GLM-4.6 has no copies; its configuration does not say so, the catalogue's does.
            PredictionOwnsEmbeddings = c.Flag(true, "mtp_use_dedicated_embeddings"),
            GgufKeepsPredictionLayers = true,
        };
    }

    public static ModelArchitecture Ernie45Moe(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var first = c.SizeOr(1, "moe_layer_start_index");
        var last = c.SizeOr(d.Layers - 1, "moe_layer_end_index");
        var interval = Math.Max(1, c.SizeOr(1, "moe_layer_interval"));
        var width = c.Size("moe_intermediate_size");
        var feed = new MixtureOfExperts(Experts(c), c.Size("moe_k", "num_experts_per_tok"), width, width * c.SizeOr(0, "moe_num_shared_experts"))
        { HasRouterBias = true };
        return d.Build("ernie4_5-moe", l => new([d.Attention(bias: false)],
            l >= first && l <= last && (l + 1) % interval == 0 ? feed : new DenseFeedForward(d.Feed)));
    }

    public static ModelArchitecture Dots1(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var feed = new MixtureOfExperts(Experts(c), PerToken(c), c.Size("moe_intermediate_size"), Shared(c)) { HasRouterBias = true };
        return d.Build("dots1", l => new([d.Attention(QueryKeyNorm.PerHead)],
            l < c.SizeOr(0, "first_k_dense_replace") ? new DenseFeedForward(d.Feed) : feed));
    }

    public static ModelArchitecture HunyuanMoe(ConfigScope c)
    {
        var d = new ConfigDims(c, tiedByDefault: true);
        var widths = c.PerLayer("moe_intermediate_size", d.Layers);
        var perToken = c.PerLayer("moe_topk", d.Layers);
        var shared = c.PerLayer("num_shared_expert", d.Layers);
        return d.Build("hunyuan-moe", l =>
        {
            var width = widths is null ? d.Feed : widths[l];
            return new([d.Attention(QueryKeyNorm.PerHead)],
                new MixtureOfExperts(Experts(c), perToken is null ? 1 : perToken[l], width, d.Feed * (shared is null ? 0 : shared[l])));
        });
    }

    /// <summary>Hunyuan-Large: neighbouring layers share keys and values.</summary>
    public static ModelArchitecture HunyuanLarge(ConfigScope c)
    {
        var d = new ConfigDims(c, tiedByDefault: true);
        var share = c.Flag(false, "use_cla") ? Math.Max(1, c.SizeOr(1, "cla_share_factor")) : 1;
        var norm = c.Flag(false, "use_qk_norm") ? QueryKeyNorm.PerHead : QueryKeyNorm.None;
        var feed = new MixtureOfExperts(Experts(c), c.SizeOr(1, "moe_topk"), d.Feed, d.Feed * c.SizeOr(0, "num_shared_expert"));
        return d.Build("hunyuan-large", l => new(
            [d.Attention(norm) with { OwnsCache = l % share == 0, StoresKeyValue = l % share == 0 }], feed));
    }

    public static ModelArchitecture HyV3(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var width = c.Size("moe_intermediate_size");
        var first = c.SizeOr(0, "first_k_dense_replace");
        var feed = new MixtureOfExperts(Experts(c), PerToken(c), width, width * c.SizeOr(0, "num_shared_experts")) { HasRouterBias = true };
        return d.Build("hy-v3", l => new([d.Attention(QueryKeyNorm.PerHead)], l < first ? new DenseFeedForward(d.Feed) : feed));
    }

    public static ModelArchitecture MimoV2(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var pattern = c.PerLayer("hybrid_layer_pattern", d.Layers);
        var moe = c.PerLayer("moe_layer_freq", d.Layers);
        if (pattern is null)
            c.Missing.Add("hybrid_layer_pattern");
        var global = new SoftmaxAttention(d.Heads, d.KvHeads, d.HeadDim, c.SizeOr(d.HeadDim, "v_head_dim"))
        { HasSinks = c.Flag(false, "add_full_attention_sink_bias") };
        var local = new SoftmaxAttention(c.SizeOr(d.Heads, "swa_num_attention_heads"), c.SizeOr(d.KvHeads, "swa_num_key_value_heads"),
            c.SizeOr(d.HeadDim, "swa_head_dim"), c.SizeOr(d.HeadDim, "swa_v_head_dim"))
        { Window = c.Size("sliding_window"), HasSinks = c.Flag(false, "add_swa_attention_sink_bias") };
        var feed = new MixtureOfExperts(Experts(c), PerToken(c), c.Size("moe_intermediate_size"), Shared(c)) { HasRouterBias = true };
        return d.Build("mimo2", l => new([pattern is not null && pattern[l] > 0 ? local : global],
            moe is not null && moe[l] == 0 ? new DenseFeedForward(d.Feed) : feed));
    }

    public static ModelArchitecture Step35(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var window = c.SizeOr(512, "sliding_window");
        var local = d.LocalLayers(l => l % 4 != 0);
        var attention = d.Attention(QueryKeyNorm.PerHead, bias: false) with { Gate = AttentionGate.PerHead };
        var feed = new MixtureOfExperts(Experts(c), PerToken(c), c.Size("moe_intermediate_size"), c.SizeOr(0, "share_expert_dim"))
        { HasRouterBias = c.Flag(true, "use_moe_router_bias") };
        return d.Build("step35", l => new([attention with { Window = local[l] ? window : null }],
            l < c.SizeOr(0, "first_k_dense_replace") ? new DenseFeedForward(d.Feed) : feed));
    }

    public static ModelArchitecture Laguna(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var window = c.SizeOr(512, "sliding_window");
        var local = d.LocalLayers(l => l % 4 != 0);
        var heads = c.PerLayer("num_attention_heads_per_layer", d.Layers);
        var dense = c.NamesPerLayer("mlp_layer_types", d.Layers);
        var feed = new MixtureOfExperts(Experts(c), PerToken(c), c.Size("moe_intermediate_size"), c.SizeOr(0, "shared_expert_intermediate_size"))
        { HasRouterBias = true };
        return d.Build("laguna", l => new(
            [new SoftmaxAttention(heads is null ? d.Heads : heads[l], d.KvHeads, d.HeadDim, d.HeadDim)
            {
                Window = local[l] ? window : null, QkNorm = QueryKeyNorm.PerHead, Gate = c.Flag(true, "gating") ? AttentionGate.PerHead : AttentionGate.None,
            }],
            dense is not null && dense[l] == "dense" ? new DenseFeedForward(d.Feed) : feed));
    }

    public static ModelArchitecture Llama4(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var chunk = c.SizeOr(8192, "attention_chunk_size");
        var step = Math.Max(1, c.SizeOr(1, "interleave_moe_layer_step"));
        // The query-key norm of Llama 4 has no weights.
        var feed = new MixtureOfExperts(Experts(c), PerToken(c), d.Feed, d.Feed);
        return d.Build("llama4", l =>
        {
            var isLocal = (l + 1) % 4 != 0;
            return new([d.Attention(window: isLocal ? chunk : null) with { IsChunked = isLocal }],
                (l + 1) % step == 0 ? feed : new DenseFeedForward(c.Size("intermediate_size_mlp")));
        });
    }

    public static int Experts(ConfigScope c) => c.Size("num_experts", "num_local_experts", "n_routed_experts", "moe_num_experts");

    public static int PerToken(ConfigScope c) => c.Size("num_experts_per_tok", "num_experts_per_token", "experts_per_token");

    /// <summary>Width of the shared experts together: their number times the width of an expert.</summary>
    public static int Shared(ConfigScope c) => c.SizeOr(0, "n_shared_experts", "num_shared_experts") * c.Size("moe_intermediate_size");

    public static int Predictions(ConfigScope c) => Math.Min(16, c.SizeOr(0, "num_nextn_predict_layers", "mtp_num_hidden_layers"));

    private static ModelArchitecture Qwen3As(ConfigScope c, string gguf)
    {
        var d = new ConfigDims(c);
        var step = Math.Max(1, c.SizeOr(1, "decoder_sparse_step"));
        var dense = c.Find("mlp_only_layers") is { Kind: ConfigKind.List } list ? list.Items.Select(i => (int)i.Number).ToHashSet() : [];
        var feed = new MixtureOfExperts(Experts(c), PerToken(c), c.Size("moe_intermediate_size"), 0);
        return d.Build(gguf, l => new([d.Attention(QueryKeyNorm.PerHead)],
            dense.Contains(l) || (l + 1) % step != 0 ? new DenseFeedForward(d.Feed) : feed));
    }
}
