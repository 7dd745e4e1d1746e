using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.Compatibility.Rules;

/// <summary>A build names all its parts.</summary>
public sealed class PartsNamedRule() : CompatibilityRule("build.parts-named",
    "A build names its processor, board, memory, power supply, case, cooler and drive, so that the other rules can speak.",
    "every rule that compares two parts needs both")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (!rig.IsBuild)
            yield break;
        (string Name, bool Named)[] parts =
        [
            ("processor", rig.Cpu is not null), ("board", rig.Board is not null), ("memory", rig.Memory.Count > 0),
            ("power supply", rig.PowerSupply is not null), ("case", rig.Case is not null),
            ("cooler", rig.Cooler is not null || rig.Cpu?.IncludesCooler?.Value == true), ("drive", rig.Drives.Count > 0),
        ];
        var missing = parts.Where(p => !p.Named).Select(p => p.Name).ToList();
        yield return missing.Count == 0
            ? Pass($"All seven kinds of parts are named.", $"{parts.Length} kinds", $"{parts.Length} kinds")
            : Unknown($"no {string.Join(", no ", missing)} is named; rules about {(missing.Count == 1 ? "it" : "them")} cannot speak.",
                $"{parts.Length - missing.Count} kinds", $"{parts.Length} kinds");
    }
}

/// <summary>Processor and board have one socket.</summary>
public sealed class SocketRule() : CompatibilityRule("cpu.socket",
    "The processor's socket is the board's socket.", "mechanical fit, stated by both makers")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Cpu is not { } cpu || rig.Board is not { } board)
            yield break;
        if (cpu.Socket is not { } have || board.Socket is not { } need)
            yield return Unknown($"socket of {(cpu.Socket is null ? cpu.Name : board.Name)} not found.");
        else if (string.Equals(have.Value, need.Value, StringComparison.OrdinalIgnoreCase))
            yield return Pass($"{cpu.Name} and {board.Name} both have {have.Value}.", $"{have.Value}", $"{need.Value}", have.Source, need.Source);
        else
            yield return Error($"{cpu.Name} has socket {have.Value}, {board.Name} has {need.Value}.", $"{have.Value}", $"{need.Value}", have.Source, need.Source);
    }
}

/// <summary>The processor works with the board's chipset.</summary>
public sealed class ChipsetRule() : CompatibilityRule("cpu.chipset",
    "Where one socket has several chipsets (sTR5: TRX50, WRX90), the processor's list names the board's.", "makers' processor pages")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        // Without a list nothing is compared here: cpu.board-support says what to verify.
        if (rig.Cpu is not { Chipsets: { } chipsets } cpu || rig.Board is not { } board)
            yield break;
        if (board.Chipset is not { } chipset)
            yield return Unknown($"chipset of {board.Name} not found.");
        else if (chipsets.Value.Contains(chipset.Value, StringComparer.OrdinalIgnoreCase))
            yield return Pass($"{cpu.Name} works with {chipset.Value}.", $"{chipset.Value}", $"{string.Join(" or ", chipsets.Value)}", chipsets.Source, chipset.Source);
        else
            yield return Error($"{cpu.Name} works with {string.Join(" or ", chipsets.Value)}; {board.Name} has {chipset.Value}.",
                $"{chipset.Value}", $"{string.Join(" or ", chipsets.Value)}", chipsets.Source, chipset.Source);
    }
}

/// <summary>The board fits the case.</summary>
public sealed class BoardFormFactorRule() : CompatibilityRule("case.board-form-factor",
    "The case lists the board's form factor.", "case maker's list of form factors")
{
    // Smaller boards use a subset of the mounting holes of the larger ones (ATX and SSI specifications).
    private static readonly Dictionary<string, string[]> FitsWhere = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Mini-ITX"] = ["Mini-ITX", "Micro-ATX", "ATX", "E-ATX", "SSI CEB", "SSI EEB"],
        ["Micro-ATX"] = ["Micro-ATX", "ATX", "E-ATX", "SSI CEB", "SSI EEB"],
        ["ATX"] = ["ATX", "E-ATX", "SSI CEB", "SSI EEB"],
        ["SSI CEB"] = ["SSI CEB", "SSI EEB"],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Board is not { } board || rig.Case is not { } chassis)
            yield break;
        if (board.FormFactor is not { } have)
            yield return Unknown($"form factor of {board.Name} not found.");
        else if (chassis.BoardFormFactors is not { } list)
            yield return Unknown($"{chassis.Name} is not known to take {have.Value} boards ({board.Name}).", $"{have.Value}", null, have.Source);
        else if (FitsWhere.GetValueOrDefault(have.Value, [have.Value]).Intersect(list.Value, StringComparer.OrdinalIgnoreCase).Any())
            yield return Pass($"{chassis.Name} takes {have.Value}.", $"{have.Value}", $"{string.Join(", ", list.Value)}", have.Source, list.Source);
        else if (have.Value.StartsWith("SSI", StringComparison.OrdinalIgnoreCase) && list.Value.Contains("E-ATX", StringComparer.OrdinalIgnoreCase))
            yield return Unknown($"{chassis.Name} lists E-ATX but not {have.Value}; E-ATX is not one size.", $"{have.Value}", $"{string.Join(", ", list.Value)}", have.Source, list.Source);
        else
            yield return Error($"{board.Name} is {have.Value}; {chassis.Name} takes {string.Join(", ", list.Value)}.",
                $"{have.Value}", $"{string.Join(", ", list.Value)}", have.Source, list.Source);
    }
}

/// <summary>A picture can be had for the first set-up.</summary>
public sealed class GraphicsOutputRule() : CompatibilityRule("graphics.output",
    "Something can show a picture for the first set-up: a processor with graphics or a card with outputs.", "card and processor makers")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (!rig.IsBuild || rig.Devices.Count == 0)
            yield break;
        if (rig.Cpu?.IntegratedGraphics is { Value: true } graphics)
        {
            yield return Pass($"{rig.Cpu.Name} has graphics of its own.", null, null, graphics.Source);
            yield break;
        }
        // Passive data-centre cards have no display outputs; cards with a fan of their own have them.
        var cooling = rig.Devices.Select(d => d.Cooling).ToList();
        if (cooling.Any(c => c is not null && c.Value != Domain.Hardware.CoolingKind.Passive))
            yield return Pass($"A card with display outputs is in the rig.");
        else if (cooling.All(c => c is { Value: Domain.Hardware.CoolingKind.Passive }) && rig.Cpu?.IntegratedGraphics is { Value: false })
            yield return Warning($"Neither the cards nor {rig.Cpu.Name} have a display output; set-up needs a board with remote management.");
        else
            yield return Unknown($"whether {(rig.Cpu is null ? "the processor" : rig.Cpu.Name)} has graphics is not known and the cards have no outputs.");
    }
}
