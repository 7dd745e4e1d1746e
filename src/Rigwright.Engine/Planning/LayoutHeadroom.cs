using Rigwright.Domain.Quantities;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Planning;

/// <summary>How far one role can grow on its devices while every other role stays as it is.</summary>
/// <param name="Role">Name of the role.</param>
/// <param name="LongestContext">Longest context of each stream in tokens that still fits, a multiple of <see cref="LayoutHeadroom.ContextStep"/>; at least the required one.</param>
/// <param name="IsModelLimit">Is it the model that ends there, not the memory?</param>
/// <param name="MostStreams">Most streams of the required context that still fit.</param>
/// <param name="IsSearchLimit">Did the search stop at <see cref="LayoutHeadroom.StreamLimit"/> streams with room left?</param>
public sealed record RoleHeadroom(string Role, int LongestContext, bool IsModelLimit, int MostStreams, bool IsSearchLimit);

/// <summary>Decode of a role at a number of streams, no other role decoding.</summary>
/// <param name="Streams">Streams at once.</param>
/// <param name="PerStream">Of each stream.</param>
/// <param name="Together">Of all streams.</param>
/// <param name="Fits">Do so many streams of the required context fit beside the other roles?</param>
public sealed record StreamPoint(int Streams, Prediction PerStream, TokenRate Together, bool Fits);

/// <summary>A role's decode over the number of its streams.</summary>
/// <param name="Role">Name of the role.</param>
/// <param name="Points">In ascending order of streams; where the speed is not known a point is left out.</param>
public sealed record StreamCurve(string Role, IReadOnlyList<StreamPoint> Points);

/// <summary>The room that a layout leaves, found by asking the memory calculator and the speed predictor again: what holds for the plan holds for its limits.</summary>
public sealed class LayoutHeadroom(IRoleEstimator estimator)
{
    /// <summary>Contexts are searched in steps of so many tokens.</summary>
    public const int ContextStep = 1024;

    /// <summary>Contexts beyond this are not tried where the model's own limit is not known.</summary>
    public const int ContextLimit = 1 << 20;

    /// <summary>More streams are not tried: a home's rig serves a few people.</summary>
    public const int StreamLimit = 256;

    private static readonly int[] CurveStreams = [1, 2, 4, 8, 16, 32];

    /// <summary>The room of every role, one role growing at a time.</summary>
    public IReadOnlyList<RoleHeadroom> Of(Layout layout) => [.. layout.Roles.Select(r => Of(layout, r))];

    private RoleHeadroom Of(Layout layout, RolePlacement role)
    {
        var need = role.Serving.Role;
        var model = role.Serving.Candidate.Model;
        var limit = Math.Max(need.ContextPerStream, model.MaxContext?.Value ?? model.Architecture?.MaxContext ?? ContextLimit);
        var steps = Largest(need.ContextPerStream / ContextStep, limit / ContextStep, s => Fits(layout, role, s * ContextStep, need.Streams));
        var context = Math.Max(need.ContextPerStream, steps * ContextStep);
        var streams = Largest(need.Streams, StreamLimit, s => Fits(layout, role, need.ContextPerStream, s));
        return new(need.Name, context, context + ContextStep > limit, streams, streams == StreamLimit);
    }

    /// <summary>Decode of every role at 1, 2, 4 … streams.</summary>
    public IReadOnlyList<StreamCurve> Curves(Layout layout) =>
        [.. layout.Roles.Select(r => new StreamCurve(r.Serving.Role.Name, [.. CurveStreams.Append(r.Serving.Role.Streams).Distinct().Order().Select(n => Point(layout, r, n)).OfType<StreamPoint>()]))];

    private StreamPoint? Point(Layout layout, RolePlacement role, int streams)
    {
        var serving = role.Serving with { Role = role.Serving.Role with { Streams = streams } };
        return estimator.Decode(serving).TryGet(out var rate)
            ? new(streams, rate, rate.Value * streams, Fits(layout, role, role.Serving.Role.ContextPerStream, streams)) : null;
    }

    // Memory grows with both quantities: the largest that fits is found by halving.
    private static int Largest(int fits, int limit, Func<int, bool> test)
    {
        var (low, high) = (fits, limit + 1);
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (test(middle))
                low = middle;
            else
                high = middle;
        }
        return low;
    }

    private bool Fits(Layout layout, RolePlacement role, int context, int streams)
    {
        var serving = role.Serving with { Role = role.Serving.Role with { ContextPerStream = context, Streams = streams } };
        if (!estimator.Memory(serving).TryGet(out var demand))
            return false;
        var grown = new LayoutOption(role.Option with { Serving = serving }, demand, role.Alone, role.Choice);
        for (var n = 0; n < role.Option.Devices.Count; n++)
        {
            var device = layout.Devices[role.Option.Devices[n]];
            var others = ByteSize.Sum(device.Shares.Where(s => s.Role != serving.Role.Name).Select(s => s.Total));
            if (others + grown.ShareOf(n, device.Usable.CountsHost).Total > device.Usable.Usable)
                return false;
        }
        return true;
    }
}
