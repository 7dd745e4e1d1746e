using Rigwright.Domain.Parts;
using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.Compatibility.Rules;

/// <summary>A long slot for every card.</summary>
public sealed class ExpansionSlotsRule() : CompatibilityRule("pcie.slots",
    "The board has a slot of x16 length for every card.", "board maker's slot list")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        var cards = Slots.CardsOf(rig);
        if (rig.Board is not { } board || cards == 0)
            yield break;
        if (board.Slots is not { } slots)
        {
            yield return Unknown($"slots of {board.Name} not found.", $"{Slots.Counted(cards)}");
            yield break;
        }
        var longSlots = slots.Value.Where(s => s.MechanicalLanes >= Slots.LongSlotLanes).Sum(s => s.Count);
        yield return cards <= longSlots
            ? Pass($"{Slots.Counted(cards)} in {longSlots} long slots.", $"{Slots.Counted(cards)}", $"{longSlots} slots", slots.Source)
            : Error($"{board.Name} has {longSlots} long slots for {Slots.Counted(cards)}.", $"{Slots.Counted(cards)}", $"{longSlots} slots", slots.Source);
    }
}

/// <summary>Eight wired lanes for every card, from the board and never from the chipset.</summary>
public sealed class WiredLanesRule() : CompatibilityRule("pcie.wired-lanes",
    "Every card gets at least eight wired lanes at the same time; what is wired is the board's business, not the chipset's.",
    "board manual or review; X870E boards differ: x16, x8 + x8, x8 + x4 or a chipset x4")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        var cards = Slots.CardsOf(rig);
        if (rig.Board is not { } board || cards == 0)
            yield break;
        if (board.SlotsAtX8OrMore is { } stated)
        {
            yield return cards <= stated.Value
                ? Pass($"{stated.Value} slots run at x8 or more together.", $"{Slots.Counted(cards)}", $"{stated.Value} slots", stated.Source)
                : Warning($"{board.Name} runs {stated.Value} slot{(stated.Value == 1 ? "" : "s")} at x8 or more; {Slots.Counted(cards)} share fewer lanes.", $"{Slots.Counted(cards)}", $"{stated.Value} slots", stated.Source);
            yield break;
        }
        yield return board.Slots is { } slots
            ? FromSlotList(rig, board, cards, slots.Value, slots.Source)
            : Unknown($"wired lanes of the slots of {board.Name} not found.", $"{Slots.Counted(cards)}");
    }

    // Lanes cannot be shared away when the processor feeds every wired slot at once.
    private Finding FromSlotList(Rig rig, Motherboard board, int cards, IReadOnlyList<SlotGroup> slots, Domain.Provenance.SourceId source)
    {
        var wide = slots.Where(s => s.WiredLanes >= Slots.EnoughLanes).ToList();
        var count = wide.Sum(s => s.Count);
        var lanesNeeded = wide.Sum(s => s.Count * s.WiredLanes!.Value);
        if (cards == 1 && count > 0)
            return Pass($"The first slot of {board.Name} is wired x{wide.Max(s => s.WiredLanes)}.", $"{cards} card", $"{count} slots", source);
        if (cards <= count && rig.Cpu?.PcieLanes is { } lanes && lanes.Value >= lanesNeeded)
            return Pass($"{count} slots are wired with x8 or more and {rig.Cpu.Name} feeds all of their {lanesNeeded} lanes at once.", $"{Slots.Counted(cards)}", $"{count} slots", source, lanes.Source);
        return slots.Any(s => s.WiredLanes is null && s.MechanicalLanes >= Slots.LongSlotLanes) || cards <= count
            ? Unknown($"which slots of {board.Name} keep eight lanes with {Slots.Counted(cards)} (lane sharing not found).", $"{Slots.Counted(cards)}", null, source)
            : Warning($"{board.Name} wires {count} slots with x8 or more; {Slots.Counted(cards)} share fewer lanes.", $"{Slots.Counted(cards)}", $"{count} slots", source);
    }
}

/// <summary>Enough processor lanes.</summary>
public sealed class ProcessorLanesRule() : CompatibilityRule("pcie.processor-lanes",
    "The processor has eight lanes for every card and four for every M.2 drive.", "processor maker's specification")
{
    private const int LanesPerDrive = 4;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        var cards = Slots.CardsOf(rig);
        if (rig.Cpu is not { } cpu || cards == 0)
            yield break;
        var drives = rig.Drives.Where(d => Drives.IsM2(d.Part)).Sum(d => d.Quantity);
        var need = (cards * Slots.EnoughLanes) + (drives * LanesPerDrive);
        if (cpu.PcieLanes is not { } lanes)
            yield return Unknown($"PCIe lanes of {cpu.Name} not found.", $"{need} lanes");
        else if (need <= lanes.Value)
            yield return Pass($"{need} of {lanes.Value} lanes.", $"{need} lanes", $"{lanes.Value} lanes", lanes.Source);
        else
            yield return Warning($"{Slots.Counted(cards)} at x8 and {drives} drives want {need} lanes; {cpu.Name} has {lanes.Value}.", $"{need} lanes", $"{lanes.Value} lanes", lanes.Source);
    }
}

