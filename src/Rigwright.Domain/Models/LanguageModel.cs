using Rigwright.Domain.Provenance;

namespace Rigwright.Domain.Models;

/// <summary>The id of a language model: its repository name, for example <c>openai/gpt-oss-120b</c>.</summary>
public readonly record struct ModelId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A language model of the catalogue. A null field means that no source was found.</summary>
public sealed record LanguageModel
{
    /// <summary>Unique id.</summary>
    public required ModelId Id { get; init; }

    /// <summary>Family as the makers name it, for example <c>gpt-oss</c>, <c>Qwen3</c>.</summary>
    public required string Family { get; init; }

    /// <summary>dense, moe, hybrid, vlm or mla-moe.</summary>
    public required string Kind { get; init; }

    private readonly Lazy<ModelArchitecture?> _architecture = new((ModelArchitecture?)null);

    /// <summary>The layers and shapes, read from the model's configuration when first asked for; null when the catalogue has no usable configuration.</summary>
    public ModelArchitecture? Architecture
    {
        get => _architecture.Value;
        init => _architecture = new(value);
    }

    /// <summary>Gives <see cref="Architecture"/> later: a catalogue of many models must not parse every configuration to answer about one.</summary>
    public Lazy<ModelArchitecture?> LazyArchitecture
    {
        init => _architecture = value;
    }

    /// <summary>All parameters in billions.</summary>
    public Sourced<double>? TotalParametersB { get; init; }

    /// <summary>Parameters used for one token, in billions (equal to the total for a dense model).</summary>
    public Sourced<double>? ActiveParametersB { get; init; }

    /// <summary>Parameters in the matrix products of one decoded token, in billions: without the input embedding.</summary>
    public Sourced<double>? DecodeMatmulParametersB { get; init; }

    /// <summary>Elements of a published GGUF conversion in billions, multi-token-prediction blocks included where it keeps them.</summary>
    public Sourced<double>? GgufParametersB { get; init; }

    /// <summary>Architecture name in llama.cpp as collected; null where llama.cpp has none.</summary>
    public string? GgufArchitecture { get; init; }

    /// <summary>Where the configuration was copied or transcribed from.</summary>
    public string? ConfigurationSource { get; init; }

    /// <summary>Longest context that the model was made for, in tokens.</summary>
    public Sourced<int>? MaxContext { get; init; }

    /// <summary>Native weight format as written, for example <c>mxfp4</c>, <c>bfloat16</c>.</summary>
    public Sourced<string>? NativeDtype { get; init; }

    /// <summary>Licence.</summary>
    public Sourced<string>? Licence { get; init; }

    /// <summary>Day or month of release as written.</summary>
    public string? Released { get; init; }

    /// <summary>Published scores of coding benchmarks; empty when none is known. Only those of one <see cref="ScoreScale"/> may be compared.</summary>
    public IReadOnlyList<Sourced<CapabilityScore>> CapabilityScores { get; init; } = [];

    /// <summary>Remarks.</summary>
    public string? Notes { get; init; }
}
