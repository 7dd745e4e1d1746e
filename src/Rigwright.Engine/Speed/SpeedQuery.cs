namespace Rigwright.Engine.Speed;

/// <summary>How a model is spread over devices.</summary>
/// <param name="Tensor">Ways of tensor parallelism, at least 1.</param>
/// <param name="Stages">Stages of a layer split or pipeline, at least 1.</param>
/// <param name="Replicas">Independent copies behind a load balancer, at least 1.</param>
public readonly record struct Parallelism(int Tensor, int Stages, int Replicas)
{
    /// <summary>One device.</summary>
    public static Parallelism Single => new(1, 1, 1);

    /// <summary>A layer split over some devices.</summary>
    public static Parallelism LayerSplit(int devices) => new(1, devices, 1);

    /// <summary>Tensor parallelism over some devices.</summary>
    public static Parallelism TensorSplit(int devices) => new(devices, 1, 1);

    /// <summary>Devices used.</summary>
    public int Devices => Tensor * Stages * Replicas;

    /// <summary>Reads <c>single</c>, <c>layer-split</c>, <c>tpN</c>, <c>ppN</c>, <c>dpN</c> and combinations such as <c>tp2-pp2-x2</c>.</summary>
    public static bool TryParse(string text, int devices, out Parallelism parallelism)
    {
        parallelism = new(1, 1, 1);
        text = text.Trim().ToLowerInvariant().Replace(' ', '-').Replace('_', '-').Replace('+', '-').Replace("=", "", StringComparison.Ordinal);
        switch (text)
        {
            case "" or "single" or "none" or "1":
                return true;
            case "layer-split" or "layer" or "pipeline" or "pipeline-parallel" or "pp":
                parallelism = LayerSplit(Math.Max(1, devices));
                return true;
            case "tensor" or "tp" or "tensor-parallel" or "tensor-split" or "row-split" or "row":
                parallelism = TensorSplit(Math.Max(1, devices));
                return true;
        }
        int tensor = 1, stages = 1, replicas = 1;
        foreach (var part in text.Split('-'))
        {
            var digits = part.Length - part.TrimEnd("0123456789".ToCharArray()).Length;
            if (digits is 0 or > 4 || !int.TryParse(part.AsSpan(part.Length - digits), out var n) || n < 1)
                return false;
            switch (part[..^digits])
            {
                case "tp": tensor = n; break;
                case "pp": stages = n; break;
                case "dp" or "x": replicas = n; break;
                default: return false;
            }
        }
        parallelism = new(tensor, stages, replicas);
        return true;
    }
}

/// <summary>One question to the <see cref="SpeedPredictor"/>.</summary>
public sealed record SpeedQuery
{
    /// <summary>The device; all devices of a split are equal.</summary>
    public required DeviceProfile Device { get; init; }

    /// <summary>The model in its quantisation.</summary>
    public required ModelWork Model { get; init; }

    /// <summary>How it is spread.</summary>
    public Parallelism Parallelism { get; init; } = Parallelism.Single;

    /// <summary>Engine key (<see cref="EngineKey"/>).</summary>
    public required string Engine { get; init; }

    /// <summary>cuda, metal, vulkan, rocm, <c>vulkan/rocm</c> (one of the two, not said which), sycl or cpu.</summary>
    public required string Backend { get; init; }

    /// <summary>Tokens in the cache while decoding; for a prefill the tokens before the prompt.</summary>
    public double Depth { get; init; }

    /// <summary>Streams decoded (or prompts prefilled) at the same time, at least 1.</summary>
    public int Streams { get; init; } = 1;

    /// <summary>Sequences that the engine decodes at once at most, where it has fewer slots or less cache than <see cref="Streams"/>; the others queue. Null: all of them.</summary>
    public int? Slots { get; init; }

    /// <summary>Streams that decode at the same time.</summary>
    public int ActiveStreams => Math.Min(Streams, Slots ?? Streams);

    /// <summary>Tokens that each stream generates after its prompt; 0 when that does not matter (a bare step) or is not known.</summary>
    public int GeneratedTokens { get; init; }

    /// <summary>Tokens of a prompt; for <see cref="SpeedPredictor.Prefill"/> and <see cref="SpeedPredictor.TimeToFirstToken"/>.</summary>
    public int PromptTokens { get; init; } = 512;

    /// <summary>Bytes of a cached element over those at 16 bit: 1 for f16, 0.53125 for q8_0, 0.28125 for q4_0, 0.5 for fp8.</summary>
    public double KvScale { get; init; } = 1;

    /// <summary>Power limit over the device's default limit, above 0 and at most 1 (<see cref="PowerCap"/>).</summary>
    public double PowerShare { get; init; } = 1;

    /// <summary>Is flash attention on?</summary>
    public bool FlashAttention { get; init; } = true;

    /// <summary>Year of the engine build as a real number (2026.5 = mid 2026).</summary>
    public double Year { get; init; } = 2026.5;

    /// <summary>Bandwidth of the link between the devices in bytes per second and direction, where the machine's differs from the device's own; null uses the device's.</summary>
    public double? LinkBytesPerSec { get; init; }
}
