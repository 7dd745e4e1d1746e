using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Memory;

/// <summary>What <c>rig fit</c> takes when nothing is said. Every default is shown in the answer.</summary>
public static class FitConstants
{
    /// <summary>Tokens of context for each stream: a coding conversation of some files; the model's own maximum where that is less.</summary>
    public const int DefaultContext = 8192;

    /// <summary>Ollama's own default by the devices' memory: 4,096 tokens below 24 GiB, 32,768 below 48 GiB, 262,144 from there
    /// (docs/context-length.mdx at fb3076099); the model's maximum where that is less.</summary>
    public static int OllamaContext(ByteSize memory) => memory.GiB switch
    {
        < 24 => 4096,
        < 48 => 32_768,
        _ => 262_144,
    };

    /// <summary>Contexts are searched in steps of llama.cpp's cell padding.</summary>
    public const int ContextStep = LlamaCppCache.CellPadding;

    /// <summary>Longest context that is searched for a model whose configuration states none.</summary>
    public const int MaxContextUnstated = 1 << 20;

    /// <summary>Most streams that are searched: llama.cpp's LLAMA_MAX_SEQ.</summary>
    public const int MaxStreams = 256;

    /// <summary>Quantisations of llama.cpp that are offered, best first: the usual ones of publishers.</summary>
    public static IReadOnlyList<string> GgufChoices { get; } =
        ["BF16", "Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "IQ4_XS", "Q3_K_M", "IQ3_XXS", "Q2_K", "IQ2_XXS"];

    /// <summary>The same for a model that is published in MXFP4: nothing is better than what was trained.</summary>
    public static IReadOnlyList<string> NativeGgufChoices { get; } = ["MXFP4_MOE", "IQ3_XXS", "Q2_K", "IQ2_XXS"];

    /// <summary>Quantisations of MLX that are offered, best first.</summary>
    public static IReadOnlyList<string> MlxChoices { get; } = ["bf16", "8bit", "6bit", "5bit", "4bit", "3bit"];

    /// <summary>The same for a model that is published in MXFP4.</summary>
    public static IReadOnlyList<string> NativeMlxChoices { get; } = ["mxfp4", "3bit"];

    /// <summary>Formats of vLLM and SGLang that are offered, best first.</summary>
    public static IReadOnlyList<string> CheckpointChoices { get; } = ["bf16", "fp8", "native", "awq"];

    /// <summary>The same for a model that is published in MXFP4.</summary>
    public static IReadOnlyList<string> NativeCheckpointChoices { get; } = ["native"];
}
