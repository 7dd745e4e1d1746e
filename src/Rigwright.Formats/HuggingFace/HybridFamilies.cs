using Rigwright.Domain.Models;

namespace Rigwright.Formats.HuggingFace;

/// <summary>Families that mix attention with recurrent layers.</summary>
internal static class HybridFamilies
{
    public static ModelArchitecture Qwen3Next(ConfigScope c) => Qwen(c, "qwen3next");

    public static ModelArchitecture Qwen35(ConfigScope c) => Qwen(c, "qwen35");

    public static ModelArchitecture Qwen35Moe(ConfigScope c) => Qwen(c, "qwen35moe");

    public static ModelArchitecture GraniteHybrid(ConfigScope c)
    {
        var d = new ConfigDims(c, tiedByDefault: true);
        var kinds = c.NamesPerLayer("layer_types", d.Layers);
        var heads = c.SizeIfAny("mamba_n_heads") ?? c.SizeOr(2, "mamba_expand") * d.Hidden / 64;
        var mamba = Mamba2(heads, c.SizeOr(64, "mamba_d_head"), c.SizeOr(128, "mamba_d_state"), c.SizeOr(1, "mamba_n_groups"), c.SizeOr(4, "mamba_d_conv"));
        var shared = c.SizeIfAny("shared_intermediate_size") ?? d.Feed;
        var experts = c.SizeOr(0, "num_local_experts");
        FeedForward feed = experts > 0
            ? new MixtureOfExperts(experts, ExpertFamilies.PerToken(c), d.Feed, shared)
            : new DenseFeedForward(shared);
        // Granite 4.0 H places attention on every tenth layer from the sixth; used where an excerpt only counts them.
        bool IsAttention(int l) => kinds is null ? l % 10 == 5 : kinds[l] == "attention";
        var architecture = d.Build("granitehybrid", l => new([IsAttention(l) ? d.Attention(bias: false) : mamba], feed));
        return architecture.Layers.Any(l => l.Mixers[0] is RecurrentMixer) ? architecture : architecture with { GgufArchitecture = "granite" };
    }

    /// <summary>Nemotron-H: each layer is a Mamba-2 mixer (M), attention (*), a plain network (-) or a mixture of experts (E).</summary>
    public static ModelArchitecture NemotronH(ConfigScope c)
    {
        var pattern = c.Text("hybrid_override_pattern") ?? Letters(c, "layers_block_type");
        var d = new ConfigDims(c, layers: c.Has("num_hidden_layers") || pattern.Length == 0 ? null : Math.Min(pattern.Length, ConfigScope.MaxLayers));
        if (pattern.Length < d.Layers)
            c.Missing.Add("hybrid_override_pattern");
        var mamba = Mamba2(c.Size("mamba_num_heads"), c.Size("mamba_head_dim"), c.Size("ssm_state_size"), c.SizeOr(1, "n_groups"), c.SizeOr(4, "conv_kernel"))
            with { HasConvBias = c.Flag(true, "use_conv_bias") };
        var feed = c.Has("n_routed_experts")
            ? new MixtureOfExperts(ExpertFamilies.Experts(c), ExpertFamilies.PerToken(c), c.Size("moe_intermediate_size"),
                c.SizeOr(0, "moe_shared_expert_intermediate_size") * c.SizeOr(1, "n_shared_experts"), Gated: false)
            { HasRouterBias = true, LatentWidth = c.SizeOr(0, "moe_latent_size") }
            : null;
        DecoderLayer Layer(char kind)
        {
            switch (kind)
            {
                case 'M':
                    return new([mamba], null);
                case '*':
                    return new([d.Attention()], null);
                case 'E' when feed is not null:
                    return new([], feed);
                case '-':
                    return new([], new DenseFeedForward(d.Feed, Gated: false));
                default:
                    c.Error("RW5009", c.Find("hybrid_override_pattern", "layers_block_type")!, $"'{kind}' is no layer kind of this configuration (M, *, -, E).");
                    return new([], null);
            }
        }
        var predictions = ExpertFamilies.Predictions(c) > 0 ? c.Text("mtp_hybrid_override_pattern") ?? Letters(c, "mtp_layers_block_type") : "";
        return d.Build(feed is null ? "nemotron_h" : "nemotron_h_moe", l => l < pattern.Length ? Layer(pattern[l]) : new([], null)) with
        {
            Norms = NormLayout.Single,
            PredictionLayers = [.. predictions.Select(Layer)],
        };
    }

