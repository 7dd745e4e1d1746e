using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Hardware;

/// <summary>The id of an accelerator: a slug such as <c>rtx-pro-6000-blackwell-ws</c>.</summary>
public readonly record struct AcceleratorId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>What kind of thing holds the memory that models are loaded into.</summary>
public enum AcceleratorKind
{
    /// <summary>A graphics or accelerator card with its own memory.</summary>
    DiscreteGpu,

    /// <summary>A chip with unified memory that is bought inside a machine (Apple, Ryzen AI Max, …).</summary>
    Soc,

    /// <summary>A complete machine around one chip (DGX Spark, Ascent GX10, Jetson, …).</summary>
    System,

    /// <summary>A processor that computes from system memory.</summary>
    Cpu,
}

/// <summary>How the heat leaves.</summary>
public enum CoolingKind
{
    /// <summary>Axial fans, air stays in the case.</summary>
    OpenAir,

    /// <summary>Two-fan flow-through, air stays in the case.</summary>
    FlowThrough,

    /// <summary>Radial fan, air leaves through the slot.</summary>
    Blower,

    /// <summary>No fan: needs the forced air of a server chassis.</summary>
    Passive,

    /// <summary>Liquid.</summary>
    Liquid,

    /// <summary>Part of a complete machine.</summary>
    System,

    /// <summary>Part of a laptop.</summary>
    Laptop,
}

/// <summary>A power socket on a card or a plug of a power supply.</summary>
public enum PowerPlug
{
    /// <summary>PCIe 6-pin, 75 W.</summary>
    Pcie6,

    /// <summary>PCIe 8-pin (6+2), 150 W.</summary>
    Pcie8,

    /// <summary>12-pin of the first RTX 30 founders cards.</summary>
    Pcie12,

    /// <summary>16-pin 12VHPWR, up to 600 W.</summary>
    Pcie12Vhpwr,

    /// <summary>16-pin 12V-2x6, up to 600 W.</summary>
    Pcie12V2x6,

    /// <summary>8-pin EPS (CPU style), also on A6000, A40 and A100 PCIe.</summary>
    Eps8,

    /// <summary>4-pin EPS.</summary>
    Eps4,
}

/// <summary>Some plugs of one kind.</summary>
/// <param name="Plug">The kind.</param>
/// <param name="Count">How many, at least 1.</param>
public readonly record struct PlugCount(PowerPlug Plug, int Count);

/// <summary>A card-to-card or machine-to-machine link beyond PCIe.</summary>
/// <param name="Kind">For example <c>NVLink 3</c>, <c>ConnectX-7</c>.</param>
/// <param name="PerDirection">Bandwidth per direction, or null when no source gives it.</param>
/// <param name="Description">As the source words it.</param>
public sealed record DeviceLink(string Kind, Bandwidth? PerDirection, string Description);

/// <summary>An accelerator, chip or complete machine that models run on. A null field means that no source was found; never zero.</summary>
public sealed record Accelerator
{
    /// <summary>Unique id.</summary>
    public required AcceleratorId Id { get; init; }

    /// <summary>Maker.</summary>
    public required string Vendor { get; init; }

    /// <summary>Full name; editions of one name differ by id.</summary>
    public required string Name { get; init; }

    /// <summary>Card, chip, machine or processor.</summary>
    public required AcceleratorKind Kind { get; init; }

    /// <summary>Memory sizes that it is sold with, ascending; one for a card, several for a chip. GPU "GB" on data sheets are GiB.</summary>
    public required IReadOnlyList<Sourced<ByteSize>> MemoryOptions { get; init; }

    /// <summary>Memory that the driver shows to programs, where a source gives it (for example 97,887 MiB of 96 GiB).</summary>
    public Sourced<ByteSize>? VisibleMemory { get; init; }

    /// <summary>For example GDDR7, HBM3e, LPDDR5X unified.</summary>
    public Sourced<string>? MemoryType { get; init; }

