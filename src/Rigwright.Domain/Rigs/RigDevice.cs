using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Rigs;

/// <summary>Some equal devices that models run on.</summary>
public sealed record RigDevice
{
    /// <summary>The accelerator, chip or machine.</summary>
    public required Accelerator Accelerator { get; init; }

    /// <summary>How many, at least 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The memory option where the accelerator is sold with several; null for the only (or largest) one.</summary>
    public ByteSize? MemoryOption { get; init; }

    /// <summary>The maker's card, where it is known; its size and plugs count before the reference card's.</summary>
    public GraphicsCard? Card { get; init; }

    /// <summary>A power limit that the owner sets below the default; null leaves the default.</summary>
    public Power? PowerCap { get; init; }

    /// <summary>Memory of one device.</summary>
    public ByteSize Memory => MemoryOption ?? Accelerator.LargestMemory.Value;

    /// <summary>Power limit of one device: the owner's cap, else the card's, else the accelerator's; null when no source gives it.</summary>
    public Sourced<Power>? PowerLimit
    {
        get
        {
            var stated = Card?.BoardPower ?? Accelerator.PowerLimit;
            return PowerCap is not { } cap ? stated
                : stated is null ? new Sourced<Power>(cap, new SourceId("plan"), Evidence.Assumed, default, "cap set by the owner")
                : stated with { Value = stated.Value < cap ? stated.Value : cap, Note = "capped by the owner" };
        }
    }

    /// <summary>Is it a card in a slot (as opposed to a machine or a chip)?</summary>
    public bool IsCard => Accelerator.Kind == AcceleratorKind.DiscreteGpu;

    /// <summary>Slots that one card takes: the maker's card's, unknown where its facts do not say; the reference card's when no maker's card is named.</summary>
    public Sourced<double>? SlotWidth => Card is null ? Accelerator.SlotWidth : Card.SlotWidth;

    /// <summary>Length of one card: the maker's card's, unknown where its facts do not say; the reference card's when no maker's card is named.</summary>
    public Sourced<Length>? Length => Card is null ? Accelerator.Length : Card.Length;

    /// <summary>Power plugs of one card: the maker's card's, unknown where its facts do not say; the reference card's when no maker's card is named.</summary>
    public Sourced<IReadOnlyList<PlugCount>>? PowerPlugs => Card is null ? Accelerator.PowerPlugs : Card.PowerPlugs;

    /// <summary>How the heat of one card leaves: the maker's card's, unknown where its facts do not say; the reference card's when no maker's card is named.</summary>
    public Sourced<CoolingKind>? Cooling => Card is null ? Accelerator.Cooling : Card.Cooling;

    /// <summary>Count and name.</summary>
    public override string ToString() => $"{Count}× {Accelerator.Name}";
}
