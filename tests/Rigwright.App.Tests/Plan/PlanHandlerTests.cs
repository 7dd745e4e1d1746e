using Rigwright.Domain.Models;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Planning;

namespace Rigwright.App.Tests.Plan;

public sealed class PlanHandlerTests
{
    [Fact]
    public void The_reference_scenario_has_one_rtx_pro_6000_on_am5_within_a_point_of_the_first()
    {
        var ranked = PlanFixture.Reference.Ranked;
        var best = ranked.Take(2).Single(r => r.Candidate.Id == "1x-rtx-pro-6000-blackwell-ws/am5");

        // Three GX10 stand beside it: cheaper and quieter, slower and with targets missed. Within a point the order follows the last refit of the speeds.
        (ranked[0].Score!.Value - best.Score!.Value).ShouldBeLessThan(1);
        // The reference document adds its parts up to 9,485 with a 91-franc power supply that is loaded to 90 %; the plan pays 114 more for margin.
        best.Candidate.Total!.Value.ShouldBeInRange(Money.Chf(9_400), Money.Chf(9_700));
        best.Layout!.Roles.ShouldAllBe(r => r.Expected.Value >= r.Serving.Role.DecodeTarget);
    }

    [Fact]
    public void Parts_lists_add_up_to_the_total() =>
        PlanFixture.Reference.Ranked.ShouldAllBe(a => a.Candidate.Rig.Lines.Sum(l => l.Total!.Value.Amount) == a.Candidate.Total!.Value.Amount);

    [Fact]
    public void The_layout_of_every_device_adds_up_to_the_device()
    {
        foreach (var device in PlanFixture.Reference.Ranked.SelectMany(a => a.Layout!.Devices))
        {
            (device.Used + device.Free + device.Reserved).ShouldBe(device.Usable.Installed);
            device.Fits.ShouldBeTrue();
            device.Shares.ShouldAllBe(s => s.Total == s.Weights + s.Cache + s.Buffers + s.Overhead);
        }
    }

    [Fact]
    public void Every_role_is_loaded_and_sharing_never_makes_it_faster()
    {
        foreach (var role in PlanFixture.Reference.Ranked.SelectMany(a => a.Layout!.Roles))
        {
            role.AllActive.Value.ShouldBeLessThanOrEqualTo(role.Expected.Value);
            role.Expected.Value.ShouldBeLessThanOrEqualTo(role.Alone.Value);
            role.Alone.Low.ShouldBeLessThanOrEqualTo(role.Alone.Value);
            role.Alone.Value.ShouldBeLessThanOrEqualTo(role.Alone.High);
        }
    }

    [Fact]
    public void Every_rejected_candidate_names_a_rule_and_the_smallest_change() =>
        PlanFixture.Reference.Rejected.ShouldAllBe(a => a.Rejections.Count > 0 && a.Rejections.All(r => r.Rule.Length > 0 && r.Message.Length > 0 && r.Lacks.Length > 0));

    [Theory]
    [InlineData("1x-rtx-pro-6000-blackwell-ws/am5")]
    [InlineData("1x-rtx-pro-6000-blackwell-ws/trx50")]
    [InlineData("1x-rtx-pro-6000-blackwell-ws+1x-rtx-5090")]
    [InlineData("2x-gb10-asus-ascent-gx10")]
    [InlineData("3x-gb10-asus-ascent-gx10")]
    [InlineData("2x-gb10-dgx-spark-fe")]
    [InlineData("3x-gb10-dgx-spark-fe")]
    [InlineData("1x-apple-m3-ultra-60-256gb")]
    [InlineData("2x-rtx-5090")]
    [InlineData("2x-rtx-4090")]
    [InlineData("4x-rtx-4090")]
    [InlineData("2x-rtx-a6000/")]
    [InlineData("4x-rtx-a6000")]
    [InlineData("4x-rtx-a6000-refurbished")]
    [InlineData("4x-rtx-3090-used")]
    [InlineData("2x-a100-pcie-80-used")]
    [InlineData("1x-apple-m2-ultra")]
    [InlineData("bizon-g3000-5090-2x")]
    [InlineData("bizon-x5500-5090-2x")]
    [InlineData("rect-ws-8829c-5090-2x")]
    [InlineData("bressner-custom")]
    public void Each_reference_system_is_ranked_or_rejected_with_reasons(string id)
    {
        var answer = PlanFixture.Reference;

        answer.Ranked.Concat(answer.Rejected).ShouldContain(a => a.Candidate.Id.StartsWith(id, StringComparison.Ordinal) && (a.IsFeasible ? a.Score != null : a.Rejections.Count > 0));
    }

