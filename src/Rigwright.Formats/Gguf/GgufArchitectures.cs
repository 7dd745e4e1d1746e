namespace Rigwright.Formats.Gguf;

/// <summary>The architectures whose layers can be read, by <c>general.architecture</c>, with the rule of their windows.</summary>
/// <remarks>Source: llama.cpp v0.5.0 (2026-09-28), <c>src/models/*.cpp</c>. Phi-3's window is switched off there (#13676).</remarks>
internal static class GgufArchitectures
{
    private static readonly GgufWindowRule None = new(0);
    private static readonly GgufWindowRule Array = new(1) { NeedsArray = true };

    public static IReadOnlyDictionary<string, GgufWindowRule> All { get; } = new Dictionary<string, GgufWindowRule>(StringComparer.Ordinal)
    {
        ["llama"] = None, ["llama-embed"] = None, ["mistral3"] = None, ["mistral4"] = None, ["mllama"] = None, ["deci"] = None, ["granite"] = None,
        ["granitemoe"] = None, ["smollm3"] = None, ["seed_oss"] = None, ["ernie4_5"] = None, ["ernie4_5-moe"] = None, ["paddleocr"] = None,
        ["command-r"] = None, ["olmo"] = None, ["olmoe"] = None, ["internlm2"] = None, ["starcoder2"] = None, ["stablelm"] = None, ["glm4"] = None,
        ["glm4moe"] = None, ["dots1"] = None, ["hunyuan-moe"] = None, ["hunyuan-dense"] = None, ["hunyuan-large"] = None, ["hy_v3"] = None, ["hy-v3"] = None,
        ["minimax-m2"] = None, ["minimax-m3"] = None, ["bailingmoe"] = None, ["bailingmoe2"] = None, ["nemotron"] = None, ["arcee"] = None, ["apertus"] = None,
        ["qwen2"] = None, ["qwen2moe"] = None, ["qwen2vl"] = None, ["qwen3"] = None, ["qwen3moe"] = None, ["qwen3vl"] = None, ["qwen3vlmoe"] = None, ["mimo"] = None,
        ["qwen3next"] = None, ["qwen35"] = None, ["qwen35moe"] = None, ["phi2"] = None, ["phi3"] = None, ["phimoe"] = None,
        ["deepseek2"] = None, ["deepseek32"] = None, ["deepseek4"] = None, ["glm-dsa"] = None, ["minicpm3"] = None, ["kimi-linear"] = None, ["kimi-k3"] = None,
        ["nemotron_h"] = None, ["nemotron_h_moe"] = None, ["granitehybrid"] = None, ["falcon-h1"] = None, ["jamba"] = None, ["mamba"] = None, ["mamba2"] = None,
        ["lfm2"] = new(1), ["lfm2moe"] = None,
        ["gemma"] = None, ["gemma2"] = new(2, DefaultWindow: 4096), ["gemma3"] = new(6), ["gemma3n"] = new(5), ["gemma4"] = Array,
        ["gpt-oss"] = new(2), ["cohere2"] = new(4), ["olmo2"] = new(4), ["exaone4"] = new(4, DefaultWindow: 4096), ["exaone-moe"] = new(4, DefaultWindow: 128),
        ["llama4"] = new(4, DefaultWindow: 8192) { IsChunked = true },
        ["laguna"] = new(4, DenseFirst: true), ["smallthinker"] = new(4, DenseFirst: true), ["afmoe"] = new(4), ["plamo3"] = new(8),
        ["mimo2"] = Array, ["step35"] = Array,
    };
}
