using System.Numerics;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Pricing;

namespace Rigwright.Engine.Planning;

/// <summary>Something that could be bought, put together from the catalogue before anybody asked whether it meets the requirements.</summary>
public sealed record Candidate
{
    /// <summary>Unique and stable, for example <c>1x-rtx-pro-6000-blackwell-ws/am5</c>.</summary>
    public required string Id { get; init; }

    /// <summary>For people: devices and platform.</summary>
    public required string Name { get; init; }

    /// <summary>The devices without the platform, for people.</summary>
    public required string DeviceName { get; init; }

    /// <summary>Platform id as in <see cref="Domain.Requirements.PlatformChoice.Known"/>.</summary>
    public required string Platform { get; init; }

    /// <summary>The devices.</summary>
    public required IReadOnlyList<DeviceCount> Devices { get; init; }

    /// <summary>What is bought, with its lines; without parts when no platform was found.</summary>
    public required Rig Rig { get; init; }

    /// <summary>Everything together, or null when a price is missing.</summary>
    public Money? Total { get; init; }

    /// <summary>The lines added up: at the shop and at the door, the days and the spread of the offers; null when a price is missing.</summary>
    public Bill? Bill => Total is { } total ? Bill.Of(Rig.Lines, total.Currency) : null;

    /// <summary>Why there is no total.</summary>
    public IReadOnlyList<string> PriceMissing { get; init; } = [];

    /// <summary>What the compatibility rules say.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>References of the lines whose price is stale.</summary>
    public IReadOnlyList<string?> StaleLines { get; init; } = [];

    /// <summary>The vendor's model, if it is one.</summary>
    public Prebuilt? Prebuilt { get; init; }

    /// <summary>Combinations of priced parts that it stands for: it is the best of them. 1 for what is bought whole.</summary>
    public BigInteger Combinations { get; init; } = BigInteger.One;

    /// <summary>Memory of all devices.</summary>
    public ByteSize Memory => Rig.DeviceMemory;

    /// <summary>Does it arrive ready to switch on?</summary>
    public bool IsTurnkey => Rig.Form != RigForm.Build;

    /// <summary>Are two different kinds of device in it?</summary>
    public bool IsMixed => Devices.Count > 1;
}
