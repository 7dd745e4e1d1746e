using System.Globalization;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Pricing;

namespace Rigwright.Engine.Planning;

/// <summary>A device as it can be bought: one memory size in one condition.</summary>
/// <param name="Accelerator">The accelerator, chip or machine.</param>
/// <param name="Memory">Its memory.</param>
/// <param name="Condition">New, refurbished or used.</param>
/// <param name="Price">Its price, or what is missing for one.</param>
public sealed record DeviceChoice(Accelerator Accelerator, ByteSize Memory, Condition Condition, Answer<PriceQuote> Price)
{
    /// <summary>Is it a card for a slot?</summary>
    public bool IsCard => Accelerator.Kind == AcceleratorKind.DiscreteGpu;

    /// <summary>Unique within a plan: id, memory of a machine with several sizes, condition unless new.</summary>
    public string Id => Accelerator.Id.Value
        + (Accelerator.MemoryOptions.Count > 1 ? $"-{Math.Round(Memory.GiB)}gb" : "")
        + (Condition == Condition.New ? "" : "-" + OfferBook.Word(Condition));

    /// <summary>The offer's own words for a machine (a chip alone cannot be bought); null for a card or without an offer.</summary>
    public string? Product { get; init; }

    /// <summary>Makers' cards that it can be bought as, cheapest first; empty when only the accelerator as such has a price.</summary>
    public IReadOnlyList<CardQuote> Cards { get; init; } = [];

    /// <summary>The device as the cheapest of its cards, which its price is that of.</summary>
    public DeviceChoice Cheapest => Cards.Count == 0 ? this : this with { Card = Cards[0].Card, Cards = [] };

    /// <summary>The maker's card that was chosen; null for the accelerator as such.</summary>
    public GraphicsCard? Card { get; init; }

    /// <summary>A power limit that the owner sets below the default; null leaves the default.</summary>
    public Power? Cap { get; init; }

    /// <summary>Its id, with the cap where there is one.</summary>
    public string Key => Cap is { } cap ? string.Create(CultureInfo.InvariantCulture, $"{Id}@{cap.Watts:0}w") : Id;

    /// <summary>For people.</summary>
    public string Name => (Product ?? Accelerator.Name + (Accelerator.MemoryOptions.Count > 1 ? $" {Math.Round(Memory.GiB)} GB" : ""))
        + (Condition == Condition.New ? "" : $" ({OfferBook.Word(Condition)})")
        + (Cap is { } cap ? string.Create(CultureInfo.InvariantCulture, $" capped at {cap.Watts:0} W") : "");

    /// <summary>Some of it in a rig.</summary>
    public RigDevice InRig(int count) => new()
    {
        Accelerator = Accelerator,
        Count = count,
        MemoryOption = Accelerator.MemoryOptions.Count > 1 ? Memory : null,
        Card = Card,
        PowerCap = Cap,
    };
}

/// <summary>Some equal devices.</summary>
/// <param name="Device">The device.</param>
/// <param name="Count">How many, at least 1.</param>
public sealed record DeviceCount(DeviceChoice Device, int Count)
{
    /// <inheritdoc/>
    public override string ToString() => Count == 1 ? Device.Name : $"{Count}× {Device.Name}";
}

/// <summary>A maker's card with its price; without a card the accelerator as such.</summary>
/// <param name="Card">The card.</param>
/// <param name="Quote">Its price.</param>
public sealed record CardQuote(GraphicsCard? Card, PriceQuote Quote);
