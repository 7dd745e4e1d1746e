namespace Rigwright.Domain.Models;

/// <summary>The type of the cached keys and values.</summary>
public enum KvType
{
    /// <summary>16-bit float, 2 bytes an element.</summary>
    F16,

    /// <summary>llama.cpp q8_0: 34 bytes for 32 elements.</summary>
    Q8_0,

    /// <summary>llama.cpp q4_0: 18 bytes for 32 elements.</summary>
    Q4_0,

    /// <summary>8-bit float, 1 byte an element (vLLM, SGLang).</summary>
    Fp8,
}

/// <summary>The engines whose memory and speed rules are modelled.</summary>
public enum EngineKind
{
    /// <summary>llama.cpp (llama-server).</summary>
    LlamaCpp,

    /// <summary>Ollama.</summary>
    Ollama,

    /// <summary>vLLM.</summary>
    Vllm,

    /// <summary>SGLang.</summary>
    Sglang,

    /// <summary>MLX (mlx-lm).</summary>
    Mlx,
}

/// <summary>A model as it is to be served: everything that memory and speed depend on besides the devices.</summary>
public sealed record ModelLoad
{
    /// <summary>The model.</summary>
    public required LanguageModel Model { get; init; }

    /// <summary>The weights.</summary>
    public required Quantisation Quantisation { get; init; }

    /// <summary>Tokens of context promised to each stream.</summary>
    public required int ContextPerStream { get; init; }

    /// <summary>Streams served at the same time, at least 1.</summary>
    public int Streams { get; init; } = 1;

    /// <summary>Type of the cached keys and values.</summary>
    public KvType KvType { get; init; } = KvType.F16;

    /// <summary>The engine.</summary>
    public EngineKind Engine { get; init; } = EngineKind.LlamaCpp;

    /// <summary>Is flash attention on?</summary>
    public bool FlashAttention { get; init; } = true;

    /// <summary>Physical batch of a prefill step in tokens (llama.cpp <c>-ub</c>).</summary>
    public int MicroBatch { get; init; } = 512;

    /// <summary>Does the vision tower have to be loaded?</summary>
    public bool WithVision { get; init; }
}
