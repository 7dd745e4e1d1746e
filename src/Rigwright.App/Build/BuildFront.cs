using System.Numerics;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Search.Exact;
using Rigwright.Engine.Speed;

namespace Rigwright.App.Build;

/// <summary>Several sets of devices, each in its proven cheapest build, and which of them no other beats.</summary>
/// <param name="Sets">Every set in the order asked for.</param>
/// <param name="Objectives">Names of what was compared.</param>
/// <param name="Combinations">How many combinations of priced parts the builds stand for together.</param>
public sealed record BuildFront(IReadOnlyList<BuildSet> Sets, IReadOnlyList<string> Objectives, BigInteger Combinations)
{
    /// <summary>Were all sets of equal cards asked for? Then those that are beaten or no choice are counted, not listed, for people.</summary>
    public bool IsOfAny { get; init; }

    /// <summary>How many sets cost more than the limit with the least that any platform costs, so that none was looked for.</summary>
    public int TooDear { get; init; }

    /// <summary>How many sets hold less memory than asked for, so that no platform was looked for.</summary>
    public int TooSmall { get; init; }

    /// <summary>Compares sets by price, device memory, speed, noise and power. An unknown value never beats a known one.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="byModel">Is the speed that of a model? Else it is the memory bandwidth, which bounds the decode speed of any model.</param>
    public static BuildFront Of(IReadOnlyList<BuildSet> sets, bool byModel)
    {
        Objective<BuildSet>[] objectives =
        [
            new("price", s => (double?)s.Total?.Amount, Better.Less),
            new("memory", s => s.Memory.Bytes, Better.More),
            byModel ? new("decode", s => s.Decode is { } d && d.TryGet(out var speed) ? speed.Value.TokensPerSecond : null, Better.More)
                : new("bandwidth", s => s.Bandwidth?.GigabytesPerSecond, Better.More),
            new("noise", s => s.Noise?.DecibelA, Better.Less),
            new("power", s => s.Power?.Watts, Better.Less),
        ];
        // What cannot be built, has no price or does not hold the model is no choice.
        var front = ParetoFront.Of([.. sets.Where(s => s.IsChoice)], objectives).ToHashSet(ReferenceEqualityComparer.Instance);
        return new([.. sets.Select(s => s with { IsUnbeaten = front.Contains(s) })], [.. objectives.Select(o => o.Name)],
            sets.Aggregate(BigInteger.Zero, (sum, s) => sum + s.Result.Combinations));
    }
}

/// <summary>A set of devices in its cheapest build.</summary>
public sealed record BuildSet
{
    /// <summary>The devices, for people.</summary>
    public required string Name { get; init; }

    /// <summary>The devices with their prices.</summary>
    public required IReadOnlyList<PricedDevice> Devices { get; init; }

    /// <summary>The cheapest build with its bound, or that there is none.</summary>
    public required BuildResult Result { get; init; }

    /// <summary>Devices and parts together; null without a build or where a device has no price.</summary>
    public required Money? Total { get; init; }

    /// <summary>Memory of all devices.</summary>
    public required ByteSize Memory { get; init; }

    /// <summary>Memory bandwidth of the slowest device; null when unknown.</summary>
    public Bandwidth? Bandwidth { get; init; }

    /// <summary>Does the model fit? Null when none was named or it cannot be told.</summary>
    public bool? Fits { get; init; }

    /// <summary>Decode speed of one stream of the model; null when none was named.</summary>
    public Answer<Prediction>? Decode { get; init; }

    /// <summary>Noise at full load; null when unknown.</summary>
    public SoundLevel? Noise { get; init; }

    /// <summary>Power at full load, at the wall where the outlet is known; null when unknown.</summary>
    public Power? Power { get; init; }

    /// <summary>Is it on the front?</summary>
    public bool IsUnbeaten { get; init; }

    /// <summary>Does it cost no more and hold no less than asked for?</summary>
    public bool IsWithinLimits { get; init; } = true;

    /// <summary>Can it be bought, built and used, within the limits?</summary>
    public bool IsChoice => Total is not null && Fits != false && IsWithinLimits;
}
