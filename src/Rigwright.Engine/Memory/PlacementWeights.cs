using Rigwright.Domain.Models;
using Rigwright.Engine.Memory.Weights;

namespace Rigwright.Engine.Memory;

/// <summary>The weights of a model as placement sees them, in bytes.</summary>
public sealed record PlacementWeights
{
    /// <summary>Everything of each layer, experts included; prediction (MTP) blocks that are loaded follow the decoder layers.</summary>
    public required IReadOnlyList<long> Layers { get; init; }

    /// <summary>The routed experts of each layer, a part of <see cref="Layers"/>.</summary>
    public required IReadOnlyList<long> Experts { get; init; }

    /// <summary>Input embedding (and tables that are looked up like it).</summary>
    public required long Embedding { get; init; }

    /// <summary>Output head and final norm; for a tied head only the norm.</summary>
    public required long Output { get; init; }

    /// <summary>Bytes of the embedding that serve as the output head too; 0 unless tied.</summary>
    public required long TiedHead { get; init; }

    /// <summary>Vision tower and projector; 0 unless they are to be loaded.</summary>
    public long Vision { get; init; }

    /// <summary>Prediction blocks that are in the file and that the engine leaves there.</summary>
    public long Skipped { get; init; }

    /// <summary>A tied embedding that the engine holds a second time wherever it runs, on the processor as well.</summary>
    public long HeldTwice { get; init; }

    /// <summary>All tensors of the file, each once.</summary>
    public long InFile => Layers.Sum() + Skipped + Embedding + Output + Vision;

    /// <summary>The tensors that the engine loads, as often as it holds them in one memory: what llama.cpp reports.</summary>
    public long Loaded => InFile - Skipped + HeldTwice;

    /// <summary>The weights of a layout as an engine loads them.</summary>
    /// <param name="layout">All tensors.</param>
    /// <param name="architecture">Name of the architecture in llama.cpp.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="vision">Bytes of the vision tower when it has to be loaded, else 0.</param>
    public static PlacementWeights Of(WeightLayout layout, string architecture, EngineKind engine, long vision = 0)
    {
        var isLlama = engine is EngineKind.LlamaCpp or EngineKind.Ollama;
        // TENSOR_SKIP in llama.cpp v0.5.0, src/models/glm4-moe.cpp and glm-dsa.cpp.
        var skips = isLlama && architecture is ("glm4moe" or "glm-dsa");
        // The head is created before the embedding there, so that both have memory (v0.5.0, src/models/gemma3n.cpp, gemma4.cpp).
        var isTwice = isLlama && layout.IsTied && architecture is ("gemma3n" or "gemma4");
        IReadOnlyList<LayerWeights> layers = skips ? layout.Layers : [.. layout.Layers, .. layout.PredictionLayers];
        return new()
        {
            Layers = [.. layers.Select(l => l.Dense + l.Experts)],
            Experts = [.. layers.Select(l => l.Experts)],
            Embedding = layout.Host.Bytes,
            Output = layout.Other.Bytes + (layout.IsTied ? 0 : layout.Output.Bytes),
            TiedHead = layout.IsTied ? layout.Output.Bytes : 0,
            Vision = vision,
            Skipped = skips ? layout.PredictionLayers.Sum(l => l.Dense + l.Experts) : 0,
            HeldTwice = isTwice ? layout.Output.Bytes : 0,
        };
    }
}