    [Theory]
    [InlineData("Joule Performance")]
    [InlineData("Lambda")]
    [InlineData("Puget Systems")]
    [InlineData("BRESSNER Technology")]
    public void Vendors_without_an_answer_drop_out_with_a_reason(string name) =>
        PlanFixture.Reference.Vendors.Single(v => v.Vendor.Name == name).Reason.ShouldNotBeNullOrEmpty();

    [Fact]
    public void A_larger_budget_never_removes_a_feasible_rig()
    {
        var larger = PlanFixture.Plan(PlanFixture.Example.Replace("max: 15000", "max: 18000", StringComparison.Ordinal));

        Ids(PlanFixture.Reference).Except(Ids(larger)).ShouldBeEmpty();
        larger.Ranked.Count.ShouldBeGreaterThan(PlanFixture.Reference.Ranked.Count);
    }

    [Fact]
    public void A_tighter_noise_limit_never_adds_a_rig()
    {
        var tighter = PlanFixture.Plan(PlanFixture.Example.Replace("noise: quiet", "noise: silent", StringComparison.Ordinal));

        Ids(tighter).Except(Ids(PlanFixture.Reference)).ShouldBeEmpty();
        tighter.Ranked.Count.ShouldBeLessThan(PlanFixture.Reference.Ranked.Count);
    }

    [Fact]
    public void An_operating_system_is_asked_of_every_rig()
    {
        const string Rule = "software.engine-support";
        var linux = PlanFixture.Plan(PlanFixture.Example + "\noperating_system: linux\n");
        var windows = PlanFixture.Plan(PlanFixture.Example + "\noperating_system: windows\n");
        var vllmOnWindows = PlanFixture.Plan(PlanFixture.Example + "\nengines: [vllm]\noperating_system: windows\n");

        // Apple's back ends exist for macOS alone; nothing else that the plan ranks is refused by Linux.
        linux.Rejected.Where(a => a.Rejections.Any(r => r.Rule == Rule)).ShouldNotBeEmpty();
        linux.Rejected.Where(a => a.Rejections.Any(r => r.Rule == Rule)).ShouldAllBe(a => a.Candidate.Platform == "apple");
        linux.Ranked.Select(a => a.Candidate.Id).ShouldBe(PlanFixture.Reference.Ranked.Where(a => a.Candidate.Platform != "apple").Select(a => a.Candidate.Id), ignoreOrder: true);
        // No rig is served by an engine that Windows does not have.
        windows.Ranked.ShouldNotBeEmpty();
        windows.Ranked.SelectMany(a => a.Layout!.Roles).ShouldAllBe(r => r.Serving.Engine == EngineKind.LlamaCpp || r.Serving.Engine == EngineKind.Ollama);
        vllmOnWindows.Ranked.ShouldBeEmpty();
        PlanFixture.Reference.Ranked.Concat(PlanFixture.Reference.Rejected).ShouldAllBe(a => a.Candidate.Findings.All(f => f.Rule != Rule));
    }

    [Fact]
    public void A_higher_speed_minimum_never_adds_a_rig()
    {
        var higher = PlanFixture.Plan(PlanFixture.Example.Replace("min: 30 tok/s, target: 60", "min: 55 tok/s, target: 60", StringComparison.Ordinal));

        Ids(higher).Except(Ids(PlanFixture.Reference)).ShouldBeEmpty();
    }

    [Fact]
    public void A_shuffled_catalogue_gives_the_same_ranking()
    {
        var shuffled = ShuffledCatalogue.Of(PlanFixture.Shipped, seed: 20260217);

        var answer = PlanFixture.Plan(PlanFixture.Example, shuffled);

        answer.Ranked.Select(a => (a.Candidate.Id, a.Candidate.Total, a.Score!.Value)).ShouldBe(
            PlanFixture.Reference.Ranked.Select(a => (a.Candidate.Id, a.Candidate.Total, a.Score!.Value)));
        answer.Rejected.Select(a => (a.Candidate.Id, a.Rejections[0].Message)).ShouldBe(PlanFixture.Reference.Rejected.Select(a => (a.Candidate.Id, a.Rejections[0].Message)));
    }

