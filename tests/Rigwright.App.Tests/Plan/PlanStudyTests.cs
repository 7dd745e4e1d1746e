using Rigwright.Domain.Quantities;
using Rigwright.Engine.Planning;

namespace Rigwright.App.Tests.Plan;

/// <summary>What a layout still has room for, checked by planning with it.</summary>
public sealed class PlanStudyTests
{
    private static readonly PlanStudy Study = PlanStudy.Of(PlanFixture.Reference, PlanFixture.Shipped.Offers, PlanFixture.Estimator(PlanFixture.Day));

    public static TheoryData<int, int> RigsAndRoles() => new(Enumerable.Range(0, PlanFixture.Reference.Shortlist.Count()).SelectMany(rig => Enumerable.Range(0, 3).Select(role => (rig, role))));

    [Theory]
    [MemberData(nameof(RigsAndRoles))]
    public void The_longest_context_fits_and_the_next_does_not(int rig, int role)
    {
        var (layout, room) = At(rig, role);
        var need = layout.Roles[role].Serving.Role;

        Overflow(layout, role, room.LongestContext, need.Streams).ShouldBe(0);
        if (!room.IsModelLimit)
            Overflow(layout, role, room.LongestContext + LayoutHeadroom.ContextStep, need.Streams).ShouldBeGreaterThan(0);
        else
            room.LongestContext.ShouldBeLessThanOrEqualTo(layout.Roles[role].Serving.Candidate.Model.MaxContext?.Value ?? LayoutHeadroom.ContextLimit);
    }

    [Theory]
    [MemberData(nameof(RigsAndRoles))]
    public void The_most_streams_fit_and_one_more_does_not(int rig, int role)
    {
        var (layout, room) = At(rig, role);
        var need = layout.Roles[role].Serving.Role;

        room.MostStreams.ShouldBeGreaterThanOrEqualTo(need.Streams);
        Overflow(layout, role, need.ContextPerStream, room.MostStreams).ShouldBe(0);
        if (!room.IsSearchLimit)
            Overflow(layout, role, need.ContextPerStream, room.MostStreams + 1).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_stream_gets_no_faster_when_others_join_and_the_curve_passes_through_the_plan()
    {
        foreach (var (_, rig) in PlanFixture.Reference.Shortlist)
        {
            foreach (var (curve, role) in Study.Streams[rig.Candidate.Id].Zip(rig.Layout!.Roles))
            {
                curve.Points.Select(p => p.PerStream.Value.TokensPerSecond).ShouldBe(curve.Points.Select(p => p.PerStream.Value.TokensPerSecond).OrderDescending());
                curve.Points.Single(p => p.Streams == role.Serving.Role.Streams).PerStream.Value.ShouldBe(role.Alone.Value);
                curve.Points.Single(p => p.Streams == role.Serving.Role.Streams).Fits.ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void Every_arrangement_is_what_its_name_says_and_the_first_of_its_kind()
    {
        foreach (var arrangement in Study.Arrangements.Where(a => a.Rig is not null))
        {
            var layout = arrangement.Rig!.Layout!;
            PlanFixture.Reference.Ranked[arrangement.Rank!.Value - 1].ShouldBe(arrangement.Rig);
            var sharing = layout.Devices.Count(d => d.Shares.Count > 1);
            switch (arrangement.Kind)
            {
                case ArrangementKind.OneSharedDevice: layout.Devices.Count(d => d.Shares.Count > 0).ShouldBe(1); break;
                case ArrangementKind.DevicePerRole: sharing.ShouldBe(0); break;
                case ArrangementKind.FirstRoleApart: layout.Devices.Where(d => d.Shares.Any(s => s.Role == layout.Roles[0].Serving.Role.Name)).ShouldAllBe(d => d.Shares.Count == 1); break;
                default: arrangement.Rig.Candidate.Rig.DeviceCount.ShouldBeGreaterThan(1); break;
            }
        }
        Study.Arrangements.Count(a => a.Rig is not null).ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Nothing_on_the_price_speed_front_is_beaten_and_everything_else_is()
    {
        var ranked = PlanFixture.Reference.Ranked;
        var front = PriceSpeedFront.Of(ranked);

        foreach (var rig in ranked)
            ranked.Any(other => Beats(other, rig)).ShouldBe(!front.Contains(rig) && !front.Any(f => Equal(f, rig)), rig.Candidate.Id);
    }

    private static bool Beats(Assessment a, Assessment b) => Price(a) <= Price(b) && Speed(a) >= Speed(b) && !Equal(a, b);

    private static bool Equal(Assessment a, Assessment b) => Price(a) == Price(b) && Speed(a) == Speed(b);

    private static decimal Price(Assessment a) => a.Candidate.Total!.Value.Amount;

    private static TokenRate Speed(Assessment a) => a.Layout!.Roles[0].Expected.Value;

    private static (Layout Layout, RoleHeadroom Room) At(int rig, int role)
    {
        var assessment = PlanFixture.Reference.Shortlist.ElementAt(rig).Rig;
        return (assessment.Layout!, Study.Headroom[assessment.Candidate.Id][role]);
    }

    // Bytes by which the devices overflow when one role is asked for more: the layout's own numbers but for that role.
    private static long Overflow(Layout layout, int role, int context, int streams)
    {
        var placed = layout.Roles[role];
        var serving = placed.Serving with { Role = placed.Serving.Role with { ContextPerStream = context, Streams = streams } };
        var demand = PlanFixture.Estimator(PlanFixture.Day).Memory(serving).Value!;
        long over = 0;
        for (var n = 0; n < placed.Option.Devices.Count; n++)
        {
            var device = layout.Devices[placed.Option.Devices[n]];
            var mine = demand.Devices[n].Total.Bytes + (device.Usable.CountsHost && n == 0 ? demand.Host.Bytes : 0);
            var others = device.Shares.Where(s => s.Role != placed.Serving.Role.Name).Sum(s => s.Total.Bytes);
            over += Math.Max(0, others + mine - device.Usable.Usable.Bytes);
        }
        return over;
    }
}
