using Rigwright.Domain.Hardware;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;
using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.PowerNoise;

/// <summary>Sums what a rig may draw: device limits, processor package limit and a base load; at the wall divided by the supply's efficiency.</summary>
public static class PowerEstimator
{
    /// <summary>Mains voltage that efficiency is read for when no outlet is given. Assumed: 230 V.</summary>
    private const double DefaultVolts = 230;

    [ThreadStatic]
    private static Load? _latest;

    /// <summary>The full-load power of a rig.</summary>
    /// <param name="rig">The rig.</param>
    /// <param name="outlet">The outlet that feeds it: its voltage decides which efficiency limits count.</param>
    /// <returns>Unknown when a device's or the processor's limit is not known.</returns>
    public static Answer<PowerEstimate> Estimate(Rig rig, Outlet? outlet = null)
    {
        var load = LoadOf(rig);
        if (load.Missing.Count > 0)
            return Answer<PowerEstimate>.Unknown(load.Missing);
        var wall = rig.Form is RigForm.Machine or RigForm.Cluster ? Answer<Power>.Known(load.Dc) : Wall(load.Dc, rig.PowerSupply, outlet);
        return Answer<PowerEstimate>.Known(new(load.Terms, load.Dc, wall, load.Evidence));
    }

    // A search asks about thousands of power supplies behind the same devices and processor.
    private static Load LoadOf(Rig rig)
    {
        if (_latest is { } known && ReferenceEquals(known.Devices, rig.Devices) && ReferenceEquals(known.Cpu, rig.Cpu) && ReferenceEquals(known.Prebuilt, rig.Prebuilt) && known.Form == rig.Form)
            return known;
        var terms = new List<PowerTerm>();
        var missing = new List<string>();
        foreach (var device in rig.Devices)
        {
            if (device.PowerLimit is { } limit)
                terms.Add(new($"{device.Count}× {device.Accelerator.Name}", limit.Value * device.Count, limit.Evidence, limit.Source.Value));
            else
                missing.Add($"power limit of {device.Accelerator.Name}");
        }
        // The makers of complete machines state the power of the whole machine at the socket (or of the chip: the term's source says which).
        if (rig.Form is not (RigForm.Machine or RigForm.Cluster))
        {
            AddProcessor(rig, terms, missing);
            terms.Add(BaseLoad(rig));
        }
        return _latest = new(rig.Devices, rig.Cpu, rig.Prebuilt, rig.Form, terms, missing, terms.Aggregate(default(Power), (sum, term) => sum + term.Power), terms.Count == 0 ? Evidence.Assumed : terms.Max(t => t.Evidence));
    }

    /// <summary>Load of a rig on its power supply, whatever the supply is; null when something is not known.</summary>
    internal static Power? LoadBefore(Rig rig) => LoadOf(rig) is { Missing.Count: 0 } load ? load.Dc : null;

    /// <summary>Load on the socket for a load on the supply's output.</summary>
    public static Answer<Power> Wall(Power dc, PowerSupply? supply, Outlet? outlet)
    {
        if (supply is null)
            return Answer<Power>.Unknown("power supply");
        if (supply.Rating is not { } rating)
            return Answer<Power>.Unknown($"rating of {supply.Name}");
        return PowerSupplyEfficiency.At(supply.Efficiency?.Value, dc / rating.Value, outlet?.Volts.Value ?? DefaultVolts)
            .Map(efficiency => dc * (1 / efficiency));
    }

    /// <summary>What a complete machine was measured or published to draw at the wall, times the number of machines.</summary>
    /// <param name="rig">The rig; only one kind of complete machine is answered.</param>
    /// <param name="facts">Measured power in the catalogue.</param>
    /// <param name="idle">The idle figure instead of the one under load?</param>
    public static Answer<MeasuredPower> Measured(Rig rig, IReadOnlyList<PowerFact> facts, bool idle)
    {
        if (rig.Form is not (RigForm.Machine or RigForm.Cluster) || rig.Devices is not [var device])
            return Answer<MeasuredPower>.Unknown("a measurement of this build");
        var about = facts.Where(f => f.Accelerator == device.Accelerator.Id && f.Point == PowerPoint.Wall && f.IsIdle == idle).ToList();
        if (about.Count == 0)
            return Answer<MeasuredPower>.Unknown($"measured {(idle ? "idle " : "")}power of {device.Accelerator.Name}");
        return Answer<MeasuredPower>.Known(new(
            Power.FromWatts(device.Count * about.Min(f => f.Low.Value.Watts / f.Machines)),
            Power.FromWatts(device.Count * about.Max(f => f.High.Value.Watts / f.Machines)),
            about.Max(f => f.High.Evidence), string.Join(", ", about.Select(f => f.High.Source.Value).Distinct(StringComparer.Ordinal))));
    }

    /// <summary>The base load of a rig's platform.</summary>
    public static PowerTerm BaseLoad(Rig rig)
    {
        var workstation = rig.Cpu?.MemoryChannels is { } channels && channels.Value > PowerConstants.DesktopMemoryChannels
            || rig.Form == RigForm.Prebuilt;
        return new("board, memory, drives and fans",
            workstation ? PowerConstants.WorkstationBaseLoad : PowerConstants.DesktopBaseLoad, Evidence.Assumed, "assumed within 50-100 W");
    }

    /// <summary>The power limit to size with: the package limit where it is known, else the thermal design power.</summary>
    public static Sourced<Power>? PackageLimit(Cpu? cpu) => cpu?.PackagePowerLimit ?? cpu?.Tdp;

    private static void AddProcessor(Rig rig, List<PowerTerm> terms, List<string> missing)
    {
        if ((PackageLimit(rig.Cpu) ?? rig.Prebuilt?.CpuPower) is { } limit)
            terms.Add(new(rig.Cpu?.Name ?? "processor", limit.Value, limit.Evidence, limit.Source.Value));
        else
            missing.Add(rig.Cpu is null ? "processor" : $"package power of {rig.Cpu.Name}");
    }

    /// <summary>What a rig draws before a power supply's losses.</summary>
    private sealed record Load(IReadOnlyList<RigDevice> Devices, Cpu? Cpu, Prebuilt? Prebuilt, RigForm Form, IReadOnlyList<PowerTerm> Terms, IReadOnlyList<string> Missing, Power Dc, Evidence Evidence);
}
