using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Graphs;

/// <summary>How llama.cpp's graph of an architecture differs from the plain one, as far as memory is concerned
/// (src/models/*.cpp, release v0.5.0). Biases, scales and weights of norms work in place and change nothing.</summary>
internal readonly record struct GraphTraits
{
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

    /// <summary>Are the rows of the output chosen after the mixer's output was added to the residual (Falcon-H1)?</summary>
    public bool RowsAfterAdd { get; init; }

    /// <summary>Is the mixer's output added in the residual's memory (LFM2)?</summary>
    public bool MixerResidualFirst { get; init; }

    /// <summary>Is the norm before a mixer put into the graph before anything else of the layer?</summary>
    public bool NormFirst { get; init; }

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

    /// <summary>Is the feed-forward block's output added to the residual in the residual's memory (Phi-3)?</summary>
    public bool ResidualFirst { get; init; }

    /// <summary>Is the embedding scaled into a tensor of its own (Gemma)?</summary>
    public bool ScaledEmbedding { get; init; }

    /// <summary>The traits of an architecture by its llama.cpp name; a name that is not listed has the plain graph.</summary>
    public static GraphTraits Of(ModelArchitecture architecture)
    {
        var plain = new GraphTraits { HasPreNorm = true, Rotates = true, Positions = 1, NormedRouting = true };
        return architecture.GgufArchitecture switch
        {
            "step35" => plain with { LateOutput = true, KeepsHidden = true },
            "qwen3vl" or "qwen3vlmoe" => plain with { Positions = 4 },
            "qwen2vl" or "paddleocr" => plain with { Positions = 4 },
            "gemma" => plain with { ScaledEmbedding = true },
            "gemma2" => plain with { ScaledEmbedding = true, ScoreCap = true },
            "gemma3" => plain with { ScaledEmbedding = true },
            "gemma3n" => plain with { ScaledEmbedding = true },
            "gemma4" => plain with { ScaledEmbedding = true, LateOutput = true },
            "phi3" or "phimoe" => plain with { Fused = true, ResidualFirst = true },
            "olmo2" or "exaone4" => plain with { HasPreNorm = false },
            "grok" => plain with { ScoreCap = true },
            "gpt-oss" => plain with { LateOutput = true, KeepsHidden = true, LateRouting = true, NormedRouting = false },
            "llama4" => plain with { WeightsFirst = true, NormedRouting = false },
            "qwen3next" => plain with { LateOutput = true, NormFirst = true },
            "qwen35" or "qwen35moe" => plain with { Positions = 4, LateOutput = true, NormFirst = true },
            "nemotron_h" or "nemotron_h_moe" => plain with { Rotates = false, LateOutput = true },
            "lfm2" or "lfm2moe" => plain with { ResidualFirst = true, MixerResidualFirst = true },
            "falcon-h1" => plain with { RowsAfterAdd = true },
            "granitehybrid" => plain with { Rotates = false },
            _ => plain,
        };
    }
}