    /// <summary>The same pattern as newer configurations write it, a name a layer.</summary>
    private static string Letters(ConfigScope c, string key) => c.Find(key) is not { Kind: ConfigKind.List } list ? "" : string.Concat(
        list.Items.Select(i => i.Text switch { "mamba" => 'M', "attention" => '*', "moe" => 'E', "mlp" => '-', _ => '?' }));

    /// <summary>Falcon-H1: attention and Mamba-2 side by side in every layer.</summary>
    public static ModelArchitecture FalconH1(ConfigScope c)
    {
        var d = new ConfigDims(c);
        var mamba = Mamba2(c.Size("mamba_n_heads"), c.Size("mamba_d_head"), c.Size("mamba_d_state"), c.SizeOr(1, "mamba_n_groups"), c.SizeOr(4, "mamba_d_conv"))
            with { HasNorm = c.Flag(false, "mamba_rms_norm"), HasConvBias = c.Flag(true, "mamba_conv_bias") };
        return d.Build("falcon-h1", l => new([d.Attention(), mamba], new DenseFeedForward(d.Feed)));
    }

    public static ModelArchitecture Lfm2(ConfigScope c)
    {
        var d = new ConfigDims(c, tiedByDefault: true);
        var kinds = c.NamesPerLayer("layer_types", d.Layers);
        if (kinds is null)
            c.Missing.Add("layer_types");
        var kernel = c.SizeOr(3, "conv_L_cache");
        var convolution = new RecurrentMixer(RecurrentKind.ShortConvolution, (long)d.Hidden * (kernel - 1), 0) { InnerSize = d.Hidden, ConvKernel = kernel };
        var experts = c.SizeOr(0, "num_experts");
        var dense = c.SizeOr(0, "num_dense_layers");
        FeedForward Feed(int l) => experts > 0 && l >= dense
            ? new MixtureOfExperts(experts, ExpertFamilies.PerToken(c), c.Size("moe_intermediate_size"), 0) { HasRouterBias = c.Flag(true, "use_expert_bias") }
            : new DenseFeedForward(LfmWidth(c, d));
        return d.Build(experts > 0 ? "lfm2moe" : "lfm2", l => new(
            [kinds is not null && kinds[l] == "full_attention" ? d.Attention(QueryKeyNorm.PerHead) : convolution], Feed(l)));
    }

    /// <summary>Kimi Linear (Kimi K3): delta attention with latent attention on some layers, experts behind a projection.</summary>
    public static ModelArchitecture KimiLinear(ConfigScope c)
    {
        var d = new ConfigDims(c, hasHeadDim: false);
        var linear = c.Table("linear_attn_config");
        if (linear is null)
            c.Missing.Add("linear_attn_config");
        // The list of full layers counts from 1.
        var full = linear?.Find("full_attn_layers") is { Kind: ConfigKind.List } list
            ? list.Items.Select(i => c.Whole(i, "full_attn_layers", 1, d.Layers) ?? 0).ToHashSet() : [];
        var heads = linear?.Size("num_heads") ?? 1;
        var dim = linear?.Size("head_dim") ?? 1;
        var kernel = linear?.SizeOr(4, "short_conv_kernel_size") ?? 4;
        var delta = new RecurrentMixer(RecurrentKind.KimiDelta, 3L * (kernel - 1) * heads * dim, (long)dim * dim * heads)
        { InnerSize = heads * dim, StateSize = dim, Groups = heads, Heads = heads, ConvKernel = kernel };
        var attention = LatentFamilies.Attention(c, d.Heads) with
        { Gate = c.Flag(false, "mla_use_output_gate") ? AttentionGate.Full : AttentionGate.None };
        var width = c.Size("moe_intermediate_size");
        var feed = new MixtureOfExperts(ExpertFamilies.Experts(c), ExpertFamilies.PerToken(c), width, width * c.SizeOr(0, "num_shared_experts"))
        { HasRouterBias = true, LatentWidth = c.SizeOr(0, "routed_expert_hidden_size"), HasLatentNorm = c.Flag(false, "latent_moe_use_norm") };
        return d.Build("kimi-linear", l => new([full.Contains(l + 1) ? attention : delta],
            l < c.SizeOr(0, "first_k_dense_replace") ? new DenseFeedForward(d.Feed) : feed))
            with
        { ResidualAttentionBlock = c.SizeOr(0, "attn_res_block_size") };
    }

