using Rigwright.Engine.Planning;
using Rigwright.Reports.Charts;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans.Sections;

/// <summary>The concurrent layout: each device as a bar, each role with its speeds.</summary>
internal sealed class LayoutBlocks(PlanAnswer answer, Assessment rig, string id)
{
    private static readonly string[] Parts = ["weights", "KV cache", "buffers", "overhead"];

    private readonly Layout _layout = rig.Layout!;

    public IEnumerable<Block> All()
    {
        yield return new Figure(Memory());
        yield return new Figure(Speeds());
        yield return Placement();
    }

    private StackedBarChart Memory() => new()
    {
        Id = id + "memory",
        Title = "Memory of each device",
        Description = "All roles are loaded at the same time. A colour is a role, its shades are weights, KV cache, buffers and overhead.",
        X = Axis.Over("GiB", _layout.Devices.Select(d => d.Usable.Installed.GiB)),
        Hues = [.. answer.Requirements.Roles.Select(r => r.Name)],
        Shades = Parts,
        Bars = [.. _layout.Devices.Select(d => new StackedBar(d.Device.Name, [.. Segments(d)]) { Detail = $"{GiB(d.Usable.Installed)} GiB installed, {GiB(d.Free)} GiB free" })],
        Data = new("GiB on each device", [Column.Name("device"), "role", .. Parts.Select(Column.Number), Column.Number("together")], [.. _layout.Devices.SelectMany(Rows)]),
    };

    private IEnumerable<Segment> Segments(DeviceFilling device)
    {
        foreach (var share in device.Shares)
        {
            var hue = answer.Requirements.Roles.Index().First(r => r.Item.Name == share.Role).Index;
            var sizes = Sizes(share);
            for (var part = 0; part < sizes.Length; part++)
                yield return new($"{share.Role}, {Parts[part]}: {GiB(sizes[part])} GiB", part == 0 ? share.Role : "", sizes[part].GiB, hue, part);
        }
        yield return new($"free: {GiB(device.Free)} GiB", "free", device.Free.GiB, Segment.Free);
        yield return new($"not usable: {GiB(device.Reserved)} GiB", "", device.Reserved.GiB, Segment.Unusable);
    }

    private static Domain.Quantities.ByteSize[] Sizes(RoleShare share) => [share.Weights, share.Cache, share.Buffers, share.Overhead];

    private static IEnumerable<Row> Rows(DeviceFilling device) =>
    [
        .. device.Shares.Select(s => Row.Of(device.Device.Name, s.Role, GiB(s.Weights), GiB(s.Cache), GiB(s.Buffers), GiB(s.Overhead), GiB(s.Total))),
        Row.Of(device.Device.Name, $"free of {GiB(device.Usable.Usable)} usable ({GiB(device.Usable.Installed)} installed)", "", "", "", "", GiB(device.Free)),
    ];

    private BarChart Speeds()
    {
        var roles = _layout.Roles;
        return new()
        {
            Id = id + "speed",
            Title = "Decode of each role",
            Description = "tok/s of each stream with 90 % intervals: while no other role decodes, at the stated duty cycles, and while all decode at once. Dashed lines: minimum and target.",
            X = Axis.Over("tok/s a stream", roles.SelectMany(r => (double[])[r.Alone.High.TokensPerSecond, r.Expected.High.TokensPerSecond, r.Serving.Role.DecodeTarget.TokensPerSecond])),
            Hues = ["alone", "expected", "all active"],
            MarkName = "minimum and target",
            Groups = [.. roles.Select(r => new BarGroup(Name(r), [Bar(r.Alone), Bar(r.Expected), Bar(r.AllActive)])
            {
                Marks = [r.Serving.Role.DecodeMinimum.TokensPerSecond, r.Serving.Role.DecodeTarget.TokensPerSecond],
            })],
            Data = new("Decode in tok/s of each stream, with 90 % intervals", [Column.Name("role"), Column.Number("alone"), Column.Number("expected"), Column.Number("all active"), Column.Number("minimum"), Column.Number("target")],
                [.. roles.Select(r => Row.Of(Name(r), Interval(r.Alone), Interval(r.Expected), Interval(r.AllActive), Rate(r.Serving.Role.DecodeMinimum), Rate(r.Serving.Role.DecodeTarget)))]),
        };
    }

    private static Bar Bar(Engine.Speed.Prediction p) => new(p.Value.TokensPerSecond, Rate(p.Value)) { Interval = (p.Low.TokensPerSecond, p.High.TokensPerSecond) };

    private static string Name(RolePlacement role) =>
        role.Serving.Role.Streams > 1 ? Text($"{role.Serving.Role.Name} ({role.Serving.Role.Streams} streams)") : role.Serving.Role.Name;

    private Table Placement() => new("How each role is served.",
        [Column.Name("role"), "model", "engine", "on", Column.Number("context"), Column.Number("streams")],
        [.. _layout.Roles.Select(r => Row.Of(r.Serving.Role.Name, Model(r.Serving), EngineName(r.Serving.Engine), Where(r, _layout), Text($"{r.Serving.Role.ContextPerStream:#,##0}"), Text($"{r.Serving.Role.Streams}")))]);
}
