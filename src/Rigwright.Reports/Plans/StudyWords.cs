using Rigwright.Engine.Planning;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>How the room of a layout and the ways to lay out roles are worded.</summary>
internal static class StudyWords
{
    public static string Context(RoleHeadroom h) => Text($"{h.LongestContext:#,##0}{(h.IsModelLimit ? " (the model's limit)" : "")}");

    public static string Streams(RoleHeadroom h) => Text($"{(h.IsSearchLimit ? "at least " : "")}{h.MostStreams}");

    public static string Kind(ArrangementKind kind) => kind switch
    {
        ArrangementKind.OneSharedDevice => "one device shared by all roles",
        ArrangementKind.FirstRoleApart => "the first role apart, the others together",
        ArrangementKind.DevicePerRole => "devices of its own for every role",
        _ => "roles on several machines",
    };

    /// <summary>The room of a layout in one sentence a role.</summary>
    public static IEnumerable<string> Room(PlanAnswer answer, Assessment rig) => answer.Study is not { } study ? [] :
        study.Headroom[rig.Candidate.Id].Zip(rig.Layout!.Roles, (h, r) =>
            Text($"  {h.Role} could have a context of {Context(h)} tokens instead of {r.Serving.Role.ContextPerStream:#,##0}, or {Streams(h)} streams instead of {r.Serving.Role.Streams}, the others as they are"));
}
