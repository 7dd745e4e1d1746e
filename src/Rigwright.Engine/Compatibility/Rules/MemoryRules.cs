using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.Compatibility.Rules;

/// <summary>Memory, board and processor are of one generation.</summary>
public sealed class MemoryGenerationRule() : CompatibilityRule("memory.generation",
    "Memory, board and processor are of one DDR generation.", "board maker's memory specification")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if ((rig.Board?.MemoryType ?? rig.Cpu?.MemoryType) is not { } need)
        {
            if (rig.Memory.Count > 0 && rig.Board is not null)
                yield return Unknown($"memory generation of {rig.Board.Name} not found.");
            yield break;
        }
        foreach (var kit in rig.Memory.Select(m => m.Part))
        {
            if (kit.MemoryType is not { } have)
                yield return Unknown($"memory generation of {kit.Name} not found.", null, $"{need.Value}", need.Source);
            else if (string.Equals(have.Value, need.Value, StringComparison.OrdinalIgnoreCase))
                yield return Pass($"{kit.Name} is {have.Value}.", $"{have.Value}", $"{need.Value}", have.Source, need.Source);
            else
                yield return Error($"{kit.Name} is {have.Value}; the board takes {need.Value}.", $"{have.Value}", $"{need.Value}", have.Source, need.Source);
        }
    }
}

/// <summary>Unbuffered or registered as the platform wants.</summary>
public sealed class DimmKindRule() : CompatibilityRule("memory.dimm-kind",
    "The memory is of the kind (unbuffered or registered) that starts in the board and works with the processor.",
    "board and processor makers: AM5 takes unbuffered modules, TRX50 and WRX90 registered ones; the keys differ")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Board is null && rig.Cpu is null)
            yield break;
        foreach (var kit in rig.Memory.Select(m => m.Part))
            yield return CheckKit(kit, rig.Board, rig.Cpu);
    }

    private Finding CheckKit(MemoryKit kit, Motherboard? board, Cpu? cpu)
    {
        Sourced<IReadOnlyList<DimmKind>>?[] lists = [board?.DimmKinds, cpu?.DimmKinds];
        var known = lists.OfType<Sourced<IReadOnlyList<DimmKind>>>().ToList();
        var platform = board?.Name ?? cpu!.Name;
        if (kit.Kind is not { } have)
            return Unknown($"whether {kit.Name} is unbuffered or registered.", null, known.Count > 0 ? (FormattableString)$"{Words(known[0].Value)}" : null);
        if (known.Count == 0)
            return Unknown($"which kind of memory {platform} takes.", $"{Word(have.Value)}", null, have.Source);
        var refusing = known.FirstOrDefault(k => !k.Value.Contains(have.Value));
        var need = refusing ?? known[0];
        return refusing is null
            ? Pass($"{platform} takes {Word(have.Value)}.", $"{Word(have.Value)}", $"{Words(need.Value)}", have.Source, need.Source)
            : Error($"{kit.Name} is {Word(have.Value)}; {(ReferenceEquals(refusing, board?.DimmKinds) ? board!.Name : cpu!.Name)} takes {Words(need.Value)} only: it does not start.",
                $"{Word(have.Value)}", $"{Words(need.Value)}", have.Source, need.Source);
    }

    private static string Word(DimmKind kind) => kind switch
    {
        DimmKind.Udimm => "UDIMM",
        DimmKind.Rdimm => "RDIMM",
        _ => "SO-DIMM",
    };

    private static string Words(IReadOnlyList<DimmKind> kinds) => string.Join(" or ", kinds.Select(Word));
}

/// <summary>Enough memory sockets.</summary>
public sealed class DimmSlotsRule() : CompatibilityRule("memory.slots",
    "The board has a memory socket for every module.", "board maker's specification")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Board is not { } board || rig.Memory.Count == 0)
            yield break;
        if (rig.MemoryModules is not { } modules)
            yield return Unknown($"number of modules in {rig.Memory[0].Part.Name}.");
        else if (board.MemorySlots is not { } slots)
            yield return Unknown($"memory sockets of {board.Name} not found.", $"{modules} modules");
        else if (modules <= slots.Value)
            yield return Pass($"{modules} modules in {slots.Value} sockets.", $"{modules} modules", $"{slots.Value} sockets", slots.Source);
        else
            yield return Error($"{modules} modules do not go into the {slots.Value} sockets of {board.Name}.", $"{modules} modules", $"{slots.Value} sockets", slots.Source);
    }
}

