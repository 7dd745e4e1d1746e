using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;

namespace Rigwright.App.Fit;

/// <summary>The predicted decode speed of one role, all others idle.</summary>
/// <param name="Depth">Tokens in the cache that it holds for.</param>
/// <param name="PerStream">Tokens a second for each stream.</param>
/// <param name="Evidence">How it is known; null when the speed is not.</param>
public sealed record RoleSpeed(int Depth, Answer<Prediction> PerStream, SpeedEvidence? Evidence);

/// <summary>The speeds of several roles that run at once.</summary>
/// <param name="Duties">Duty cycles in the order of the roles: shares of the time in which each decodes and reads prompts.</param>
/// <param name="AreDutiesAssumed">Were they not given?</param>
/// <param name="Rates">The speeds; unknown when one of them is.</param>
public sealed record SharedSpeeds(IReadOnlyList<DutyCycle> Duties, bool AreDutiesAssumed, Answer<IReadOnlyList<RoleRates>> Rates);

/// <summary>How busy a role is.</summary>
/// <param name="Decode">Share of the time in which it decodes, 0 to 1.</param>
/// <param name="Prefill">Share of the time in which it reads prompts; together with <paramref name="Decode"/> at most 1.</param>
public readonly record struct DutyCycle(double Decode, double Prefill);

/// <summary>What <c>rig fit</c> answers.</summary>
public sealed record FitAnswer
{
    /// <summary>The verdict, or what is missing for one.</summary>
    public required Answer<FitVerdict> Verdict { get; init; }

    /// <summary>The request that was answered.</summary>
    public required FitRequest Request { get; init; }

    /// <summary>How far each role could go, in the order of the roles; empty when the verdict is unknown.</summary>
    public required IReadOnlyList<FitHeadroom> Headroom { get; init; }

    /// <summary>Decode speed of each role, in the order of the roles.</summary>
    public required IReadOnlyList<RoleSpeed> Speeds { get; init; }

    /// <summary>Speeds with the other roles active; null for one role alone.</summary>
    public SharedSpeeds? Shared { get; init; }

    /// <summary>Defaults that were taken and other remarks.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The engine of the first role, which all share.</summary>
    public EngineKind Engine => Request.Roles[0].Load.Engine;
}
