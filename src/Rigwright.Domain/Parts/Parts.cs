using Rigwright.Domain.Hardware;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Parts;

/// <summary>The id of a part, a slug such as <c>cpu-9950x</c>.</summary>
public readonly record struct PartId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The kinds of parts that a build consists of.</summary>
public enum PartCategory
{
    /// <summary>Processor.</summary>
    Cpu,

    /// <summary>Motherboard.</summary>
    Motherboard,

    /// <summary>Memory kit.</summary>
    Memory,

    /// <summary>Power supply.</summary>
    PowerSupply,

    /// <summary>Case.</summary>
    Case,

    /// <summary>Processor cooler.</summary>
    Cooler,

    /// <summary>Storage drive.</summary>
    Drive,

    /// <summary>Graphics or accelerator card.</summary>
    GraphicsCard,

    /// <summary>Cable, link or small material.</summary>
    Cable,
}

/// <summary>A thing that can be bought for a build. A null field means that no source was found; never zero.</summary>
public abstract record Part
{
    /// <summary>Unique id.</summary>
    public required PartId Id { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>Makers' part numbers, may be empty.</summary>
    public IReadOnlyList<string> PartNumbers { get; init; } = [];

    /// <summary>Maker; null when no source names it.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>Year of release; null when no source gives it.</summary>
    public int? ReleaseYear { get; init; }

    /// <summary>What is missing or contradictory, as the collector wrote it.</summary>
    public string? Doubts { get; init; }

    /// <summary>Which kind of part it is.</summary>
    public abstract PartCategory Category { get; }
}

/// <summary>Registered or not: decides whether memory starts in a board.</summary>
public enum DimmKind
{
    /// <summary>Unbuffered (UDIMM).</summary>
    Udimm,

    /// <summary>Registered (RDIMM).</summary>
    Rdimm,

    /// <summary>Small outline (laptops).</summary>
    Sodimm,
}

/// <summary>A processor.</summary>
public sealed record Cpu : Part
{
    /// <inheritdoc/>
    public override PartCategory Category => PartCategory.Cpu;

    /// <summary>Socket, for example <c>AM5</c>, <c>sTR5</c>.</summary>
    public Sourced<string>? Socket { get; init; }

    /// <summary>Chipsets that it works with where the socket alone does not decide (sTR5: TRX50, WRX90).</summary>
    public Sourced<IReadOnlyList<string>>? Chipsets { get; init; }

    /// <summary>Cores.</summary>
    public Sourced<int>? Cores { get; init; }

    /// <summary>Thermal design power.</summary>
    public Sourced<Power>? Tdp { get; init; }

    /// <summary>Package power limit (AMD PPT, Intel PL2) where it exceeds the TDP.</summary>
    public Sourced<Power>? PackagePowerLimit { get; init; }

    /// <summary>Freely usable PCIe lanes of the processor.</summary>
    public Sourced<int>? PcieLanes { get; init; }

    /// <summary>PCIe generation of those lanes.</summary>
    public Sourced<double>? PcieGeneration { get; init; }

    /// <summary>DIMM kinds that it takes.</summary>
    public Sourced<IReadOnlyList<DimmKind>>? DimmKinds { get; init; }

    /// <summary>Memory channels.</summary>
    public Sourced<int>? MemoryChannels { get; init; }

    /// <summary>Largest memory.</summary>
    public Sourced<ByteSize>? MemoryMax { get; init; }

    /// <summary>Memory generation, for example <c>DDR5</c>.</summary>
    public Sourced<string>? MemoryType { get; init; }

    /// <summary>Every memory generation that it takes, where a source lists them (an LGA 1700 processor takes DDR4 and DDR5; the board decides).</summary>
    public Sourced<IReadOnlyList<string>>? MemoryTypes { get; init; }

    /// <summary>Does it correct memory errors?</summary>
    public Sourced<bool>? Ecc { get; init; }

    /// <summary>Is there an integrated graphics unit (a headless build does not need one)?</summary>
    public Sourced<bool>? IntegratedGraphics { get; init; }

    /// <summary>Is a cooler in the box?</summary>
    public Sourced<bool>? IncludesCooler { get; init; }
}

/// <summary>Some equal expansion slots of a board.</summary>
/// <param name="Count">How many.</param>
/// <param name="Generation">PCIe generation, or null when the source's value is known to be wrong.</param>
/// <param name="MechanicalLanes">Length of the slot in lanes.</param>
/// <param name="WiredLanes">Lanes that are wired when the slot is used alone, or null when unknown.</param>
public sealed record SlotGroup(int Count, double? Generation, int MechanicalLanes, int? WiredLanes);

/// <summary>A motherboard.</summary>
public sealed record Motherboard : Part
{
    /// <inheritdoc/>
    public override PartCategory Category => PartCategory.Motherboard;

    /// <summary>Socket.</summary>
    public Sourced<string>? Socket { get; init; }

