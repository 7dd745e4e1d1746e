using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;

namespace Rigwright.Engine.Compatibility.Rules;

/// <summary>NVLink only where the card has it.</summary>
public sealed class NvLinkRule() : CompatibilityRule("link.nvlink",
    "An NVLink bridge joins two cards that both have NVLink; it depends on the cards, not on the board or chipset.", "card makers' specifications")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.NvLinkBridges == 0 && !context.WantsNvLink)
            yield break;
        foreach (var device in rig.Devices.Where(d => d.IsCard))
            yield return CheckDevice(device, rig);
    }

    private Finding CheckDevice(RigDevice device, Rig rig)
    {
        var name = device.Accelerator.Name;
        if (device.Accelerator.Link is not { } link)
            return Unknown($"whether {name} has NVLink.");
        if (!link.Value.Kind.StartsWith("NVLink", StringComparison.OrdinalIgnoreCase))
            return Error($"{name} has no NVLink (link: {link.Value.Kind}); cards talk over PCIe.", $"{link.Value.Kind}", $"NVLink", link.Source);
        var pairs = device.Count / 2;
        if (rig.NvLinkBridges > pairs)
            return Error($"{rig.NvLinkBridges} bridges for {device.Count} {name}: a bridge joins two.", $"{rig.NvLinkBridges} bridges", $"{pairs} pairs", link.Source);
        return device.Count > 2
            ? Note($"NVLink joins {name} in pairs only; traffic between pairs goes over PCIe.", $"{device.Count} cards", $"2 cards a bridge", link.Source)
            : Pass($"{name} has {link.Value.Kind}.", $"{link.Value.Kind}", $"NVLink", link.Source);
    }
}

/// <summary>The machines of a cluster are joined.</summary>
public sealed class ClusterLinkRule() : CompatibilityRule("machine.cluster-link",
    "Two machines are joined by a cable, three or more by a switch.", "https://docs.nvidia.com/dgx/dgx-spark/spark-clustering.html")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Form != RigForm.Cluster)
            yield break;
        var machine = rig.Devices[0].Accelerator;
        if (machine.Link is not { } link)
        {
            yield return Unknown($"link of {machine.Name} not found.");
            yield break;
        }
        var cables = rig.Cables.Where(c => c.Part.Purpose?.Value.Contains("link", StringComparison.OrdinalIgnoreCase) != false).Sum(c => c.Quantity);
        if (string.Equals(link.Value.Kind, "none", StringComparison.OrdinalIgnoreCase))
            yield return Error($"{machine.Name} has no link that joins machines.", $"none", $"link", link.Source);
        else if (rig.HasSwitch && cables >= rig.DeviceCount)
            yield return Pass($"{rig.DeviceCount} machines on a switch.", $"{cables} cables and a switch", $"{rig.DeviceCount} cables and a switch", link.Source);
        else if (rig.DeviceCount == 2 && cables >= 1)
            yield return Pass($"Two machines on one cable.", $"{cables} cables", $"1 cable", link.Source);
        else if (rig.DeviceCount == 2 || cables == 0)
            yield return Error($"No cable joins the {rig.DeviceCount} machines.", $"{cables} cables", $"{(rig.DeviceCount == 2 ? "1 cable" : "a switch")}", link.Source);
        else
            yield return Warning($"{rig.DeviceCount} machines need a switch; with {cables} cable{(cables == 1 ? "" : "s")} two of them work together and the others alone.",
                $"{cables} cables", $"a switch and {rig.DeviceCount} cables", link.Source);
    }
}

/// <summary>A machine is sold with the stated memory.</summary>
public sealed class MachineMemoryRule() : CompatibilityRule("machine.memory-option",
    "A machine that is sold with several memory sizes says which, and it is one of them.", "makers' order options")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        foreach (var device in rig.Devices)
        {
            var options = device.Accelerator.MemoryOptions;
            var text = string.Join(", ", options.Select(o => o.Value.ToString()));
            if (device.MemoryOption is not { } wanted)
            {
                if (options.Count > 1)
                    yield return Unknown($"which memory {device.Accelerator.Name} is bought with; the largest is taken.", null, $"{text}", options[0].Source);
                continue;
            }
            yield return options.Any(o => o.Value == wanted)
                ? Pass($"{device.Accelerator.Name} is sold with {wanted}.", $"{wanted}", $"{text}", options[0].Source)
                : Error($"{device.Accelerator.Name} is not sold with {wanted}: {text}.", $"{wanted}", $"{text}", options[0].Source);
        }
    }
}

