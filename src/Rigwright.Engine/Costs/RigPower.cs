using System.Globalization;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.PowerNoise;

namespace Rigwright.Engine.Costs;

/// <summary>What a rig draws at the wall while it works and while it waits.</summary>
public static class RigPower
{
    /// <summary>Idle power of a card whose own figure the catalogue lacks. Assumed: 5 to 30 W; the only figure with a source is 6 to 15 W for the largest card.</summary>
    public static (Power Low, Power High) AssumedCardIdle { get; } = (Power.FromWatts(5), Power.FromWatts(30));

    /// <summary>Idle power of board, processor, memory, drives and fans. Assumed: the 50 to 100 W that builders plan with, which is a figure under load and so
    /// a careful one at idle.</summary>
    public static (Power Low, Power High) AssumedPlatformIdle { get; } = (Power.FromWatts(50), Power.FromWatts(100));

    /// <summary>Under load: measured for complete machines where the catalogue has it, else everything at its limit, which decoding stays below.</summary>
    public static Answer<PowerRange> Load(Rig rig, Answer<PowerEstimate> estimate, IReadOnlyList<PowerFact> facts)
    {
        if (PowerEstimator.Measured(rig, facts, idle: false).TryGet(out var measured))
            return Answer<PowerRange>.Known(new(measured.Low, measured.High, measured.Evidence, $"measured under load ({measured.Source})"));
        return estimate.Then(e => e.Wall.Map(wall => new PowerRange(wall, wall, e.Evidence, "everything at its limit; decoding draws less")));
    }

    /// <summary>Idle: stated by the buyer, measured for complete machines, or assumed for a build. For a machine of which nothing is known it lies somewhere
    /// between nothing and the load.</summary>
    public static PowerRange Idle(Rig rig, PowerRange load, IReadOnlyList<PowerFact> facts, Power? stated)
    {
        if (stated is { } given)
            return new(given, given, Evidence.MeasuredHere, "given by the user");
        if (PowerEstimator.Measured(rig, facts, idle: true).TryGet(out var measured))
            return new(measured.Low, measured.High, measured.Evidence, $"measured idle ({measured.Source})");
        if (rig.Form is RigForm.Machine or RigForm.Cluster)
            return new(default, load.High, Evidence.Assumed, "no idle figure was found: between nothing and the load");
        var (low, high) = AssumedPlatformIdle;
        var known = true;
        foreach (var device in rig.Devices)
        {
            var about = facts.Where(f => f.Accelerator == device.Accelerator.Id && f is { IsIdle: true, Point: PowerPoint.Accelerator }).ToList();
            known &= about.Count > 0;
            low += (about.Count > 0 ? about.Min(f => f.Low.Value) : AssumedCardIdle.Low) * device.Count;
            high += (about.Count > 0 ? about.Max(f => f.High.Value) : AssumedCardIdle.High) * device.Count;
        }
        return new(low, high, Evidence.Assumed, string.Create(CultureInfo.InvariantCulture,
            $"assumed: platform {AssumedPlatformIdle.Low.Watts:0}-{AssumedPlatformIdle.High.Watts:0} W, cards {(known ? "as measured" : string.Create(CultureInfo.InvariantCulture, $"{AssumedCardIdle.Low.Watts:0}-{AssumedCardIdle.High.Watts:0} W each where no figure was found"))}"));
    }
}