/// <summary>The case has slot covers for the cards' thickness.</summary>
public sealed class CardThicknessRule() : CompatibilityRule("case.card-thickness",
    "The cards' widths, each rounded up to whole slots, fit the case's expansion slots.", "case and card makers' dimensions")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        var cards = rig.Devices.Where(d => d.IsCard).ToList();
        if (!rig.IsBuild || cards.Count == 0 || rig.Case is not { } chassis)
            yield break;
        if (cards.Find(d => d.SlotWidth is null) is { } unknown)
        {
            yield return Unknown($"width of {unknown.Accelerator.Name} not found.");
            yield break;
        }
        var least = cards.Sum(d => d.Count * Slots.Whole(d.SlotWidth!.Value));
        var most = cards.Sum(d => d.Count * Slots.Whole(WidestOf(d)));
        if (chassis.ExpansionSlots is not { } slots)
            yield return Unknown($"expansion slots of {chassis.Name} not found.", $"{least} slots", null, cards[0].SlotWidth!.Source);
        else if (least > slots.Value)
            yield return Error($"The cards take {least} slots; {chassis.Name} has {slots.Value}.", $"{least} slots", $"{slots.Value} slots", cards[0].SlotWidth!.Source, slots.Source);
        else if (most > slots.Value)
            yield return Warning($"Reference cards take {least} of the {slots.Value} slots of {chassis.Name}, but partner cards up to {most}: choose the card by its width.",
                $"{least}-{most} slots", $"{slots.Value} slots", cards[0].SlotWidth!.Source, slots.Source);
        else
            yield return Pass($"{most} of {slots.Value} slots.", $"{most} slots", $"{slots.Value} slots", cards[0].SlotWidth!.Source, slots.Source);
    }

    private static double WidestOf(RigDevice device) =>
        device.Card is null && device.Accelerator.PartnerSlotWidthMax is { } partner ? Math.Max(partner.Value, device.SlotWidth!.Value) : device.SlotWidth!.Value;
}

/// <summary>The cards sit side by side in the board.</summary>
public sealed class SlotSpacingRule() : CompatibilityRule("pcie.slot-spacing",
    "The cards sit side by side in the slot positions of the board's form factor: all but the last take their whole width.",
    "ATX, SSI CEB and SSI EEB specifications: seven positions 20.32 mm apart; Micro-ATX four, Mini-ITX one")
{
    private static readonly Dictionary<string, int> Positions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ATX"] = 7, ["E-ATX"] = 7, ["SSI CEB"] = 7, ["SSI EEB"] = 7, ["Micro-ATX"] = 4, ["Mini-ITX"] = 1,
    };

    /// <summary>Positions that boards of a form factor have; null for a form factor that is not known.</summary>
    internal static int? PositionsOf(string formFactor) => Positions.TryGetValue(formFactor, out var positions) ? positions : null;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        var widths = rig.EachDevice.Where(d => d.IsCard).Select(d => d.SlotWidth).ToList();
        if (!rig.IsBuild || rig.Board is not { } board || widths.Count < 2)
            yield break;
        if (board.FormFactor is not { } form || !Positions.TryGetValue(form.Value, out var positions))
            yield return Unknown($"slot positions of {board.Name} (form factor {board.FormFactor?.Value ?? "not found"}).", $"{widths.Count} cards");
        else if (widths.Contains(null))
            yield return Unknown($"width of a card not found.", $"{widths.Count} cards", $"{positions} positions", form.Source);
        else
            yield return Compare(widths.Select(w => Slots.Whole(w!.Value)).Order().ToList(), board.Name, positions, form.Source);
    }

    // The widest card may hang over the board's edge.
    private Finding Compare(List<int> widths, string board, int positions, Domain.Provenance.SourceId source)
    {
        var need = widths.SkipLast(1).Sum() + 1;
        return need <= positions
            ? Pass($"{widths.Count} cards reach to position {need} of {positions}.", $"{need} positions", $"{positions} positions", source)
            : Warning($"{widths.Count} cards side by side reach to position {need}; {board} has {positions}: they need risers and a frame.", $"{need} positions", $"{positions} positions", source);
    }
}

/// <summary>The cards are not too long for the case.</summary>
public sealed class CardLengthRule() : CompatibilityRule("case.card-length",
    "No card is longer than the case allows in its tightest stated layout.", "case and card makers' dimensions")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (!rig.IsBuild || rig.Case is not { } chassis)
            yield break;
        foreach (var device in rig.Devices.Where(d => d.IsCard))
            yield return CheckDevice(device, chassis);
    }

    private Finding CheckDevice(RigDevice device, Case chassis)
    {
        var name = device.Card?.Name ?? device.Accelerator.Name;
        if (device.Length is not { } length)
            return Unknown($"length of {name} not found.");
        if (chassis.MaxCardLength is not { } limit)
            return Unknown($"card length that {chassis.Name} takes not found.", $"{length.Value}", null, length.Source);
        if (length.Value > limit.Value)
            return Error($"{name} is {length.Value} long; {chassis.Name} takes {limit.Value}.", $"{length.Value}", $"{limit.Value}", length.Source, limit.Source);
        return device.Card is null && device.Accelerator.PartnerLengthMax is { } partner && partner.Value > limit.Value
            ? Warning($"The reference {name} fits, but partner cards are up to {partner.Value} long; {chassis.Name} takes {limit.Value}.", $"{partner.Value}", $"{limit.Value}", partner.Source, limit.Source)
            : Pass($"{length.Value} of {limit.Value}.", $"{length.Value}", $"{limit.Value}", length.Source, limit.Source);
    }
}

/// <summary>What slot rules share.</summary>
internal static class Slots
{
    /// <summary>Lanes below which a card counts as starved. Assumed: x8 of PCIe 4.0 carries 16 GB/s each way, enough to load and to split layers.</summary>
    public const int EnoughLanes = 8;

    /// <summary>Length of a slot that takes a long card.</summary>
    public const int LongSlotLanes = 16;

    public static string Counted(int cards) => cards == 1 ? "1 card" : $"{cards} cards";

    public static int CardsOf(Rig rig) => rig.IsBuild ? rig.Devices.Where(d => d.IsCard).Sum(d => d.Count) : 0;

    public static int Whole(double width) => (int)Math.Ceiling(width);
}