    /// <summary>Chipset without the maker's name, for example <c>X870E</c>.</summary>
    public Sourced<string>? Chipset { get; init; }

    /// <summary>Form factor, for example <c>ATX</c>, <c>SSI CEB</c>.</summary>
    public Sourced<string>? FormFactor { get; init; }

    /// <summary>Memory generation, for example <c>DDR5</c>.</summary>
    public Sourced<string>? MemoryType { get; init; }

    /// <summary>DIMM kinds that start in it.</summary>
    public Sourced<IReadOnlyList<DimmKind>>? DimmKinds { get; init; }

    /// <summary>DIMM slots.</summary>
    public Sourced<int>? MemorySlots { get; init; }

    /// <summary>Largest memory.</summary>
    public Sourced<ByteSize>? MemoryMax { get; init; }

    /// <summary>Does it correct memory errors with memory that can?</summary>
    public Sourced<bool>? Ecc { get; init; }

    /// <summary>Rate that memory falls to with every slot filled, in MT/s.</summary>
    public Sourced<int>? SpeedAllSlotsFilled { get; init; }

    /// <summary>Expansion slots, best first.</summary>
    public Sourced<IReadOnlyList<SlotGroup>>? Slots { get; init; }

    /// <summary>Expansion slots that can carry a card at x8 or more at the same time, from the board's manual or a review.</summary>
    public Sourced<int>? SlotsAtX8OrMore { get; init; }

    /// <summary>Positions of the long slots counted from the processor, the first position is 1.</summary>
    public Sourced<IReadOnlyList<int>>? SlotPositions { get; init; }

    /// <summary>What makes the first slot fall from x16 to x8 when it is used (<c>slot 2</c>, <c>M.2_2</c>); empty when nothing does.</summary>
    public Sourced<IReadOnlyList<string>>? HalvesFirstSlot { get; init; }

    /// <summary>Splits of a slot that the firmware offers, for example <c>x8+x8</c>, <c>x4+x4+x4+x4</c>.</summary>
    public Sourced<IReadOnlyList<string>>? Bifurcation { get; init; }

    /// <summary>Processor lanes that a USB4 controller on the board takes.</summary>
    public Sourced<int>? UsbLanes { get; init; }

    /// <summary>SATA ports.</summary>
    public Sourced<int>? SataPorts { get; init; }

    /// <summary>M.2 sockets.</summary>
    public Sourced<int>? M2Slots { get; init; }

    /// <summary>EPS 8-pin plugs that the board wants for its processors.</summary>
    public Sourced<int>? EpsPlugs { get; init; }
}

/// <summary>A kit of memory modules.</summary>
public sealed record MemoryKit : Part
{
    /// <inheritdoc/>
    public override PartCategory Category => PartCategory.Memory;

    /// <summary>Memory generation, for example <c>DDR5</c>.</summary>
    public Sourced<string>? MemoryType { get; init; }

    /// <summary>Unbuffered or registered.</summary>
    public Sourced<DimmKind>? Kind { get; init; }

    /// <summary>Does it correct errors?</summary>
    public Sourced<bool>? Ecc { get; init; }

    /// <summary>Rate in MT/s.</summary>
    public Sourced<int>? SpeedMts { get; init; }

    /// <summary>Number of modules.</summary>
    public Sourced<int>? Modules { get; init; }

    /// <summary>Size of one module.</summary>
    public Sourced<ByteSize>? ModuleSize { get; init; }

    /// <summary>Height of a module, for large air coolers.</summary>
    public Sourced<Length>? Height { get; init; }

    /// <summary>Size of the whole kit, when both factors are known.</summary>
    public ByteSize? Capacity => Modules is { } n && ModuleSize is { } size ? size.Value * n.Value : null;
}

/// <summary>A power supply.</summary>
public sealed record PowerSupply : Part
{
    /// <inheritdoc/>
    public override PartCategory Category => PartCategory.PowerSupply;

    /// <summary>Rated output.</summary>
    public Sourced<Power>? Rating { get; init; }

    /// <summary>Form factor, for example <c>ATX</c>, <c>SFX</c>.</summary>
    public Sourced<string>? FormFactor { get; init; }

    /// <summary>ATX design guide version, for example 3.1.</summary>
    public Sourced<double>? AtxVersion { get; init; }

    /// <summary>80 PLUS grade: <c>Gold</c>, <c>Platinum</c>, …</summary>
    public Sourced<string>? Efficiency { get; init; }

    /// <summary>Length.</summary>
    public Sourced<Length>? Length { get; init; }

    /// <summary>Native plugs; null is unknown. A kind that is not listed is unknown too unless the list says so with count 0.</summary>
    public Sourced<IReadOnlyList<PlugCount>>? Plugs { get; init; }
}

/// <summary>A case.</summary>
public sealed record Case : Part
{
    /// <inheritdoc/>
    public override PartCategory Category => PartCategory.Case;

