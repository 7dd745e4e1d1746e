namespace Rigwright.Engine.Memory.Weights;

/// <summary>Tensors that a publisher's recipe changes together.</summary>
internal enum TensorGroup
{
    /// <summary>Every matrix of attention and of recurrent mixers (q, k, v, o, fused and gate projections, recurrent input and output).</summary>
    Mixer,

    /// <summary>q, k and o of softmax attention.</summary>
    QueryKeyOutput,

    /// <summary>q and o of softmax attention.</summary>
    QueryOutput,

    /// <summary>The joint q, k and v projection of recurrent mixers.</summary>
    JointQkv,

    /// <summary>Matrices of a few dozen rows: step and decay of gated delta networks, gates of per-layer embeddings.</summary>
    Small,

    /// <summary>The experts that every token passes.</summary>
    SharedExpert,

    /// <summary>Down projections of the routed experts.</summary>
    ExpertDown,

    /// <summary>Gate and up projections of dense layers.</summary>
    DenseGateUp,

    /// <summary>Down projections of dense layers.</summary>
    DenseDown,

    /// <summary>Every matrix of the feed-forward of dense layers.</summary>
    DenseFeedForward,

    /// <summary>Every matrix of the layers.</summary>
    Layer,

    /// <summary>The input embedding, a tied head included.</summary>
    Embedding,

    /// <summary>An embedding that is the head as well.</summary>
    TiedEmbedding,

    /// <summary>The tables of per-layer embeddings.</summary>
    PerLayerEmbedding,

    /// <summary>The output head of an untied model.</summary>
    Head,
}

/// <summary>Which tensors belong to a group, by their names in llama.cpp's scheme.</summary>
internal static class TensorGroups
{
    public static bool Contains(TensorGroup group, TensorShape shape)
    {
        var name = shape.Name[(shape.Layer < 0 ? 0 : shape.Name.IndexOf('.', 4) + 1)..];
        return group switch
        {
            TensorGroup.Embedding or TensorGroup.TiedEmbedding => name == "token_embd.weight",
            TensorGroup.PerLayerEmbedding => name == "per_layer_token_embd.weight",
            TensorGroup.Head => name == "output.weight",
            TensorGroup.Small => name is "ssm_beta.weight" or "ssm_alpha.weight" or "ssm_ba.weight" or "inp_gate.weight" or "proj.weight",
            TensorGroup.QueryKeyOutput => name is "attn_q.weight" or "attn_k.weight" or "attn_output.weight",
            TensorGroup.QueryOutput => name is "attn_q.weight" or "attn_output.weight",
            TensorGroup.JointQkv => name == "attn_qkv.weight",
            TensorGroup.Mixer => name.StartsWith("attn_", StringComparison.Ordinal) || name is "ssm_in.weight" or "ssm_out.weight",
            TensorGroup.SharedExpert => name.EndsWith("_shexp.weight", StringComparison.Ordinal),
            TensorGroup.ExpertDown => name == "ffn_down_exps.weight",
            TensorGroup.DenseGateUp => name is "ffn_gate.weight" or "ffn_up.weight",
            TensorGroup.DenseDown => name == "ffn_down.weight",
            TensorGroup.DenseFeedForward => name is "ffn_gate.weight" or "ffn_up.weight" or "ffn_down.weight",
            _ => shape.Layer >= 0,
        };
    }
}