    [Fact]
    public void Six_roles_are_laid_out_too()
    {
        var head = PlanFixture.Example[..PlanFixture.Example.IndexOf("    - name: main", StringComparison.Ordinal)];
        var roles = string.Concat(Enumerable.Range(0, 6).Select(i => $$"""
                - name: r{{i}}
                  models: [{ model: Qwen/Qwen2.5-VL-7B-Instruct, quantisations: [Q4_K_M] }]
                  context: 4096
                  decode: { min: 1 tok/s, target: 2 tok/s }
                  duty_cycle: 0.1

            """));

        PlanFixture.Plan(head + roles).Ranked.ShouldAllBe(a => a.Layout!.Roles.Count == 6 && a.Layout.Devices.All(d => d.Fits));
    }

    [Fact]
    public void A_discontinued_machine_is_not_sold_at_a_price_from_before_its_end()
    {
        var later = PlanFixture.Plan(PlanFixture.Example.Replace("region: CH", "region: CH\nas_of: 2026-09-01", StringComparison.Ordinal), day: null);

        Find(PlanFixture.Reference, "1x-apple-m3-ultra-80-256gb").IsFeasible.ShouldBeTrue();
        Find(later, "1x-apple-m3-ultra-80-256gb").Rejections[0].Rule.ShouldBe("plan.availability");
    }

    [Fact]
    public void Requirements_that_nothing_meets_name_the_nearest_misses_and_what_they_lack()
    {
        var answer = PlanFixture.Plan(PlanFixture.Example.Replace("min: 4000, max: 15000", "min: 500, max: 2000", StringComparison.Ordinal));

        answer.Ranked.ShouldBeEmpty();
        answer.NearestMisses.ShouldNotBeEmpty();
        answer.NearestMisses.ShouldAllBe(a => a.IsComplete && a.Rejections.All(r => r.Lacks.Length > 0));
        answer.NearestMisses[0].Rejections.ShouldContain(r => r.Rule == "plan.budget");
    }

    [Fact]
    public void A_vendors_dollar_price_needs_a_rate_and_is_landed_with_one()
    {
        var without = Find(PlanFixture.Reference, "bizon-g3000-6000-ada-2x");
        var with = Find(PlanFixture.Plan(PlanFixture.Example, null, "USD=0.90@2026-02-16"), "bizon-g3000-6000-ada-2x");

        without.Rejections[0].Rule.ShouldBe("plan.price");
        without.Rejections[0].Message.ShouldContain("exchange rate from USD to CHF");
        // (4,437 + 2 × 8,749) × 0.90 × 1.081
        with.Candidate.Total.ShouldBe(Money.Chf(21_340.56m));
    }

    [Theory]
    [InlineData("USD")]
    [InlineData("USD=x@2026-02-16")]
    [InlineData("USD=0.9@16.2.2026")]
    [InlineData("CHF=1@2026-02-16")]
    [InlineData("XYZ=0.9@2026-02-16")]
    public void A_rate_that_cannot_be_read_is_refused(string rate) =>
        PlanFixture.Handle(PlanFixture.Example, null, null, rate).Diagnostics.ShouldContain(d => d.Code == "RW2021");

    [Fact]
    public void A_rate_of_a_later_day_does_not_exist_yet() =>
        Find(PlanFixture.Plan(PlanFixture.Example, null, "USD=0.90@2026-02-18"), "bizon-g3000-6000-ada-2x").Rejections[0].Rule.ShouldBe("plan.price");

    [Fact]
    public void A_price_of_the_users_own_list_is_used_and_nothing_else_changes()
    {
        var list = Path.GetTempFileName();
        File.WriteAllText(list, "item,price,currency\nrtx-pro-6000-blackwell-ws,7000,CHF\n");

        var answer = PlanFixture.Handle(PlanFixture.Example, null, list).Answer!;

        File.Delete(list);
        (Find(PlanFixture.Reference, "1x-rtx-pro-6000-blackwell-ws/am5").Candidate.Total!.Value - Find(answer, "1x-rtx-pro-6000-blackwell-ws/am5").Candidate.Total!.Value).ShouldBe(Money.Chf(691));
    }

    private static Assessment Find(PlanAnswer answer, string id) => answer.Ranked.Concat(answer.Rejected).Single(a => a.Candidate.Id == id);

    private static HashSet<string> Ids(PlanAnswer answer) => [.. answer.Ranked.Select(a => a.Candidate.Id)];
}
