using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;

namespace Rigwright.App.Fit;

/// <summary>The predicted decode speed of one role.</summary>
/// <param name="Depth">Tokens in the cache that it holds for.</param>
/// <param name="PerStream">Tokens a second for each stream.</param>
public sealed record RoleSpeed(int Depth, Answer<Prediction> PerStream);

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

    /// <summary>Defaults that were taken and other remarks.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The engine of the first role, which all share.</summary>
    public EngineKind Engine => Request.Roles[0].Load.Engine;
}
