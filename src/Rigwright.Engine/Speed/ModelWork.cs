namespace Rigwright.Engine.Speed;

/// <summary>What one model in one quantisation makes a device read and compute: raw values, because a kernel reads them.</summary>
public sealed record ModelWork
{
    /// <summary>Model id; empty for a model that the catalogue lacks. Effects of a measured model are keyed by it.</summary>
    public required string Id { get; init; }

    /// <summary>Maker's family (Qwen3, gpt-oss …): the parent level of a model never measured.</summary>
    public required string Family { get; init; }

    /// <summary>Class of the weights' type (<see cref="QuantClass"/>).</summary>
    public required string QuantClass { get; init; }

    /// <summary>Weight bytes that every decode step reads: all matrices but the routed experts and the input embedding.</summary>
    public required double DenseBytes { get; init; }

    /// <summary>Bytes of all routed experts together; 0 for a dense model.</summary>
    public double ExpertBytes { get; init; }

    /// <summary>Routed experts of a layer; 0 for a dense model.</summary>
    public int Experts { get; init; }

    /// <summary>Routed experts that one token uses.</summary>
    public int ExpertsPerToken { get; init; }

    /// <summary>Key-value bytes a token of context that full-attention layers read, all layers together, at 16 bit.</summary>
    public double FullKvBytesPerToken { get; init; }

    /// <summary>Key-value bytes a token that sliding-window layers read, all layers together, at 16 bit.</summary>
    public double WindowKvBytesPerToken { get; init; }

    /// <summary>Window of those layers in tokens; 0 when there are none.</summary>
    public int Window { get; init; }

    /// <summary>Recurrent state of one sequence in bytes (read and written every step).</summary>
    public double StateBytes { get; init; }

    /// <summary>Decoder layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public int Hidden { get; init; }

    /// <summary>Parameters in the matrix products of one token.</summary>
    public required double MatmulParameters { get; init; }

    /// <summary>Attention FLOP for one token and one position of context, summed over full-attention layers.</summary>
    public double FullAttentionFlops { get; init; }

    /// <summary>The same for sliding-window layers.</summary>
    public double WindowAttentionFlops { get; init; }

    /// <summary>Multi-head latent attention?</summary>
    public bool IsLatent { get; init; }

    /// <summary>Are some layers recurrent?</summary>
    public bool IsHybrid { get; init; }

    /// <summary>Longest context that the model was made for; null when unknown.</summary>
    public int? MaxContext { get; init; }

    /// <summary>Bytes of all weights, for messages.</summary>
    public double FileBytes { get; init; }

    /// <summary>How the work was found when it is not from the catalogue's architecture: the interval is then wider.</summary>
    public string? Fallback { get; init; }

    /// <summary>The architecture in short. Models of one architecture (Llama 3 and 3.1 8B, Qwen3.5 and 3.6 27B) are one model for speed.</summary>
    public string Signature => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Layers}x{Hidden}-{MatmulParameters / 1e6:0}M");

    /// <summary>Is it a mixture of experts?</summary>
    public bool IsMoe => Experts > 0;

    /// <summary>Weight bytes that one step of <paramref name="streams"/> streams reads of the routed experts: all of them × b·k / (E + (b − 1)·k).
    /// That is the expected share of E experts that b tokens touch which each choose k of them, when the experts' popularity is exponentially
    /// distributed. With even popularity it would be 1 − (1 − k/E)^b: real routers repeat themselves, and batches of 16 and 32 measured faster
    /// than reading that many experts permits (docs/formulas/decode.md).</summary>
    public double ExpertBytesTouched(double streams) =>
        Experts == 0 ? 0 : ExpertBytes * Math.Min(1, streams * ExpertsPerToken / (Experts + (streams - 1) * ExpertsPerToken));

    /// <summary>Key-value bytes that one token's attention reads at a context.</summary>
    public double KvBytes(double context) =>
        FullKvBytesPerToken * context + WindowKvBytesPerToken * (Window > 0 ? Math.Min(context, Window) : context);

    /// <summary>FLOP of one token's attention at a context.</summary>
    public double AttentionFlops(double context) =>
        FullAttentionFlops * context + WindowAttentionFlops * (Window > 0 ? Math.Min(context, Window) : context);

    /// <summary>Bytes that one decode step reads: the physical floor is this over the bandwidth.</summary>
    public double StepBytes(double context, double streams) =>
        DenseBytes + ExpertBytesTouched(streams) + streams * (KvBytes(context) + 2 * StateBytes);
}
