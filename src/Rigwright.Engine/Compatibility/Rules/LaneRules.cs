using System.Globalization;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.Compatibility.Rules;

/// <summary>The slots are as fast as the cards.</summary>
public sealed class SlotGenerationRule() : CompatibilityRule("pcie.generation",
    "Every card finds a slot of its own PCIe generation; in an older one it works at the older one's rate.",
    "PCI Express Base Specification: a link runs at the lower generation of its ends")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (!rig.IsBuild || rig.Board is not { Slots: { } slots } board || !rig.Devices.Any(d => d.IsCard))
            yield break;
        var free = slots.Value.Where(s => s.MechanicalLanes >= Slots.LongSlotLanes).SelectMany(s => Enumerable.Repeat(s.Generation, s.Count))
            .OrderByDescending(g => g ?? 0).ToList();
        // The fastest card takes the fastest slot.
        var cards = rig.EachDevice.Where(d => d.IsCard).OrderByDescending(d => d.Accelerator.PcieGeneration?.Value ?? 0).Take(free.Count).ToList();
        for (var i = 0; i < cards.Count; i++)
        {
            if (i == 0 || cards[i].Accelerator != cards[i - 1].Accelerator || free[i] != free[i - 1])
                yield return Compare(cards[i].Accelerator.Name, cards[i].Accelerator.PcieGeneration, free[i], rig.Cpu?.PcieGeneration, board.Name, slots.Source);
        }
    }

    private Finding Compare(string card, Sourced<double>? want, double? slot, Sourced<double>? processor, string board, SourceId source)
    {
        if (want is null)
            return Unknown($"PCIe generation of {card} not found.");
        if (slot is null)
            return Unknown($"PCIe generation of the slots of {board} not found: look for the table of expansion slots in its manual.", $"PCIe {Text(want.Value)}", null, want.Source);
        var have = processor is null ? slot.Value : Math.Min(slot.Value, processor.Value);
        return have >= want.Value
            ? Pass($"{card} (PCIe {Text(want.Value)}) is in a slot of PCIe {Text(have)}.", $"PCIe {Text(want.Value)}", $"PCIe {Text(have)}", want.Source, source)
            : Note($"{card} (PCIe {Text(want.Value)}) runs at PCIe {Text(have)} on {board}: loading models and tensor parallelism get slower, decoding on one card does not.",
                $"PCIe {Text(want.Value)}", $"PCIe {Text(have)}", want.Source, source);
    }

    private static string Text(double generation) => generation.ToString("0.0", CultureInfo.InvariantCulture);
}

/// <summary>The long slots lie where the cards' widths need them.</summary>
public sealed class SlotOrderRule() : CompatibilityRule("pcie.slot-order",
    "The board's long slots lie so far apart that each card's width fits before the next card.",
    "board manual (positions of the slots); a board with as many slots as its form factor has positions leaves none out")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        var widths = rig.EachDevice.Where(d => d.IsCard).Select(d => d.SlotWidth).ToList();
        if (!rig.IsBuild || rig.Board is not { } board || widths.Count < 2)
            yield break;
        if (widths.Contains(null))
            yield return Unknown($"width of a card not found.", $"{widths.Count} cards");
        else if (Positions.Of(board) is not { } positions)
            yield return Unknown($"where the long slots of {board.Name} lie: look at the board's picture, and count the positions between them against cards of {string.Join(" + ", widths.Select(w => w!.Value.ToString("0.#", CultureInfo.InvariantCulture)))} slots.",
                $"{widths.Count} cards");
        else
            yield return Compare([.. widths.Select(w => Slots.Whole(w!.Value)).Order()], positions, board.Name);
    }

    private Finding Compare(int[] widths, Sourced<IReadOnlyList<int>> positions, string board)
    {
        var places = Positions.Place(widths, positions.Value);
        var slots = string.Join(", ", positions.Value);
        return places is null
            ? Warning($"Cards of {string.Join(" + ", widths)} slots do not go into the long slots of {board} (positions {slots}) side by side: they need risers and a frame.", $"{string.Join(" + ", widths)} slots", $"positions {slots}", positions.Source)
            : Pass($"The cards sit at positions {string.Join(", ", places)} of {board}.", $"{string.Join(" + ", widths)} slots", $"positions {slots}", positions.Source);
    }
}

