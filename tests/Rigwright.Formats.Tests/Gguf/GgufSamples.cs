using Rigwright.Domain.Models;
using Rigwright.Formats.Gguf;

namespace Rigwright.Formats.Tests.Gguf;

/// <summary>Small headers as bytes; the data section is filled with zeros where the file must be complete.</summary>
internal static class GgufSamples
{
    /// <summary>A two-layer llama with a string array, a per-layer array and every common value type.</summary>
    public static GgufWriter Small(int version = 3, bool bigEndian = false) =>
        Tensors().Aggregate(Metadata(version, bigEndian), (w, t) => w.Add(t));

    /// <summary>The same with rows of one block, so that a million damaged copies are quickly made.</summary>
    public static GgufWriter Tiny(int version = 3, bool bigEndian = false) =>
        Tensors().Aggregate(Metadata(version, bigEndian), (w, t) => w.Add(t with { Dimensions = [t.Type.BlockElements] }));

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
