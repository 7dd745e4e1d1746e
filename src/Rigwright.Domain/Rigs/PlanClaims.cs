using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Rigs;

/// <summary>What a plan says about its rig, kind by kind.</summary>
public sealed record PlanClaims
{
    /// <summary>Power of the whole rig.</summary>
    public IReadOnlyList<PowerClaim> Power { get; init; } = [];

    /// <summary>Memory of all devices together.</summary>
    public IReadOnlyList<DeviceMemoryClaim> DeviceMemory { get; init; } = [];

    /// <summary>Noise of the whole rig.</summary>
    public IReadOnlyList<NoiseClaim> Noise { get; init; } = [];

    /// <summary>Data of one accelerator.</summary>
    public IReadOnlyList<AcceleratorClaim> Accelerators { get; init; } = [];

    /// <summary>Data of one model.</summary>
    public IReadOnlyList<ModelClaim> Models { get; init; } = [];

    /// <summary>Decode speeds on the rig.</summary>
    public IReadOnlyList<SpeedClaim> Speeds { get; init; } = [];

    /// <summary>Models that are loaded at the same time.</summary>
    public IReadOnlyList<TogetherClaim> Together { get; init; } = [];

    /// <summary>VAT rates.</summary>
    public IReadOnlyList<VatClaim> Vat { get; init; } = [];

    /// <summary>Prices of products, beside those of the lines.</summary>
    public IReadOnlyList<PriceClaim> Prices { get; init; } = [];

    /// <summary>What can be added later.</summary>
    public IReadOnlyList<UpgradeClaim> Upgrades { get; init; } = [];
}

/// <summary>A statement of a plan.</summary>
/// <param name="From">The document that states it, where it is not the plan's own; else null.</param>
/// <param name="Position">Where it stands.</param>
public abstract record Claim(string? From, Position Position);

/// <summary>A figure or a range of figures as written.</summary>
/// <param name="Low">Low end.</param>
/// <param name="High">High end; the same as <paramref name="Low"/> for one figure.</param>
public readonly record struct Figure(double Low, double High)
{
    /// <summary>Is it a range?</summary>
    public bool IsRange => High > Low;

    /// <summary>As written, culture-invariant: <c>15-25</c>.</summary>
    public override string ToString() => IsRange
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Low:0.###}-{High:0.###}")
        : Low.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The rig draws this much under load.</summary>
public sealed record PowerClaim(Figure Watts, string? From, Position Position) : Claim(From, Position);

/// <summary>The devices have this much memory together, in the makers' GB.</summary>
public sealed record DeviceMemoryClaim(double Gigabytes, string? From, Position Position) : Claim(From, Position);

/// <summary>The rig is this loud: a word (silent, quiet, moderate, loud, very-loud).</summary>
public sealed record NoiseClaim(string Word, string? From, Position Position) : Claim(From, Position);

/// <summary>Data of an accelerator; a null field is not stated.</summary>
public sealed record AcceleratorClaim(string Accelerator, string? From, Position Position) : Claim(From, Position)
{
    /// <summary>Power limit in watts.</summary>
    public double? Watts { get; init; }

    /// <summary>Memory in the makers' GB.</summary>
    public double? MemoryGigabytes { get; init; }

    /// <summary>Memory bandwidth in GB/s.</summary>
    public double? BandwidthGigabytesPerSecond { get; init; }

    /// <summary>Does it have NVLink?</summary>
    public bool? NvLink { get; init; }

    /// <summary>How the heat leaves, as a word of the catalogue.</summary>
    public Hardware.CoolingKind? Cooling { get; init; }
}

/// <summary>Data of a model; a null field is not stated.</summary>
public sealed record ModelClaim(string Model, string? From, Position Position) : Claim(From, Position)
{
    /// <summary>The quantisation that <see cref="SizeGigabytes"/> is stated for.</summary>
    public string? Quantisation { get; init; }

    /// <summary>Size of the weights in GB (10^9).</summary>
    public double? SizeGigabytes { get; init; }

    /// <summary>Parameters used for one token, in billions.</summary>
    public double? ActiveParametersB { get; init; }

    /// <summary>All parameters, in billions.</summary>
    public double? TotalParametersB { get; init; }
}

/// <summary>How a model is spread over several devices.</summary>
public enum SplitKind
{
    /// <summary>Not stated.</summary>
    Unstated,

    /// <summary>Layers after each other: capacity adds, speed does not.</summary>
    Layers,

    /// <summary>Each tensor is divided: needs equal devices.</summary>
    Tensors,
}

/// <summary>A model decodes this fast.</summary>
public sealed record SpeedClaim(string Model, Figure DecodeTokensPerSecond, string? From, Position Position) : Claim(From, Position)
{
    /// <summary>The quantisation, or null when not stated.</summary>
    public string? Quantisation { get; init; }

    /// <summary>The accelerator that it runs on; null for the rig's only kind.</summary>
    public string? Accelerator { get; init; }

    /// <summary>How many of them; null for all.</summary>
    public int? Devices { get; init; }

    /// <summary>Streams at the same time.</summary>
    public int Streams { get; init; } = 1;

    /// <summary>How the model is spread over several devices.</summary>
    public SplitKind Split { get; init; }

    /// <summary>Engine id, or null when not stated.</summary>
    public string? Engine { get; init; }
}

/// <summary>One of several models that are loaded at the same time.</summary>
/// <param name="Model">Name.</param>
/// <param name="Quantisation">Quantisation, or null when not stated.</param>
/// <param name="SizeGigabytes">Stated size of the weights in GB (10^9), or null.</param>
public sealed record LoadedModel(string Model, string? Quantisation, double? SizeGigabytes);

/// <summary>These models are loaded at the same time.</summary>
public sealed record TogetherClaim(IReadOnlyList<LoadedModel> Models, string? From, Position Position) : Claim(From, Position)
{
    /// <summary>The accelerator that holds them; null for all devices together.</summary>
    public string? Accelerator { get; init; }

    /// <summary>Memory said to be left over, in GB, or null.</summary>
    public double? FreeGigabytes { get; init; }

    /// <summary>How a model is spread over several devices.</summary>
    public SplitKind Split { get; init; }
}

/// <summary>The VAT rate is this many percent.</summary>
public sealed record VatClaim(double Percent, string Region, string? From, Position Position) : Claim(From, Position);

/// <summary>A product costs this much.</summary>
public sealed record PriceClaim(PlanItemKind Kind, string Reference, Money Low, Money High, Condition Condition, DateOnly? Date, string? From, Position Position) : Claim(From, Position);

/// <summary>Something can be added later.</summary>
public sealed record UpgradeClaim(IReadOnlyList<PlanLine> Adds, string? From, Position Position) : Claim(From, Position)
{
    /// <summary>Power of the rig afterwards in watts, or null when not stated.</summary>
    public double? Watts { get; init; }

    /// <summary>Is it said that nothing else has to change?</summary>
    public bool NothingElseChanges { get; init; }
}
