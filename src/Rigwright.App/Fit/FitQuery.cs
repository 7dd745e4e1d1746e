namespace Rigwright.App.Fit;

/// <summary>What the user asked, as text; nothing is resolved yet.</summary>
public sealed record FitQuery
{
    /// <summary>Catalogue folder, or null for the shipped one.</summary>
    public string? Catalogue { get; init; }

    /// <summary>The main model: a name, a <c>.gguf</c> path or a <c>config.json</c> path.</summary>
    public required string Model { get; init; }

    /// <summary>Further models: <c>MODEL[:quant][@context][xstreams][#device]</c>.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Duty cycles of the roles, comma-separated, one for all or one each: <c>0.5</c> or <c>0.5/0.1</c> (decoding / reading prompts); null to assume.</summary>
    public string? Duty { get; init; }

    /// <summary>Hardware names, several joined by a plus or a comma; each may end in <c>@256GB</c>.</summary>
    public required string Hardware { get; init; }

    /// <summary>Memory option of the hardware, for example <c>256GB</c>; null for the largest.</summary>
    public string? Memory { get; init; }

    /// <summary>Power limit of each device in watts that the owner sets; null leaves the default.</summary>
    public int? PowerCapWatts { get; init; }

    /// <summary>Devices of each kind.</summary>
    public int Count { get; init; } = 1;

    /// <summary>layer, tensor or replica; null for the engine's usual one.</summary>
    public string? Split { get; init; }

    /// <summary>Proportions of a layer split (<c>-ts</c>), comma-separated; null to balance.</summary>
    public string? TensorSplit { get; init; }

    /// <summary>Quantisation; null for a default.</summary>
    public string? Quant { get; init; }

    /// <summary>Tokens for each stream; null for a default.</summary>
    public int? Context { get; init; }

    /// <summary>Streams.</summary>
    public int Streams { get; init; } = 1;

    /// <summary>f16, q8_0, q4_0 or fp8.</summary>
    public string KvType { get; init; } = "f16";

    /// <summary>llama.cpp, ollama, vllm, sglang or mlx.</summary>
    public string Engine { get; init; } = "llama.cpp";

    /// <summary>Is flash attention on?</summary>
    public bool FlashAttention { get; init; } = true;

    /// <summary>Micro-batch in tokens.</summary>
    public int MicroBatch { get; init; } = 512;

    /// <summary>Do the experts stay in system memory?</summary>
    public bool ExpertsOnHost { get; init; }

    /// <summary>Is the vision tower loaded?</summary>
    public bool Vision { get; init; }

    /// <summary>Does the device drive a display?</summary>
    public bool Display { get; init; }

    /// <summary>GPU limit of a unified memory set by hand, for example <c>240GB</c>; null for the default.</summary>
    public string? GpuLimit { get; init; }

    /// <summary>The words of the command line, so that a problem can say where it stands.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}