    /// <summary>Type, for example <c>ATX mid tower</c>.</summary>
    public Sourced<string>? Type { get; init; }

    /// <summary>Board form factors that fit.</summary>
    public Sourced<IReadOnlyList<string>>? BoardFormFactors { get; init; }

    /// <summary>Longest card that fits (the tightest of the stated layouts).</summary>
    public Sourced<Length>? MaxCardLength { get; init; }

    /// <summary>Highest processor cooler that fits.</summary>
    public Sourced<Length>? MaxCoolerHeight { get; init; }

    /// <summary>Longest radiator that fits anywhere in it, by the length of its fans in mm (240, 280, 360, 420): a longer one does not.</summary>
    public Sourced<int>? MaxRadiatorMm { get; init; }

    /// <summary>A radiator that is stated to fit, by the length of its fans in mm; a longer one may fit elsewhere in the case.</summary>
    public Sourced<int>? RadiatorMm { get; init; }

    /// <summary>The longest of its outer dimensions: nothing that is longer goes into it.</summary>
    public Sourced<Length>? LongestSide { get; init; }

    /// <summary>Longest power supply that fits.</summary>
    public Sourced<Length>? MaxPsuLength { get; init; }

    /// <summary>Horizontal expansion slots.</summary>
    public Sourced<int>? ExpansionSlots { get; init; }

    /// <summary>Power supply form factors that fit.</summary>
    public Sourced<IReadOnlyList<string>>? PsuFormFactors { get; init; }

    /// <summary>Is it an open frame or a chassis with forced air through the cards?</summary>
    public Sourced<bool>? ServerAirflow { get; init; }

    /// <summary>Is it damped against noise?</summary>
    public Sourced<bool>? SoundDamped { get; init; }
}

/// <summary>A processor cooler.</summary>
public sealed record Cooler : Part
{
    /// <inheritdoc/>
    public override PartCategory Category => PartCategory.Cooler;

    /// <summary>Sockets that it mounts on.</summary>
    public Sourced<IReadOnlyList<string>>? Sockets { get; init; }

    /// <summary>Height above the socket.</summary>
    public Sourced<Length>? Height { get; init; }

    /// <summary>Heat that it is rated or reported to carry.</summary>
    public Sourced<Power>? Capability { get; init; }

    /// <summary>Is it a liquid cooler?</summary>
    public Sourced<bool>? Liquid { get; init; }

    /// <summary>Radiator length in mm for a liquid cooler.</summary>
    public Sourced<int>? RadiatorMm { get; init; }

    /// <summary>Maker's loudest figure.</summary>
    public Sourced<SoundLevel>? NoiseMax { get; init; }
}

/// <summary>A storage drive.</summary>
public sealed record Drive : Part
{
    /// <inheritdoc/>
    public override PartCategory Category => PartCategory.Drive;

    /// <summary>Capacity (makers' GB, 10^9).</summary>
    public Sourced<ByteSize>? Capacity { get; init; }

    /// <summary>Form factor, for example <c>M.2-2280</c>.</summary>
    public Sourced<string>? FormFactor { get; init; }

    /// <summary>Interface, for example <c>M.2 PCIe 4.0 x4</c>.</summary>
    public Sourced<string>? Interface { get; init; }

    /// <summary>True for flash, false for rotating disks.</summary>
    public Sourced<bool>? SolidState { get; init; }

    /// <summary>Sequential read rate.</summary>
    public Sourced<Bandwidth>? ReadRate { get; init; }
}

/// <summary>A card of a maker, with the chip that it carries.</summary>
public sealed record GraphicsCard : Part
{
    /// <inheritdoc/>
    public override PartCategory Category => PartCategory.GraphicsCard;

    /// <summary>The accelerator that it is; null for a chip that the accelerator catalogue does not hold: such a card has no bandwidth and no compute rate.</summary>
    public required AcceleratorId? Accelerator { get; init; }

    /// <summary>The chip as the source names it.</summary>
    public Sourced<string>? Chipset { get; init; }

    /// <summary>Memory of the card.</summary>
    public Sourced<ByteSize>? Memory { get; init; }

    /// <summary>How the heat leaves.</summary>
    public Sourced<CoolingKind>? Cooling { get; init; }

    /// <summary>Length, where it differs from the reference card.</summary>
    public Sourced<Length>? Length { get; init; }

    /// <summary>Slots that it takes.</summary>
    public Sourced<double>? SlotWidth { get; init; }

    /// <summary>Board power.</summary>
    public Sourced<Power>? BoardPower { get; init; }

    /// <summary>Power plugs.</summary>
    public Sourced<IReadOnlyList<PlugCount>>? PowerPlugs { get; init; }
}

/// <summary>A cable, link, or small material.</summary>
public sealed record Cable : Part
{
    /// <inheritdoc/>
    public override PartCategory Category => PartCategory.Cable;

    /// <summary>What it joins.</summary>
    public Sourced<string>? Purpose { get; init; }
}