    /// <summary>Does the memory correct errors?</summary>
    public Sourced<bool>? Ecc { get; init; }

    /// <summary>Width of the memory bus in bits.</summary>
    public Sourced<int>? MemoryBusBits { get; init; }

    /// <summary>Data rate per pin in Gbit/s.</summary>
    public Sourced<double>? MemoryGbitPerPin { get; init; }

    /// <summary>Peak memory bandwidth.</summary>
    public Sourced<Bandwidth>? Bandwidth { get; init; }

    /// <summary>Dense FP16 tensor rate with FP32 accumulate.</summary>
    public Sourced<ComputeRate>? Fp16Dense { get; init; }

    /// <summary>Dense BF16 tensor rate.</summary>
    public Sourced<ComputeRate>? Bf16Dense { get; init; }

    /// <summary>Dense FP8 tensor rate.</summary>
    public Sourced<ComputeRate>? Fp8Dense { get; init; }

    /// <summary>Dense FP4 tensor rate.</summary>
    public Sourced<ComputeRate>? Fp4Dense { get; init; }

    /// <summary>Dense INT8 tensor rate.</summary>
    public Sourced<ComputeRate>? Int8Dense { get; init; }

    /// <summary>FP32 vector rate.</summary>
    public Sourced<ComputeRate>? Fp32 { get; init; }

    /// <summary>Board (card), chip or system power limit; for a system the note says which.</summary>
    public Sourced<Power>? PowerLimit { get; init; }

    /// <summary>How the heat leaves.</summary>
    public Sourced<CoolingKind>? Cooling { get; init; }

    /// <summary>Slots that the reference card takes (2.5 = two and a half).</summary>
    public Sourced<double>? SlotWidth { get; init; }

    /// <summary>Largest slot width that partner cards are reported with, where it differs.</summary>
    public Sourced<double>? PartnerSlotWidthMax { get; init; }

    /// <summary>Length of the reference card.</summary>
    public Sourced<Length>? Length { get; init; }

    /// <summary>Longest partner card reported, where it differs.</summary>
    public Sourced<Length>? PartnerLengthMax { get; init; }

    /// <summary>Height of the card above the slot.</summary>
    public Sourced<Length>? Height { get; init; }

    /// <summary>Power plugs of the reference card; null is unknown, empty is none.</summary>
    public Sourced<IReadOnlyList<PlugCount>>? PowerPlugs { get; init; }

    /// <summary>PCIe generation.</summary>
    public Sourced<double>? PcieGeneration { get; init; }

    /// <summary>PCIe lanes.</summary>
    public Sourced<int>? PcieLanes { get; init; }

    /// <summary>Link beyond PCIe; a <see cref="DeviceLink"/> of kind <c>none</c> is a sourced statement that there is none, null is unknown.</summary>
    public Sourced<DeviceLink>? Link { get; init; }

    /// <summary>Compute capability and architecture as written, for example <c>sm_120 blackwell</c>, <c>Metal</c>.</summary>
    public Sourced<string>? Architecture { get; init; }

    /// <summary>Year of release.</summary>
    public Sourced<int>? ReleaseYear { get; init; }

    /// <summary>What was known of its availability.</summary>
    public Sourced<string>? MarketStatus { get; init; }

    /// <summary>The day from which the maker no longer sold it new; null when it is sold or nothing is known.</summary>
    public Sourced<DateOnly>? DiscontinuedOn { get; init; }

    /// <summary>Remarks of the collector.</summary>
    public string? Notes { get; init; }

    /// <summary>The largest memory option.</summary>
    public Sourced<ByteSize> LargestMemory => MemoryOptions[^1];

    /// <summary>Unified memory: the processor's system memory and the accelerator's are one.</summary>
    public bool HasUnifiedMemory => Kind != AcceleratorKind.DiscreteGpu;
}
