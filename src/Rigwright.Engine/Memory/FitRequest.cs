using Rigwright.Domain.Models;
using Rigwright.Engine.Memory.Weights;

namespace Rigwright.Engine.Memory;

/// <summary>One model of a fit.</summary>
/// <param name="Load">The model and how it is served.</param>
/// <param name="Weights">Its weights when a file states them; null to count them from the architecture.</param>
/// <param name="Device">The one device of the placement that it lies on; null for all of them.</param>
public sealed record FitRole(ModelLoad Load, WeightLayout? Weights = null, int? Device = null)
{
    /// <summary>Where the role lies.</summary>
    public Placement In(Placement placement) => Device is { } d ? placement with { Devices = [placement.Devices[d]], Shares = null } : placement;
}

/// <summary>Do these models fit on these devices together?</summary>
public sealed record FitRequest
{
    /// <summary>The models, at least one; their order does not matter.</summary>
    public required IReadOnlyList<FitRole> Roles { get; init; }

    /// <summary>The devices, which every model may use unless it is told one.</summary>
    public required Placement Placement { get; init; }

    /// <summary>How the machine is set up.</summary>
    public CapacityOptions Capacity { get; init; } = CapacityOptions.Default;
}