/// <summary>The models fit the drives.</summary>
public sealed class StorageCapacityRule() : CompatibilityRule("storage.capacity",
    "The drives hold every model file, with a tenth left free for the system.", "drive makers' capacities; the tenth is assumed")
{
    // Assumed: room for the system, the engines and one file while it is being replaced.
    private const double UsableShare = 0.9;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        if (rig.Drives.Count == 0 || context.ModelFiles.Count == 0)
            yield break;
        var need = ByteSize.Sum(context.ModelFiles);
        if (rig.Drives.FirstOrDefault(d => d.Part.Capacity is null) is { } unknown)
        {
            yield return Unknown($"capacity of {unknown.Part.Name} not found.", $"{need.GB:0} GB");
            yield break;
        }
        var have = rig.Drives.Sum(d => d.Part.Capacity!.Value.Bytes * (double)d.Quantity) * UsableShare;
        var source = rig.Drives[0].Part.Capacity!.Source;
        yield return need.Bytes <= have
            ? Pass($"{need.GB:0} GB of models on the drives.", $"{need.GB:0} GB", $"{have / 1e9:0} GB", source)
            : Error($"{need.GB:0} GB of models do not fit the drives ({have / 1e9:0} GB usable).", $"{need.GB:0} GB", $"{have / 1e9:0} GB", source);
    }
}

/// <summary>An M.2 socket for every M.2 drive.</summary>
public sealed class DriveSocketRule() : CompatibilityRule("storage.m2-sockets",
    "The board has an M.2 socket for every M.2 drive.", "board maker's specification")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        var drives = rig.Drives.Where(d => Drives.IsM2(d.Part)).Sum(d => d.Quantity);
        if (rig.Board is not { } board || drives == 0)
            yield break;
        if (board.M2Slots is not { } sockets)
            yield return Unknown($"M.2 sockets of {board.Name} not found.", $"{drives} drives");
        else if (drives <= sockets.Value)
            yield return Pass($"{drives} of {sockets.Value} M.2 sockets.", $"{drives} drives", $"{sockets.Value} sockets", sockets.Source);
        else
            yield return Error($"{drives} M.2 drives do not go into the {sockets.Value} M.2 sockets of {board.Name}.", $"{drives} drives", $"{sockets.Value} sockets", sockets.Source);
    }
}

/// <summary>A SATA port for every other drive.</summary>
public sealed class SataPortRule() : CompatibilityRule("storage.sata-ports",
    "The board has a SATA port for every drive that is not an M.2 drive.", "board maker's specification")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Rig rig, CheckContext context)
    {
        var drives = rig.Drives.Where(d => !Drives.IsM2(d.Part)).Sum(d => d.Quantity);
        if (rig.Board is not { } board || drives == 0)
            yield break;
        if (rig.Drives.FirstOrDefault(d => d.Part.FormFactor is null) is { } unknown)
            yield return Unknown($"form factor of {unknown.Part.Name} not found.", $"{drives} drives");
        else if (board.SataPorts is not { } ports)
            yield return Unknown($"SATA ports of {board.Name} not found.", $"{drives} drives");
        else if (drives <= ports.Value)
            yield return Pass($"{drives} of {ports.Value} SATA ports.", $"{drives} drives", $"{ports.Value} ports", ports.Source);
        else
            yield return Error($"{drives} drives do not go on the {ports.Value} SATA ports of {board.Name}.", $"{drives} drives", $"{ports.Value} ports", ports.Source);
    }
}

/// <summary>What rules about drives share.</summary>
internal static class Drives
{
    public static bool IsM2(Drive drive) => drive.FormFactor?.Value.StartsWith("M.2", StringComparison.OrdinalIgnoreCase) == true;
}
