using Rigwright.Domain.Models;

namespace Rigwright.Formats.HuggingFace;

/// <summary>Families with latent or compressed attention: DeepSeek, Kimi, GLM-4.7-Flash, GLM-5.</summary>
internal static class LatentFamilies
{
    public static ModelArchitecture Deepseek(ConfigScope c) => Latent(c, "deepseek2", hasIndexer: false);

    public static ModelArchitecture Deepseek32(ConfigScope c) => Latent(c, "deepseek32", hasIndexer: true);

    public static ModelArchitecture GlmDsa(ConfigScope c) => Latent(c, "glm-dsa", hasIndexer: true) with
    {
        PredictionOwnsEmbeddings = false,
        GgufKeepsPredictionLayers = true,
    };

    /// <summary>DeepSeek V4: one shared key-value head, a window of exact tokens and compressed older ones, hyper-connections.</summary>
    public static ModelArchitecture Deepseek4(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var ratios = c.PerLayer("compress_ratios", d.Layers);
        if (ratios is null)
            c.Missing.Add("compress_ratios");
        var hashed = c.SizeOr(0, "num_hash_layers");
        var width = c.Size("moe_intermediate_size");
        var indexer = new SparseIndexer(c.Size("index_n_heads"), c.Size("index_head_dim"), c.Size("index_topk"));
        DecoderLayer Layer(int ratio, bool isHashed) => new(
            [new CompressedAttention(d.Heads, d.HeadDim, c.Size("qk_rope_head_dim"), c.Size("q_lora_rank"), c.Size("o_lora_rank"),
                Math.Max(1, c.Size("o_groups")), c.Size("sliding_window"), ratio) { Indexer = ratio is > 0 and < 128 ? indexer : null }],
            new MixtureOfExperts(ExpertFamilies.Experts(c), ExpertFamilies.PerToken(c), width, width * c.SizeOr(0, "n_shared_experts"))
            { HasRouterBias = !isHashed, IsHashRouted = isHashed });
        return d.Build("deepseek4", l => Layer(ratios is null ? 0 : ratios[l], l < hashed)) with
        {
            HyperConnections = c.SizeOr(0, "hc_mult"),
            PredictionLayers = [.. Enumerable.Range(0, ExpertFamilies.Predictions(c)).Select(_ => Layer(0, false))],
        };
    }

    /// <summary>The latent attention that a configuration describes.</summary>
    public static LatentAttention Attention(ConfigScope c, int heads) => new(
        heads, c.Size("kv_lora_rank"), c.Size("qk_rope_head_dim"), c.Size("qk_nope_head_dim"), c.Size("v_head_dim"),
        c.SizeIfAny("q_lora_rank") is > 0 and var rank ? rank : null);

    private static ModelArchitecture Latent(ConfigScope c, string gguf, bool hasIndexer)
    {
        var d = new ConfigDims(c, hasHeadDim: false);
        var attention = Attention(c, d.Heads);
        var indexer = hasIndexer ? new SparseIndexer(c.Size("index_n_heads"), c.Size("index_head_dim"), c.Size("index_topk")) : null;
        var kinds = c.NamesPerLayer("indexer_types", d.Layers);
        var first = c.SizeOr(0, "first_k_dense_replace");
        var frequency = c.PerLayer("moe_layer_freq", d.Layers);
        // The correction bias of the router came with V3; V2's greedy routing has none.
        var hasBias = c.Text("model_type") is not "deepseek_v2" && c.Text("topk_method") is null or "noaux_tc";
        var feed = new MixtureOfExperts(ExpertFamilies.Experts(c), ExpertFamilies.PerToken(c), c.Size("moe_intermediate_size"), ExpertFamilies.Shared(c))
        { HasRouterBias = hasBias };
        DecoderLayer Layer(int l) => new(
            [attention with { Indexer = kinds is null || l >= kinds.Length || kinds[l] == "full" ? indexer : null }],
            l < first || (frequency is not null && l < frequency.Length && frequency[l] == 0) ? new DenseFeedForward(d.Feed) : feed);
        return d.Build(gguf, Layer) with
        {
            PredictionLayers = [.. Enumerable.Range(0, ExpertFamilies.Predictions(c))
                .Select(_ => new DecoderLayer([attention with { Indexer = indexer }], feed))],
            PredictionOwnsEmbeddings = true,
            RopeFactors = 0,
        };
    }
}
