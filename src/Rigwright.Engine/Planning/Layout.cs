using Rigwright.Domain.Quantities;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Planning;

/// <summary>A role where it lies, with its three speeds.</summary>
public sealed record RolePlacement
{
    /// <summary>How it is served.</summary>
    public required ServingOption Option { get; init; }

    /// <summary>Memory on each of its devices.</summary>
    public required MemoryDemand Demand { get; init; }

    /// <summary>Decode of each stream while no other role decodes.</summary>
    public required Prediction Alone { get; init; }

    /// <summary>Decode of each stream while every role decodes.</summary>
    public required Prediction AllActive { get; init; }

    /// <summary>Decode of each stream at the stated duty cycles.</summary>
    public required Prediction Expected { get; init; }

    /// <summary>Position of the model among the role's candidates; 0 is the first choice.</summary>
    public required int Choice { get; init; }

    /// <summary>How the speeds are known; null when nobody asked, or where different devices share the role.</summary>
    public SpeedEvidence? Evidence { get; init; }

    /// <summary>The served role.</summary>
    public RoleServing Serving => Option.Serving;

    /// <summary>The speed that the requirement's minimum is held against.</summary>
    public Prediction Held(Domain.Requirements.MinimumBasis basis) => basis switch
    {
        Domain.Requirements.MinimumBasis.AllActive => AllActive,
        Domain.Requirements.MinimumBasis.Alone => Alone,
        _ => Expected,
    };
}

/// <summary>What one role takes of one device.</summary>
/// <param name="Role">Name of the role.</param>
/// <param name="Weights">Weights, with the vision tower of a role that looks at pictures.</param>
/// <param name="Cache">Keys, values and states.</param>
/// <param name="Buffers">Compute buffers.</param>
/// <param name="Overhead">Contexts and reserves of the engine's process; with what the engine keeps on the host where that is the same memory.</param>
public sealed record RoleShare(string Role, ByteSize Weights, ByteSize Cache, ByteSize Buffers, ByteSize Overhead)
{
    /// <summary>Everything.</summary>
    public ByteSize Total => Weights + Cache + Buffers + Overhead;
}

/// <summary>How one device is filled. The shares, what is free and what cannot be used add up to what is installed.</summary>
/// <param name="Device">The device.</param>
/// <param name="Usable">What models may use, and why not all.</param>
/// <param name="Shares">The roles on it.</param>
public sealed record DeviceFilling(PlanDevice Device, UsableMemory Usable, IReadOnlyList<RoleShare> Shares)
{
    /// <summary>What the roles take.</summary>
    public ByteSize Used => ByteSize.Sum(Shares.Select(s => s.Total));

    /// <summary>What is left of the usable memory.</summary>
    public ByteSize Free => ByteSize.SubtractOrZero(Usable.Usable, Used);

    /// <summary>Do the roles fit?</summary>
    public bool Fits => Used <= Usable.Usable;

    /// <summary>What models cannot use.</summary>
    public ByteSize Reserved => Usable.Installed - Usable.Usable;
}

/// <summary>All roles on the devices of a candidate.</summary>
/// <param name="Roles">The roles in the order of the requirements.</param>
/// <param name="Devices">How each device is filled.</param>
public sealed record Layout(IReadOnlyList<RolePlacement> Roles, IReadOnlyList<DeviceFilling> Devices)
{
    /// <summary>The smallest share of usable memory that is free on a device that holds anything.</summary>
    public double LeastFreeShare => Devices.Where(d => d.Shares.Count > 0 && d.Usable.Usable.Bytes > 0)
        .Select(d => (double)d.Free.Bytes / d.Usable.Usable.Bytes).DefaultIfEmpty(1).Min();
}
