using Rigwright.Domain.Hardware;
using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.Compatibility.Rules;

/// <summary>A 16-pin plug for every card that wants one.</summary>
public sealed class SixteenPinRule() : CompatibilityRule("power.16-pin-plugs",
    "The power supply has a native 16-pin plug (12V-2x6 or 12VHPWR) for every card that wants one.",
    "card and power supply makers' connectors; a 16-pin adapter takes four 8-pin PCIe plugs for 600 W")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        var need = Plugs.Needed(rig, Plugs.SixteenPin, out var unknown);
        if (rig.PowerSupply is not { } supply || !rig.IsBuild)
            yield break;
        foreach (var name in unknown)
            yield return Unknown($"power plugs of {name} not found.");
        if (need == 0)
            yield break;
        if (Plugs.Offered(supply.Plugs?.Value, Plugs.SixteenPin) is not { } have)
            yield return Unknown($"number of native 16-pin plugs of {supply.Name} not found; {need} needed.", null, $"{need} plugs");
        else if (have >= need)
            yield return Pass($"{have} native 16-pin plugs for {need} cards.", $"{have} plugs", $"{need} plugs", supply.Plugs!.Source);
        else if (Plugs.Left(rig, PowerPlug.Pcie8, Plugs.Eight) is { } left && left >= (need - have) * Plugs.EightPinsPerSixteenPin)
            yield return Warning($"{supply.Name} has {have} native 16-pin plugs for {need}; the rest needs adapters from four 8-pin plugs each.", $"{have} plugs", $"{need} plugs", supply.Plugs!.Source);
        else
            yield return Error($"{supply.Name} has {have} native 16-pin plugs; {need} are needed.", $"{have} plugs", $"{need} plugs", supply.Plugs!.Source);
    }
}

/// <summary>An 8-pin PCIe plug for every socket.</summary>
public sealed class PciePlugRule() : CompatibilityRule("power.pcie-plugs",
    "The power supply has enough 8-pin (6+2) PCIe plugs; a 12-pin socket takes two.", "card and power supply makers' connectors")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        var need = Plugs.Needed(rig, Plugs.Eight, out _) + (2 * Plugs.Needed(rig, [PowerPlug.Pcie12], out _));
        if (rig.PowerSupply is not { } supply || !rig.IsBuild || need == 0)
            yield break;
        if (Plugs.Offered(supply.Plugs?.Value, Plugs.Eight) is not { } have)
            yield return Unknown($"number of PCIe plugs of {supply.Name} not found; {need} needed.", null, $"{need} plugs");
        else if (have >= need)
            yield return Pass($"{have} PCIe plugs for {need} sockets.", $"{have} plugs", $"{need} plugs", supply.Plugs!.Source);
        else
            yield return Error($"{supply.Name} has {have} PCIe plugs; {need} are needed.", $"{have} plugs", $"{need} plugs", supply.Plugs!.Source);
    }
}

/// <summary>EPS plugs for the board and for cards that take the processor's plug.</summary>
public sealed class EpsPlugRule() : CompatibilityRule("power.eps-plugs",
    "The power supply has an 8-pin EPS plug for every processor socket of the board and for every card that takes one (A6000, A40, A100 PCIe).",
    "board, card and power supply makers' connectors; an EPS adapter takes two 8-pin PCIe plugs")
{
    private const int EightPinsPerEps = 2;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.PowerSupply is not { } supply || rig.Board is not { } board || !rig.IsBuild)
            yield break;
        var cards = Plugs.Needed(rig, [PowerPlug.Eps8], out _);
        var have = Plugs.Offered(supply.Plugs?.Value, [PowerPlug.Eps8]);
        // A board takes one at least; more only when its maker says so.
        var need = cards + (board.EpsPlugs?.Value ?? 1);
        if (have is null)
            yield return Unknown($"number of EPS plugs of {supply.Name} not found; {(board.EpsPlugs is null ? "at least " : "")}{need} needed.", null, $"{need} plugs");
        else if (have < need)
            yield return Short(rig, supply.Name, have.Value, need, cards);
        else if (board.EpsPlugs is null)
            yield return Unknown($"number of EPS sockets of {board.Name} not found; {supply.Name} has {have}.", $"{have} plugs", null, supply.Plugs!.Source);
        else
            yield return Pass($"{have} EPS plugs for {need} sockets.", $"{have} plugs", $"{need} plugs", supply.Plugs!.Source, board.EpsPlugs.Source);
    }

    private Finding Short(Rig rig, string supply, int have, int need, int cards)
    {
        var source = rig.PowerSupply!.Plugs!.Source;
        return cards > 0 && Plugs.Left(rig, PowerPlug.Pcie8, Plugs.Eight) is { } left && left >= (need - have) * EightPinsPerEps
            ? Warning($"{supply} has {have} EPS plugs; board and {cards} cards with EPS sockets take {need}: the rest needs adapters from two 8-pin PCIe plugs each.", $"{have} plugs", $"{need} plugs", source)
            : Error($"{supply} has {have} EPS plugs; {need} are needed{(cards > 0 ? $" ({cards} of them by the cards)" : "")}.", $"{have} plugs", $"{need} plugs", source);
    }
}

/// <summary>Counting of plugs.</summary>
internal static class Plugs
{
    /// <summary>Eight-pin plugs that an adapter to one 600 W 16-pin plug takes (4 × 150 W).</summary>
    public const int EightPinsPerSixteenPin = 4;

    public static readonly PowerPlug[] SixteenPin = [PowerPlug.Pcie12V2x6, PowerPlug.Pcie12Vhpwr];

    public static readonly PowerPlug[] Eight = [PowerPlug.Pcie8, PowerPlug.Pcie6];

    /// <summary>Plugs of some kinds that the cards want, with the names of cards whose plugs are not known.</summary>
    public static int Needed(Rig rig, PowerPlug[] kinds, out IReadOnlyList<string> unknown)
    {
        var cards = rig.Devices.Where(d => d.IsCard).ToList();
        unknown = [.. cards.Where(d => d.PowerPlugs is null).Select(d => d.Accelerator.Name).Distinct()];
        return cards.Where(d => d.PowerPlugs is not null)
            .Sum(d => d.Count * d.PowerPlugs!.Value.Where(p => kinds.Contains(p.Plug)).Sum(p => p.Count));
    }

    /// <summary>Plugs of some kinds that a supply has; null when its list does not mention them.</summary>
    public static int? Offered(IReadOnlyList<PlugCount>? plugs, PowerPlug[] kinds)
    {
        var stated = plugs?.Where(p => kinds.Contains(p.Plug)).ToList();
        return stated is { Count: > 0 } ? stated.Sum(p => p.Count) : null;
    }

    /// <summary>Plugs of a kind that are left after the cards' own; null when not known.</summary>
    public static int? Left(Rig rig, PowerPlug kind, PowerPlug[] needed) =>
        Offered(rig.PowerSupply?.Plugs?.Value, [kind]) is { } have ? have - Needed(rig, needed, out _) : null;
}
