using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>The tensors of attention and recurrent mixers.</summary>
internal static class MixerTensors
{
    public static void Write(TensorListWriter t, ModelArchitecture a, TokenMixer mixer, int l)
    {
        switch (mixer)
        {
            case SoftmaxAttention attention:
                WriteAttention(t, a.Hidden, attention, l);
                break;
            case LatentAttention latent:
                WriteLatent(t, a.Hidden, latent, l);
                break;
            case CompressedAttention compressed:
                WriteCompressed(t, a.Hidden, compressed, l);
                break;
            case RecurrentMixer recurrent:
                WriteRecurrent(t, a, recurrent, l);
                break;
        }
    }

    private static void WriteAttention(TensorListWriter t, long hidden, SoftmaxAttention s, int l)
    {
        var prefix = s.IsCross ? "cross_attn" : "attn";
        long query = (long)s.Heads * s.KeyDim, key = (long)s.KvHeads * s.KeyDim, value = (long)s.KvHeads * s.ValueDim, output = (long)s.Heads * s.ValueDim;
        if (s.IsFused)
        {
            t.Add("attn_qkv.weight", l, hidden, query + key + value);
        }
        else
        {
            Project("q", s.Gate == AttentionGate.InQuery ? 2 * query : query);
            if (s.StoresKeyValue)
            {
                Project("k", key);
                if (s.HasValueProjection)
                    Project("v", value);
            }
        }
        t.Add(s.IsCross ? "cross_attn_o_proj.weight" : "attn_output.weight", l, output, hidden);
        if (s.HasOutputBias)
            t.Add("attn_output.bias", l, hidden);
        if (s.QkNorm != QueryKeyNorm.None)
        {
            var isAll = s.QkNorm == QueryKeyNorm.AllHeads;
            t.Add($"{prefix}_q_norm.weight", l, isAll ? query : s.KeyDim);
            if (s.StoresKeyValue)
                t.Add($"{prefix}_k_norm.weight", l, isAll ? key : s.KeyDim);
        }
        if (s.HasSinks)
            t.Add("attn_sinks.weight", l, s.Heads);
        if (s.Gate is AttentionGate.PerHead or AttentionGate.Full)
            t.Add("attn_gate.weight", l, hidden, s.Gate == AttentionGate.PerHead ? s.Heads : output);
        if (s.Indexer is { } indexer)
        {
            t.Add("indexer.q_proj.weight", l, hidden, (long)indexer.Heads * indexer.HeadDim);
            t.Add("indexer.k_proj.weight", l, hidden, indexer.HeadDim);
            t.Add("indexer.q_norm.weight", l, indexer.HeadDim);
            t.Add("indexer.k_norm.weight", l, indexer.HeadDim);
        }

        void Project(string which, long width)
        {
            t.Add(s.IsCross ? $"cross_attn_{which}_proj.weight" : $"attn_{which}.weight", l, hidden, width);
            if (s.HasBias)
                t.Add($"attn_{which}.bias", l, width);
        }
    }

    private static void WriteLatent(TensorListWriter t, long hidden, LatentAttention m, int l)
    {
        var query = (long)m.Heads * (m.NopeDim + m.RopeDim);
        if (m.QLoraRank is { } rank)
        {
            t.Add("attn_q_a.weight", l, hidden, rank);
            t.Add("attn_q_a_norm.weight", l, rank);
            t.Add("attn_q_b.weight", l, rank, query);
        }
        else
        {
            t.Add("attn_q.weight", l, hidden, query);
        }
        t.Add("attn_kv_a_mqa.weight", l, hidden, m.KvLoraRank + m.RopeDim);
        t.Add("attn_kv_a_norm.weight", l, m.KvLoraRank);
        // The key half of kv_b is stored transposed for absorbed attention.
        t.Add("attn_k_b.weight", l, m.NopeDim, m.KvLoraRank, m.Heads);
        t.Add("attn_v_b.weight", l, m.KvLoraRank, m.ValueDim, m.Heads);
        if (t.HasJointKeyValue)
            t.Add("attn_kv_b.weight", l, m.KvLoraRank, (long)m.Heads * (m.NopeDim + m.ValueDim));
        t.Add("attn_output.weight", l, (long)m.Heads * m.ValueDim, hidden);
        if (m.Gate == AttentionGate.Full)
            t.Add("attn_gate.weight", l, hidden, (long)m.Heads * m.ValueDim);
        if (m.Indexer is not { } indexer)
            return;
        t.Add("indexer.k_norm.weight", l, indexer.HeadDim);
        t.Add("indexer.k_norm.bias", l, indexer.HeadDim);
        t.Add("indexer.proj.weight", l, hidden, indexer.Heads);
        t.Add("indexer.attn_k.weight", l, hidden, indexer.HeadDim);
        t.Add("indexer.attn_q_b.weight", l, m.QLoraRank ?? hidden, (long)indexer.Heads * indexer.HeadDim);
    }

