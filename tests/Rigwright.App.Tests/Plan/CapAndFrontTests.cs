using Rigwright.Domain.Rigs;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.App.Tests.Plan;

/// <summary>Power caps as choices, and the front of what can be had.</summary>
public sealed class CapAndFrontTests
{
    private static readonly PlanAnswer Plan = PlanFixture.Reference;

    [Fact]
    public void A_capped_rig_is_offered_only_where_the_uncapped_one_is_out_for_power_or_noise()
    {
        Plan.Capped.ShouldNotBeEmpty();
        foreach (var (rig, twin) in Plan.Capped)
        {
            rig.IsFeasible.ShouldBeTrue();
            Plan.Rejected.ShouldContain(twin);
            twin.Rejections.Select(r => r.Rule).ShouldAllBe(r => r == "plan.noise" || r.StartsWith("power.", StringComparison.Ordinal));
            rig.Power!.Value!.Dc.ShouldBeLessThan(twin.Power!.Value!.Dc);
            rig.Noise!.Value!.Level.ShouldBeLessThan(twin.Noise!.Value!.Level);
            rig.Candidate.Rig.Devices.ShouldContain(d => d.PowerCap != null);
        }
    }

    [Fact]
    public void There_are_few_capped_candidates() =>
        Plan.Capped.Count.ShouldBeLessThan(Plan.Rejected.Count / 10);

    [Fact]
    public void A_cap_costs_speed_and_never_adds_any()
    {
        foreach (var rig in Plan.Capped.Select(c => c.Rig))
        {
            var uncapped = rig.Candidate with { Devices = [.. rig.Candidate.Devices.Select(d => d with { Device = d.Device with { Cap = null } })] };
            var layout = new PlanningSession(PlanFixture.Shipped, PlanFixture.Estimator).LayOut(Plan.Requirements, uncapped, Plan.Query.AsOf)!;
            for (var i = 0; i < layout.Roles.Count; i++)
                rig.Layout!.Roles[i].Alone.Value.ShouldBeLessThanOrEqualTo(layout.Roles[i].Alone.Value);
        }
    }

    [Fact]
    public void A_too_loud_rig_says_what_a_cap_would_do()
    {
        var loud = Plan.Ranked.First(a => a.Candidate.Rig.Form == RigForm.Build && a.Noise!.Value!.Level > Plan.Requirements.Noise.Limit!.Value && a.Candidate.Devices.All(d => d.Device.Cap is null));

        loud.Warnings.ShouldContain(w => w.Contains("cap its power:", StringComparison.Ordinal) && w.Contains("% of the decode speed", StringComparison.Ordinal));
    }

    [Fact]
    public void The_front_holds_exactly_what_no_other_feasible_rig_beats()
    {
        var front = Plan.Front!;
        var objectives = PlanFront.ObjectivesOf(Plan.Ranked[0].Layout!.Roles);

        var feasible = Plan.Ranked.Concat(Plan.Capped.Select(c => c.Rig)).ToList();
        foreach (var rig in feasible)
            front.Members.Contains(rig).ShouldBe(!feasible.Any(other => Beats(other, rig, objectives)), rig.Candidate.Id);
        front.Members.ShouldContain(Plan.Ranked[0]);
        front.Feasible.ShouldBe(feasible.Count);
        front.Candidates.ShouldBe(feasible.Count + Plan.Rejected.Count);
        front.Combinations.ShouldBeGreaterThan(100_000);
    }

    [Fact]
    public void The_first_rigs_are_compared_capped_and_in_their_other_editions()
    {
        var varied = Varied.Value;

        varied.Variants.ShouldNotBeEmpty();
        foreach (var set in varied.Variants)
        {
            varied.Ranked[set.Rank - 1].ShouldBe(set.Base);
            var caps = set.Variants.Where(v => v.Kind == VariantKind.PowerCap).ToList();
            caps.Count.ShouldBe(PowerCaps.Shares.Count);
            caps.Select(c => c.Limit!.Value.Watts).ShouldBeInOrder(SortDirection.Descending);
            foreach (var cap in caps)
            {
                cap.Rig.Power!.Value!.Dc.ShouldBeLessThan(set.Base.Power!.Value!.Dc);
                cap.Rig.Noise!.Value!.Level.ShouldBeLessThan(set.Base.Noise!.Value!.Level);
                cap.DecodeShares.ShouldAllBe(share => share == null || share <= 1 + 1e-9);
                // Every platform that carried the uncapped cards carries the capped ones: the cheapest cannot be dearer by more than caution is worth.
                (cap.Rig.Candidate.Total!.Value - set.Base.Candidate.Total!.Value).Amount.ShouldBeLessThan(2 * Planner.Caution.Warning);
            }
            foreach (var variant in set.Variants.Where(v => v.Rig.IsFeasible))
            {
                variant.Rig.Candidate.Findings.ShouldNotContain(f => f.Severity == Rigwright.Engine.Compatibility.FindingSeverity.Error);
                var ahead = varied.Ranked.Count(a => a.Candidate.Id != variant.Rig.Candidate.Id && Math.Round(a.Score!.Value, 3) > Math.Round(variant.Rig.Score!.Value, 3));
                variant.Rank!.Value.ShouldBeInRange(ahead + 1, ahead + 2);
            }
        }
    }

    [Fact]
    public void The_workstation_card_is_compared_with_its_max_q_edition()
    {
        var set = Varied.Value.Variants.First(v => v.Base.Candidate.DeviceName == "RTX PRO 6000 Blackwell Workstation Edition");
        var maxq = set.Variants.Single(v => v.Kind == VariantKind.Edition && v.Devices.Contains("Max-Q", StringComparison.Ordinal));
        var half = set.Variants.Single(v => v.Limit?.Watts == 300);

        // Both draw 300 W; the edition is a card of its own with its own speed, price and cooler.
        maxq.Rig.Power!.Value!.Dc.ShouldBe(half.Rig.Power!.Value!.Dc);
        maxq.Rig.Layout.ShouldNotBeNull();
        maxq.Limit.ShouldBeNull();
    }

    [Fact]
    public void The_front_holds_the_capped_variants_that_nothing_beats()
    {
        var varied = Varied.Value;
        var objectives = PlanFront.ObjectivesOf(varied.Ranked[0].Layout!.Roles);
        var capped = varied.Variants.SelectMany(v => v.Variants).Where(v => v.Kind == VariantKind.PowerCap && v.Rig.IsFeasible).Select(v => v.Rig).ToList();

        var feasible = varied.Ranked.Concat(varied.Capped.Select(c => c.Rig)).Concat(capped).ToList();
        foreach (var rig in feasible)
            varied.Front!.Members.Contains(rig).ShouldBe(!feasible.Any(other => Beats(other, rig, objectives)), rig.Candidate.Id);
        capped.ShouldContain(rig => varied.Front!.Members.Contains(rig));
    }

    private static readonly Lazy<PlanAnswer> Varied = new(() =>
    {
        var session = new PlanningSession(PlanFixture.Shipped, PlanFixture.Estimator);
        return session.WithVariants(Plan, Rigwright.Engine.Pricing.OfferBook.Of(PlanFixture.Shipped, []));
    });

    private static bool Beats(Assessment a, Assessment b, IReadOnlyList<Objective<Assessment>> objectives)
    {
        var better = false;
        foreach (var objective in objectives)
        {
            var sign = objective.Better == Better.Less ? 1 : -1;
            var (x, y) = (sign * objective.Value(a) ?? double.PositiveInfinity, sign * objective.Value(b) ?? double.PositiveInfinity);
            if (x > y)
                return false;
            better |= x < y;
        }
        return better;
    }
}
