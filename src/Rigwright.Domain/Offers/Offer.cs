using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Offers;

/// <summary>What a buyer gets.</summary>
public enum Condition
{
    /// <summary>New.</summary>
    New,

    /// <summary>Refurbished with a warranty.</summary>
    Refurbished,

    /// <summary>Used.</summary>
    Used,

    /// <summary>A whole build's total as a document claims it; never a price of a part.</summary>
    BuildTotal,
}

/// <summary>What an offer is for.</summary>
public enum OfferSubject
{
    /// <summary>An accelerator or complete machine: the reference is an accelerator id, with the memory option where there are several.</summary>
    Accelerator,

    /// <summary>A part: the reference is a part id.</summary>
    Part,

    /// <summary>A vendor's model or an option of it: the reference is a prebuilt id.</summary>
    Prebuilt,

    /// <summary>Nothing in the catalogue: kept for the record.</summary>
    Unmatched,
}

/// <summary>How exactly the day of an offer is known.</summary>
public enum DatePrecision
{
    /// <summary>To the day.</summary>
    Day,

    /// <summary>To the month; the date holds its first day.</summary>
    Month,

    /// <summary>To the year; the date holds its first day.</summary>
    Year,
}

/// <summary>A dated price of one item at one seller.</summary>
public sealed record Offer
{
    /// <summary>Source of the offers in a user's own price list: they can have what they list.</summary>
    public static SourceId OwnSource { get; } = new("own-price-list");

    /// <summary>Unique id.</summary>
    public required string Id { get; init; }

    /// <summary>The item as the source names it.</summary>
    public required string Item { get; init; }

    /// <summary>What it is for.</summary>
    public required OfferSubject Subject { get; init; }

    /// <summary>Id of the accelerator, part or prebuilt; null when unmatched.</summary>
    public string? Reference { get; init; }

    /// <summary>Maker's part number as the source states it; null when not stated.</summary>
    public string? PartNumber { get; init; }

    /// <summary>For a machine with several memory options: which one this price is for.</summary>
    public ByteSize? MemoryOption { get; init; }

    /// <summary>Lowest price stated.</summary>
    public required Money PriceLow { get; init; }

    /// <summary>Highest price of a stated range, or null for a single price.</summary>
    public Money? PriceHigh { get; init; }

    /// <summary>New, used, …</summary>
    public required Condition Condition { get; init; }

    /// <summary>Which tax is inside the price; null when the source does not say.</summary>
    public PriceTax? Tax { get; init; }

    /// <summary>Could it be had on that day? null when the source does not say.</summary>
    public StockState? Stock { get; init; }

    /// <summary>Seller or price comparison as the source names it; null when not stated.</summary>
    public string? Seller { get; init; }

    /// <summary>Link to the offer; null when not stated.</summary>
    public string? Url { get; init; }

    /// <summary>Day on which it was seen; null when the source gives no usable date.</summary>
    public DateOnly? Seen { get; init; }

    /// <summary>How exactly the day is known.</summary>
    public DatePrecision Precision { get; init; }

    /// <summary>True for a price read from a shop, false for an estimate.</summary>
    public required bool Verified { get; init; }

    /// <summary>Where this offer was found.</summary>
    public required SourceId Source { get; init; }

    /// <summary>Remark of the source.</summary>
    public string? Note { get; init; }

    /// <summary>The price that a careful buyer plans with: the high end of a range, else the price.</summary>
    public Money PlanningPrice => PriceHigh ?? PriceLow;
}

/// <summary>A seller or integrator.</summary>
public sealed record Vendor
{
    /// <summary>Unique id.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Country as written, for example <c>CH</c>, <c>US</c>.</summary>
    public string? Country { get; init; }

    /// <summary>Integrator, retailer, refurbisher, price comparison …</summary>
    public required string Kind { get; init; }

    /// <summary>Does it deliver to Switzerland? null is unknown.</summary>
    public bool? ShipsToSwitzerland { get; init; }

    /// <summary>The source's words on delivery.</summary>
    public string? ShipsToText { get; init; }

    /// <summary>Currency of its prices.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Tax treatment as stated.</summary>
    public string? VatTreatment { get; init; }

    /// <summary>Shipping as stated.</summary>
    public string? Shipping { get; init; }

    /// <summary>Warranty as stated.</summary>
    public string? Warranty { get; init; }

    /// <summary>The tax that is inside its prices; null when not stated.</summary>
    public PriceTax? PriceTax { get; init; }

    /// <summary>Years of warranty that the price includes; null when not stated.</summary>
    public int? WarrantyYears { get; init; }

    /// <summary>Is the warranty honoured outside the vendor's country? null when not stated.</summary>
    public bool? WarrantyAbroad { get; init; }

    /// <summary>Longer warranties: percent of the price by years; may be empty.</summary>
    public IReadOnlyDictionary<int, decimal> WarrantyTiers { get; init; } = new Dictionary<int, decimal>();

    /// <summary>Terms of return as stated.</summary>
    public string? Returns { get; init; }

    /// <summary>How it prices.</summary>
    public string? PricingRule { get; init; }

    /// <summary>Status, for example <c>active</c> or <c>stopped hardware sales 2025-08-29</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it sells nothing that answers the question, when that is known (no multi-accelerator machine, no hardware sales); else null.</summary>
    public string? DropReason { get; init; }

    /// <summary>Provenance of the entry.</summary>
    public required SourceId Source { get; init; }

    /// <summary>How far it was checked.</summary>
    public required string Basis { get; init; }

    /// <summary>Remarks.</summary>
    public string? Notes { get; init; }
}

/// <summary>A vendor's ready-made model in one configuration.</summary>
public sealed record Prebuilt
{
    /// <summary>Unique id, for example <c>bizon-g3000-2x5090</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Vendor id.</summary>
    public required string Vendor { get; init; }

    /// <summary>Name of the model and configuration.</summary>
    public required string Name { get; init; }

    /// <summary>Accelerator id it can carry.</summary>
    public required string Accelerator { get; init; }

    /// <summary>The counts that it is sold with.</summary>
    public required IReadOnlyList<int> Counts { get; init; }

    /// <summary>Base price without accelerators; null when only a quote gives it.</summary>
    public Sourced<Money>? BasePrice { get; init; }

    /// <summary>Price of one accelerator in it; null when only a quote gives it.</summary>
    public Sourced<Money>? PerAccelerator { get; init; }

    /// <summary>A whole configured price range that a document states, low and high, per count; may be empty.</summary>
    public IReadOnlyDictionary<int, (Sourced<Money> Low, Sourced<Money> High)> ConfiguredTotals { get; init; } =
        new Dictionary<int, (Sourced<Money>, Sourced<Money>)>();

    /// <summary>Processor platform as stated.</summary>
    public string? Platform { get; init; }

    /// <summary>Package power of the processor, where known.</summary>
    public Sourced<Power>? CpuPower { get; init; }

    /// <summary>Noise as stated.</summary>
    public Sourced<SoundLevel>? Noise { get; init; }

    /// <summary>Remarks.</summary>
    public string? Notes { get; init; }
}
