using System.Globalization;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.OpenParts;

/// <summary>Which of two claims is the harder one to satisfy, so that what passes with it passes with the other too.</summary>
internal enum Cautious
{
    /// <summary>Neither: the first row counts.</summary>
    First,

    /// <summary>The smaller one (room in a case).</summary>
    Smaller,

    /// <summary>The larger one (length of a card).</summary>
    Larger,
}

/// <summary>One fact of a part that rows can disagree about.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Fact">The fact itself; null is unknown.</param>
/// <param name="Read">Value as text for comparing and showing, and as a number where it is one; null is unknown.</param>
/// <param name="Copy">Takes the fact over from another row, with a note.</param>
/// <param name="Cautious">Which claim counts when no row was verified.</param>
internal sealed record PartField(string Column, Func<Part, object?> Fact, Func<Part, (string Text, double Size)?> Read, Func<Part, Part, string?, Part> Copy, Cautious Cautious);

/// <summary>The facts of each kind of part, and what tells two products with one part number apart.</summary>
internal static class PartFields
{
    public static IReadOnlyList<PartField> Of(Part part) => part switch
    {
        Cpu => CpuFields,
        Motherboard => BoardFields,
        MemoryKit => KitFields,
        PowerSupply => SupplyFields,
        Case => CaseFields,
        Cooler => CoolerFields,
        Drive => DriveFields,
        GraphicsCard => CardFields,
        _ => [],
    };

    /// <summary>Two rows whose identities differ are two products, whatever their part numbers say.</summary>
    public static string Identity(Part part) => part switch
    {
        Cpu p => $"{p.Socket?.Value}/{p.Cores?.Value}",
        Motherboard p => $"{p.Socket?.Value}/{p.Chipset?.Value}",
        MemoryKit p => FormattableString.Invariant($"{p.MemoryType?.Value} {p.SpeedMts?.Value} {p.Modules?.Value}x{p.ModuleSize?.Value}"),
        PowerSupply p => p.Rating?.Value.ToString() ?? "",
        Case p => p.Type?.Value ?? "",
        Cooler p => FormattableString.Invariant($"{p.Liquid?.Value} {p.RadiatorMm?.Value}"),
        Drive p => p.Capacity is { } size ? FormattableString.Invariant($"{size.Value.GB:0} GB") : "",
        GraphicsCard p => $"{p.Chipset?.Value}/{p.Memory?.Value}",
        _ => "",
    };

    private static readonly PartField[] CpuFields =
    [
        Field<Cpu, string>("socket", p => p.Socket, (p, v) => p with { Socket = v }),
        Field<Cpu, Power>("tdp_w", p => p.Tdp, (p, v) => p with { Tdp = v }, Cautious.Larger, w => w.Watts),
        Field<Cpu, Power>("ppt_w", p => p.PackagePowerLimit, (p, v) => p with { PackagePowerLimit = v }, Cautious.Larger, w => w.Watts),
        Field<Cpu, IReadOnlyList<string>>("chipsets", p => p.Chipsets, (p, v) => p with { Chipsets = v }),
        Field<Cpu, int>("cores", p => p.Cores, (p, v) => p with { Cores = v }),
        Field<Cpu, int>("memory_channels", p => p.MemoryChannels, (p, v) => p with { MemoryChannels = v }, Cautious.Smaller, n => n),
        Field<Cpu, ByteSize>("memory_max_gb", p => p.MemoryMax, (p, v) => p with { MemoryMax = v }, Cautious.Smaller, b => b.GiB),
        Field<Cpu, string>("memory_type", p => p.MemoryType, (p, v) => p with { MemoryType = v }),
        Field<Cpu, IReadOnlyList<string>>("memory_types", p => p.MemoryTypes, (p, v) => p with { MemoryTypes = v }),
        Field<Cpu, IReadOnlyList<DimmKind>>("dimm_kind", p => p.DimmKinds, (p, v) => p with { DimmKinds = v }),
        Field<Cpu, bool>("ecc", p => p.Ecc, (p, v) => p with { Ecc = v }, Cautious.Smaller, b => b ? 1 : 0),
        Field<Cpu, bool>("integrated_graphics", p => p.IntegratedGraphics, (p, v) => p with { IntegratedGraphics = v }),
        Field<Cpu, bool>("includes_cooler", p => p.IncludesCooler, (p, v) => p with { IncludesCooler = v }, Cautious.Smaller, b => b ? 1 : 0),
    ];

