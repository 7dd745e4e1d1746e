namespace Rigwright.Engine.Planning;

/// <summary>Ways to lay several models on devices.</summary>
public enum ArrangementKind
{
    /// <summary>All roles share one device.</summary>
    OneSharedDevice,

    /// <summary>The first role has devices of its own; the others share the rest.</summary>
    FirstRoleApart,

    /// <summary>Every role has devices of its own: nobody waits for anybody.</summary>
    DevicePerRole,

    /// <summary>The roles lie on several machines.</summary>
    SeveralMachines,
}

/// <summary>A way to lay out the roles and the first rig of the ranking that does it so.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Rank">Its place in the ranking from 1; null when no feasible rig is laid out so.</param>
/// <param name="Rig">The rig; null when there is none.</param>
public sealed record Arrangement(ArrangementKind Kind, int? Rank, Assessment? Rig)
{
    /// <summary>Every way with its first rig.</summary>
    /// <param name="ranked">Feasible rigs, best first.</param>
    public static IReadOnlyList<Arrangement> Of(IReadOnlyList<Assessment> ranked) =>
    [
        .. Enum.GetValues<ArrangementKind>().Select(kind => ranked.Index().FirstOrDefault(r => Is(kind, r.Item)) is var (index, rig) && rig is not null
            ? new Arrangement(kind, index + 1, rig) : new Arrangement(kind, null, null)),
    ];

    private static bool Is(ArrangementKind kind, Assessment rig)
    {
        var roles = rig.Layout!.Roles;
        var used = rig.Layout.Devices.Where(d => d.Shares.Count > 0).ToList();
        return kind switch
        {
            ArrangementKind.OneSharedDevice => used.Count == 1 && roles.Count > 1,
            ArrangementKind.FirstRoleApart => roles.Count > 1 && roles[0].Option.Devices.All(d => rig.Layout.Devices[d].Shares.Count == 1),
            ArrangementKind.DevicePerRole => roles.Count > 1 && used.TrueForAll(d => d.Shares.Count == 1),
            _ => used.Count > 1 && rig.Candidate.Rig.Form == Domain.Rigs.RigForm.Cluster,
        };
    }
}
