using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>The tensors of one layer: norms, mixers, feed-forward.</summary>
internal static class LayerTensors
{
    // Architectures whose second norm llama.cpp names after the attention instead of before the feed-forward block.
    private static readonly HashSet<string> SecondNormIsPostAttention =
        new(["qwen3next", "qwen35", "qwen35moe", "glm4moe", "gpt-oss", "seed_oss"], StringComparer.Ordinal);

    public static void Write(TensorListWriter t, ModelArchitecture a, DecoderLayer layer, int l)
    {
        WriteNorms(t, a, layer, l);
        foreach (var mixer in layer.Mixers)
            MixerTensors.Write(t, a, mixer, l);
        switch (layer.FeedForward)
        {
            case DenseFeedForward dense:
                WriteDense(t, a.Hidden, dense.Width, dense.Gated, dense.IsFused, l);
                break;
            case MixtureOfExperts experts:
                WriteExperts(t, a, experts, l);
                break;
        }
        WriteExtras(t, a, layer, l);
    }

    /// <summary>A prediction block: a decoder layer with the projection of embedding and hidden state in front.</summary>
    public static void WritePrediction(TensorListWriter t, ModelArchitecture a, int index)
    {
        long hidden = a.Hidden;
        var l = a.Layers.Count + index;
        Write(t, a, a.PredictionLayers[index], l);
        t.Add("nextn.eh_proj.weight", l, 2 * hidden, hidden);
        t.Add("nextn.enorm.weight", l, hidden);
        t.Add("nextn.hnorm.weight", l, hidden);
        t.Add("nextn.shared_head_norm.weight", l, hidden);
        if (!a.PredictionOwnsEmbeddings)
            return;
        t.Add("nextn.embed_tokens.weight", l, hidden, a.Vocabulary);
        t.Add("nextn.shared_head_head.weight", l, hidden, a.Vocabulary);
    }

    private static void WriteNorms(TensorListWriter t, ModelArchitecture a, DecoderLayer layer, int l)
    {
        long hidden = a.Hidden;
        var hasMixer = layer.Mixers.Count > 0;
        switch (a.Norms)
        {
            case NormLayout.Single:
                t.Add("attn_norm.weight", l, hidden);
                break;
            case NormLayout.Post:
                t.Add("post_attention_norm.weight", l, hidden);
                t.Add("post_ffw_norm.weight", l, hidden);
                break;
            case NormLayout.PreAndPost:
                t.Add("attn_norm.weight", l, hidden);
                t.Add("post_attention_norm.weight", l, hidden);
                t.Add("ffn_norm.weight", l, hidden);
                t.Add("post_ffw_norm.weight", l, hidden);
                break;
            default:
                if (hasMixer)
                    t.Add("attn_norm.weight", l, hidden);
                if (layer.FeedForward is not null)
                    t.Add(SecondNorm(a.GgufArchitecture), l, hidden);
                break;
        }
    }

    private static string SecondNorm(string gguf) => gguf switch
    {
        _ when SecondNormIsPostAttention.Contains(gguf) => "post_attention_norm.weight",
        // Stored without the suffix (llama.cpp v0.5.0, src/models/falcon-h1.cpp).
        "falcon-h1" => "ffn_norm",
        _ => "ffn_norm.weight",
    };

    private static void WriteDense(TensorListWriter t, long hidden, long width, bool gated, bool fused, int l, string suffix = "")
    {
        if (fused)
        {
            t.Add($"ffn_up{suffix}.weight", l, hidden, 2 * width);
        }
        else
        {
            if (gated)
                t.Add($"ffn_gate{suffix}.weight", l, hidden, width);
            t.Add($"ffn_up{suffix}.weight", l, hidden, width);
        }
        t.Add($"ffn_down{suffix}.weight", l, width, hidden);
    }

