using System.Globalization;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.Compatibility.Rules;

/// <summary>The cards with their plugs stay below the side panel.</summary>
public sealed class CardHeightRule() : CompatibilityRule("case.card-height",
    "A card's height and the bend of its power cable stay below the side panel; the room above the board is that of a processor cooler.",
    "card and case makers' dimensions; 35 mm for the bend of a 16-pin or 8-pin cable are assumed")
{
    // Assumed: the least bend that cable makers ask of a 16-pin plug before the cable turns.
    private static readonly Length CableBend = Length.FromMillimetres(35);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (!rig.IsBuild || rig.Case is not { } chassis)
            yield break;
        foreach (var device in rig.Devices.Where(d => d.IsCard))
        {
            if (device.Card is not null || device.Accelerator.Height is not { } height)
                yield return Unknown($"height of {device.Card?.Name ?? device.Accelerator.Name} not found.");
            else if (chassis.MaxCoolerHeight is not { } room)
                yield return Unknown($"room between board and side panel of {chassis.Name} not found: look up its limit for processor coolers.", $"{height.Value}", null, height.Source);
            else
                yield return Compare(device, height, room, chassis.Name);
        }
    }

    private Finding Compare(RigDevice device, Sourced<Length> height, Sourced<Length> room, string chassis)
    {
        var need = device.PowerPlugs?.Value.Count == 0 ? height.Value : Length.FromMillimetres(height.Value.Millimetres + CableBend.Millimetres);
        return need <= room.Value
            ? Pass($"{need} of {room.Value}.", $"{need}", $"{room.Value}", height.Source, room.Source)
            : Warning($"{device.Accelerator.Name} needs {need} with its cable; {chassis} has about {room.Value} above the board: the side panel presses on the plug.", $"{need}", $"{room.Value}", height.Source, room.Source);
    }
}

/// <summary>The radiator has a place.</summary>
public sealed class RadiatorRule() : CompatibilityRule("case.radiator",
    "The case has a place for the radiator of a liquid processor cooler.", "case and cooler makers' lists of radiator sizes; no radiator goes into a case that is shorter than it")
{
    // Lengths of one to four fans of 120 or 140 mm side by side.
    private static readonly int[] Sizes = [120, 140, 240, 280, 360, 420, 480, 560];

    /// <summary>The longest common radiator that the outer size of a case does not rule out, in mm; 0 for none.</summary>
    internal static int RoomIn(Length longestSide) => Sizes.LastOrDefault(s => s <= longestSide.Millimetres);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Cooler is not { Liquid.Value: true } cooler || rig.Case is not { } chassis)
            yield break;
        if (cooler.RadiatorMm is not { } size)
            yield return Unknown($"radiator size of {cooler.Name} not found.");
        else if (chassis.MaxRadiatorMm is { } most && size.Value > most.Value)
            yield return Error($"{cooler.Name} has a radiator of {size.Value} mm; {chassis.Name} takes {most.Value} mm.", $"{size.Value} mm", $"{most.Value} mm", size.Source, most.Source);
        else if ((chassis.MaxRadiatorMm ?? chassis.RadiatorMm) is { } room && size.Value <= room.Value && IsNoWider(size.Value, room.Value))
            yield return Pass($"{size.Value} of {room.Value} mm.", $"{size.Value} mm", $"{room.Value} mm", size.Source, room.Source);
        else if (chassis.LongestSide is { } side && Sizes.LastOrDefault(s => s <= size.Value) > RoomIn(side.Value))
            yield return Error($"{cooler.Name} has a radiator of {size.Value} mm; {chassis.Name} is {side.Value} at its longest.", $"{size.Value} mm", $"{side.Value}", size.Source, side.Source);
        else
            yield return Unknown($"radiator sizes that {chassis.Name} takes: look for {size.Value} mm in its list of radiators, and whether the cards keep their length behind it.", $"{size.Value} mm", null, size.Source);
    }

    // Radiators for 140 mm fans are wider than those for 120 mm: a place for 360 mm need not take 280 mm.
    private static bool IsNoWider(int radiator, int room) => radiator == room || room % 140 == 0 || radiator % 120 == 0;
}

