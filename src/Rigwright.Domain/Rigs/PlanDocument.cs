using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;

namespace Rigwright.Domain.Rigs;

/// <summary>Somebody's plan or quote as it was written: nothing in it is checked yet, and ids are only text.</summary>
public sealed record PlanDocument
{
    /// <summary>The file it was read from, as the user gave it.</summary>
    public required string File { get; init; }

    /// <summary>Name of the plan.</summary>
    public required string Name { get; init; }

    /// <summary>How the rig is bought.</summary>
    public required RigForm Form { get; init; }

    /// <summary>Title of the document that the plan is quoted from; null for the user's own plan.</summary>
    public string? Document { get; init; }

    /// <summary>The day that prices and dated parameters are looked up at.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Country code of the buyer, or null.</summary>
    public string? Region { get; init; }

    /// <summary>Outlet id within the region; null for the everyday one.</summary>
    public string? Outlet { get; init; }

    /// <summary>How loud the rig may be under load; null when the plan does not say.</summary>
    public NoiseLimit? NoiseLimit { get; init; }

    /// <summary>The operating system that it is to run, <c>linux</c>, <c>windows</c> or <c>macos</c>; null when the plan does not say.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>Ids of the engines that are to run on it, besides those that its claims about speeds name.</summary>
    public IReadOnlyList<string> Engines { get; init; } = [];

    /// <summary>The one currency of the lines' prices.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The lines of the bill in order.</summary>
    public IReadOnlyList<PlanLine> Lines { get; init; } = [];

    /// <summary>The totals that are printed.</summary>
    public IReadOnlyList<PlanTotal> Totals { get; init; } = [];

    /// <summary>What is said about the rig.</summary>
    public PlanClaims Claims { get; init; } = new();
}

/// <summary>What a line of a plan is.</summary>
public enum PlanItemKind
{
    /// <summary>A part of the catalogue.</summary>
    Part,

    /// <summary>An accelerator, chip or machine of the catalogue.</summary>
    Accelerator,

    /// <summary>A vendor's model of the catalogue.</summary>
    Prebuilt,

    /// <summary>An NVLink bridge.</summary>
    NvLinkBridge,

    /// <summary>A network switch between machines.</summary>
    Switch,

    /// <summary>Small material, or a thing that the plan does not name exactly.</summary>
    Other,
}

/// <summary>A line of a plan's bill.</summary>
public sealed record PlanLine
{
    /// <summary>The item as written.</summary>
    public required string Item { get; init; }

    /// <summary>What it is.</summary>
    public required PlanItemKind Kind { get; init; }

    /// <summary>Id, name or part number in the catalogue; null for <see cref="PlanItemKind.Other"/> and the like.</summary>
    public string? Reference { get; init; }

    /// <summary>For a machine with several memory options: which one.</summary>
    public ByteSize? MemoryOption { get; init; }

    /// <summary>How many, at least 1.</summary>
    public int Quantity { get; init; } = 1;

    /// <summary>Price of one, or null when only a quote gives it.</summary>
    public Money? UnitPrice { get; init; }

    /// <summary>New, used, …</summary>
    public Condition Condition { get; init; } = Condition.New;

    /// <summary>Power limit that the owner sets on each device, or null.</summary>
    public Power? PowerCap { get; init; }

    /// <summary>Where the line stands.</summary>
    public required Position Position { get; init; }
}

/// <summary>A printed total.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Low">The total, or the low end of a range.</param>
/// <param name="High">The high end of a range; the same as <paramref name="Low"/> for one figure.</param>
/// <param name="Approximate">Is it printed as rounded ("about", "~")?</param>
/// <param name="CoversMore">Does it include more than the lines (freight, import, options that are not listed)?</param>
/// <param name="Position">Where it stands.</param>
public sealed record PlanTotal(string Label, Money Low, Money High, bool Approximate, bool CoversMore, Position Position);
