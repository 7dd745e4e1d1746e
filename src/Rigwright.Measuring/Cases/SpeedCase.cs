using Rigwright.Domain.Diagnostics;

namespace Rigwright.Measuring.Cases;

/// <summary>One row of a cases or measurements file, as written. Empty text means that the column is missing or blank.</summary>
public sealed record SpeedCase
{
    /// <summary>Where the row begins.</summary>
    public required Position Position { get; init; }

    /// <summary>Row id; the answer carries it.</summary>
    public required string Id { get; init; }

    /// <summary>Hardware as the author names it.</summary>
    public required string Hardware { get; init; }

    /// <summary>Devices.</summary>
    public required string Count { get; init; }

    /// <summary>Engine.</summary>
    public required string Engine { get; init; }

    /// <summary>Backend.</summary>
    public required string Backend { get; init; }

    /// <summary>Model as the author names it.</summary>
    public required string Model { get; init; }

    /// <summary>Weight type.</summary>
    public required string Quantisation { get; init; }

    /// <summary>File size in GiB.</summary>
    public required string FileSizeGiB { get; init; }

    /// <summary>Parameters in billions.</summary>
    public required string ParametersB { get; init; }

    /// <summary>single, layer-split, tpN …</summary>
    public required string Parallelism { get; init; }

    /// <summary>Streams at once.</summary>
    public required string Concurrency { get; init; }

    /// <summary>Tokens of the prompt.</summary>
    public required string PromptTokens { get; init; }

    /// <summary>Tokens generated.</summary>
    public required string GeneratedTokens { get; init; }

    /// <summary>Tokens in the cache before the measurement.</summary>
    public required string DepthTokens { get; init; }

    /// <summary>What is asked for.</summary>
    public required string Metric { get; init; }

    /// <summary>Date of the measurement or the engine build.</summary>
    public required string Date { get; init; }

    /// <summary>Conditions in words (power limit, cache type, whether prefill is included).</summary>
    public required string Notes { get; init; }

    /// <summary>Source id; only in measurements.</summary>
    public required string Source { get; init; }

    /// <summary>The measured number; only in measurements.</summary>
    public required string Value { get; init; }

    /// <summary>Why the row must not be used for fitting or scoring; only in measurements.</summary>
    public required string Flag { get; init; }
}
