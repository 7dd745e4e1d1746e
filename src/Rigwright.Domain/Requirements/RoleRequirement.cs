using Rigwright.Domain.Models;
using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Requirements;

/// <summary>One job of the workload: a model that serves some streams.</summary>
public sealed record RoleRequirement
{
    /// <summary>Unique name, for example <c>main</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Models that would do, best first; the first that fits and is fast enough is taken.</summary>
    public required IReadOnlyList<ModelCandidate> Candidates { get; init; }

    /// <summary>Tokens of context promised to each stream.</summary>
    public required int ContextPerStream { get; init; }

    /// <summary>Tokens in the context while the speed is judged.</summary>
    public required int DecodeDepth { get; init; }

    /// <summary>Streams at the same time.</summary>
    public required int Streams { get; init; }

    /// <summary>Decode rate of each stream below which the rig is rejected.</summary>
    public required TokenRate DecodeMinimum { get; init; }

    /// <summary>Decode rate of each stream that is aimed at.</summary>
    public required TokenRate DecodeTarget { get; init; }

    /// <summary>Decode rate of each stream beyond which more is worth nothing; equals the target when not stated.</summary>
    public required TokenRate DecodeIdeal { get; init; }

    /// <summary>Share of time during which the role decodes, above 0 and at most 1.</summary>
    public required double DutyCycle { get; init; }

    /// <summary>Does it look at pictures? Then the model needs its vision tower.</summary>
    public required bool Vision { get; init; }

    /// <summary>Type of the cached keys and values.</summary>
    public required KvType KvType { get; init; }
}

/// <summary>A model in one quantisation.</summary>
/// <param name="Model">The model.</param>
/// <param name="Quantisation">The weights' file type.</param>
public sealed record ModelCandidate(LanguageModel Model, Quantisation Quantisation)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Model.Id} {Quantisation}";
}