    /// <summary>DeepSeek V4. Source of the shapes: the reference model beside the checkpoint (deepseek-ai/DeepSeek-V4-Flash, inference code).</summary>
    private static void WriteCompressed(TensorListWriter t, long hidden, CompressedAttention c, int l)
    {
        var heads = (long)c.Heads * c.HeadDim;
        t.Add("attn_q_a.weight", l, hidden, c.QLoraRank);
        t.Add("attn_q_a_norm.weight", l, c.QLoraRank);
        t.Add("attn_q_b.weight", l, c.QLoraRank, heads);
        t.Add("attn_kv_a.weight", l, hidden, c.HeadDim);
        t.Add("attn_kv_a_norm.weight", l, c.HeadDim);
        t.Add("attn_output_a.weight", l, heads / c.OGroups, (long)c.OGroups * c.OLoraRank);
        t.Add("attn_output_b.weight", l, (long)c.OGroups * c.OLoraRank, hidden);
        t.Add("attn_sinks.weight", l, c.Heads);
        if (c.CompressRatio == 0)
            return;
        WriteCompressor("attn_compressor", c.HeadDim);
        if (c.Indexer is not { } indexer)
            return;
        t.Add("indexer.attn_q_b.weight", l, c.QLoraRank, (long)indexer.Heads * indexer.HeadDim);
        t.Add("indexer.proj.weight", l, hidden, indexer.Heads);
        WriteCompressor("indexer_compressor", indexer.HeadDim);

        void WriteCompressor(string name, long dim)
        {
            // Small ratios overlap neighbouring windows and so have two sets of weights.
            var width = c.Indexer is null ? dim : 2 * dim;
            t.Add($"{name}_kv.weight", l, hidden, width);
            t.Add($"{name}_gate.weight", l, hidden, width);
            t.Add($"{name}_ape.weight", l, width, c.CompressRatio);
            t.Add($"{name}_norm.weight", l, dim);
        }
    }

    private static void WriteRecurrent(TensorListWriter t, ModelArchitecture a, RecurrentMixer r, int l)
    {
        long hidden = a.Hidden, inner = r.InnerSize, states = (long)r.Groups * r.StateSize;
        switch (r.Kind)
        {
            case RecurrentKind.Mamba2:
                t.Add("ssm_in.weight", l, hidden, (2 * inner) + (2 * states) + r.Heads);
                t.Add("ssm_conv1d.weight", l, r.ConvKernel, inner + (2 * states));
                if (r.HasConvBias)
                    t.Add("ssm_conv1d.bias", l, inner + (2 * states));
                t.Add("ssm_dt.bias", l, r.Heads);
                t.Add("ssm_a", l, 1, r.Heads);
                t.Add("ssm_d", l, 1, r.Heads);
                if (r.HasNorm)
                    t.Add("ssm_norm.weight", l, inner / r.Groups, r.Groups);
                t.Add("ssm_out.weight", l, inner, hidden);
                break;
            case RecurrentKind.GatedDeltaNet:
                t.Add("attn_qkv.weight", l, hidden, inner + (2 * states));
                t.Add("attn_gate.weight", l, hidden, inner);
                t.Add("ssm_conv1d.weight", l, r.ConvKernel, inner + (2 * states));
                t.Add("ssm_dt.bias", l, r.Heads);
                t.Add("ssm_a", l, r.Heads);
                if (a.GgufArchitecture == "qwen3next")
                {
                    t.Add("ssm_ba.weight", l, hidden, 2L * r.Heads);
                }
                else
                {
                    t.Add("ssm_beta.weight", l, hidden, r.Heads);
                    t.Add("ssm_alpha.weight", l, hidden, r.Heads);
                }
                t.Add("ssm_norm.weight", l, inner / r.Heads);
                t.Add("ssm_out.weight", l, inner, hidden);
                break;
            case RecurrentKind.KimiDelta:
                WriteDelta(t, hidden, inner, r, l);
                break;
            case RecurrentKind.ShortConvolution:
                t.Add("shortconv.conv.weight", l, r.ConvKernel, hidden);
                t.Add("shortconv.in_proj.weight", l, hidden, 3 * hidden);
                t.Add("shortconv.out_proj.weight", l, hidden, hidden);
                break;
        }
    }

    private static void WriteDelta(TensorListWriter t, long hidden, long inner, RecurrentMixer r, int l)
    {
        foreach (var which in (ReadOnlySpan<string>)["q", "k", "v"])
        {
            t.Add($"attn_{which}.weight", l, hidden, inner);
            t.Add($"ssm_conv1d_{which}.weight", l, r.ConvKernel, inner);
        }
        t.Add("ssm_f_a.weight", l, hidden, r.StateSize);
        t.Add("ssm_f_b.weight", l, r.StateSize, inner);
        t.Add("ssm_beta.weight", l, hidden, r.Heads);
        t.Add("ssm_a", l, 1, r.Heads);
        t.Add("ssm_dt.bias", l, inner);
        t.Add("ssm_g.weight", l, hidden, inner);
        t.Add("ssm_norm.weight", l, r.StateSize);
        t.Add("attn_output.weight", l, inner, hidden);
    }
}