/// <summary>Not more memory than board and processor address.</summary>
public sealed class MemoryCapacityRule() : CompatibilityRule("memory.capacity",
    "The memory is not larger than the board and the processor address.", "board and processor makers' specifications")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Board is not { } board || rig.Memory.Count == 0)
            yield break;
        Sourced<ByteSize>?[] limits = [board.MemoryMax, rig.Cpu?.MemoryMax];
        var lowest = limits.OfType<Sourced<ByteSize>>().OrderBy(l => l.Value).FirstOrDefault();
        if (rig.SystemMemory is not { } size)
            yield return Unknown($"size of {rig.Memory[0].Part.Name}.");
        else if (lowest is null)
            yield return Unknown($"largest memory of {board.Name} not found.", $"{size}");
        else if (size <= lowest.Value)
            yield return Pass($"{size} of at most {lowest.Value}.", $"{size}", $"{lowest.Value}", lowest.Source);
        else
            yield return Error($"{size} is more than the {lowest.Value} that {board.Name} with its processor addresses.", $"{size}", $"{lowest.Value}", lowest.Source);
    }
}

/// <summary>Every memory channel has a module.</summary>
public sealed class MemoryChannelsRule() : CompatibilityRule("memory.channels",
    "Every memory channel of the processor has a module.", "processor maker's specification; an empty channel costs its share of the bandwidth")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Cpu is not { } cpu || rig.MemoryModules is not { } modules)
            yield break;
        if (cpu.MemoryChannels is not { } channels)
            yield return Unknown($"memory channels of {cpu.Name} not found.", $"{modules} modules");
        else if (modules >= channels.Value)
            yield return Pass($"{modules} modules for {channels.Value} channels.", $"{modules} modules", $"{channels.Value} channels", channels.Source);
        else
            yield return Warning($"{modules} modules fill {modules} of the {channels.Value} channels of {cpu.Name}: {100.0 * modules / channels.Value:0} % of its memory bandwidth.",
                $"{modules} modules", $"{channels.Value} channels", channels.Source);
    }
}

/// <summary>The rate with all sockets filled is known.</summary>
public sealed class MemorySpeedRule() : CompatibilityRule("memory.speed-all-slots",
    "With every socket filled the memory still runs at its rated speed.", "board makers' population rules")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Board is not { MemorySlots: { } slots } board || rig.MemoryModules is not { } modules || modules < slots.Value)
            yield break;
        var rated = rig.Memory.Select(m => m.Part.SpeedMts).OfType<Sourced<int>>().OrderBy(s => s.Value).FirstOrDefault();
        if (rated is null)
            yield return Unknown($"rated speed of {rig.Memory[0].Part.Name}.");
        else if (board.SpeedAllSlotsFilled is not { } filled)
            yield return Unknown($"speed of {board.Name} with all {slots.Value} sockets filled.", $"{rated.Value} MT/s", null, rated.Source);
        else if (filled.Value >= rated.Value)
            yield return Pass($"{rated.Value} MT/s with all sockets filled.", $"{rated.Value} MT/s", $"{filled.Value} MT/s", filled.Source);
        else
            yield return Warning($"With all {slots.Value} sockets filled {board.Name} runs the {rated.Value} MT/s memory at {filled.Value} MT/s.",
                $"{rated.Value} MT/s", $"{filled.Value} MT/s", filled.Source);
    }
}

/// <summary>Models load through system memory.</summary>
public sealed class ModelLoadingRule() : CompatibilityRule("memory.model-loading",
    "System memory holds the largest model file, so that a reload comes from the cache and not from the drive.",
    "operating systems cache mapped files in free memory; a smaller memory only makes loading slower")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (!rig.IsBuild || context.ModelFiles.Count == 0 || rig.Memory.Count == 0)
            yield break;
        var largest = context.ModelFiles.Max();
        if (rig.SystemMemory is not { } size)
            yield return Unknown($"size of {rig.Memory[0].Part.Name}.", null, $"{largest}");
        else if (size >= largest)
            yield return Pass($"{size} of system memory for a largest model of {largest}.", $"{size}", $"{largest}");
        else
            yield return Note($"The largest model file ({largest}) does not fit the {size} of system memory: every load reads the drive.", $"{size}", $"{largest}");
    }
}
