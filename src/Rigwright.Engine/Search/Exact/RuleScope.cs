using System.Globalization;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.PowerNoise;

namespace Rigwright.Engine.Search.Exact;

/// <summary>Which parts a rule looks at and which of their facts: two parts with equal facts get equal verdicts, so that a rule is asked
/// once for each combination of facts. A test compares the verdicts of every rule on whole rigs with those on such representatives.</summary>
internal sealed record RuleScope(params IReadOnlyList<(PlatformSlot Slot, Func<PlatformChoice, string> Facts)> Reads)
{
    /// <summary>What each rule reads of the devices, as text: two device sets with equal texts get equal verdicts around equal parts, so that what a rule said about the
    /// one need not be asked about the other. Empty for a rule that does not look at them; a rule that is missing here is asked anew for each device set:
    /// slower, never wrong. A test holds the rules to it.</summary>
    private static readonly Dictionary<string, Func<Rig, string>> Devices = new(StringComparer.Ordinal)
    {
        ["build.parts-named"] = None, ["cpu.socket"] = None, ["cpu.chipset"] = None, ["cpu.board-support"] = None, ["cpu.bios-age"] = None,
        ["memory.generation"] = None, ["memory.dimm-kind"] = None, ["memory.slots"] = None, ["memory.capacity"] = None, ["memory.channels"] = None,
        ["memory.speed-all-slots"] = None, ["memory.ecc"] = None, ["memory.model-loading"] = None,
        ["cooler.socket"] = None, ["cooler.height"] = None, ["cooler.capability"] = None, ["case.radiator"] = None, ["case.board-form-factor"] = None, ["case.psu-size"] = None,
        ["storage.capacity"] = None, ["storage.m2-sockets"] = None, ["storage.sata-ports"] = None,
        ["pcie.slots"] = Cards, ["pcie.wired-lanes"] = Cards, ["pcie.processor-lanes"] = Cards, ["pcie.shared-lanes"] = Cards, ["pcie.bifurcation"] = Cards,
        ["pcie.generation"] = r => Each(r, d => d.Accelerator.Id.Value + "/" + Text(d.Accelerator.PcieGeneration)),
        ["pcie.slot-order"] = Widths, ["pcie.slot-spacing"] = Widths,
        ["case.card-thickness"] = r => Each(r, d => Text(d.SlotWidth) + "/" + (d.Card is null ? Text(d.Accelerator.PartnerSlotWidthMax) : "-")),
        ["case.card-length"] = r => Each(r, d => Text(d.Length) + "/" + (d.Card is null ? Text(d.Accelerator.PartnerLengthMax) : "-")),
        ["case.card-height"] = r => Each(r, d => d.Card is null ? Text(d.Accelerator.Height) + "/" + (d.PowerPlugs?.Value.Count == 0 ? "0" : "+") : "?"),
        ["power.psu-rating"] = Limits, ["power.transients"] = Limits, ["power.mains-circuit"] = Limits, ["power.efficiency"] = Limits,
        ["power.16-pin-plugs"] = Plugs, ["power.pcie-plugs"] = Plugs, ["power.eps-plugs"] = Plugs,
        ["cooling.cards"] = r => Each(r, d => Text(d.Cooling) + "/" + Text(d.PowerLimit)),
        ["cooling.card-spacing"] = r => Each(r, d => Text(d.Cooling) + "/" + Text(d.SlotWidth)),
        ["graphics.output"] = r => Each(r, d => Text(d.Cooling)),
    };

    /// <summary>Does a rule look at the devices? The verdicts of one that does not are shared by all device sets.</summary>
    public static bool ReadsDevices(string rule) => !Devices.TryGetValue(rule, out var facts) || facts != None;

    /// <summary>What a rule reads of a rig's devices; null when that is not known.</summary>
    public static string? DeviceFacts(string rule, Rig rig, CheckContext context) =>
        rule == "noise.limit" && context.NoiseLimit is null ? "" : Devices.TryGetValue(rule, out var facts) ? facts(rig) : null;

    /// <summary>Does a rule about power supplies read nothing of devices and processor but the load that they come to, and whether there is a card? Different devices behind
    /// different processors come to the same few thousand loads.</summary>
    public static bool ReadsLoad(string rule) => rule is "power.psu-rating" or "power.transients" or "power.efficiency";

