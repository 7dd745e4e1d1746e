using Rigwright.App.Check;
using Rigwright.Engine.Compatibility;

namespace Rigwright.App.Tests.Check;

/// <summary>Plans that name parts of the open database.</summary>
public sealed class OpenPartPlanTests
{
    [Fact]
    public void The_rules_speak_about_open_parts_by_id_and_part_number()
    {
        // An NR200P V2 for Mini-ITX boards, a liquid cooler of 360 mm for server sockets, an AX1500i.
        var plan = Check("""
              - item: card
                accelerator: rtx-pro-6000-blackwell-maxq
                quantity: 2
              - item: processor
                part: cpu-9950x
              - item: board
                part: mb-msi-x870e-carbon
              - item: case
                part: 336024ff-6df8-4710-bd5f-b3c8ef276dd4
              - item: cooler
                part: 52afe37c-18d9-4043-a7d6-4645ef4609e3
              - item: supply
                part: 84fc5a14-4153-4677-a80c-a80bce7502d8
            """);

        plan.Rig.Case!.Id.Value.ShouldBe("336024ff-6df8-4710-bd5f-b3c8ef276dd4");
        plan.Rig.PowerSupply!.Rating!.Value.Watts.ShouldBe(1500);
        plan.Findings.ShouldNotContain(f => f.Rule == "plan.reference");
        plan.Findings.ShouldContain(f => f.Rule == "case.board-form-factor" && f.Severity == FindingSeverity.Error && f.Actual == "ATX");
        plan.Findings.ShouldContain(f => f.Rule == "case.card-thickness" && f.Severity == FindingSeverity.Error && f.Limit == "3 slots");
        plan.Findings.ShouldContain(f => f.Rule == "cooler.socket" && f.Severity == FindingSeverity.Error);
        plan.Findings.ShouldContain(f => f.Rule == "case.radiator" && f.Severity == FindingSeverity.Unknown);
    }

    [Fact]
    public void A_makers_card_brings_its_own_length_and_plugs()
    {
        var plan = Check("""
              - item: card
                part: G5090-32V3
              - item: case
                part: case-define-7
            """);

        plan.Rig.Devices.Single().Card!.Id.Value.ShouldBe("210bf4ea-2872-4a7a-bbd5-c2dcb15ce3fd");
        plan.Rig.Devices.Single().Accelerator.Id.Value.ShouldBe("rtx-5090");
        plan.Findings.ShouldNotContain(f => f.Rule == "case.card-length", "325 of 467 mm");
    }

    [Fact]
    public void What_could_be_several_parts_and_what_is_none_say_what_is_meant()
    {
        var plan = Check("""
              - item: ambiguous
                part: BX8071513400F
              - item: half a name
                part: Phanteks Enthoo Pro 2 Server
              - item: nonsense
                part: zzz nothing zzz
            """);

        var messages = plan.Findings.Where(f => f.Rule == "plan.reference").Select(f => f.Message).ToList();
        messages.Count.ShouldBe(3);
        messages[0].ShouldContain("'BX8071513400F' may be ");
        messages[1].ShouldContain("It may be Phanteks Enthoo Pro 2 Server Edition [case-enthoo-pro-2-server]");
        messages[2].ShouldContain("the catalogue has no part 'zzz nothing zzz'.");
        plan.Findings.Where(f => f.Rule == "plan.reference").ShouldAllBe(f => f.Severity == FindingSeverity.Unknown);
    }

    [Fact]
    public void What_can_be_added_later_may_be_an_open_part() =>
        Check("""
              - item: card
                accelerator: rtx-5080
              - item: processor
                part: cpu-9950x
              - item: board
                part: mb-msi-x870e-carbon
              - item: supply
                part: 84fc5a14-4153-4677-a80c-a80bce7502d8
            """, """
              upgrades:
                - add:
                    - item: two makers' cards
                      part: G5090-32V3
                      quantity: 2
            """).Findings.ShouldContain(f => f.Rule == "claim.upgrade" && f.Message.Contains("power.psu-rating", StringComparison.Ordinal));

    // What the sibling documents state and the reference plans do not repeat, each against the catalogue.
    [Theory]
    [InlineData("accelerators:\n    - accelerator: rtx-pro-6000-blackwell-server\n      bandwidth_gb_per_s: 1792", "claim.bandwidth", "has 1597 GB/s, not 1792 GB/s")]
    [InlineData("accelerators:\n    - accelerator: h100-pcie\n      bandwidth_gb_per_s: 3350", "claim.bandwidth", "has 2000 GB/s, not 3350 GB/s")]
    [InlineData("accelerators:\n    - accelerator: rtx-5090\n      nvlink: true", "claim.nvlink", "GeForce RTX 5090 has no NVLink")]
    [InlineData("models:\n    - model: Qwen/Qwen3-Coder-480B-A35B-Instruct\n      quantisation: Q4_K_M\n      size_gb: 240", "model.size", "takes 290.1 GB, not 240 GB")]
    [InlineData("models:\n    - model: Qwen/Qwen2.5-72B-Instruct\n      quantisation: Q4_K_M\n      size_gb: 36", "model.size", "not 36 GB")]
    [InlineData("speeds:\n    - model: meta-llama/Llama-3.1-70B-Instruct\n      quantisation: Q4_K_M\n      decode_tokens_per_second: [30, 35]", "claim.decode-ceiling", "above the ceiling of 18.3 tok/s")]
    [InlineData("together:\n    - models:\n        - model: Qwen/Qwen3-Coder-480B-A35B-Instruct\n          quantisation: Q4_K_M", "memory.fit", "does not fit")]
    public void A_wrong_statement_of_the_sibling_documents_is_found_on_an_A6000(string claim, string rule, string words) =>
        Check("  - item: card\n    accelerator: rtx-a6000\n", "  " + claim + "\n").Findings
            .ShouldContain(f => f.Rule == rule && f.Severity == FindingSeverity.Error && f.Message.Contains(words, StringComparison.Ordinal));

    private static CheckedPlan Check(string lines, string claims = "")
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        File.WriteAllText(path, $"plan: test\nform: build\ndate: 2026-02-17\nregion: CH\noutlet: t13\ncurrency: CHF\nlines:\n{lines}\n{(claims.Length > 0 ? "claims:\n" + claims : "")}");
        try
        {
            var response = CheckHandler.Handle(new([path], Repository.PathOf("data")));
            response.Diagnostics.Where(d => d.Severity == Domain.Diagnostics.DiagnosticSeverity.Error).ShouldBeEmpty();
            return response.Plans.Single();
        }
        finally
        {
            File.Delete(path);
        }
    }
}
