using Rigwright.Domain.Hardware;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.PowerNoise;

namespace Rigwright.Engine.Claims.Rules;

/// <summary>The stated power of the rig is what its parts may draw.</summary>
public sealed class PowerClaimRule() : ClaimRule("claim.power",
    "The stated power under load is not below what the devices alone may draw, and within 10 % of the sum of all limits.",
    "sum of makers' limits; the 10 % are assumed")
{
    private const double Tolerance = 0.10;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        var estimate = PowerEstimator.Estimate(plan.Rig, plan.Outlet);
        foreach (var claim in plan.Document.Claims.Power)
        {
            yield return estimate.TryGet(out var load)
                ? Compare(claim, load, plan.Rig)
                : Unknown($"{string.Join(", ", estimate.Missing)} not found, so {claim.Watts} W cannot be checked.", $"{claim.Watts} W");
        }
    }

    private Finding Compare(PowerClaim claim, PowerEstimate load, Rig rig)
    {
        var devices = rig.Devices.Sum(d => d.PowerLimit!.Value.Watts * d.Count);
        var (most, least) = (claim.Watts.High, load.Dc.Watts * (1 - Tolerance));
        if (most < devices * (1 - Tolerance))
            return Error($"{claim.Watts} W{Says(claim)} is less than the devices alone may draw ({devices:0} W); at full load it is {load.Dc} ({load.Breakdown}).", $"{claim.Watts} W", $"{load.Dc}", Sources(rig));
        return most < least
            ? Warning($"{claim.Watts} W{Says(claim)} understates the full load of {load.Dc} ({load.Breakdown}).", $"{claim.Watts} W", $"{load.Dc}", Sources(rig))
            : Pass($"{claim.Watts} W for a full load of {load.Dc}.", $"{claim.Watts} W", $"{load.Dc}", Sources(rig));
    }

    private static IEnumerable<SourceId?> Sources(Rig rig) => rig.Devices.Select(d => d.PowerLimit?.Source);
}

/// <summary>The stated power limit of a card is the catalogue's.</summary>
public sealed class CardPowerRule() : ClaimRule("claim.card-power",
    "A stated power limit of an accelerator is the catalogue's, within 5 %.", "accelerator's power limit in the catalogue")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var claim in plan.Document.Claims.Accelerators.Where(c => c.Watts is not null))
        {
            if (plan.FindAccelerator(claim.Accelerator) is not { } accelerator)
                yield return Unknown($"{AcceleratorClaims.Why(plan, claim)}", $"{claim.Watts} W");
            else if (accelerator.PowerLimit is not { } limit)
                yield return Unknown($"power limit of {accelerator.Name} not found.", $"{claim.Watts} W");
            else if (AcceleratorClaims.IsClose(claim.Watts!.Value, limit.Value.Watts))
                yield return Pass($"{accelerator.Name}: {limit.Value}.", $"{claim.Watts} W", $"{limit.Value}", limit.Source);
            else
                yield return Error($"{accelerator.Name} may draw {limit.Value}, not {claim.Watts} W{Says(claim)}.{Sibling(plan, claim, accelerator)}{Consequences(plan, accelerator, claim.Watts.Value)}", $"{claim.Watts} W", $"{limit.Value}", limit.Source);
        }
    }

    private static string Sibling(ResolvedPlan plan, AcceleratorClaim claim, Accelerator accelerator) =>
        AcceleratorClaims.Sibling(plan, accelerator, a => a.PowerLimit is { } p && AcceleratorClaims.IsClose(claim.Watts!.Value, p.Value.Watts)) is { } other
            ? $" {claim.Watts:0} W is the {other.Name}." : "";

    // What the real limit means for the supply and the circuit, beside what the stated one would have meant.
    private static string Consequences(ResolvedPlan plan, Accelerator accelerator, double stated)
    {
        if (!plan.Rig.IsBuild || !PowerEstimator.Estimate(plan.Rig, plan.Outlet).TryGet(out var real))
            return "";
        var taken = plan.Rig with { Devices = [.. plan.Rig.Devices.Select(d => d.Accelerator.Id == accelerator.Id ? d with { Card = null, PowerCap = Power.FromWatts(stated) } : d)] };
        if (!PowerEstimator.Estimate(taken, plan.Outlet).TryGet(out var imagined))
            return "";
        var text = FormattableString.Invariant($" The rig draws {real.Dc} at full load instead of {imagined.Dc}");
        if (plan.Rig.PowerSupply?.Rating is { } rating)
            text += FormattableString.Invariant($": {100 * (real.Dc / rating.Value):0} % of the {rating.Value} supply instead of {100 * (imagined.Dc / rating.Value):0} %");
        if (plan.Outlet is { } outlet && real.Wall.TryGet(out var wall))
            text += FormattableString.Invariant($", {wall} of the {outlet.Continuous} that {outlet.Name} gives");
        return text + ".";
    }
}

/// <summary>Something that is added later goes together with the rest.</summary>
public sealed class UpgradeRule() : ClaimRule("claim.upgrade",
    "With what is said to be added later, and nothing else changed, the rig still passes every compatibility rule.", "the compatibility rules themselves")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        var before = CompatibilityChecker.Check(plan.Rig, plan.Context).ToHashSet();
        foreach (var claim in plan.Document.Claims.Upgrades)
        {
            var later = PlanResolver.With(plan, claim.Adds);
            var what = string.Join(" and ", claim.Adds.Select(a => FormattableString.Invariant($"{a.Quantity}× {a.Item}")));
            var worse = CompatibilityChecker.Check(later, plan.Context).Where(f => !before.Contains(f)).ToList();
            foreach (var finding in worse)
                yield return finding with { Rule = Id, Message = $"With {what} ({finding.Rule}): {finding.Message}" };
            if (worse.All(f => f.Severity != FindingSeverity.Error))
                yield return Pass($"{what} can be added without a new error.");
            if (claim.Watts is { } watts && PowerEstimator.Estimate(later, plan.Outlet).TryGet(out var load) && watts < load.Dc.Watts * 0.9)
                yield return Error($"{watts:0} W after adding {what}{Says(claim)} understates {load.Dc} ({load.Breakdown}).", $"{watts:0} W", $"{load.Dc}");
        }
    }
}
