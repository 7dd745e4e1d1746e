using Rigwright.Domain.Parts;

namespace Rigwright.Engine.Search;

/// <summary>The parts that a build may be made of, by kind, the cheapest first (ties by id).</summary>
public sealed class PlatformParts
{
    /// <summary>Sorts parts.</summary>
    public PlatformParts(IEnumerable<PricedPart> parts)
    {
        var sorted = parts.OrderBy(p => p.Cost).ThenBy(p => p.Part.Id.Value, StringComparer.Ordinal).ToList();
        Cpus = Of(PartCategory.Cpu);
        Boards = Of(PartCategory.Motherboard);
        Memory = Of(PartCategory.Memory);
        PowerSupplies = Of(PartCategory.PowerSupply);
        Cases = Of(PartCategory.Case);
        Coolers = Of(PartCategory.Cooler);
        Drives = Of(PartCategory.Drive);

        IReadOnlyList<PricedPart> Of(PartCategory category) => [.. sorted.Where(p => p.Part.Category == category)];
    }

    /// <summary>Processors.</summary>
    public IReadOnlyList<PricedPart> Cpus { get; private init; }

    /// <summary>Boards.</summary>
    public IReadOnlyList<PricedPart> Boards { get; private init; }

    /// <summary>Memory kits.</summary>
    public IReadOnlyList<PricedPart> Memory { get; private init; }

    /// <summary>Power supplies.</summary>
    public IReadOnlyList<PricedPart> PowerSupplies { get; private init; }

    /// <summary>Cases.</summary>
    public IReadOnlyList<PricedPart> Cases { get; private init; }

    /// <summary>Processor coolers.</summary>
    public IReadOnlyList<PricedPart> Coolers { get; private init; }

    /// <summary>Drives.</summary>
    public IReadOnlyList<PricedPart> Drives { get; private init; }

    /// <summary>The platforms that the boards stand for, in the order of their cheapest board.</summary>
    public IReadOnlyList<string> Platforms => [.. Boards.Select(b => PlatformOf((Motherboard)b.Part)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The parts with the boards of one platform only.</summary>
    public PlatformParts For(string platform) => new([])
    {
        Cpus = Cpus,
        Boards = [.. Boards.Where(b => PlatformOf((Motherboard)b.Part) == platform)],
        Memory = Memory,
        PowerSupplies = PowerSupplies,
        Cases = Cases,
        Coolers = Coolers,
        Drives = Drives,
    };

    /// <summary>The platform of a board: its chipset for workstation sockets, whose chipsets differ in kind, else its socket; null when neither is known.</summary>
    public static string? PlatformOf(Motherboard board) => board.Chipset?.Value switch
    {
        "TRX50" => "trx50",
        "WRX90" => "wrx90",
        _ => board.Socket?.Value.ToLowerInvariant(),
    };
}
