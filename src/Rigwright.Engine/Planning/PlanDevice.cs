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
    public static IReadOnlyList<PlanDevice> Of(Candidate candidate)
    {
        var devices = new List<PlanDevice>();
        var machines = candidate.Rig.Form is Domain.Rigs.RigForm.Machine or Domain.Rigs.RigForm.Cluster;
        for (var kind = 0; kind < candidate.Devices.Count; kind++)
        {
            var (choice, count) = candidate.Devices[kind];
            for (var n = 0; n < count; n++)
            {
                var link = !machines || candidate.Rig.HasSwitch || n < 2 ? 0 : n;
                devices.Add(new(devices.Count, choice, kind, link, !machines) { Name = count == 1 ? choice.Name : $"{choice.Name} #{n + 1}" });
            }
        }
        return devices;
    }
}
