using Rigwright.Domain.Models;
using Rigwright.Engine.Speed;

namespace Rigwright.Measuring.Accuracy;

/// <summary>What a peer's formula sees of a measurement.</summary>
/// <param name="Query">The question; one stream.</param>
/// <param name="TotalB">All parameters in billions.</param>
/// <param name="ActiveB">Parameters of one token in billions.</param>
/// <param name="Quantisation">Weight type as written.</param>
/// <param name="FileBytes">Size of the weights.</param>
/// <param name="Architecture">Layers and shapes; null when the catalogue has none.</param>
/// <param name="MemoryBytes">Memory of one device; 0 when unknown.</param>
public sealed record PeerCase(
    SpeedQuery Query, double TotalB, double ActiveB, string Quantisation, double FileBytes, ModelArchitecture? Architecture, double MemoryBytes)
{
    /// <summary>Peak bandwidth in GB/s.</summary>
    public double Bandwidth => Query.Device.BandwidthBytesPerSec / 1e9;

    /// <summary>Devices.</summary>
    public int Devices => Query.Parallelism.Devices;

    /// <summary>The first mixture layer; null for a dense model.</summary>
    public MixtureOfExperts? Mixture => Architecture?.Layers.Select(l => l.FeedForward).OfType<MixtureOfExperts>().FirstOrDefault();

    /// <summary>Is the type's name one of these, without the publisher's prefix?</summary>
    public bool Is(params ReadOnlySpan<string> prefixes)
    {
        var name = Quantisation.ToUpperInvariant().Replace("GGUF-", "", StringComparison.Ordinal).Replace("UD-", "", StringComparison.Ordinal);
        foreach (var prefix in prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}

/// <summary>The single-stream decode formulas that other tools publish, with their constants, so that all are scored on the same rows. A formula that
/// has no answer for a case gives null.</summary>
/// <remarks>Versions: llmfit v1.1.10 (fit.rs, models.rs), whichllm v0.5.14 (engine/performance.py), canirun.ai August 2026, gpu_poor ad2fc0e,
/// gguf-parser-go 8dc7a62. Constants are theirs.</remarks>
public static class PeerFormulas
{
    /// <summary>All formulas by name, the naive rule first.</summary>
    public static IReadOnlyList<(string Name, Func<PeerCase, double?> TokensPerSecond)> All { get; } =
    [
        ("bandwidth ÷ active bytes × 0.55", Naive),
        ("llmfit", Llmfit),
        ("whichllm", WhichLlm),
        ("canirun.ai", CanIRun),
        ("gpu_poor", GpuPoor),
        ("gguf-parser max TPS", GgufParser),
    ];

    /// <summary>The rule of thumb.</summary>
    public static double? Naive(PeerCase c) =>
        c.Query.Device.BandwidthBytesPerSec / (c.Query.Model.DenseBytes + c.Query.Model.ExpertBytesTouched(1)) * 0.55;

    /// <summary>llmfit: bandwidth over parameters × bytes × 0.55; mixtures by a formula of their own.</summary>
    public static double? Llmfit(PeerCase c)
    {
        var mode = c.Query.Parallelism.Tensor > 1 ? 0.9 : 1;
        if (c.ActiveB >= c.TotalB)
            return c.Bandwidth / (c.TotalB * LlmfitSpeedBytes(c)) * 0.55 * mode;
        var size = LlmfitSizeBytes(c);
        var mixture = c.Mixture;
        var used = c.MemoryBytes > 0 ? c.TotalB * 1e9 * size / c.MemoryBytes : 0;
        var sparse = mixture is null ? 0.9 : 1 - (double)mixture.ExpertsPerToken / mixture.Experts;
        var pressure = used < 0.6 ? 1 : Math.Max(0.3, 1 - (used - 0.6) * sparse);
        if (mixture is null || c.Architecture is not { } a)
            return c.Bandwidth / (c.ActiveB * size) * 0.55 * 0.60 * pressure;
        var (h, l) = ((double)a.Hidden, (double)a.Layers.Count);
        var experts = l * mixture.ExpertsPerToken * 3 * h * mixture.ExpertWidth / 1e9;
        var rest = (l * AttentionElements(a) + l * 3 * h * mixture.SharedWidth + l * mixture.Experts * h + 2.0 * a.Vocabulary * h) / 1e9;
        return c.Bandwidth / (experts * size + rest * 3.2) * pressure;
    }

    /// <summary>whichllm: bandwidth over file bytes × efficiency by type and maker.</summary>
    public static double? WhichLlm(PeerCase c)
    {
        var ratio = c.ActiveB >= c.TotalB ? 1 : Math.Max(c.ActiveB / c.TotalB, Math.Min(0.25, 0.05 * Math.Max(1, c.Bandwidth / 256)));
        var efficiency = c.Is("F16", "FP16", "BF16") ? 0.40 : c.Is("Q8_0") ? 0.45 : c.Is("Q6_K") ? 0.50 : c.Is("Q5_K") ? 0.52 : c.Is("Q4_K") ? 0.55
            : c.Is("Q4_0") ? 0.53 : c.Is("NVFP4") ? 0.56 : c.Is("MXFP4") ? 0.55 : c.Is("Q3_K") ? 0.50 : c.Is("Q2_K") ? 0.45 : c.Is("IQ4") ? 0.52 : 0.45;
        var maker = c.Query.Device.Vendor switch { "nvidia" => 1.0, "apple" => 0.82, "amd" => 0.78, "intel" => 0.65, _ => 0.70 };
        return c.Bandwidth * 1e9 / (c.FileBytes * ratio) * efficiency * maker * (c.Devices > 1 ? 0.7 : 1);
    }

    /// <summary>canirun.ai: bandwidth over working set × 0.7, 0.65 on Apple.</summary>
    public static double? CanIRun(PeerCase c)
    {
        var bytes = c.Is("Q2") ? 0.3125 : c.Is("Q3") ? 0.4375 : c.Is("Q4", "NVFP4", "MXFP4", "AWQ", "MLX-4", "INT4") ? 0.5 : c.Is("Q5") ? 0.625
            : c.Is("Q6") ? 0.75 : c.Is("Q8", "FP8", "INT8", "MLX-8") ? 1.0 : 2.0;
        var memory = Math.Round(c.TotalB * 1e9 * bytes / (1L << 30) * 1.1 + 0.5, 1);
        var working = c.ActiveB < c.TotalB ? Math.Max(0.5, memory * c.ActiveB / c.TotalB) : memory;
        return c.Bandwidth / working * (c.Query.Device.Vendor == "apple" ? 0.65 : 0.70);
    }

    /// <summary>gpu_poor: reads all weights and the cache; knows neither grouped queries nor experts.</summary>
    public static double? GpuPoor(PeerCase c)
    {
        if (c.Architecture is not { } a || a.Layers[0].FeedForward is not DenseFeedForward feed || c.Query.Device.MatrixFlopsPerSec is not { } flops)
            return null;
        var (h, l) = ((double)a.Hidden, (double)a.Layers.Count);
        var attention = l * h * h + l * h * feed.Width;
        var parameters = 2.0 * a.Vocabulary * h + 4 * l * h * h + 3 * l * h * feed.Width;
        var (high, low) = c.Is("Q4_K") ? (54.0 / 64, 38.0 / 64) : c.Is("Q5_K") ? (54.0 / 64, 46.0 / 64) : c.Is("Q3_K") ? (46.0 / 64, 26.0 / 64)
            : c.Is("Q4_0") ? (18.0 / 32, 18.0 / 32) : c.Is("Q8_0") ? (34.0 / 32, 34.0 / 32) : c.Is("Q6_K") ? (54.0 / 64, 54.0 / 64)
            : c.Is("F16", "FP16", "BF16") ? (2.0, 2.0) : (0.5, 0.5);
        var isServer = EngineKey.ParentOf(c.Query.Engine) == "server";
        var bytes = attention * high + (parameters - attention) * low + (isServer ? 8 : 4) * c.Query.Depth * h * l;
        var seconds = Math.Max(bytes * (isServer ? 1.0 : 1.5) / c.Query.Device.BandwidthBytesPerSec, 2 * parameters / (flops * 0.85));
        return 1 / (seconds * (c.Devices > 1 ? 1.25 / c.Devices : 1));
    }

    /// <summary>gguf-parser: an upper bound from all weights and the whole cache allocation, logical over physical batch 4.</summary>
    public static double? GgufParser(PeerCase c)
    {
        if (EngineKey.ParentOf(c.Query.Engine) != "ggml" || c.Query.Device.MatrixFlopsPerSec is not { } flops || c.Devices > 1)
            return null;
        const double batch = 4;
        var bandwidth = c.Query.Device.BandwidthBytesPerSec;
        var cache = c.Query.Model.KvBytes(Math.Max(512, c.Query.Depth));
        var weights = Math.Max(2 * c.TotalB * 1e9 * batch / flops, c.FileBytes / bandwidth);
        var attention = Math.Max(cache * batch / flops, cache * batch / bandwidth);
        var share = (c.Query.Model.Layers + 1.0) / (c.Query.Model.Layers + 2.0);
        return 1 / ((weights + attention + 4.0 * c.Query.Model.Hidden * 2048 / bandwidth) * share);
    }

    private static double LlmfitSpeedBytes(PeerCase c) => c.Is("F16", "FP16", "BF16") ? 2 : c.Is("Q8", "FP8", "MLX-8", "INT8") ? 1 : c.Is("Q6") ? 0.75
        : c.Is("Q5") ? 0.625 : c.Is("Q3") ? 0.375 : c.Is("Q2") ? 0.25 : 0.5;

    private static double LlmfitSizeBytes(PeerCase c) => c.Is("F16", "FP16", "BF16") ? 2 : c.Is("Q8") ? 1.05 : c.Is("Q6") ? 0.80 : c.Is("Q5") ? 0.68
        : c.Is("Q3") ? 0.48 : c.Is("Q2") ? 0.37 : c.Is("MLX-4") ? 0.55 : c.Is("MLX-8") ? 1.0 : c.Is("AWQ", "GPTQ") ? 0.5 : 0.58;

    private static double AttentionElements(ModelArchitecture a) => a.Layers.SelectMany(l => l.Mixers).OfType<SoftmaxAttention>().FirstOrDefault() is { } s
        ? 2.0 * s.Heads * s.KeyDim * a.Hidden + 2.0 * s.KvHeads * s.KeyDim * a.Hidden : 4.0 * a.Hidden * a.Hidden;
}