    /// <summary>The scope of each rule by its id; a rule about devices alone has an empty one.</summary>
    public static IReadOnlyDictionary<string, RuleScope> Of { get; } = new Dictionary<string, RuleScope>(StringComparer.Ordinal)
    {
        ["build.parts-named"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.IncludesCooler))), (PlatformSlot.Cooler, c => c.Part is null ? "none" : "one")),
        ["cpu.socket"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.Socket))), (PlatformSlot.Board, c => Board(c, p => Text(p.Socket)))),
        ["cpu.chipset"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.Chipsets))), (PlatformSlot.Board, c => Board(c, p => Text(p.Chipset)))),
        ["cpu.board-support"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.Socket) + "/" + Text(p.Chipsets))),
            (PlatformSlot.Board, c => Board(c, p => p.Socket is null ? "?" : Text(p.Socket) + "/" + Text(p.Chipset)))),
        ["cpu.bios-age"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Year(p.ReleaseYear))), (PlatformSlot.Board, c => Board(c, p => Year(p.ReleaseYear)))),
        ["memory.generation"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.MemoryType) + "/" + Text(p.MemoryTypes))), (PlatformSlot.Board, c => Board(c, p => Text(p.MemoryType))),
            (PlatformSlot.Memory, c => Kit(c, p => Text(p.MemoryType)))),
        ["memory.dimm-kind"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.DimmKinds))), (PlatformSlot.Board, c => Board(c, p => Text(p.DimmKinds))),
            (PlatformSlot.Memory, c => Kit(c, p => Text(p.Kind)))),
        ["memory.slots"] = new((PlatformSlot.Board, c => Board(c, p => Text(p.MemorySlots))), (PlatformSlot.Memory, Modules)),
        ["memory.capacity"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.MemoryMax))), (PlatformSlot.Board, c => Board(c, p => Text(p.MemoryMax))),
            (PlatformSlot.Memory, Size)),
        ["memory.channels"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.MemoryChannels))), (PlatformSlot.Memory, Modules)),
        ["memory.speed-all-slots"] = new((PlatformSlot.Board, c => Board(c, p => Text(p.MemorySlots) + "/" + Text(p.SpeedAllSlotsFilled))),
            (PlatformSlot.Memory, c => Modules(c) + "/" + Kit(c, p => Text(p.SpeedMts)))),
        ["memory.ecc"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.Ecc))), (PlatformSlot.Board, c => Board(c, p => Text(p.Ecc))), (PlatformSlot.Memory, c => Kit(c, p => Text(p.Ecc)))),
        ["memory.model-loading"] = new((PlatformSlot.Memory, Size)),
        ["pcie.slots"] = new((PlatformSlot.Board, c => Board(c, Slots))),
        ["pcie.wired-lanes"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.PcieLanes))), (PlatformSlot.Board, c => Board(c, p => Slots(p) + "/" + Text(p.SlotsAtX8OrMore)))),
        ["pcie.processor-lanes"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.PcieLanes))), (PlatformSlot.Drive, M2)),
        ["pcie.shared-lanes"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.PcieLanes))),
            (PlatformSlot.Board, c => Board(c, p => $"{Slots(p)}/{Text(p.M2Slots)}/{Text(p.UsbLanes)}/{Text(p.HalvesFirstSlot)}")), (PlatformSlot.Drive, M2)),
        ["pcie.bifurcation"] = new((PlatformSlot.Board, c => Board(c, p => $"{Slots(p)}/{Text(p.M2Slots)}/{Text(p.Bifurcation)}")), (PlatformSlot.Drive, M2)),
        ["pcie.generation"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.PcieGeneration))), (PlatformSlot.Board, c => Board(c, Generations))),
        ["pcie.slot-order"] = new((PlatformSlot.Board, c => Board(c, Places))),
        ["pcie.slot-spacing"] = new((PlatformSlot.Board, c => Board(c, p => Text(p.FormFactor)))),
        ["case.card-thickness"] = new((PlatformSlot.Case, c => Chassis(c, p => Text(p.ExpansionSlots)))),
        ["case.card-length"] = new((PlatformSlot.Case, c => Chassis(c, p => Text(p.MaxCardLength)))),
        ["case.card-height"] = new((PlatformSlot.Case, c => Chassis(c, p => Text(p.MaxCoolerHeight)))),
        ["cooler.socket"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.Socket))), (PlatformSlot.Board, c => Board(c, p => Text(p.Socket))),
            (PlatformSlot.Cooler, c => Cooler(c, p => Text(p.Sockets)))),
        ["cooler.height"] = new((PlatformSlot.Case, c => Chassis(c, p => Text(p.MaxCoolerHeight))), (PlatformSlot.Cooler, c => Cooler(c, p => Text(p.Height) + "/" + Text(p.Liquid)))),
        ["cooler.capability"] = new((PlatformSlot.Cpu, Load), (PlatformSlot.Cooler, c => Cooler(c, p => Text(p.Capability)))),
        ["case.board-form-factor"] = new((PlatformSlot.Board, c => Board(c, p => Text(p.FormFactor))), (PlatformSlot.Case, c => Chassis(c, p => Text(p.BoardFormFactors)))),
        ["case.radiator"] = new((PlatformSlot.Case, c => Chassis(c, Radiators)), (PlatformSlot.Cooler, c => Cooler(c, p => Text(p.RadiatorMm) + "/" + Text(p.Liquid)))),
        ["power.psu-rating"] = new((PlatformSlot.Cpu, Load), (PlatformSlot.PowerSupply, c => Supply(c, p => Text(p.Rating)))),
        ["power.transients"] = new((PlatformSlot.Cpu, Load), (PlatformSlot.PowerSupply, c => Supply(c, p => Text(p.Rating) + "/" + Text(p.AtxVersion)))),
        ["power.16-pin-plugs"] = new((PlatformSlot.PowerSupply, c => Supply(c, p => Text(p.Plugs)))),
        ["power.pcie-plugs"] = new((PlatformSlot.PowerSupply, c => Supply(c, p => Text(p.Plugs)))),
        ["power.eps-plugs"] = new((PlatformSlot.Board, c => Board(c, p => Text(p.EpsPlugs))), (PlatformSlot.PowerSupply, c => Supply(c, p => Text(p.Plugs)))),
        ["case.psu-size"] = new((PlatformSlot.Case, c => Chassis(c, p => Text(p.PsuFormFactors) + "/" + Text(p.MaxPsuLength))),
            (PlatformSlot.PowerSupply, c => Supply(c, p => Text(p.FormFactor) + "/" + Text(p.Length)))),
        ["power.mains-circuit"] = new((PlatformSlot.Cpu, Load), (PlatformSlot.PowerSupply, c => Supply(c, p => Text(p.Rating) + "/" + Text(p.Efficiency)))),
        ["cooling.cards"] = new((PlatformSlot.Case, c => Chassis(c, p => Text(p.ServerAirflow) + "/" + Text(p.SoundDamped)))),
        ["power.efficiency"] = new((PlatformSlot.Cpu, Load), (PlatformSlot.PowerSupply, c => Supply(c, p => Text(p.Rating) + "/" + Text(p.Efficiency)))),
        ["cooling.card-spacing"] = new((PlatformSlot.Board, c => Board(c, Places))),
        ["noise.limit"] = new((PlatformSlot.Cooler, c => Cooler(c, p => Text(p.NoiseMax)))),
        ["software.engine-support"] = new(),
        ["link.nvlink"] = new(),
        ["machine.cluster-link"] = new(),
        ["machine.memory-option"] = new(),
        ["storage.capacity"] = new((PlatformSlot.Drive, c => Count(c) + "/" + Drive(c, p => Text(p.Capacity)))),
        ["storage.m2-sockets"] = new((PlatformSlot.Board, c => Board(c, p => Text(p.M2Slots))), (PlatformSlot.Drive, c => Count(c) + "/" + Drive(c, p => Text(p.FormFactor)))),
        ["storage.sata-ports"] = new((PlatformSlot.Board, c => Board(c, p => Text(p.SataPorts))), (PlatformSlot.Drive, c => Count(c) + "/" + Drive(c, p => Text(p.FormFactor)))),
        ["graphics.output"] = new((PlatformSlot.Cpu, c => Cpu(c, p => Text(p.IntegratedGraphics)))),
    };

    private static string None(Rig rig) => "";

    private static string Cards(Rig rig) => Text(Compatibility.Rules.Slots.CardsOf(rig));

    private static string Widths(Rig rig) => Each(rig, d => Text(d.SlotWidth));

    private static string Limits(Rig rig) => Each(rig, d => Text(d.PowerLimit));

    // Cards whose plugs are not known are reported by name, once for each.
    private static string Plugs(Rig rig) => Each(rig, d => d.PowerPlugs is null ? "?" + d.Accelerator.Id.Value : Text(d.PowerPlugs));

    private static string Each(Rig rig, Func<RigDevice, string> facts) => string.Join(';', rig.Devices.Select(d => $"{(d.IsCard ? "card" : "chip")} {Text(d.Count)}x {facts(d)}"));

    // What the power estimate reads of a processor.
    private static string Load(PlatformChoice c) => Cpu(c, p => Text(PowerEstimator.PackageLimit(p)) + "/" + Text(p.MemoryChannels));

    private static string Modules(PlatformChoice c) => Kit(c, p => p.Modules is { } n ? Text(n.Value * c.Quantity) : "?");

    private static string Size(PlatformChoice c) => Kit(c, p => p.Capacity is { } size ? Text(size.Bytes * c.Quantity) : "?");

    private static string Count(PlatformChoice c) => Text(c.Quantity);

    private static string M2(PlatformChoice c) => Drive(c, p => Compatibility.Rules.Drives.IsM2(p) ? Count(c) : "-");

    private static string Year(int? year) => year is { } known ? Text(known) : "?";

    private static string Generations(Motherboard board) => board.Slots is null ? "?" : string.Join(';', board.Slots.Value.Select(s => $"{Text(s.Count)}x{Text(s.MechanicalLanes)}/{(s.Generation is { } g ? Text(g) : "?")}"));

    // The outer size matters only where it rules a radiator out.
    private static string Radiators(Case chassis) => $"{Text(chassis.MaxRadiatorMm)}/{Text(chassis.RadiatorMm)}/{(chassis.LongestSide is { } side ? Text(Compatibility.Rules.RadiatorRule.RoomIn(side.Value)) : "?")}";

    // The form factor matters only where it says how many slots there can be.
    private static string Places(Motherboard board) => Compatibility.Rules.Positions.Of(board) is { } positions ? Text(positions) : "?";

    private static string Slots(Motherboard board) => board.Slots is null ? "?" : string.Join(';', board.Slots.Value.Select(s => $"{Text(s.Count)}x{Text(s.MechanicalLanes)}/{(s.WiredLanes is { } n ? Text(n) : "?")}"));

    private static string Cpu(PlatformChoice c, Func<Cpu, string> facts) => c.Part is Cpu part ? facts(part) : "-";

    private static string Board(PlatformChoice c, Func<Motherboard, string> facts) => c.Part is Motherboard part ? facts(part) : "-";

    private static string Kit(PlatformChoice c, Func<MemoryKit, string> facts) => c.Part is MemoryKit part ? facts(part) : "-";

    private static string Supply(PlatformChoice c, Func<PowerSupply, string> facts) => c.Part is PowerSupply part ? facts(part) : "-";

    private static string Chassis(PlatformChoice c, Func<Case, string> facts) => c.Part is Case part ? facts(part) : "-";

    private static string Cooler(PlatformChoice c, Func<Cooler, string> facts) => c.Part is Cooler part ? facts(part) : "-";

    private static string Drive(PlatformChoice c, Func<Drive, string> facts) => c.Part is Drive part ? facts(part) : "-";

    private static string Text<T>(Sourced<T>? fact) where T : notnull => fact is null ? "?" : Text(fact.Value);

    // A grade or a word never contains a tab; lists are joined with one so that two lists never look alike.
    private static string Text<T>(T value) where T : notnull => value switch
    {
        string text => text,
        int number => number.ToString(CultureInfo.InvariantCulture),
        Domain.Quantities.Power power => power.Watts.ToString("R", CultureInfo.InvariantCulture),
        Domain.Quantities.Length length => length.Millimetres.ToString("R", CultureInfo.InvariantCulture),
        Domain.Quantities.ByteSize size => size.Bytes.ToString(CultureInfo.InvariantCulture),
        Domain.Quantities.SoundLevel level => level.DecibelA.ToString("R", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IReadOnlyList<string> list => string.Join('\t', list),
        IReadOnlyList<int> list => string.Join('\t', list.Select(n => n.ToString(CultureInfo.InvariantCulture))),
        IReadOnlyList<DimmKind> list => string.Join('\t', list),
        IReadOnlyList<PlugCount> list => string.Join('\t', list.Select(p => $"{p.Count.ToString(CultureInfo.InvariantCulture)}x{p.Plug}")),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
