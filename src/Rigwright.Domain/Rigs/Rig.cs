using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Rigs;

/// <summary>In which form a rig is bought.</summary>
public enum RigForm
{
    /// <summary>Cards and parts that the buyer puts together.</summary>
    Build,

    /// <summary>One complete machine (Mac Studio, DGX Spark, …).</summary>
    Machine,

    /// <summary>Several equal complete machines joined by a link.</summary>
    Cluster,

    /// <summary>A vendor's configured workstation.</summary>
    Prebuilt,
}

/// <summary>Some equal parts.</summary>
/// <param name="Part">The part.</param>
/// <param name="Quantity">How many, at least 1.</param>
/// <typeparam name="TPart">The kind of part.</typeparam>
public sealed record RigItem<TPart>(TPart Part, int Quantity = 1) where TPart : Part;

/// <summary>A complete answer to "what do I buy": the devices that models run on and everything around them.
/// A null part was not named; whether that matters is for the rules to say.</summary>
public sealed record Rig
{
    /// <summary>A short name for people.</summary>
    public required string Name { get; init; }

    /// <summary>How it is bought.</summary>
    public required RigForm Form { get; init; }

    /// <summary>The devices that models run on, equal ones together, in the order of the lines.</summary>
    public required IReadOnlyList<RigDevice> Devices { get; init; }

    /// <summary>Processor.</summary>
    public Cpu? Cpu { get; init; }

    /// <summary>Motherboard.</summary>
    public Motherboard? Board { get; init; }

    /// <summary>Memory kits.</summary>
    public IReadOnlyList<RigItem<MemoryKit>> Memory { get; init; } = [];

    /// <summary>Power supply.</summary>
    public PowerSupply? PowerSupply { get; init; }

    /// <summary>Case.</summary>
    public Case? Case { get; init; }

    /// <summary>Processor cooler.</summary>
    public Cooler? Cooler { get; init; }

    /// <summary>Storage drives.</summary>
    public IReadOnlyList<RigItem<Drive>> Drives { get; init; } = [];

    /// <summary>Cables and links.</summary>
    public IReadOnlyList<RigItem<Cable>> Cables { get; init; } = [];

    /// <summary>NVLink bridges, each joining two cards.</summary>
    public int NvLinkBridges { get; init; }

    /// <summary>Is there a network switch between the machines of a cluster?</summary>
    public bool HasSwitch { get; init; }

    /// <summary>The vendor's model when <see cref="Form"/> is <see cref="RigForm.Prebuilt"/>.</summary>
    public Prebuilt? Prebuilt { get; init; }

    /// <summary>What is paid for, line by line, in order.</summary>
    public IReadOnlyList<RigLine> Lines { get; init; } = [];

    /// <summary>Number of devices.</summary>
    public int DeviceCount => Devices.Sum(d => d.Count);

    /// <summary>Memory of all devices together.</summary>
    public ByteSize DeviceMemory => ByteSize.Sum(Devices.Select(d => d.Memory * d.Count));

    /// <summary>The devices one by one.</summary>
    public IEnumerable<RigDevice> EachDevice => Devices.SelectMany(d => Enumerable.Repeat(d, d.Count));

    /// <summary>System memory of the kits whose size is known; null when no kit's size is known.</summary>
    public ByteSize? SystemMemory => Memory.Count > 0 && Memory.All(m => m.Part.Capacity is not null)
        ? ByteSize.Sum(Memory.Select(m => m.Part.Capacity!.Value * m.Quantity))
        : null;

    /// <summary>Memory modules, when every kit says how many it holds.</summary>
    public int? MemoryModules => Memory.Count > 0 && Memory.All(m => m.Part.Modules is not null)
        ? Memory.Sum(m => m.Part.Modules!.Value * m.Quantity)
        : null;

    /// <summary>Is it put together from parts (as opposed to a machine whose inside the maker answers for)?</summary>
    public bool IsBuild => Form == RigForm.Build;
}
