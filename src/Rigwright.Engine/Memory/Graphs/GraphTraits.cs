using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Graphs;

/// <summary>How llama.cpp's graph of an architecture differs from the plain one, as far as memory is concerned
/// (src/models/*.cpp, release v0.5.0). Biases, scales and weights of norms work in place and change nothing.</summary>
internal readonly record struct GraphTraits
{
    /// <summary>Are query and key normed by head?</summary>
    public bool HeadNorm { get; init; }

    /// <summary>Are query and key normed over all heads, before they are seen as heads?</summary>
    public bool WideNorm { get; init; }

    /// <summary>Is there a norm before the attention and before the feed-forward block (OLMo 2 and EXAONE 4 have it only behind)?</summary>
    public bool HasPreNorm { get; init; }

    /// <summary>Are query, key and value one product that is then sliced?</summary>
    public bool Fused { get; init; }

    /// <summary>Are the scores soft-capped (Gemma 2, Grok)?</summary>
    public bool ScoreCap { get; init; }

    /// <summary>Is the output chosen after the last layer instead of within it?</summary>
    public bool LateOutput { get; init; }

    /// <summary>Is the hidden state before the final norm an output of the graph (for a draft head)?</summary>
    public bool KeepsHidden { get; init; }

    /// <summary>Do attention layers give the gate and the query from one product (Qwen3-Next, Qwen3.5)?</summary>
    public bool GatedQuery { get; init; }

    /// <summary>Are rotations used? (Nemotron-H and Granite hybrid attention layers have none.)</summary>
    public bool Rotates { get; init; }

    /// <summary>Positions of a token: 4 for multi-dimensional rotations.</summary>
    public int Positions { get; init; }

    /// <summary>Is the routing normed over the chosen experts?</summary>
    public bool NormedRouting { get; init; }

    /// <summary>Are routing weights a softmax over the chosen experts only (gpt-oss)?</summary>
    public bool LateRouting { get; init; }

    /// <summary>Are the inputs of the experts weighted instead of their outputs (Llama 4)?</summary>
    public bool WeightsFirst { get; init; }

    /// <summary>Does a bias choose the experts (DeepSeek V3 and its kin)?</summary>
    public bool RoutingBias { get; init; }

    /// <summary>Is the embedding scaled into a tensor of its own (Gemma)?</summary>
    public bool ScaledEmbedding { get; init; }

    /// <summary>The traits of an architecture by its llama.cpp name; a name that is not listed has the plain graph.</summary>
    public static GraphTraits Of(ModelArchitecture architecture)
    {
        var plain = new GraphTraits { HasPreNorm = true, Rotates = true, Positions = 1, NormedRouting = true };
        return architecture.GgufArchitecture switch
        {
            "qwen3" or "qwen3moe" or "hunyuan-moe" or "hunyuan-dense" or "dots1" or "bailingmoe2" or "glm4moe" or "afmoe" or "mellum" or "laguna" =>
                plain with { HeadNorm = true, RoutingBias = architecture.GgufArchitecture is "glm4moe" or "dots1" or "bailingmoe2" or "laguna" },
            "qwen3vl" or "qwen3vlmoe" => plain with { HeadNorm = true, Positions = 4 },
            "qwen2vl" or "paddleocr" => plain with { Positions = 4 },
            "gemma" => plain with { ScaledEmbedding = true },
            "gemma2" => plain with { ScaledEmbedding = true, ScoreCap = true },
            "gemma3" => plain with { ScaledEmbedding = true, HeadNorm = true },
            "gemma3n" => plain with { ScaledEmbedding = true, HeadNorm = true },
            "gemma4" => plain with { ScaledEmbedding = true, HeadNorm = true, LateOutput = true },
            "phi3" or "phimoe" => plain with { Fused = true },
            "olmo2" => plain with { WideNorm = true, HasPreNorm = false },
            "exaone4" => plain with { HeadNorm = true, HasPreNorm = false },
            "minimax-m2" => plain with { WideNorm = true, RoutingBias = true },
            "grok" => plain with { ScoreCap = true },
            "gpt-oss" => plain with { LateOutput = true, KeepsHidden = true, LateRouting = true, NormedRouting = false },
            "llama4" => plain with { WeightsFirst = true, NormedRouting = false },
            "deepseek2" or "deepseek32" or "glm-dsa" or "kimi-linear" => plain with { RoutingBias = true },
            "qwen3next" => plain with { GatedQuery = true, HeadNorm = true },
            "qwen35" or "qwen35moe" => plain with { GatedQuery = true, HeadNorm = true, Positions = 4, LateOutput = true },
            "nemotron_h" or "nemotron_h_moe" => plain with { Rotates = false, LateOutput = true, RoutingBias = true },
            "granitehybrid" => plain with { Rotates = false },
            _ => plain,
        };
    }
}