/// <summary>What M.2 sockets, a second slot and USB4 take from the cards.</summary>
public sealed class SharedLanesRule() : CompatibilityRule("pcie.shared-lanes",
    "The processor's lanes feed the cards and drives although a USB4 controller, M.2 sockets and further slots take lanes from the same processor.",
    "board manual; X870(E) boards give four lanes to USB4, and many halve the first slot when another socket is used")
{
    // What a USB4 controller takes at most (X870 and X870E: four lanes of the processor).
    private const int MostUsbLanes = 4;
    private const int LanesPerDrive = 4;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        var cards = Slots.CardsOf(rig);
        if (rig.Cpu is not { } cpu || rig.Board is not { } board || cards == 0)
            yield break;
        var drives = rig.Drives.Where(d => Drives.IsM2(d.Part)).Sum(d => d.Quantity);
        if (cpu.PcieLanes is not { } lanes)
            yield return Unknown($"PCIe lanes of {cpu.Name} not found.", $"{Slots.Counted(cards)}");
        else if (Everything(board) is { } all && all <= lanes.Value)
            yield return Pass($"{cpu.Name} feeds everything on {board.Name} at once: {all} of {lanes.Value} lanes.", $"{all} lanes", $"{lanes.Value} lanes", lanes.Source, board.Slots!.Source);
        else
            yield return Compare(cards, drives, cpu.Name, board, lanes);
    }

    private Finding Compare(int cards, int drives, string cpu, Motherboard board, Sourced<int> lanes)
    {
        var need = (cards * Slots.EnoughLanes) + (drives * LanesPerDrive);
        var least = lanes.Value - (board.UsbLanes?.Value ?? MostUsbLanes);
        var sharing = board.HalvesFirstSlot;
        // The first drive has lanes of its own on every board that was looked at; the second socket is where sharing begins.
        var isShared = cards > 1 || drives > 1;
        if (need > least && board.UsbLanes is { } usb)
            return Warning($"{Slots.Counted(cards)} at x8 and {drives} M.2 drives want {need} lanes; USB4 leaves {least} of the {lanes.Value} of {cpu} on {board.Name}.", $"{need} lanes", $"{least} lanes", lanes.Source, usb.Source);
        if (isShared && sharing is not null && sharing.Value.Count > 0)
            return Note($"The first slot of {board.Name} falls from x16 to x8 as soon as {string.Join(" or ", sharing.Value)} is used; {Slots.Counted(cards)} and {drives} M.2 drives may use one of them.",
                $"{Slots.Counted(cards)}, {drives} drives", $"shared with {string.Join(", ", sharing.Value)}", sharing.Source);
        if (isShared && sharing is null || need > least)
            return Unknown($"which M.2 sockets and slots of {board.Name} take lanes from each other or from USB4: look for the lane sharing table in its manual.", $"{need} lanes", $"{least} lanes", lanes.Source);
        return Pass($"{need} of the {least} lanes that are left for cards and drives.", $"{need} lanes", $"{least} lanes", lanes.Source);
    }

    // Lanes of all slots, sockets and USB4 together; null when one of them is not known.
    private static int? Everything(Motherboard board) => board is { Slots: { } slots, M2Slots: { } sockets } && slots.Value.All(s => s.WiredLanes is not null)
        ? slots.Value.Sum(s => s.Count * s.WiredLanes!.Value) + (sockets.Value * LanesPerDrive) + (board.UsbLanes?.Value ?? MostUsbLanes) : null;
}

/// <summary>An adapter that splits a slot needs a board that can.</summary>
public sealed class BifurcationRule() : CompatibilityRule("pcie.bifurcation",
    "Drives beyond the board's M.2 sockets sit on a card that splits a slot into four times four lanes, and cards beyond its long slots on a riser that splits one into twice eight: the board's firmware offers that split.",
    "board manual (bifurcation setting); without it only the first of the devices is seen")
{
    private const string ForDrives = "x4+x4+x4+x4";
    private const string ForCards = "x8+x8";

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Board is not { } board || !rig.IsBuild)
            yield break;
        var drives = rig.Drives.Where(d => Drives.IsM2(d.Part)).Sum(d => d.Quantity);
        if (board.M2Slots is { } sockets && drives > sockets.Value)
            yield return Split(board, ForDrives, $"{drives - sockets.Value} of {drives} M.2 drives");
        var cards = Slots.CardsOf(rig);
        var longSlots = board.Slots?.Value.Where(s => s.MechanicalLanes >= Slots.LongSlotLanes).Sum(s => s.Count);
        if (cards > longSlots)
            yield return Split(board, ForCards, $"{cards - longSlots} of {cards} cards");
    }

    private Finding Split(Motherboard board, string split, string what)
    {
        if (board.Bifurcation is not { } offered)
            return Unknown($"whether {board.Name} splits a slot into {split}, which an adapter for {what} needs: look for bifurcation in its manual.", $"{what}", $"{split}");
        return offered.Value.Contains(split)
            ? Pass($"{board.Name} splits a slot into {split}, so that an adapter can carry {what}.", $"{what}", $"{split}", offered.Source)
            : Warning($"{board.Name} splits its slots into {string.Join(", ", offered.Value)} only: an adapter for {what} shows one device.", $"{what}", $"{split}", offered.Source);
    }
}

/// <summary>Positions of slots on a board.</summary>
internal static class Positions
{
    /// <summary>Positions of the long slots, first position 1: as stated, or all of them where the board has as many slots as its form factor has positions; null when not known.</summary>
    public static Sourced<IReadOnlyList<int>>? Of(Motherboard board)
    {
        if (board.SlotPositions is { } stated)
            return stated;
        var isFull = board is { FormFactor: { } form, Slots: { } slots } && slots.Value.Sum(s => s.Count) == SlotSpacingRule.PositionsOf(form.Value)
            && slots.Value.All(s => s.MechanicalLanes >= Slots.LongSlotLanes);
        return isFull ? board.Slots!.Map<IReadOnlyList<int>>(s => [.. Enumerable.Range(1, s.Sum(g => g.Count))]) : null;
    }

    /// <summary>Where cards of some widths sit, in this order, each as early as it can; null when they do not fit. The last may hang over the edge.</summary>
    public static IReadOnlyList<int>? Place(IReadOnlyList<int> widths, IReadOnlyList<int> positions)
    {
        var places = new List<int>();
        var next = 0;
        foreach (var width in widths)
        {
            var found = positions.Order().FirstOrDefault(p => p >= next);
            if (found == 0)
                return null;
            places.Add(found);
            next = found + width;
        }
        return places;
    }
}
