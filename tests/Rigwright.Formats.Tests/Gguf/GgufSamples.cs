using Rigwright.Domain.Models;
using Rigwright.Formats.Gguf;

namespace Rigwright.Formats.Tests.Gguf;

/// <summary>Small headers as bytes; the data section is filled with zeros where the file must be complete.</summary>
internal static class GgufSamples
{
    /// <summary>A two-layer llama with a string array, a per-layer array and every common value type.</summary>
    public static GgufWriter Small(int version = 3, bool bigEndian = false) =>
        Tensors().Aggregate(Metadata(version, bigEndian), (w, t) => w.Add(t));

    /// <summary>A sound model of a few kilobytes, so that a million damaged copies are quickly made.</summary>
    public static GgufWriter Tiny(int version = 3, bool bigEndian = false)
    {
        var writer = new GgufWriter(version, bigEndian)
            .Add("general.architecture", "llama")
            .Add("llama.block_count", 1u)
            .Add("llama.context_length", 4096UL)
            .Add("llama.embedding_length", 32u)
            .Add("llama.attention.head_count", [4u])
            .Add("llama.attention.head_count_kv", 2u)
            .Add("llama.expert_used_count", 2u)
            .Add("tokenizer.ggml.tokens", ["<s>", "ä"])
            .Add("tokenizer.ggml.add_bos_token", true)
            .Add(new ModelTensor("token_embd.weight", [32, 2], TensorType.Q8_0));
        (string Name, long[] Dimensions)[] tensors =
        [
            ("attn_norm", [32]), ("attn_q", [32, 32]), ("attn_k", [32, 16]), ("attn_v", [32, 16]), ("attn_output", [32, 32]),
            ("ffn_gate_inp", [32, 4]), ("ffn_gate_exps", [32, 32, 4]), ("ffn_up_exps", [32, 32, 4]), ("ffn_down_exps", [32, 32, 4]),
        ];
        return tensors.Aggregate(writer, (w, t) => w.Add(new ModelTensor($"blk.0.{t.Name}.weight", t.Dimensions, TensorType.Q8_0)));
    }

    /// <summary>A sound hybrid: a delta-rule layer and an attention layer with latent vectors.</summary>
    public static GgufWriter TinyHybrid() => new GgufWriter()
        .Add("general.architecture", "qwen35").Add("qwen35.block_count", 1u).Add("qwen35.embedding_length", 32u)
        .Add("qwen35.attention.head_count", 4u).Add("qwen35.attention.head_count_kv", 2u)
        .Add("qwen35.ssm.conv_kernel", 4u).Add("qwen35.ssm.inner_size", 32u).Add("qwen35.ssm.state_size", 8u)
        .Add("qwen35.ssm.group_count", 2u).Add("qwen35.ssm.time_step_rank", 4u)
        .Add(new ModelTensor("token_embd.weight", [32, 2], TensorType.F32))
        .Add(new ModelTensor("blk.0.ssm_conv1d.weight", [4, 64], TensorType.F32))
        .Add(new ModelTensor("blk.0.ssm_out.weight", [32, 32], TensorType.F32))
        .Add(new ModelTensor("blk.0.ffn_down.weight", [64, 32], TensorType.F32))
        .Add(new ModelTensor("blk.0.ffn_up.weight", [32, 128], TensorType.F32));

    /// <summary>A sound model with latent attention.</summary>
    public static GgufWriter TinyLatent() => new GgufWriter()
        .Add("general.architecture", "deepseek2").Add("deepseek2.block_count", 1u).Add("deepseek2.embedding_length", 32u)
        .Add("deepseek2.attention.head_count", 4u).Add("deepseek2.attention.head_count_kv", 1u).Add("deepseek2.attention.kv_lora_rank", 16u)
        .Add("deepseek2.rope.dimension_count", 8u).Add("deepseek2.attention.key_length_mla", 24u).Add("deepseek2.attention.value_length_mla", 16u)
        .Add(new ModelTensor("token_embd.weight", [32, 2], TensorType.F32))
        .Add(new ModelTensor("blk.0.attn_kv_a_mqa.weight", [32, 24], TensorType.F32))
        .Add(new ModelTensor("blk.0.ffn_down.weight", [64, 32], TensorType.F32));

    private static GgufWriter Metadata(int version, bool bigEndian) => new GgufWriter(version, bigEndian)
            .Add("general.architecture", "llama")
            .Add("general.name", "Small")
            .Add("general.file_type", 15u)
            .Add("llama.block_count", 2u)
            .Add("llama.context_length", 4096UL)
            .Add("llama.embedding_length", 256u)
            .Add("llama.feed_forward_length", [512u, 512u])
            .Add("llama.attention.head_count", 4u)
            .Add("llama.attention.head_count_kv", 2u)
            .Add("llama.attention.layer_norm_rms_epsilon", 1e-5f)
            .Add("tokenizer.ggml.tokens", ["<s>", "a", "b", "ä"])
            .Add("tokenizer.ggml.scores", [0f, 1f, 2f, 3f])
            .Add("tokenizer.ggml.add_bos_token", true);

    public static IEnumerable<ModelTensor> Tensors()
    {
        yield return new("token_embd.weight", [256, 4], TensorType.Q4_K);
        for (var layer = 0; layer < 2; layer++)
        {
            yield return new($"blk.{layer}.attn_norm.weight", [256], TensorType.F32);
            yield return new($"blk.{layer}.attn_q.weight", [256, 256], TensorType.Q4_K);
            yield return new($"blk.{layer}.attn_k.weight", [256, 128], TensorType.Q4_K);
            yield return new($"blk.{layer}.attn_v.weight", [256, 128], TensorType.Q6_K);
            yield return new($"blk.{layer}.attn_output.weight", [256, 256], TensorType.Q4_K);
            yield return new($"blk.{layer}.ffn_norm.weight", [256], TensorType.F32);
            yield return new($"blk.{layer}.ffn_gate.weight", [256, 512], TensorType.Q4_K);
            yield return new($"blk.{layer}.ffn_up.weight", [256, 512], TensorType.Q4_K);
            yield return new($"blk.{layer}.ffn_down.weight", [512, 256], TensorType.Q6_K);
        }
        yield return new("output_norm.weight", [256], TensorType.F32);
        yield return new("output.weight", [256, 4], TensorType.Q6_K);
    }

    /// <summary>Header and a data section of zeros.</summary>
    public static byte[] Bytes(GgufWriter writer)
    {
        var stream = new MemoryStream();
        var data = writer.WriteHeader(stream);
        stream.SetLength(stream.Length + data);
        return stream.ToArray();
    }
}
