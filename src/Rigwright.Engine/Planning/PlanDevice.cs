using Rigwright.Engine.Memory;

namespace Rigwright.Engine.Planning;

/// <summary>One device of a candidate with its place.</summary>
/// <param name="Index">Position in the candidate.</param>
/// <param name="Choice">What it is.</param>
/// <param name="Kind">Equal devices have equal numbers.</param>
/// <param name="Link">Devices with the same number can share one model: cards in one machine, machines on one cable.</param>
/// <param name="InOneMachine">Is the link a bus inside a machine (as opposed to a cable between machines)?</param>
public sealed record PlanDevice(int Index, DeviceChoice Choice, int Kind, int Link, bool InOneMachine)
{
    /// <summary>As the memory calculator sees it.</summary>
    public MemoryDevice Memory { get; } = new(Choice.Accelerator, Choice.Memory) { Cap = Choice.Cap };

    /// <summary>For people: the name, numbered where there are several equal ones.</summary>
    public string Name { get; init; } = Choice.Name;

    /// <summary>The devices of a candidate one by one. A cable joins two machines; a third stands alone unless there is a switch.</summary>
    public static IReadOnlyList<PlanDevice> Of(Candidate candidate) =>
        Of(candidate.Devices, candidate.Rig.Form is Domain.Rigs.RigForm.Machine or Domain.Rigs.RigForm.Cluster, candidate.Rig.HasSwitch);

    /// <summary>The devices of a set one by one.</summary>
    /// <param name="set">Kinds of device with their numbers.</param>
    /// <param name="machines">Is each a machine of its own?</param>
    /// <param name="hasSwitch">Does a switch join all machines?</param>
    public static IReadOnlyList<PlanDevice> Of(IReadOnlyList<DeviceCount> set, bool machines, bool hasSwitch)
    {
        var devices = new List<PlanDevice>();
        for (var kind = 0; kind < set.Count; kind++)
        {
            var (choice, count) = set[kind];
            for (var n = 0; n < count; n++)
            {
                var link = !machines || hasSwitch || n < 2 ? 0 : n;
                devices.Add(new(devices.Count, choice, kind, link, !machines) { Name = count == 1 ? choice.Name : $"{choice.Name} #{n + 1}" });
            }
        }
        return devices;
    }
}
