using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.Catalogues;

/// <summary>Reads the files below <c>parts/</c>, one for each category.</summary>
internal static class PartTables
{
    private static readonly string[] Required = ["id", "name", "source"];

    private static readonly string[] MemoryTypes = ["DDR3", "DDR4", "DDR5"];

    // The grades of 80 PLUS.
    private static readonly string[] Grades = ["White", "Bronze", "Silver", "Gold", "Platinum", "Titanium"];

    private static readonly string[] Common = ["part_numbers", "provenance", "sources", "doubts"];

    /// <summary>Every file with its reader, in the order in which parts appear in the catalogue.</summary>
    private static readonly (string File, string[] Columns, Func<CatalogueRow, Part?> Read)[] Tables =
    [
        ("parts/cpus.csv", ["socket", "chipsets", "cores", "tdp_w", "package_power_w", "pcie_lanes", "pcie_generation", "dimm_kinds",
            "memory_channels", "memory_max_gib", "memory_type", "ecc", "integrated_graphics", "includes_cooler", "release_year"], Cpu),
        ("parts/motherboards.csv", ["socket", "chipset", "form_factor", "memory_type", "dimm_kinds", "memory_slots", "memory_max_gib",
            "speed_all_slots_mts", "slots", "slots_at_x8_or_more", "slot_positions", "halves_first_slot", "bifurcation", "usb_lanes",
            "sata_ports", "m2_slots", "eps_plugs", "ecc", "release_year"], Motherboard),
        ("parts/memory-kits.csv", ["memory_type", "kind", "ecc", "speed_mts", "modules", "module_gib", "height_mm"], Kit),
        ("parts/power-supplies.csv", ["rating_w", "form_factor", "atx_version", "efficiency", "length_mm", "plugs"], Supply),
        ("parts/cases.csv", ["type", "board_form_factors", "max_card_length_mm", "max_cooler_height_mm", "max_radiator_mm", "max_psu_length_mm",
            "expansion_slots", "psu_form_factors", "server_airflow", "sound_damped"], Case),
        ("parts/coolers.csv", ["sockets", "height_mm", "capability_w", "liquid", "radiator_mm", "noise_max_dba"], Cooler),
        ("parts/drives.csv", ["capacity_gb", "form_factor", "interface", "read_gbs"], Drive),
        ("parts/cables.csv", ["purpose"], Cable),
        ("parts/graphics-cards.csv", ["accelerator", "length_mm", "slots", "board_power_w", "power_plugs"], Card),
    ];

    public static IEnumerable<string> Files => Tables.Select(t => t.File);

    public static List<Part> Read(CatalogueContext context, IReadOnlyCollection<string> accelerators)
    {
        List<Part> parts = [];
        var ids = new UniqueIds();
        foreach (var (file, columns, read) in Tables)
        {
            if (CatalogueTable.Open(context, file, "part", Required, [.. Common, .. columns]) is not { } table)
                continue;
            foreach (var row in table.Rows)
            {
                row.CheckSources("sources");
                var isComplete = ids.Take(row) is not null & row.Required("name") is not null & row.Provenance is not null;
                if (table.IndexOf("accelerator") is not null && row.Known("accelerator", accelerators, "accelerator") is null)
                    isComplete = false;
                if (isComplete && read(row) is { } part)
                    parts.Add(part);
            }
        }
        return parts;
    }

