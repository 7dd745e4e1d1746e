using Rigwright.Domain.Hardware;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.Catalogues;

/// <summary>Reads <c>accelerators.csv</c>.</summary>
internal static class AcceleratorTable
{
    public const string File = "accelerators.csv";

    private static readonly string[] Required = ["id", "vendor", "name", "kind", "memory_gib", "source"];

    private static readonly string[] Optional =
    [
        "memory_type", "ecc", "bus_bits", "gbit_per_pin", "bandwidth_gbs", "visible_mib", "fp16_tflops", "bf16_tflops", "fp8_tflops",
        "fp4_tflops", "int8_tops", "fp32_tflops", "power_w", "cooling", "slots", "partner_slots_max", "length_mm", "partner_length_max_mm",
        "height_mm", "power_plugs", "pcie_generation", "pcie_lanes", "link", "link_gbs_per_direction", "link_text", "architecture",
        "release_year", "market", "discontinued_on", "provenance", "sources", "notes",
    ];

    public static List<Accelerator> Read(CatalogueContext context)
    {
        List<Accelerator> accelerators = [];
        if (CatalogueTable.Open(context, File, "accelerator", Required, Optional) is not { } table)
            return accelerators;
        var ids = new UniqueIds();
        foreach (var row in table.Rows)
        {
            if (ids.Take(row) is { } id && ReadRow(row, id) is { } accelerator)
                accelerators.Add(accelerator);
        }
        return accelerators;
    }

    private static Accelerator? ReadRow(CatalogueRow row, string id)
    {
        row.CheckSources("sources");
        var (vendor, name) = (row.Required("vendor"), row.Required("name"));
        var kind = row.Required("kind") is null ? null : row.Word("kind", CatalogueWords.AcceleratorKinds);
        var memory = Memory(row);
        if (vendor is null || name is null || kind is null || row.Provenance is null)
            return null;
        return new()
        {
            Id = new(id),
            Vendor = vendor,
            Name = name,
            Kind = kind.Value,
            MemoryOptions = memory,
            VisibleMemory = row.Quantity("visible_mib", 1, 8e6, ByteSize.FromMiB),
            MemoryType = row.SourcedText("memory_type"),
            Ecc = row.Sourced("ecc", row.YesNo("ecc")),
            MemoryBusBits = row.SourcedWhole("bus_bits", 8, 16384),
            MemoryGbitPerPin = row.SourcedNumber("gbit_per_pin", 0.1, 100),
            Bandwidth = row.Quantity("bandwidth_gbs", 1, 100_000, Bandwidth.FromGigabytesPerSecond),
            Fp16Dense = Rate(row, "fp16_tflops"),
            Bf16Dense = Rate(row, "bf16_tflops"),
            Fp8Dense = Rate(row, "fp8_tflops"),
            Fp4Dense = Rate(row, "fp4_tflops"),
            Int8Dense = Rate(row, "int8_tops"),
            Fp32 = Rate(row, "fp32_tflops"),
            PowerLimit = row.Quantity("power_w", 1, 20_000, Power.FromWatts),
            Cooling = row.Sourced("cooling", row.Word("cooling", CatalogueWords.Cooling)),
            SlotWidth = row.SourcedNumber("slots", 0.5, 8),
            PartnerSlotWidthMax = row.SourcedNumber("partner_slots_max", 0.5, 8),
            Length = row.Quantity("length_mm", 50, 600, Length.FromMillimetres),
            PartnerLengthMax = row.Quantity("partner_length_max_mm", 50, 600, Length.FromMillimetres),
            Height = row.Quantity("height_mm", 20, 300, Length.FromMillimetres),
            PowerPlugs = row.SourcedRef("power_plugs", row.Plugs("power_plugs")),
            PcieGeneration = row.SourcedNumber("pcie_generation", 1, 7),
            PcieLanes = row.SourcedWhole("pcie_lanes", 1, 64),
            Link = Link(row),
            Architecture = row.SourcedText("architecture"),
            ReleaseYear = row.SourcedWhole("release_year", 2000, 2100),
            MarketStatus = row.SourcedText("market"),
            DiscontinuedOn = row.Sourced("discontinued_on", row.Date("discontinued_on")),
            Notes = row.Text("notes"),
        };
    }

    private static Sourced<ComputeRate>? Rate(CatalogueRow row, string column) =>
        row.Quantity(column, 0.01, 1e6, ComputeRate.FromTeraflopPerSecond);

    /// <summary>Sizes in GiB separated by a bar. Data sheets write "GB" and mean GiB. A processor has none of its own.</summary>
    private static List<Sourced<ByteSize>> Memory(CatalogueRow row)
    {
        List<Sourced<ByteSize>> options = [];
        foreach (var item in row.List("memory_gib", '|') ?? [])
        {
            if (row.ParseNumber("memory_gib", item, 0.5, 8192) is not { } gib || row.Wrap("memory_gib", ByteSize.FromGiB(gib)) is not { } option)
                continue;
            if (options.Count > 0 && option.Value <= options[^1].Value)
                row.Error(CatalogueCodes.BadList, "memory_gib", $"The memory sizes must ascend: '{row.Text("memory_gib")}'.");
            options.Add(option);
        }
        return options;
    }

    private static Sourced<DeviceLink>? Link(CatalogueRow row)
    {
        if (row.Text("link") is not { } kind)
            return null;
        var rate = row.Number("link_gbs_per_direction", 0.1, 10_000);
        var column = rate is null ? "link" : "link_gbs_per_direction";
        return row.Wrap(column, new DeviceLink(kind, rate is { } r ? Bandwidth.FromGigabytesPerSecond(r) : null, row.Text("link_text") ?? kind));
    }
}
