using Rigwright.Domain.Hardware;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Claims.Rules;

/// <summary>The stated bandwidth is the catalogue's.</summary>
public sealed class BandwidthRule() : ClaimRule("claim.bandwidth",
    "A stated memory bandwidth of an accelerator is the catalogue's, within 1 %.", "accelerator's bandwidth in the catalogue")
{
    // Makers round to whole GB/s.
    private const double Tolerance = 0.01;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var claim in plan.Document.Claims.Accelerators.Where(c => c.BandwidthGigabytesPerSecond is not null))
        {
            var stated = claim.BandwidthGigabytesPerSecond!.Value;
            if (plan.FindAccelerator(claim.Accelerator) is not { } accelerator)
                yield return Unknown($"{AcceleratorClaims.Why(plan, claim)}", $"{stated} GB/s");
            else if (accelerator.Bandwidth is not { } known)
                yield return Unknown($"bandwidth of {accelerator.Name} not found.", $"{stated} GB/s");
            else if (IsSame(stated, known.Value.GigabytesPerSecond))
                yield return Pass($"{accelerator.Name}: {known.Value.GigabytesPerSecond:0} GB/s.", $"{stated} GB/s", $"{known.Value.GigabytesPerSecond:0} GB/s", known.Source);
            else
                yield return Error($"{accelerator.Name} has {known.Value.GigabytesPerSecond:0} GB/s, not {stated} GB/s{Says(claim)}.{Sibling(plan, stated, accelerator)}", $"{stated} GB/s", $"{known.Value.GigabytesPerSecond:0} GB/s", known.Source);
        }
    }

    private static bool IsSame(double stated, double known) => Math.Abs(stated - known) <= known * Tolerance;

    private static string Sibling(ResolvedPlan plan, double stated, Accelerator accelerator) =>
        AcceleratorClaims.Sibling(plan, accelerator, a => a.Bandwidth is { } b && IsSame(stated, b.Value.GigabytesPerSecond)) is { } other
            ? FormattableString.Invariant($" {stated:0} GB/s is the {other.Name}.") : "";
}

/// <summary>The stated memory is the catalogue's.</summary>
public sealed class CardMemoryRule() : ClaimRule("claim.card-memory",
    "A stated memory of an accelerator is one of the catalogue's options.", "accelerator's memory options in the catalogue")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var claim in plan.Document.Claims.Accelerators.Where(c => c.MemoryGigabytes is not null))
        {
            if (plan.FindAccelerator(claim.Accelerator) is not { } accelerator)
            {
                yield return Unknown($"{AcceleratorClaims.Why(plan, claim)}", $"{claim.MemoryGigabytes} GB");
                continue;
            }
            var options = string.Join(", ", accelerator.MemoryOptions.Select(o => o.Value.ToString()));
            yield return accelerator.MemoryOptions.Any(o => Math.Abs(o.Value.GiB - claim.MemoryGigabytes!.Value) < 0.5)
                ? Pass($"{accelerator.Name}: {options}.", $"{claim.MemoryGigabytes} GB", $"{options}", accelerator.LargestMemory.Source)
                : Error($"{accelerator.Name} has {options}, not {claim.MemoryGigabytes} GB{Says(claim)}.", $"{claim.MemoryGigabytes} GB", $"{options}", accelerator.LargestMemory.Source);
        }
    }
}

/// <summary>NVLink is claimed only where the card has it.</summary>
public sealed class NvLinkClaimRule() : ClaimRule("claim.nvlink",
    "NVLink is stated only for an accelerator that has it; it is a property of the card and not of the board.", "accelerator's link in the catalogue")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var claim in plan.Document.Claims.Accelerators.Where(c => c.NvLink is not null))
        {
            if (plan.FindAccelerator(claim.Accelerator) is not { } accelerator)
            {
                yield return Unknown($"{AcceleratorClaims.Why(plan, claim)}");
                continue;
            }
            if (accelerator.Link is not { } link)
            {
                yield return Unknown($"whether {accelerator.Name} has NVLink.");
                continue;
            }
            var has = link.Value.Kind.StartsWith("NVLink", StringComparison.OrdinalIgnoreCase);
            yield return has == claim.NvLink
                ? Pass($"{accelerator.Name}: link {link.Value.Kind}.", $"{(claim.NvLink == true ? "NVLink" : "none")}", $"{link.Value.Kind}", link.Source)
                : Error($"{accelerator.Name} has {(has ? link.Value.Kind : "no NVLink")}{Says(claim)}; stated is {(claim.NvLink == true ? "NVLink" : "none")}.", $"{(claim.NvLink == true ? "NVLink" : "none")}", $"{link.Value.Kind}", link.Source);
        }
    }
}