/// <summary>Cards that breathe through their face have air before it.</summary>
public sealed class CardSpacingRule() : CompatibilityRule("cooling.card-spacing",
    "A card with open fans has a free slot position before its fans, the last card excepted; blowers are made to stand side by side.",
    "card makers' cooling kinds; the free position is builders' practice")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        var cards = rig.EachDevice.Where(d => d.IsCard).ToList();
        if (!rig.IsBuild || rig.Board is not { } board || cards.Count < 2)
            yield break;
        if (cards.Find(c => c.Cooling is null) is { } unknown)
        {
            yield return Unknown($"how {unknown.Accelerator.Name} is cooled.", $"{cards.Count} cards");
            yield break;
        }
        var open = cards.Count(c => c.Cooling!.Value is CoolingKind.OpenAir or CoolingKind.FlowThrough);
        if (open < 2)
            yield return Pass($"{(open == 0 ? "No card has" : "Only the last card has")} open fans.", $"{open} open cards", $"1 open card", cards[0].Cooling!.Source);
        else if (cards.Exists(c => c.SlotWidth is null) || Positions.Of(board) is not { } positions)
            yield return Unknown($"whether {open} cards with open fans have a free slot between them on {board.Name}: look at the distance of its long slots.", $"{open} open cards", null, cards[0].Cooling!.Source);
        else
            yield return Compare(cards, open, positions, board.Name);
    }

    // Blowers first: what stands last has the free side.
    private Finding Compare(List<RigDevice> cards, int open, Sourced<IReadOnlyList<int>> positions, string board)
    {
        var widths = cards.OrderBy(c => c.Cooling!.Value is CoolingKind.OpenAir or CoolingKind.FlowThrough).ThenBy(c => c.SlotWidth!.Value)
            .Select(c => Slots.Whole(c.SlotWidth!.Value) + (c.Cooling!.Value is CoolingKind.OpenAir or CoolingKind.FlowThrough ? 1 : 0)).ToArray();
        var source = cards[0].Cooling!.Source;
        return Positions.Place(widths, positions.Value) is { } places
            ? Pass($"The cards sit at positions {string.Join(", ", places)} with a free position between open fans.", $"{open} open cards", $"{positions.Value.Count} slots", source, positions.Source)
            : Warning($"{open} cards with open fans stand without a free slot between them on {board}: the inner ones get the others' warm air, throttle and get loud.", $"{open} open cards", $"{positions.Value.Count} slots", source, positions.Source);
    }
}

/// <summary>The power supply wastes little at the load.</summary>
public sealed class EfficiencyRule() : CompatibilityRule("power.efficiency",
    "At full load the power supply turns at most a tenth of what it draws into heat.",
    "80 PLUS certification limits; the tenth is assumed (the limit of Gold at 230 V and full load is 11 %)")
{
    private const double GoodEfficiency = 0.90;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (!rig.IsBuild || rig.PowerSupply is not { } supply || rig.Cpu is null || !PowerNoise.PowerEstimator.Estimate(rig, context.Outlet).TryGet(out var load))
            yield break;
        if (!load.Wall.TryGet(out var wall))
            yield return Unknown($"{string.Join(", ", load.Wall.Missing)} not found.", $"{load.Dc}");
        else
            yield return Compare(load.Dc, wall, supply.Name, supply.Efficiency!);
    }

    private Finding Compare(Power dc, Power wall, string supply, Sourced<string> grade)
    {
        var share = dc / wall;
        var text = (100 * share).ToString("0", CultureInfo.InvariantCulture);
        var loss = Power.FromWatts(wall.Watts - dc.Watts);
        return share >= GoodEfficiency
            ? Pass($"{supply} ({grade.Value}) is at least {text} % efficient at {dc}.", $"{text} %", $"90 %", grade.Source)
            : Note($"{supply} ({grade.Value}) may be only {text} % efficient at {dc}: {loss} of {wall} become heat in it.", $"{text} %", $"90 %", grade.Source);
    }
}
