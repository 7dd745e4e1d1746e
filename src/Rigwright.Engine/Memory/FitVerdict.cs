using Rigwright.Domain.Models;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Memory;

/// <summary>One model of a verdict.</summary>
/// <param name="Load">As it was asked for.</param>
/// <param name="Demand">What it takes.</param>
public sealed record RoleFit(ModelLoad Load, MemoryDemand Demand);

/// <summary>One device of a verdict.</summary>
/// <param name="Device">The device.</param>
/// <param name="Capacity">What of it is usable, and why not all.</param>
/// <param name="Parts">What each model takes of it, in the order of the roles.</param>
/// <param name="Host">What the engines keep on the host, where that comes out of the same memory; else zero.</param>
public sealed record DeviceFit(MemoryDevice Device, UsableMemory Capacity, IReadOnlyList<DeviceDemand> Parts, ByteSize Host)
{
    /// <summary>Everything on the device.</summary>
    public ByteSize Used => ByteSize.Sum(Parts.Select(p => p.Total)) + Host;

    /// <summary>What is left; zero when it does not fit.</summary>
    public ByteSize Free => ByteSize.SubtractOrZero(Capacity.Usable, Used);

    /// <summary>What is lacking; zero when it fits.</summary>
    public ByteSize Lacking => ByteSize.SubtractOrZero(Used, Capacity.Usable);

    /// <summary>Is there room for everything?</summary>
    public bool Fits => Used <= Capacity.Usable;
}

/// <summary>Whether the models fit, what each takes where, and what would still fit.</summary>
public sealed record FitVerdict
{
    /// <summary>The models.</summary>
    public required IReadOnlyList<RoleFit> Roles { get; init; }

    /// <summary>The devices.</summary>
    public required IReadOnlyList<DeviceFit> Devices { get; init; }

    /// <summary>Does every device hold its part?</summary>
    public bool Fits => Devices.All(d => d.Fits);

    /// <summary>Sum of the usable memory.</summary>
    public ByteSize Capacity => ByteSize.Sum(Devices.Select(d => d.Capacity.Usable));

    /// <summary>Sum of what is used.</summary>
    public ByteSize Used => ByteSize.Sum(Devices.Select(d => d.Used));
}

/// <summary>How far one model could go while everything else stays as it is. Null: not even the smallest fits.</summary>
/// <param name="LongestContext">Most tokens for each stream, up to the model's own maximum.</param>
/// <param name="MostStreams">Most streams with the asked context.</param>
/// <param name="BestQuantisation">The largest of the usual quantisations.</param>
public sealed record FitHeadroom(int? LongestContext, int? MostStreams, Quantisation? BestQuantisation);
