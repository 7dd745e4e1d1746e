using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.PowerNoise;

namespace Rigwright.Engine.Compatibility.Rules;

/// <summary>The power supply carries the full load with a margin.</summary>
public sealed class PowerSupplyRatingRule() : CompatibilityRule("power.psu-rating",
    "The power supply is rated for the sum of device limits, processor package limit and base load, with a margin (20 % unless changed).",
    "sum of makers' limits; the margin is a planning default")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (!rig.IsBuild || rig.PowerSupply is not { } supply || rig.Cpu is null)
            yield break;
        var estimate = PowerEstimator.Estimate(rig, context.Outlet);
        if (!estimate.TryGet(out var load))
            yield return Unknown($"{new Listed(estimate.Missing)} not found.");
        else if (supply.Rating is not { } rating)
            yield return Unknown($"rating of {supply.Name} not found.", $"{load.Dc}");
        else
            yield return Compare(load, supply.Name, rating.Value, context.PowerSupplyMargin, rating.Source);
    }

    private Finding Compare(PowerEstimate load, string name, Power rating, double margin, Domain.Provenance.SourceId source)
    {
        var share = 100 * (load.Dc / rating);
        var planned = rating * (1 - margin);
        if (load.Dc >= rating)
            return Error($"{load.Dc} at full load ({load.Breakdown}) leaves nothing of the {rating} of {name} ({share:0} %).", $"{load.Dc}", $"{rating}", source);
        return load.Dc > planned
            ? Warning($"{load.Dc} at full load ({load.Breakdown}) is {share:0} % of {name}: less than the planned margin of {100 * margin:0} %.", $"{load.Dc}", $"{planned}", source)
            : Pass($"{load.Dc} at full load is {share:0} % of {name}.", $"{load.Dc}", $"{planned}", source);
    }
}

/// <summary>The power supply bears the cards' short steps.</summary>
public sealed class TransientRule() : CompatibilityRule("power.transients",
    "Cards draw short steps far above their limit: the power supply is built to ATX 3.x, or less than half of its rating is planned.",
    "Intel ATX Version 3 Multi Rail Desktop Platform Power Supply Design Guide (steps to 300 % on the 12 V auxiliary rails)")
{
    // Assumed: an older unit loaded below half of its rating has the reserve that the guide asks of a new one.
    private const double SafeShare = 0.5;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (!rig.IsBuild || rig.PowerSupply is not { } supply || !rig.Devices.Any(d => d.IsCard))
            yield break;
        if (supply.AtxVersion is { } version && version.Value >= PowerConstants.TransientReadyAtxVersion)
            yield return Pass($"{supply.Name} is ATX {version.Value:0.0}.", $"ATX {version.Value:0.0}", $"ATX {PowerConstants.TransientReadyAtxVersion:0.0}", version.Source);
        else if (supply.Rating is { } rating && PowerEstimator.Estimate(rig, context.Outlet).TryGet(out var load) && load.Dc / rating.Value < SafeShare)
            yield return Pass($"{load.Dc} is less than half of the {rating.Value} of {supply.Name}.", $"{load.Dc}", $"{rating.Value * SafeShare}", rating.Source);
        else if (supply.AtxVersion is { } older)
            yield return Warning($"{supply.Name} is ATX {older.Value:0.0}: the cards' short steps may switch it off.", $"ATX {older.Value:0.0}", $"ATX {PowerConstants.TransientReadyAtxVersion:0.0}", older.Source);
        else
            yield return Unknown($"ATX version of {supply.Name} not found.", null, $"ATX {PowerConstants.TransientReadyAtxVersion:0.0}");
    }
}

/// <summary>The wall circuit carries the load.</summary>
public sealed class MainsCircuitRule() : CompatibilityRule("power.mains-circuit",
    "The load at the wall (DC load ÷ efficiency) stays below what the outlet may give for hours, with a caution from 80 %.",
    "outlet standards of the region")
{
    // Assumed: no 80 PLUS unit at these loads is below this (White, 115 V: 80 %).
    private const double LeastEfficiency = 0.80;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        var estimate = PowerEstimator.Estimate(rig, context.Outlet);
        if (rig.Devices.Count == 0 || rig.IsBuild && rig.Cpu is null)
            yield break;
        if (context.Outlet is not { } outlet)
            yield return Unknown($"which outlet feeds the rig.");
        else if (!estimate.TryGet(out var load))
            yield return Unknown($"{new Listed(estimate.Missing)} not found.", null, $"{outlet.Continuous}", outlet.Amps.Source);
        else if (load.Wall.TryGet(out var wall))
            yield return Compare(wall, outlet, context.CircuitCaution, "at the wall");
        else
            yield return CompareBounds(load.Dc, outlet, context.CircuitCaution, load.Wall.Missing);
    }

    // The wall load lies between the DC load and the DC load at the worst efficiency.
    private Finding CompareBounds(Power dc, Domain.Regions.Outlet outlet, double caution, IReadOnlyList<string> missing)
    {
        if (dc > outlet.Continuous)
            return Compare(dc, outlet, caution, "before the power supply's losses");
        var worst = dc * (1 / LeastEfficiency);
        return worst <= outlet.Continuous * caution
            ? Compare(worst, outlet, caution, "at the wall even at 80 % efficiency")
            : Unknown($"{new Listed(missing)} not known, so the load at the wall lies between {dc} and {worst}.", $"{dc}-{worst}", $"{outlet.Continuous}", outlet.Amps.Source);
    }

    private Finding Compare(Power wall, Domain.Regions.Outlet outlet, double caution, string where)
    {
        var limit = outlet.Continuous;
        var share = 100 * (wall / limit);
        if (wall > limit)
            return Error($"{wall} {where} is more than {outlet.Name} gives ({limit}): it needs a stronger circuit.", $"{wall}", $"{limit}", outlet.Amps.Source);
        return wall > limit * caution
            ? Warning($"{wall} {where} is {share:0} % of what {outlet.Name} gives ({limit}); nothing else of weight may hang on that circuit.", $"{wall}", $"{limit * caution}", outlet.Amps.Source)
            : Pass($"{wall} {where} is {share:0} % of {outlet.Name}.", $"{wall}", $"{limit * caution}", outlet.Amps.Source);
    }
}

/// <summary>The power supply fits the case.</summary>
public sealed class PowerSupplySizeRule() : CompatibilityRule("case.psu-size",
    "The power supply has a form factor that the case takes and is not longer than the case allows.", "case and power supply makers' dimensions")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.PowerSupply is not { } supply || rig.Case is not { } chassis)
            yield break;
        if (supply.FormFactor is { } have && chassis.PsuFormFactors is { } list && !list.Value.Contains(have.Value, StringComparer.OrdinalIgnoreCase))
            yield return Error($"{supply.Name} is {have.Value}; {chassis.Name} takes {new Listed(list.Value)}.", $"{have.Value}", $"{new Listed(list.Value)}", have.Source, list.Source);
        else if (supply.Length is not { } length)
            yield return Unknown($"length of {supply.Name} not found.");
        else if (chassis.MaxPsuLength is not { } limit)
            yield return Unknown($"power supply length that {chassis.Name} takes not found.", $"{length.Value}", null, length.Source);
        else if (length.Value <= limit.Value)
            yield return Pass($"{length.Value} of {limit.Value}.", $"{length.Value}", $"{limit.Value}", length.Source, limit.Source);
        else
            yield return Error($"{supply.Name} is {length.Value} long; {chassis.Name} takes {limit.Value}.", $"{length.Value}", $"{limit.Value}", length.Source, limit.Source);
    }
}
