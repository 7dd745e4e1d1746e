using Rigwright.Domain.Models;

namespace Rigwright.Formats.HuggingFace;

/// <summary>Gemma 3n and Gemma 4: per-layer embeddings, shared caches, and heads that differ between local and global layers.</summary>
internal static class GemmaFamilies
{
    public static ModelArchitecture Gemma3n(ConfigScope c)
    {
        var d = new ConfigDims(c, tiedByDefault: true);
        var window = c.SizeOr(512, "sliding_window");
        var local = d.LocalLayers(l => (l + 1) % 5 != 0);
        var owning = d.Layers - c.SizeOr(15, "num_kv_shared_layers");
        var widths = c.PerLayer("intermediate_size", d.Layers) ?? [];
        if (widths.Length == 0)
            c.Missing.Add("intermediate_size");
        var perLayer = new PerLayerEmbedding(c.SizeOr(256, "hidden_size_per_layer_input"), c.SizeOr(262144, "vocab_size_per_layer_input"));
        return d.Build("gemma3n", l => new(
            [d.Attention(QueryKeyNorm.PerHead, window: local[l] ? window : null) with { OwnsCache = l < owning }],
            new DenseFeedForward(l < widths.Length ? widths[l] : 1))) with
        {
            Norms = NormLayout.PreAndPost,
            PerLayerEmbedding = perLayer,
            AltUp = new(c.SizeOr(4, "altup_num_inputs"), c.SizeOr(64, "laurel_rank")),
        };
    }

    public static ModelArchitecture Gemma4(ConfigScope c)
    {
        var d = new ConfigDims(c, tiedByDefault: true);
        var window = c.SizeOr(512, "sliding_window");
        var local = d.LocalLayers(l => (l + 1) % (d.Layers == 35 ? 5 : 6) != 0);
        var owning = d.Layers - c.SizeOr(0, "num_kv_shared_layers");
        var globalDim = c.SizeOr(d.HeadDim, "global_head_dim");
        var globalKv = c.SizeOr(d.KvHeads, "num_global_key_value_heads");
        var keyIsValue = c.Flag(false, "attention_k_eq_v");
        var isWide = c.Flag(false, "use_double_wide_mlp");
        var perLayerWidth = c.SizeOr(0, "hidden_size_per_layer_input");
        var experts = c.Flag(false, "enable_moe_block") ? c.Size("num_experts") : 0;
        FeedForward Feed(int l) => experts > 0
            ? new MixtureOfExperts(experts, c.Size("top_k_experts", "num_experts_per_tok"), c.Size("moe_intermediate_size", "expert_intermediate_size"), 0)
            { ParallelDenseWidth = d.Feed }
            : new DenseFeedForward(isWide && l >= owning ? 2 * d.Feed : d.Feed);
        return d.Build("gemma4", l =>
        {
            var attention = local[l]
                ? new SoftmaxAttention(d.Heads, d.KvHeads, d.HeadDim, d.HeadDim) { Window = window }
                : new SoftmaxAttention(d.Heads, globalKv, globalDim, globalDim) { HasValueProjection = !keyIsValue };
            return new([attention with { QkNorm = QueryKeyNorm.PerHead, OwnsCache = l < owning }], Feed(l));
        }) with
        {
            Norms = NormLayout.PreAndPost,
            RopeFactors = globalDim / 2,
            PerLayerEmbedding = perLayerWidth > 0 ? new(perLayerWidth, c.SizeOr(d.Vocabulary, "vocab_size_per_layer_input")) : null,
        };
    }
}
