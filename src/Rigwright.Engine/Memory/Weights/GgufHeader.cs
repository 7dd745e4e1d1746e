using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>What a GGUF file holds beside the tensors' data.</summary>
public static class GgufHeader
{
    /// <summary>Alignment of tensor data. Source: GGUF specification, default of <c>general.alignment</c>.</summary>
    public const int Alignment = 32;

    // Other metadata: names, licence, chat template. Typical of files with a template of a few kilobytes. Assumed.
    private const long OtherMetadata = 8 * 1024;

    /// <summary>Estimated header: tensor table (exact), padding (exact), tokenizer (by its kind and vocabulary).</summary>
    public static long Bytes(ModelArchitecture architecture, IReadOnlyList<StoredTensor> tensors)
    {
        long table = 24, padding = 0;
        foreach (var (shape, _, bytes) in tensors)
        {
            // Name length and text, number of dimensions, extents, type, offset. Source: GGUF specification v3.
            table += 8 + shape.Name.Length + 4 + (8L * shape.Dimensions.Count) + 4 + 8;
            padding += (Alignment - (bytes % Alignment)) % Alignment;
        }
        return table + padding + Tokenizer(architecture) + OtherMetadata;
    }

    /// <summary>Bytes of the tokenizer arrays. Byte-pair vocabularies store tokens, their types and merges; SentencePiece ones tokens, types and scores.
    /// Measured on published files (file size minus tensors): Llama 3 7.83 MB, Gemma 2 6.05 MB, Qwen3 5.98 MB, DeepSeek V3 5.31 MB,
    /// DeepSeek V2 4.01 MB, SmolLM2 1.78 MB, Llama 2 0.73 MB; others by the mean of their kind.</summary>
    private static long Tokenizer(ModelArchitecture a) => (a.Vocabulary, a.GgufArchitecture) switch
    {
        (128256, _) => 7_830_000,
        (>= 255_000 and <= 263_000, "gemma2" or "gemma3" or "gemma3n") => (long)(a.Vocabulary * 23.63),
        (< 33_000, _) => (long)(a.Vocabulary * 22.9),
        // Gemma 4 keeps about two merges a token.
        (_, "gemma4") => a.Vocabulary * 60L,
        _ => (long)(a.Vocabulary * 39.4),
    };
}
