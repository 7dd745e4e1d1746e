using System.Globalization;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.App.Parts;

/// <summary>One fact of a part for people and for machines.</summary>
/// <param name="Key">snake_case name with the unit.</param>
/// <param name="Value">A string, a number, a bool or a list of strings; null when unknown.</param>
/// <param name="Text">For people, with its unit; "unknown" when it is.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Evidence">How it is known.</param>
/// <param name="AsOf">The day it was true or read.</param>
/// <param name="Note">Condition or doubt.</param>
public sealed record PartFact(string Key, object? Value, string Text, SourceId? Source, Evidence? Evidence, DateOnly? AsOf, string? Note)
{
    /// <summary>Every fact of a part in a fixed order, unknown ones included.</summary>
    public static IReadOnlyList<PartFact> Of(Part part) => part switch
    {
        Cpu p =>
        [
            Plain("socket", p.Socket), List("chipsets", p.Chipsets), Whole("cores", p.Cores), Watts("tdp_watts", p.Tdp),
            Watts("package_power_watts", p.PackagePowerLimit), List("memory_types", p.MemoryTypes ?? p.MemoryType?.Map<IReadOnlyList<string>>(t => [t])),
            List("dimm_kinds", p.DimmKinds?.Map<IReadOnlyList<string>>(k => [.. k.Select(Word)])), Whole("memory_channels", p.MemoryChannels),
            GiB("memory_max_gib", p.MemoryMax), Whole("pcie_lanes", p.PcieLanes), Flag("integrated_graphics", p.IntegratedGraphics), Flag("includes_cooler", p.IncludesCooler),
        ],
        Motherboard p =>
        [
            Plain("socket", p.Socket), Plain("chipset", p.Chipset), Plain("form_factor", p.FormFactor), Plain("memory_type", p.MemoryType),
            List("dimm_kinds", p.DimmKinds?.Map<IReadOnlyList<string>>(k => [.. k.Select(Word)])), Whole("memory_slots", p.MemorySlots), GiB("memory_max_gib", p.MemoryMax),
            List("pcie_slots", p.Slots?.Map<IReadOnlyList<string>>(s => [.. s.Select(Slot)])), Whole("m2_slots", p.M2Slots), Whole("sata_ports", p.SataPorts), Whole("eps_plugs", p.EpsPlugs),
        ],
        MemoryKit p =>
        [
            Plain("memory_type", p.MemoryType), Plain("kind", p.Kind?.Map(Word)), Flag("ecc", p.Ecc), Whole("speed_mts", p.SpeedMts),
            Whole("modules", p.Modules), GiB("module_gib", p.ModuleSize),
        ],
        PowerSupply p =>
        [
            Watts("rating_watts", p.Rating), Plain("form_factor", p.FormFactor), Real("atx_version", p.AtxVersion, ""), Plain("efficiency", p.Efficiency),
            Millimetres("length_mm", p.Length), List("plugs", p.Plugs?.Map(Plugs)),
        ],
        Case p =>
        [
            Plain("type", p.Type), List("board_form_factors", p.BoardFormFactors), Millimetres("max_card_length_mm", p.MaxCardLength),
            Millimetres("max_cooler_height_mm", p.MaxCoolerHeight), Millimetres("max_psu_length_mm", p.MaxPsuLength), Whole("max_radiator_mm", p.MaxRadiatorMm),
            Whole("radiator_mm", p.RadiatorMm), Millimetres("longest_side_mm", p.LongestSide), Whole("expansion_slots", p.ExpansionSlots),
            List("psu_form_factors", p.PsuFormFactors),
        ],
        Cooler p =>
        [
            List("sockets", p.Sockets), Millimetres("height_mm", p.Height), Flag("liquid", p.Liquid), Whole("radiator_mm", p.RadiatorMm),
            Watts("capability_watts", p.Capability), Fact("noise_max_dba", p.NoiseMax, s => s.DecibelA, s => s.ToString()),
        ],
        Drive p =>
        [
            Fact("capacity_gb", p.Capacity, b => b.GB, b => string.Create(CultureInfo.InvariantCulture, $"{b.GB:0} GB")), Plain("form_factor", p.FormFactor),
            Plain("interface", p.Interface), Flag("solid_state", p.SolidState),
        ],
        GraphicsCard p =>
        [
            Plain("chipset", p.Chipset), GiB("memory_gib", p.Memory), Millimetres("length_mm", p.Length), Real("slot_width", p.SlotWidth, " slots"),
            Watts("board_power_watts", p.BoardPower), List("plugs", p.PowerPlugs?.Map(Plugs)), Plain("cooling", p.Cooling?.Map(c => c.ToString())),
        ],
        _ => [],
    };

    private static IReadOnlyList<string> Plugs(IReadOnlyList<PlugCount> plugs) => [.. plugs.Select(p => $"{p.Count}x {Word(p.Plug)}")];

    private static string Word(PowerPlug plug) => plug switch
    {
        PowerPlug.Pcie6 => "PCIe 6-pin",
        PowerPlug.Pcie8 => "PCIe 8-pin",
        PowerPlug.Pcie12 => "12-pin",
        PowerPlug.Pcie12Vhpwr => "12VHPWR",
        PowerPlug.Pcie12V2x6 => "12V-2x6",
        PowerPlug.Eps8 => "EPS 8-pin",
        _ => "EPS 4-pin",
    };

    private static string Word(DimmKind kind) => kind switch { DimmKind.Udimm => "UDIMM", DimmKind.Rdimm => "RDIMM", _ => "SO-DIMM" };

    private static string Slot(SlotGroup slot) => string.Create(CultureInfo.InvariantCulture,
        $"{slot.Count}x {(slot.Generation is { } g ? $"PCIe {g:0.0}" : "PCIe (generation unknown)")} x{slot.MechanicalLanes}");

    private static PartFact Plain(string key, Sourced<string>? fact) => Fact(key, fact, v => v, v => v);

    private static PartFact List(string key, Sourced<IReadOnlyList<string>>? fact) => Fact(key, fact, v => v, v => v.Count == 0 ? "none" : string.Join(", ", v));

    private static PartFact Whole(string key, Sourced<int>? fact) => Fact(key, fact, v => v, v => v.ToString(CultureInfo.InvariantCulture));

    private static PartFact Real(string key, Sourced<double>? fact, string unit) => Fact(key, fact, v => v, v => v.ToString("0.##", CultureInfo.InvariantCulture) + unit);

    private static PartFact Flag(string key, Sourced<bool>? fact) => Fact(key, fact, v => v, v => v ? "yes" : "no");

    private static PartFact Watts(string key, Sourced<Power>? fact) => Fact(key, fact, v => v.Watts, v => v.ToString());

    private static PartFact Millimetres(string key, Sourced<Length>? fact) => Fact(key, fact, v => v.Millimetres, v => v.ToString());

    private static PartFact GiB(string key, Sourced<ByteSize>? fact) => Fact(key, fact, v => v.GiB, v => v.ToString());

    private static PartFact Fact<T>(string key, Sourced<T>? fact, Func<T, object> value, Func<T, string> text) where T : notnull => fact is null
        ? new(key, null, "unknown", null, null, null, null)
        : new(key, value(fact.Value), text(fact.Value), fact.Source, fact.Evidence, fact.AsOf, fact.Note);
}