    private static void WriteExperts(TensorListWriter t, ModelArchitecture a, MixtureOfExperts m, int l)
    {
        long hidden = a.Hidden;
        var isGemma = a.GgufArchitecture == "gemma4";
        if (m.IsHashRouted)
            t.Add("ffn_gate_tid2eid", l, m.ExpertsPerToken, a.Vocabulary);
        t.Add("ffn_gate_inp.weight", l, hidden, m.Experts);
        if (m.HasBias)
            t.Add("ffn_gate_inp.bias", l, m.Experts);
        if (m.HasRouterBias)
            t.Add("exp_probs_b.bias", l, m.Experts);
        var width = m.LatentWidth > 0 ? m.LatentWidth : hidden;
        if (m.LatentWidth > 0)
        {
            t.Add("ffn_latent_down.weight", l, hidden, m.LatentWidth);
            t.Add("ffn_latent_up.weight", l, m.LatentWidth, hidden);
            if (m.HasLatentNorm)
                t.Add("ffn_latent_norm.weight", l, m.LatentWidth);
        }
        WriteRouted(t, m, width, isGemma, l);
        if (m.SharedWidth > 0)
            WriteDense(t, hidden, m.SharedWidth, m.Gated, false, l, "_shexp");
        if (m.HasSharedGate && m.SharedWidth > 0)
            t.Add("ffn_gate_inp_shexp.weight", l, hidden);
        if (m.ParallelDenseWidth > 0)
            WriteDense(t, hidden, m.ParallelDenseWidth, m.Gated, false, l);
        if (isGemma)
        {
            t.Add("ffn_gate_inp.scale", l, hidden);
            t.Add("ffn_down_exps.scale", l, m.Experts);
            t.Add("pre_ffw_norm_2.weight", l, hidden);
            t.Add("post_ffw_norm_1.weight", l, hidden);
            t.Add("post_ffw_norm_2.weight", l, hidden);
        }
    }

    private static void WriteRouted(TensorListWriter t, MixtureOfExperts m, long input, bool isFused, int l)
    {
        if (isFused)
        {
            t.Add("ffn_gate_up_exps.weight", l, TensorClass.Expert, input, 2L * m.ExpertWidth, m.Experts);
        }
        else
        {
            if (m.Gated)
                t.Add("ffn_gate_exps.weight", l, TensorClass.Expert, input, m.ExpertWidth, m.Experts);
            t.Add("ffn_up_exps.weight", l, TensorClass.Expert, input, m.ExpertWidth, m.Experts);
        }
        t.Add("ffn_down_exps.weight", l, TensorClass.Expert, m.ExpertWidth, input, m.Experts);
        if (!m.HasBias)
            return;
        t.Add("ffn_gate_exps.bias", l, TensorClass.Expert, m.ExpertWidth, m.Experts);
        t.Add("ffn_up_exps.bias", l, TensorClass.Expert, m.ExpertWidth, m.Experts);
        t.Add("ffn_down_exps.bias", l, TensorClass.Expert, input, m.Experts);
    }

    private static void WriteExtras(TensorListWriter t, ModelArchitecture a, DecoderLayer layer, int l)
    {
        long hidden = a.Hidden;
        if (a.PerLayerEmbedding is { } per)
        {
            t.Add("inp_gate.weight", l, hidden, per.Width);
            t.Add("proj.weight", l, per.Width, hidden);
            t.Add("post_norm.weight", l, hidden);
        }
        if (a.GgufArchitecture == "gemma4")
            t.Add("layer_output_scale.weight", l, 1);
        if (a.AltUp is { } altUp)
        {
            t.Add("altup_correct_coef.weight", l, altUp.Inputs, altUp.Inputs);
            t.Add("altup_correct_scale.weight", l, hidden);
            t.Add("altup_predict_coef.weight", l, altUp.Inputs, altUp.Inputs * altUp.Inputs);
            t.Add("altup_router.weight", l, hidden, altUp.Inputs);
            t.Add("altup_router_norm.weight", l, hidden);
            t.Add("laurel_l.weight", l, hidden, altUp.LaurelRank);
            t.Add("laurel_r.weight", l, altUp.LaurelRank, hidden);
            t.Add("laurel_post_norm.weight", l, hidden);
        }
        if (a.HyperConnections is > 0 and var streams)
        {
            // Each half of a layer mixes the streams with a function, a base and three scales (DeepSeek V4 reference model).
            foreach (var half in (ReadOnlySpan<string>)["hc_attn", "hc_ffn"])
            {
                t.Add($"{half}_fn.weight", l, streams * hidden, (2 + streams) * streams);
                t.Add($"{half}_base.bias", l, (2 + streams) * streams);
                t.Add($"{half}_scale.bias", l, 3);
            }
        }
        if (a.ResidualAttentionBlock > 0)
        {
            foreach (var half in (ReadOnlySpan<string>)["attn_res", "ffn_res"])
            {
                t.Add($"{half}_proj.weight", l, hidden);
                t.Add($"{half}_norm.weight", l, hidden);
            }
        }
        if (layer.Mixers is [SoftmaxAttention { IsCross: true }])
        {
            t.Add("cross_attn_attn_gate", l, 1);
            t.Add("cross_attn_mlp_gate", l, 1);
        }
    }
}
