using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory;

/// <summary>How an engine packs cached elements: <paramref name="BlockBytes"/> bytes for <paramref name="BlockElements"/> elements.</summary>
/// <param name="BlockBytes">Bytes of one block.</param>
/// <param name="BlockElements">Elements of one block.</param>
public readonly record struct KvElement(int BlockBytes, int BlockElements)
{
    /// <summary>Bytes of a number of elements, rounded up to whole bytes.</summary>
    public long BytesOf(long elements) => (elements * BlockBytes + BlockElements - 1) / BlockElements;

    /// <summary>The packing, or null when the engine has no such cache type.</summary>
    /// <remarks>ggml block sizes: f16 2 B; q8_0 34 B and q4_0 18 B for 32 elements (ggml-common.h). MLX: bits/8 and a 16-bit scale and
    /// bias per group of 64, so 68 B and 36 B for 64 elements (mlx-lm cache.py, QuantizedKVCache). fp8: 1 B (vLLM, SGLang).</remarks>
    public static KvElement? Find(KvType type, EngineKind engine) => (engine, type) switch
    {
        (_, KvType.F16) => new(2, 1),
        (EngineKind.LlamaCpp or EngineKind.Ollama, KvType.Q8_0) => new(34, 32),
        (EngineKind.LlamaCpp or EngineKind.Ollama, KvType.Q4_0) => new(18, 32),
        (EngineKind.Mlx, KvType.Q8_0) => new(68, 64),
        (EngineKind.Mlx, KvType.Q4_0) => new(36, 64),
        (EngineKind.Vllm or EngineKind.Sglang, KvType.Fp8) => new(1, 1),
        _ => null,
    };

    /// <summary>The cache types that an engine offers, for messages.</summary>
    public static string Offered(EngineKind engine) => engine switch
    {
        EngineKind.Vllm or EngineKind.Sglang => "f16 and fp8",
        _ => "f16, q8_0 and q4_0",
    };
}