    private static readonly PartField[] BoardFields =
    [
        Field<Motherboard, string>("socket", p => p.Socket, (p, v) => p with { Socket = v }),
        Field<Motherboard, string>("chipset", p => p.Chipset, (p, v) => p with { Chipset = v }),
        Field<Motherboard, string>("form_factor", p => p.FormFactor, (p, v) => p with { FormFactor = v }),
        Field<Motherboard, string>("memory_type", p => p.MemoryType, (p, v) => p with { MemoryType = v }),
        Field<Motherboard, IReadOnlyList<DimmKind>>("dimm_kind", p => p.DimmKinds, (p, v) => p with { DimmKinds = v }),
        Field<Motherboard, int>("memory_slots", p => p.MemorySlots, (p, v) => p with { MemorySlots = v }, Cautious.Smaller, n => n),
        Field<Motherboard, ByteSize>("memory_max_gb", p => p.MemoryMax, (p, v) => p with { MemoryMax = v }, Cautious.Smaller, b => b.GiB),
        Field<Motherboard, IReadOnlyList<SlotGroup>>("pcie_slots", p => p.Slots, (p, v) => p with { Slots = v }, Cautious.Smaller, s => s.Sum(g => g.Count * g.MechanicalLanes)),
        Field<Motherboard, bool>("ecc", p => p.Ecc, (p, v) => p with { Ecc = v }, Cautious.Smaller, b => b ? 1 : 0),
        Field<Motherboard, int>("m2_slots", p => p.M2Slots, (p, v) => p with { M2Slots = v }, Cautious.Smaller, n => n),
        Field<Motherboard, int>("sata_ports", p => p.SataPorts, (p, v) => p with { SataPorts = v }, Cautious.Smaller, n => n),
        Field<Motherboard, int>("cpu_power", p => p.EpsPlugs, (p, v) => p with { EpsPlugs = v }, Cautious.Larger, n => n),
    ];

    private static readonly PartField[] KitFields =
    [
        Field<MemoryKit, string>("memory_type", p => p.MemoryType, (p, v) => p with { MemoryType = v }),
        Field<MemoryKit, DimmKind>("registered", p => p.Kind, (p, v) => p with { Kind = v }),
        Field<MemoryKit, bool>("ecc", p => p.Ecc, (p, v) => p with { Ecc = v }),
        Field<MemoryKit, int>("speed_mts", p => p.SpeedMts, (p, v) => p with { SpeedMts = v }, Cautious.Smaller, n => n),
        Field<MemoryKit, int>("modules", p => p.Modules, (p, v) => p with { Modules = v }),
        Field<MemoryKit, ByteSize>("module_gb", p => p.ModuleSize, (p, v) => p with { ModuleSize = v }),
    ];

    private static readonly PartField[] SupplyFields =
    [
        Field<PowerSupply, Power>("wattage", p => p.Rating, (p, v) => p with { Rating = v }, Cautious.Smaller, w => w.Watts),
        Field<PowerSupply, string>("form_factor", p => p.FormFactor, (p, v) => p with { FormFactor = v }),
        Field<PowerSupply, double>("atx_version", p => p.AtxVersion, (p, v) => p with { AtxVersion = v }, Cautious.Smaller, n => n),
        Field<PowerSupply, string>("efficiency", p => p.Efficiency, (p, v) => p with { Efficiency = v }),
        Field<PowerSupply, Length>("length_mm", p => p.Length, (p, v) => p with { Length = v }, Cautious.Larger, l => l.Millimetres),
        Field<PowerSupply, IReadOnlyList<PlugCount>>("plugs", p => p.Plugs, (p, v) => p with { Plugs = v }, Cautious.Smaller, s => s.Sum(c => c.Count)),
    ];

    private static readonly PartField[] CaseFields =
    [
        Field<Case, string>("form_factor", p => p.Type, (p, v) => p with { Type = v }),
        Field<Case, IReadOnlyList<string>>("motherboard_form_factors", p => p.BoardFormFactors, (p, v) => p with { BoardFormFactors = v }, Cautious.Smaller, l => l.Count),
        Field<Case, Length>("max_gpu_length_mm", p => p.MaxCardLength, (p, v) => p with { MaxCardLength = v }, Cautious.Smaller, l => l.Millimetres),
        Field<Case, Length>("max_cooler_height_mm", p => p.MaxCoolerHeight, (p, v) => p with { MaxCoolerHeight = v }, Cautious.Smaller, l => l.Millimetres),
        Field<Case, int>("max_radiator_mm", p => p.MaxRadiatorMm, (p, v) => p with { MaxRadiatorMm = v }, Cautious.Smaller, n => n),
        Field<Case, int>("radiator_mm", p => p.RadiatorMm, (p, v) => p with { RadiatorMm = v }, Cautious.Smaller, n => n),
        Field<Case, Length>("dimensions", p => p.LongestSide, (p, v) => p with { LongestSide = v }, Cautious.Larger, l => l.Millimetres),
        Field<Case, Length>("max_psu_length_mm", p => p.MaxPsuLength, (p, v) => p with { MaxPsuLength = v }, Cautious.Smaller, l => l.Millimetres),
        Field<Case, int>("expansion_slots", p => p.ExpansionSlots, (p, v) => p with { ExpansionSlots = v }, Cautious.Smaller, n => n),
        Field<Case, IReadOnlyList<string>>("psu_form_factors", p => p.PsuFormFactors, (p, v) => p with { PsuFormFactors = v }),
    ];