/// <summary>The stated cooler is the catalogue's.</summary>
public sealed class CoolingClaimRule() : ClaimRule("claim.cooling",
    "A stated kind of cooler of an accelerator is the catalogue's.", "accelerator's cooling kind in the catalogue")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var claim in plan.Document.Claims.Accelerators.Where(c => c.Cooling is not null))
        {
            if (plan.FindAccelerator(claim.Accelerator) is not { } accelerator)
                yield return Unknown($"{AcceleratorClaims.Why(plan, claim)}");
            else if (accelerator.Cooling is not { } known)
                yield return Unknown($"how {accelerator.Name} is cooled.", $"{Word(claim.Cooling!.Value)}");
            else if (known.Value == claim.Cooling)
                yield return Pass($"{accelerator.Name}: {Word(known.Value)}.", $"{Word(known.Value)}", $"{Word(known.Value)}", known.Source);
            else
                yield return Error($"{accelerator.Name} has a {Word(known.Value)} cooler, not a {Word(claim.Cooling!.Value)}{Says(claim)}.", $"{Word(claim.Cooling!.Value)}", $"{Word(known.Value)}", known.Source);
        }
    }

    private static string Word(CoolingKind kind) => kind switch
    {
        CoolingKind.OpenAir => "open-air",
        CoolingKind.FlowThrough => "flow-through",
        _ => kind.ToString().ToLowerInvariant(),
    };
}

/// <summary>The stated memory of all devices is their sum.</summary>
public sealed class DeviceMemoryRule() : ClaimRule("claim.device-memory",
    "The stated memory of all devices together is the sum of the devices' memory.", "addition of the catalogue's memory sizes")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        if (plan.Rig.Devices.Count == 0)
            yield break;
        var sum = plan.Rig.DeviceMemory;
        foreach (var claim in plan.Document.Claims.DeviceMemory)
        {
            yield return Math.Abs(sum.GiB - claim.Gigabytes) < 0.5
                ? Pass($"{sum} together.", $"{claim.Gigabytes} GB", $"{sum}", plan.Rig.Devices.Select(d => (Domain.Provenance.SourceId?)d.Accelerator.LargestMemory.Source))
                : Error($"The devices have {sum} together, not {claim.Gigabytes} GB{Says(claim)}.", $"{claim.Gigabytes} GB", $"{sum}", plan.Rig.Devices.Select(d => (Domain.Provenance.SourceId?)d.Accelerator.LargestMemory.Source));
        }
    }
}

/// <summary>What rules about accelerators share.</summary>
internal static class AcceleratorClaims
{
    private const double Tolerance = 0.05;

    public static bool IsClose(double stated, double known) => Math.Abs(stated - known) <= known * Tolerance;

    public static string Why(ResolvedPlan plan, AcceleratorClaim claim) =>
        PlanResolver.Why(plan.Catalogue.AcceleratorNames.Resolve(claim.Accelerator), "accelerator", claim.Accelerator);

    /// <summary>Another edition of the same product that fits a stated value: same maker, memory size and architecture.</summary>
    public static Accelerator? Sibling(ResolvedPlan plan, Accelerator accelerator, Func<Accelerator, bool> fits) =>
        plan.Catalogue.Accelerators.FirstOrDefault(a => a.Id != accelerator.Id && a.Vendor == accelerator.Vendor && a.Architecture?.Value == accelerator.Architecture?.Value
            && a.LargestMemory.Value == accelerator.LargestMemory.Value && fits(a));
}