    private static Cpu Cpu(CatalogueRow r) => new()
    {
        Id = Id(r),
        Name = Name(r),
        PartNumbers = Numbers(r),
        Doubts = r.Text("doubts"),
        Socket = r.SourcedText("socket"),
        Chipsets = r.SourcedRef("chipsets", r.List("chipsets")),
        Cores = r.SourcedWhole("cores", 1, 1024),
        Tdp = r.Quantity("tdp_w", 1, 2000, Power.FromWatts),
        PackagePowerLimit = r.Quantity("package_power_w", 1, 2000, Power.FromWatts),
        PcieLanes = r.SourcedWhole("pcie_lanes", 1, 512),
        PcieGeneration = r.SourcedNumber("pcie_generation", 1, 7),
        DimmKinds = r.SourcedRef("dimm_kinds", r.Words("dimm_kinds", CatalogueWords.DimmKinds)),
        MemoryChannels = r.SourcedWhole("memory_channels", 1, 32),
        MemoryMax = r.Quantity("memory_max_gib", 1, 65536, ByteSize.FromGiB),
        MemoryType = r.SourcedWord("memory_type", MemoryTypes),
        Ecc = r.Sourced("ecc", r.YesNo("ecc")),
        ReleaseYear = r.Whole("release_year", 1980, 2100),
        IntegratedGraphics = r.Sourced("integrated_graphics", r.YesNo("integrated_graphics")),
        IncludesCooler = r.Sourced("includes_cooler", r.YesNo("includes_cooler")),
    };

    private static Motherboard Motherboard(CatalogueRow r) => new()
    {
        Id = Id(r),
        Name = Name(r),
        PartNumbers = Numbers(r),
        Doubts = r.Text("doubts"),
        Socket = r.SourcedText("socket"),
        Chipset = r.SourcedText("chipset"),
        FormFactor = r.SourcedText("form_factor"),
        MemoryType = r.SourcedWord("memory_type", MemoryTypes),
        DimmKinds = r.SourcedRef("dimm_kinds", r.Words("dimm_kinds", CatalogueWords.DimmKinds)),
        MemorySlots = r.SourcedWhole("memory_slots", 1, 64),
        MemoryMax = r.Quantity("memory_max_gib", 1, 65536, ByteSize.FromGiB),
        SpeedAllSlotsFilled = r.SourcedWhole("speed_all_slots_mts", 800, 20000),
        Slots = r.SourcedRef("slots", r.Slots("slots")),
        SlotsAtX8OrMore = r.SourcedWhole("slots_at_x8_or_more", 0, 16),
        SlotPositions = r.SourcedRef("slot_positions", r.Wholes("slot_positions", 1, 16)),
        HalvesFirstSlot = r.SourcedRef("halves_first_slot", r.Text("halves_first_slot") == "none" ? [] : r.List("halves_first_slot")),
        Bifurcation = r.SourcedRef("bifurcation", r.List("bifurcation")),
        UsbLanes = r.SourcedWhole("usb_lanes", 0, 16),
        SataPorts = r.SourcedWhole("sata_ports", 0, 64),
        Ecc = r.Sourced("ecc", r.YesNo("ecc")),
        ReleaseYear = r.Whole("release_year", 1980, 2100),
        M2Slots = r.SourcedWhole("m2_slots", 0, 16),
        EpsPlugs = r.SourcedWhole("eps_plugs", 0, 8),
    };

    private static MemoryKit Kit(CatalogueRow r) => new()
    {
        Id = Id(r),
        Name = Name(r),
        PartNumbers = Numbers(r),
        Doubts = r.Text("doubts"),
        MemoryType = r.SourcedWord("memory_type", MemoryTypes),
        Kind = r.Sourced("kind", r.Word("kind", CatalogueWords.DimmKinds)),
        Ecc = r.Sourced("ecc", r.YesNo("ecc")),
        SpeedMts = r.SourcedWhole("speed_mts", 800, 20000),
        Modules = r.SourcedWhole("modules", 1, 64),
        ModuleSize = r.Quantity("module_gib", 0.5, 1024, ByteSize.FromGiB),
        Height = r.Quantity("height_mm", 10, 100, Length.FromMillimetres),
    };

