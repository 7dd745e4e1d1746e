using Rigwright.Domain.Parts;
using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.Search.Exact;

/// <summary>What has to be chosen for a platform, in the order of the search tree: every part below depends on those above it only through
/// what the rules read.</summary>
internal enum PlatformSlot
{
    Cpu,
    Board,
    Memory,
    Drive,
    Case,
    PowerSupply,
    Cooler,
}

/// <summary>One possible choice for a slot.</summary>
/// <param name="Part">The part; null only for "no cooler", when the processor brings one.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Price">Price of one that is bought.</param>
/// <param name="Owned">How many of them are there already.</param>
internal readonly record struct PlatformChoice(Part? Part, int Quantity, decimal Price, int Owned = 0)
{
    public decimal Total => Price * (Quantity - Owned);

    public Rig PutInto(Rig rig) => Part switch
    {
        Cpu cpu => rig with { Cpu = cpu },
        Motherboard board => rig with { Board = board },
        MemoryKit kit => rig with { Memory = [new(kit, Quantity)] },
        Drive drive => rig with { Drives = [new(drive, Quantity)] },
        Case chassis => rig with { Case = chassis },
        PowerSupply supply => rig with { PowerSupply = supply },
        Cooler cooler => rig with { Cooler = cooler },
        _ => rig,
    };
}
