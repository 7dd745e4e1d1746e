using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Speed;

/// <summary>How a prefill rate is known.</summary>
/// <param name="Prediction">The rate with its interval.</param>
/// <param name="PromptTokens">Tokens of the prompt that it holds for.</param>
/// <param name="Ceiling">The rate at which the device's best units would multiply the prompt: no engine can be faster.</param>
/// <param name="Efficiency">Predicted over ceiling.</param>
/// <param name="Terms">Where the time goes, in order of the formula.</param>
public sealed record PrefillExplanation(Prediction Prediction, int PromptTokens, TokenRate Ceiling, double Efficiency, IReadOnlyList<ExplainedTerm> Terms);

/// <summary>A published measurement as evidence for a prediction.</summary>
public sealed record MeasuredSpeed
{
    /// <summary>Row of <c>data/calibration/measurements.csv</c>.</summary>
    public required string Id { get; init; }

    /// <summary>decode_tps_per_stream, decode_tps_total, prefill_tps or ttft_s.</summary>
    public required string Metric { get; init; }

    /// <summary>The measured number: tok/s, or seconds for a time to the first token.</summary>
    public required double Value { get; init; }

    /// <summary>Hardware as its author names it, with the number of devices where there are several.</summary>
    public required string Hardware { get; init; }

    /// <summary>Model as its author names it.</summary>
    public required string Model { get; init; }

    /// <summary>Type of the weights.</summary>
    public required string Quantisation { get; init; }

    /// <summary>Engine and backend, <c>llama.cpp/cuda</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>Streams at once.</summary>
    public required int Streams { get; init; }

    /// <summary>Tokens in the cache.</summary>
    public required double DepthTokens { get; init; }

    /// <summary>Date of the measurement or the engine's build.</summary>
    public required string Date { get; init; }

    /// <summary>Title of the source.</summary>
    public required string Source { get; init; }

    /// <summary>Address of the source; empty when none is known.</summary>
    public required string Address { get; init; }

    /// <summary>0 for the same case; below 1.5 the same model on the same chip, below 4 that chip or the same model on its family, above something else; other engines, types and contexts add less than 1.</summary>
    public required double Distance { get; init; }
}

/// <summary>"How do we know?" of one role's speeds.</summary>
/// <param name="Decode">Where a decode step's time goes and what is known of it.</param>
/// <param name="Prefill">The same for reading a prompt; null when the device's compute rate is unknown.</param>
/// <param name="NearestDecode">The nearest measurements of decoding, nearest first, one a source.</param>
/// <param name="NearestPrefill">The nearest measurements of reading prompts.</param>
public sealed record SpeedEvidence(
    SpeedExplanation Decode, PrefillExplanation? Prefill, IReadOnlyList<MeasuredSpeed> NearestDecode, IReadOnlyList<MeasuredSpeed> NearestPrefill);