    private static PowerSupply Supply(CatalogueRow r) => new()
    {
        Id = Id(r),
        Name = Name(r),
        PartNumbers = Numbers(r),
        Doubts = r.Text("doubts"),
        Rating = r.Quantity("rating_w", 50, 20000, Power.FromWatts),
        FormFactor = r.SourcedText("form_factor"),
        AtxVersion = r.SourcedNumber("atx_version", 1, 5),
        Efficiency = r.SourcedWord("efficiency", Grades),
        Length = r.Quantity("length_mm", 50, 500, Length.FromMillimetres),
        Plugs = r.SourcedRef("plugs", r.Plugs("plugs")),
    };

    private static Case Case(CatalogueRow r) => new()
    {
        Id = Id(r),
        Name = Name(r),
        PartNumbers = Numbers(r),
        Doubts = r.Text("doubts"),
        Type = r.SourcedText("type"),
        BoardFormFactors = r.SourcedRef("board_form_factors", r.List("board_form_factors")),
        MaxCardLength = r.Quantity("max_card_length_mm", 50, 1000, Length.FromMillimetres),
        MaxCoolerHeight = r.Quantity("max_cooler_height_mm", 10, 400, Length.FromMillimetres),
        MaxRadiatorMm = r.SourcedWhole("max_radiator_mm", 80, 600),
        MaxPsuLength = r.Quantity("max_psu_length_mm", 50, 500, Length.FromMillimetres),
        ExpansionSlots = r.SourcedWhole("expansion_slots", 0, 32),
        PsuFormFactors = r.SourcedRef("psu_form_factors", r.List("psu_form_factors")),
        ServerAirflow = r.Sourced("server_airflow", r.YesNo("server_airflow")),
        SoundDamped = r.Sourced("sound_damped", r.YesNo("sound_damped")),
    };

    private static Cooler Cooler(CatalogueRow r) => new()
    {
        Id = Id(r),
        Name = Name(r),
        PartNumbers = Numbers(r),
        Doubts = r.Text("doubts"),
        Sockets = r.SourcedRef("sockets", r.List("sockets")),
        Height = r.Quantity("height_mm", 10, 400, Length.FromMillimetres),
        Capability = r.Quantity("capability_w", 10, 2000, Power.FromWatts),
        Liquid = r.Sourced("liquid", r.YesNo("liquid")),
        RadiatorMm = r.SourcedWhole("radiator_mm", 80, 600),
        NoiseMax = r.Quantity("noise_max_dba", 0, 100, SoundLevel.FromDecibelA),
    };

    private static Drive Drive(CatalogueRow r) => new()
    {
        Id = Id(r),
        Name = Name(r),
        PartNumbers = Numbers(r),
        Doubts = r.Text("doubts"),
        Capacity = r.Quantity("capacity_gb", 1, 1e6, ByteSize.FromGB),
        FormFactor = r.SourcedText("form_factor"),
        Interface = r.SourcedText("interface"),
        ReadRate = r.Quantity("read_gbs", 0.01, 100, Bandwidth.FromGigabytesPerSecond),
    };

    private static Cable Cable(CatalogueRow r) => new()
    {
        Id = Id(r),
        Name = Name(r),
        PartNumbers = Numbers(r),
        Doubts = r.Text("doubts"),
        Purpose = r.SourcedText("purpose"),
    };

    private static GraphicsCard Card(CatalogueRow r) => new()
    {
        Id = Id(r),
        Name = Name(r),
        PartNumbers = Numbers(r),
        Doubts = r.Text("doubts"),
        Accelerator = new AcceleratorId(r.Text("accelerator")!),
        Length = r.Quantity("length_mm", 50, 600, Length.FromMillimetres),
        SlotWidth = r.SourcedNumber("slots", 0.5, 8),
        BoardPower = r.Quantity("board_power_w", 1, 2000, Power.FromWatts),
        PowerPlugs = r.SourcedRef("power_plugs", r.Plugs("power_plugs")),
    };

    private static PartId Id(CatalogueRow row) => new(row.Text("id")!);

    private static string Name(CatalogueRow row) => row.Text("name")!;

    private static IReadOnlyList<string> Numbers(CatalogueRow row) => row.List("part_numbers") ?? [];
}
