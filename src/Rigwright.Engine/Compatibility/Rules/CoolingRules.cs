using Rigwright.Domain.Hardware;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.PowerNoise;

namespace Rigwright.Engine.Compatibility.Rules;

/// <summary>The cooler mounts on the socket.</summary>
public sealed class CoolerSocketRule() : CompatibilityRule("cooler.socket",
    "The processor cooler mounts on the board's socket.", "cooler maker's list of sockets")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Cooler is not { } cooler || (rig.Board?.Socket ?? rig.Cpu?.Socket) is not { } socket)
            yield break;
        if (cooler.Sockets is not { } list)
            yield return Unknown($"sockets of {cooler.Name} not found.", null, $"{socket.Value}", socket.Source);
        else if (list.Value.Contains(socket.Value, StringComparer.OrdinalIgnoreCase))
            yield return Pass($"{cooler.Name} mounts on {socket.Value}.", $"{new Listed(list.Value)}", $"{socket.Value}", list.Source, socket.Source);
        else
            yield return Error($"{cooler.Name} mounts on {new Listed(list.Value)}, not on {socket.Value}.", $"{new Listed(list.Value)}", $"{socket.Value}", list.Source, socket.Source);
    }
}

/// <summary>The cooler is not too high for the case.</summary>
public sealed class CoolerHeightRule() : CompatibilityRule("cooler.height",
    "The processor cooler is not higher than the case allows.", "case and cooler makers' dimensions")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Cooler is not { } cooler || rig.Case is not { } chassis || cooler.Liquid?.Value == true)
            yield break;
        if (cooler.Height is not { } height)
            yield return Unknown($"height of {cooler.Name} not found.");
        else if (chassis.MaxCoolerHeight is not { } limit)
            yield return Unknown($"cooler height that {chassis.Name} takes not found.", $"{height.Value}", null, height.Source);
        else if (height.Value <= limit.Value)
            yield return Pass($"{height.Value} of {limit.Value}.", $"{height.Value}", $"{limit.Value}", height.Source, limit.Source);
        else
            yield return Error($"{cooler.Name} is {height.Value} high; {chassis.Name} takes {limit.Value}.", $"{height.Value}", $"{limit.Value}", height.Source, limit.Source);
    }
}

/// <summary>The cooler carries the processor's heat.</summary>
public sealed class CoolerCapabilityRule() : CompatibilityRule("cooler.capability",
    "The processor cooler carries more heat than the processor's package limit. Running models leaves the processor nearly idle, so a shortfall is a warning.",
    "cooler makers' ratings and owners' reports")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Cooler is not { } cooler || rig.Cpu is not { } cpu)
            yield break;
        if (PowerEstimator.PackageLimit(cpu) is not { } heat)
            yield return Unknown($"package power of {cpu.Name} not found.");
        else if (cooler.Capability is not { } capability)
            yield return Unknown($"heat that {cooler.Name} carries not found.", $"{heat.Value}", null, heat.Source);
        else if (capability.Value > heat.Value)
            yield return Pass($"{heat.Value} for a cooler of {capability.Value}.", $"{heat.Value}", $"{capability.Value}", heat.Source, capability.Source);
        else
            yield return Warning($"{cooler.Name} is good for about {capability.Value}; {cpu.Name} may give off {heat.Value}: no headroom under full processor load.",
                $"{heat.Value}", $"{capability.Value}", heat.Source, capability.Source);
    }
}

/// <summary>The case gets the cards' heat out.</summary>
public sealed class CardCoolingRule() : CompatibilityRule("cooling.cards",
    "Cards without a fan sit in a chassis with forced air; cards that blow into the case do not give off more than a closed or damped case carries away.",
    "card makers' cooling kinds; the 500 W caution for a closed case is assumed")
{
    // Assumed: a caution, not a limit; a closed case with ordinary fans warms noticeably above about this much heat from the cards.
    private static readonly Power ClosedCaseCaution = Power.FromWatts(500);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (!rig.IsBuild)
            yield break;
        var cards = rig.Devices.Where(d => d.IsCard).ToList();
        foreach (var device in cards.Where(d => d.Cooling is null))
            yield return Unknown($"how {device.Accelerator.Name} is cooled.");
        foreach (var device in cards.Where(d => d.Cooling?.Value == CoolingKind.Passive))
            yield return CheckPassive(device, rig);
        if (HeatIntoCase(cards) is { } heat && rig.Case is not null)
            yield return CheckHeat(heat, rig);
    }

    private Finding CheckPassive(RigDevice device, Rig rig)
    {
        var source = device.Cooling!.Source;
        return rig.Case?.ServerAirflow switch
        {
            { Value: true } airflow => Pass($"{rig.Case.Name} forces air through the fanless {device.Accelerator.Name}.", $"passive", $"server airflow", source, airflow.Source),
            { Value: false } airflow => Error($"{device.Accelerator.Name} has no fan; {rig.Case.Name} has no forced air through the cards.", $"passive", $"server airflow", source, airflow.Source),
            _ => Unknown($"{device.Accelerator.Name} has no fan; whether {rig.Case?.Name ?? "the case (not named)"} forces air through it.", $"passive", $"server airflow", source),
        };
    }

    private static Power? HeatIntoCase(List<RigDevice> cards)
    {
        var inside = cards.Where(d => d.Cooling?.Value is CoolingKind.OpenAir or CoolingKind.FlowThrough).ToList();
        return inside.Count == 0 || inside.Any(d => d.PowerLimit is null) ? null
            : inside.Aggregate(default(Power), (sum, d) => sum + (d.PowerLimit!.Value * d.Count));
    }

    private Finding CheckHeat(Power heat, Rig rig)
    {
        var damped = rig.Case!.SoundDamped?.Value == true;
        if (rig.Case.ServerAirflow?.Value == true || heat <= ClosedCaseCaution)
            return Pass($"{heat} of card heat stay in {rig.Case.Name}.", $"{heat}", $"{ClosedCaseCaution}");
        return Warning($"The cards blow {heat} into {rig.Case.Name}{(damped ? ", a sound-damped case" : "")}: plan its fans, or the cards throttle and get loud.", $"{heat}", $"{ClosedCaseCaution}");
    }
}