    private static readonly PartField[] CoolerFields =
    [
        Field<Cooler, IReadOnlyList<string>>("sockets", p => p.Sockets, (p, v) => p with { Sockets = v }, Cautious.Smaller, l => l.Count),
        Field<Cooler, Length>("height_mm", p => p.Height, (p, v) => p with { Height = v }, Cautious.Larger, l => l.Millimetres),
        Field<Cooler, Power>("capability_w", p => p.Capability, (p, v) => p with { Capability = v }, Cautious.Smaller, w => w.Watts),
        Field<Cooler, bool>("water_cooled", p => p.Liquid, (p, v) => p with { Liquid = v }),
        Field<Cooler, int>("radiator_mm", p => p.RadiatorMm, (p, v) => p with { RadiatorMm = v }, Cautious.Larger, n => n),
        Field<Cooler, SoundLevel>("max_noise_dba", p => p.NoiseMax, (p, v) => p with { NoiseMax = v }, Cautious.Larger, s => s.DecibelA),
    ];

    private static readonly PartField[] DriveFields =
    [
        Field<Drive, ByteSize>("capacity_gb", p => p.Capacity, (p, v) => p with { Capacity = v }, Cautious.Smaller, b => b.GB),
        Field<Drive, string>("form_factor", p => p.FormFactor, (p, v) => p with { FormFactor = v }),
        Field<Drive, string>("interface", p => p.Interface, (p, v) => p with { Interface = v }),
        Field<Drive, bool>("type", p => p.SolidState, (p, v) => p with { SolidState = v }),
    ];

    private static readonly PartField[] CardFields =
    [
        Field<GraphicsCard, Length>("length_mm", p => p.Length, (p, v) => p with { Length = v }, Cautious.Larger, l => l.Millimetres),
        Field<GraphicsCard, double>("slot_width", p => p.SlotWidth, (p, v) => p with { SlotWidth = v }, Cautious.Larger, n => n),
        Field<GraphicsCard, Power>("tdp_w", p => p.BoardPower, (p, v) => p with { BoardPower = v }, Cautious.Larger, w => w.Watts),
        Field<GraphicsCard, IReadOnlyList<PlugCount>>("plugs", p => p.PowerPlugs, (p, v) => p with { PowerPlugs = v }, Cautious.Larger, s => s.Sum(c => c.Count)),
        Field<GraphicsCard, CoolingKind>("cooling", p => p.Cooling, (p, v) => p with { Cooling = v }),
    ];

    private static PartField Field<TPart, T>(string column, Func<TPart, Sourced<T>?> get, Func<TPart, Sourced<T>?, TPart> set,
        Cautious cautious = Cautious.First, Func<T, double>? size = null) where TPart : Part where T : notnull => new(
        column,
        part => get((TPart)part),
        part => get((TPart)part) is { } fact ? (Show(fact.Value), size?.Invoke(fact.Value) ?? 0) : null,
        (to, from, note) => set((TPart)to, get((TPart)from) is { } fact && note is not null ? fact with { Note = note } : get((TPart)from)),
        cautious);

    private static string Show<T>(T value) => value switch
    {
        IReadOnlyList<string> list => string.Join('|', list.Order(StringComparer.Ordinal)),
        IReadOnlyList<DimmKind> list => string.Join('|', list),
        IReadOnlyList<SlotGroup> list => string.Join('|', list.Select(g => FormattableString.Invariant($"{g.Count}xPCIe{(g.Generation is { } n ? n.ToString("0.0", CultureInfo.InvariantCulture) : "?")}x{g.MechanicalLanes}"))),
        IReadOnlyList<PlugCount> list => string.Join('|', list.Select(p => FormattableString.Invariant($"{p.Count}x{p.Plug}"))),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value!.ToString()!,
    };
}
