using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.Compatibility.Rules;

/// <summary>Somebody who must know says that board and processor work together; one socket alone does not.</summary>
public sealed class BoardSupportRule() : CompatibilityRule("cpu.board-support",
    "The processor's maker names the board's chipset, or the board's maker lists the processor; an equal socket alone is no proof (LGA 1151 boards of 2015 refuse processors of 2017).",
    "makers' chipset and processor support lists")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Cpu is not { Socket: { } have } cpu || rig.Board is not { Socket: { } need } board || !string.Equals(have.Value, need.Value, StringComparison.OrdinalIgnoreCase))
            yield break;
        if (cpu.Chipsets is null)
            yield return Unknown($"whether {board.Name} supports {cpu.Name}: only the socket {have.Value} is known to match. Look the processor up in the support list on the board's page, with the BIOS version it needs.",
                $"socket {have.Value}", $"support list", have.Source, need.Source);
        else if (board.Chipset is not { } chipset)
            yield return Unknown($"chipset of {board.Name} not found; {cpu.Name} works with {string.Join(" or ", cpu.Chipsets.Value)}.", null, $"{string.Join(" or ", cpu.Chipsets.Value)}", cpu.Chipsets.Source);
        else if (cpu.Chipsets.Value.Contains(chipset.Value, StringComparer.OrdinalIgnoreCase))
            yield return Pass($"The maker of {cpu.Name} names {chipset.Value}.", $"{chipset.Value}", $"{string.Join(" or ", cpu.Chipsets.Value)}", cpu.Chipsets.Source, chipset.Source);
        else
            yield return Error($"The maker of {cpu.Name} does not name {chipset.Value}, the chipset of {board.Name}.", $"{chipset.Value}", $"{string.Join(" or ", cpu.Chipsets.Value)}", cpu.Chipsets.Source, chipset.Source);
    }
}

/// <summary>The board as it leaves the factory knows the processor.</summary>
public sealed class BiosAgeRule() : CompatibilityRule("cpu.bios-age",
    "The board is not older than the processor; an older one needs a BIOS update before the processor starts.",
    "release years of both; a board on the shelf may carry its first BIOS")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Cpu is not { } cpu || rig.Board is not { } board)
            yield break;
        if (cpu.ReleaseYear is not { } have || board.ReleaseYear is not { } need)
            yield return Unknown($"release year of {(cpu.ReleaseYear is null ? cpu.Name : board.Name)} not found: look up which BIOS version first knows {cpu.Name} and whether the board can be updated without a processor.");
        else if (have <= need)
            yield return Pass($"{board.Name} ({need}) is not older than {cpu.Name} ({have}).", $"{have}", $"{need}");
        else
            yield return Warning($"{board.Name} of {need} is older than {cpu.Name} of {have}: it may need a BIOS update first, best by a board that updates without a processor.", $"{have}", $"{need}");
    }
}

/// <summary>Error correction is used where it is paid for.</summary>
public sealed class MemoryEccRule() : CompatibilityRule("memory.ecc",
    "Memory with error correction corrects errors only where the processor and the board support it.",
    "processor and board makers' specifications")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Cpu is not { } cpu || rig.Board is not { } board || !rig.Memory.Any(m => m.Part.Ecc?.Value == true))
            yield break;
        var kit = rig.Memory.First(m => m.Part.Ecc?.Value == true).Part;
        var refusing = cpu.Ecc is { Value: false } ? cpu.Name : board.Ecc is { Value: false } ? board.Name : null;
        if (refusing is not null)
            yield return Warning($"{kit.Name} carries error correction, which {refusing} does not use: errors go unnoticed, if the memory starts at all.",
                $"ECC memory", $"no ECC support", kit.Ecc!.Source, (cpu.Ecc is { Value: false } ? cpu.Ecc : board.Ecc)!.Source);
        else if (cpu.Ecc is null || board.Ecc is null)
            yield return Unknown($"whether {(cpu.Ecc is null ? cpu.Name : board.Name)} uses the error correction of {kit.Name}.", $"ECC memory", null, kit.Ecc!.Source);
        else
            yield return Pass($"{cpu.Name} and {board.Name} support error correction.", $"ECC memory", $"ECC support", kit.Ecc!.Source, cpu.Ecc.Source, board.Ecc.Source);
    }
}
