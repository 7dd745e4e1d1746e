using System.Text.RegularExpressions;
using Rigwright.App.Prices;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Search;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.App.Build;

/// <summary>What to build around which devices.</summary>
public sealed partial record BuildCommandRequest
{
    /// <summary>The word for every set of one to four equal cards that has a price.</summary>
    public const string Any = "any";

    /// <summary>Devices as written: <c>2x rtx-5090</c>, or a maker's card by its id, part number or name.</summary>
    public required IReadOnlyList<string> Devices { get; init; }

    /// <summary>Further sets of devices to compare with, each as written: <c>2x rtx-3090 + rtx-5090</c>.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>A model whose decode speed is compared, as `rig fit` knows it; null compares memory bandwidth instead.</summary>
    public string? Model { get; init; }

    /// <summary>Quantisation of the model; null for a default.</summary>
    public string? Quant { get; init; }

    /// <summary>Context of the model in tokens; null for a default.</summary>
    public int? Context { get; init; }

    /// <summary>Every set of devices as written, the first one first.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> Sets => [[.. Devices.SelectMany(CardsOf)], .. Alternatives.Select(CardsOf)];

    // The plus of a name ("NITRO+ RX 7900") stands at a word's end; what separates cards stands apart or joins two words.
    private static string[] CardsOf(string text) => [.. Separator().Split(text).Select(t => t.Trim())];

    [GeneratedRegex(@"\s\+(?:\s|$)|(?<=\S)\+(?=\S)")]
    private static partial Regex Separator();

    /// <summary>Does a set stand for all sets of one to four equal cards?</summary>
    internal static bool IsAny(IReadOnlyList<string> set) => set is [var word] && word.Equals(Any, StringComparison.OrdinalIgnoreCase);

    /// <summary>The buyer's price list; null takes the catalogue's offers only.</summary>
    public string? Prices { get; init; }

    /// <summary>Do the catalogue's offers count beside the list? What the list names is priced from the list alone in any case.</summary>
    public bool CatalogueOffers { get; init; } = true;

    /// <summary>The day whose prices count; null takes the catalogue's newest.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The buyer's price history, whose offers count beside the catalogue's; null without one.</summary>
    public IPriceHistory? History { get; init; }

    /// <summary>The day on which the question is asked: no price of the list was seen after it. Null refuses none.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>The currency of prices in the list that state none; null makes such a price an error.</summary>
    public Currency? ListCurrency { get; init; }

    /// <summary>Exchange rates, <c>USD=0.90@2026-02-16</c>.</summary>
    public IReadOnlyList<string> Rates { get; init; } = [];

    /// <summary>Conditions that are accepted: new, refurbished, used; empty accepts all.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>Parts that are chosen already: they stay and cost nothing more.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Parts that are there already but may be replaced: they cost nothing. <c>2x …</c> for several.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>Least system memory in GiB.</summary>
    public double? MinMemoryGib { get; init; }

    /// <summary>Least memory of all cards together in GiB; a set that holds less is no choice.</summary>
    public double? MinCardMemoryGib { get; init; }

    /// <summary>The most that cards and parts may cost together, in the currency of the answer; a set that costs more is no choice.</summary>
    public decimal? MaxPrice { get; init; }

    /// <summary>Least storage in GB.</summary>
    public double? MinStorageGb { get; init; }

    /// <summary>Folder of the catalogue, for the speeds; null for the shipped one.</summary>
    public string? Catalogue { get; init; }

    /// <summary>Loudest level at full load that the owner wants in dBA; null when it does not matter.</summary>
    public double? MaxNoiseDba { get; init; }

    /// <summary>Engines that are to run, by their ids.</summary>
    public IReadOnlyList<string> Engines { get; init; } = [];

    /// <summary>The operating system, <c>linux</c>, <c>windows</c> or <c>macos</c>; null when any will do.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>Country whose first outlet feeds the machine.</summary>
    public string Region { get; init; } = "CH";

    /// <summary>What avoiding a warning is worth.</summary>
    public decimal WarningWorth { get; init; }

    /// <summary>What avoiding an unknown fact is worth.</summary>
    public decimal UnknownWorth { get; init; }

    /// <summary>Rules of which no unknown is accepted.</summary>
    public IReadOnlyList<string> RefuseUnknown { get; init; } = [];
}

/// <summary>The cheapest build, or why there is none.</summary>
public sealed record BuildCommandResponse
{
    /// <summary>Every problem with the inputs; with an error among them nothing was searched.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>The proven answer; null when an input is wrong.</summary>
    public BuildResult? Result { get; init; }

    /// <summary>The price list with its matched and unmatched rows; null without one.</summary>
    public OwnPriceList? Prices { get; init; }

    /// <summary>The price history and how many of its offers could count; null without one.</summary>
    public PriceStoreReport? Store { get; init; }

    /// <summary>Currency of every price.</summary>
    public Currency Currency { get; init; } = Currency.Chf;

    /// <summary>The day whose prices count.</summary>
    public DateOnly AsOf { get; init; }

    /// <summary>The devices with what each costs and why that price.</summary>
    public IReadOnlyList<PricedDevice> Devices { get; init; } = [];

    /// <summary>Price of the devices that have to be bought; null when one has no price.</summary>
    public Money? DevicePrice { get; init; }

    /// <summary>The price and the offer behind it of each part that is bought, by id.</summary>
    public IReadOnlyDictionary<PartId, PricedPart> Quotes { get; init; } = new Dictionary<PartId, PricedPart>();

    /// <summary>Ids of parts that were there already.</summary>
    public IReadOnlySet<string> Owned { get; init; } = new HashSet<string>();

    /// <summary>Parts that were there and are not in the answer.</summary>
    public IReadOnlyList<Part> Replaced { get; init; } = [];

    /// <summary>What keeps the parts that are there from carrying the devices as they are: errors of the rules.</summary>
    public IReadOnlyList<Finding> AsItIs { get; init; } = [];

    /// <summary>Without an answer: the complete build that breaks the fewest rules.</summary>
    public NearMiss? Nearest { get; init; }

    /// <summary>Without an answer: each rule that alone is the reason.</summary>
    public IReadOnlyList<(string Rule, Money Price)> Blocking { get; init; } = [];

    /// <summary>Without an answer: kinds of parts of which none has a price.</summary>
    public IReadOnlyList<PartCategory> Unpriced { get; init; } = [];

    /// <summary>The sets of devices compared with each other; null when only one was asked for.</summary>
    public BuildFront? Front { get; init; }

    /// <summary>Does the answer cost no more and hold no less than asked for?</summary>
    public bool IsWithinLimits { get; init; } = true;

    /// <summary>The limits that the question set, for people; empty without one.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];

    /// <summary>Is there a build that is acceptable and within the limits?</summary>
    public bool IsAnswered => Result is { IsFeasible: true } && IsWithinLimits || Front?.Sets.Any(s => s.IsChoice) == true;

    /// <summary>Is any input wrong?</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
}

/// <summary>A device of the answer with its price.</summary>
/// <param name="Device">The device with the maker's card that was chosen, if any.</param>
/// <param name="Count">How many.</param>
/// <param name="Owned">How many of them are there already.</param>
public sealed record PricedDevice(DeviceChoice Device, int Count, int Owned);
