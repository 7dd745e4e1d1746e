using Rigwright.Domain.Parts;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Search;

/// <summary>The best set of parts around some devices, or why there is none.</summary>
public sealed record PlatformResult
{
    /// <summary>The chosen parts in the order processor, board, memory, cooler, drive, power supply, case; empty when none fits.</summary>
    public required IReadOnlyList<PricedPart> Parts { get; init; }

    /// <summary>The rig with these parts and without lines; null when none fits.</summary>
    public required Rig? Rig { get; init; }

    /// <summary>What the rules say about the chosen set, or about the set that breaks the fewest rules when none fits.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Price of the parts.</summary>
    public decimal Cost => Parts.Sum(p => p.Cost);

    /// <summary>Was a set found?</summary>
    public bool IsFeasible => Rig is not null;

    /// <summary>The errors of an infeasible answer.</summary>
    public IEnumerable<Finding> Errors => Findings.Where(f => f.Severity == FindingSeverity.Error);

    /// <summary>Some parts put into a rig.</summary>
    internal static Rig Assemble(Rig devices, IEnumerable<PricedPart> parts)
    {
        var rig = devices;
        foreach (var part in parts)
        {
            rig = part.Part switch
            {
                Cpu cpu => rig with { Cpu = cpu },
                Motherboard board => rig with { Board = board },
                MemoryKit kit => rig with { Memory = [new(kit)] },
                Cooler cooler => rig with { Cooler = cooler },
                Drive drive => rig with { Drives = [new(drive)] },
                PowerSupply supply => rig with { PowerSupply = supply },
                Case chassis => rig with { Case = chassis },
                _ => rig,
            };
        }
        return rig;
    }
}