    private static ModelArchitecture Qwen(ConfigScope c, string gguf)
    {
        var d = new ConfigDims(c);
        var interval = Math.Max(1, c.SizeOr(4, "full_attention_interval"));
        var kinds = c.NamesPerLayer("layer_types", d.Layers);
        var (keyHeads, valueHeads) = (c.Size("linear_num_key_heads"), c.Size("linear_num_value_heads"));
        var (keyDim, valueDim) = (c.Size("linear_key_head_dim"), c.Size("linear_value_head_dim"));
        var kernel = c.SizeOr(4, "linear_conv_kernel_dim");
        var inner = valueHeads * valueDim;
        var delta = new RecurrentMixer(RecurrentKind.GatedDeltaNet, (kernel - 1) * (inner + 2L * keyHeads * keyDim), (long)keyDim * inner)
        { InnerSize = inner, StateSize = keyDim, Groups = keyHeads, Heads = valueHeads, ConvKernel = kernel };
        var attention = d.Attention(QueryKeyNorm.PerHead) with { Gate = AttentionGate.InQuery };
        FeedForward feed = c.SizeOr(0, "num_experts") > 0
            ? new MixtureOfExperts(ExpertFamilies.Experts(c), ExpertFamilies.PerToken(c), c.Size("moe_intermediate_size"), c.SizeOr(0, "shared_expert_intermediate_size"))
            { HasSharedGate = true }
            : new DenseFeedForward(d.Feed);
        bool IsFull(int l) => kinds is null ? (l + 1) % interval == 0 : kinds[l] == "full_attention";
        return d.Build(gguf, l => new([IsFull(l) ? attention : delta], feed)) with
        {
            PredictionLayers = [.. Enumerable.Repeat(new DecoderLayer([attention], feed), ExpertFamilies.Predictions(c))],
            PredictionOwnsEmbeddings = c.Flag(false, "mtp_use_dedicated_embeddings"),
        };
    }

    private static RecurrentMixer Mamba2(int heads, int headDim, int state, int groups, int kernel)
    {
        var inner = heads * headDim;
        return new(RecurrentKind.Mamba2, (kernel - 1) * (inner + 2L * groups * state), (long)state * inner)
        { InnerSize = inner, StateSize = state, Groups = groups, Heads = heads, ConvKernel = kernel, HasConvBias = true };
    }

    /// <summary>The width after LFM2's automatic adjustment: two thirds, rounded up to a multiple.</summary>
    private static int LfmWidth(ConfigScope c, ConfigDims d)
    {
        if (c.SizeIfAny("ff_effective") is { } effective)
            return effective;
        var width = c.SizeIfAny("block_ff_dim") ?? d.Feed;
        if (!c.Flag(false, "block_auto_adjust_ff_dim"))
            return width;
        var multiple = Math.Max(1, c.SizeOr(256, "block_multiple_of"));
        return (2 * width / 3 + multiple - 1) / multiple * multiple;
    }
}
