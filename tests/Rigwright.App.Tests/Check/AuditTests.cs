using Rigwright.App.Check;
using Rigwright.Engine.Compatibility;
using Rigwright.TestKit;

namespace Rigwright.App.Tests.Check;

/// <summary>What is known to be wrong in the reference documents is found in their plans, by rule and from the catalogue.</summary>
public sealed class AuditTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, CheckedPlan>> Plans = new(() =>
    {
        var files = Directory.GetFiles(Repository.PathOf("examples", "reference"), "*.yaml").Order(StringComparer.Ordinal).ToList();
        var response = CheckHandler.Handle(new(files, Repository.PathOf("data")));
        response.Diagnostics.ShouldBeEmpty();
        return response.Plans.ToDictionary(p => Path.GetFileNameWithoutExtension(p.Document.File), StringComparer.Ordinal);
    });

    public static TheoryData<string, string, FindingSeverity, string> Audit() => new()
    {
        // unbuffered memory on TRX50, in every plan that has it
        { "single-pro6000-trx50", "memory.dimm-kind", FindingSeverity.Error, "is UDIMM; ASUS Pro WS TRX50-SAGE WIFI takes RDIMM only" },
        { "pro6000-plus-rtx5090", "memory.dimm-kind", FindingSeverity.Error, "takes RDIMM only" },
        { "pro6000-plus-rtx5090-build-guide", "memory.dimm-kind", FindingSeverity.Error, "takes RDIMM only" },
        { "2x-rtx4090", "memory.dimm-kind", FindingSeverity.Error, "takes RDIMM only" },
        { "2x-rtx5090", "memory.dimm-kind", FindingSeverity.Error, "takes RDIMM only" },
        { "2x-rtx5090-build-guide", "memory.dimm-kind", FindingSeverity.Error, "takes RDIMM only" },
        { "2x-rtx-a6000", "memory.dimm-kind", FindingSeverity.Error, "takes RDIMM only" },

        // a 600 W card taken for a 300 W one, and what follows for supply and circuit
        { "single-pro6000-am5", "claim.card-power", FindingSeverity.Error, "600 W, not 300 W. 300 W is the RTX PRO 6000 Blackwell Max-Q" },
        { "single-pro6000-am5", "claim.power", FindingSeverity.Error, "400 W is less than the devices alone may draw (600 W)" },
        { "single-pro6000-am5", "power.psu-rating", FindingSeverity.Warning, "less than the planned margin" },
        { "pro6000-plus-rtx5090", "power.psu-rating", FindingSeverity.Error, "1625 W at full load" },
        { "pro6000-plus-rtx5090", "power.mains-circuit", FindingSeverity.Info, "" },
        { "single-pro6000-trx50", "claim.upgrade", FindingSeverity.Error, "leaves nothing of the 1600 W" },
        { "single-pro6000-trx50", "claim.upgrade", FindingSeverity.Error, "850 W after adding" },
        { "single-pro6000-trx50", "claim.upgrade", FindingSeverity.Warning, "of what T13 (10 A) gives (2300 W)" },
        { "4x-rtx4090", "power.mains-circuit", FindingSeverity.Error, "is more than T13 (10 A) gives (2300 W)" },
        { "4x-rtx-a6000-new", "power.psu-rating", FindingSeverity.Error, "1650 W at full load" },
        { "2x-rtx5090", "power.psu-rating", FindingSeverity.Error, "1600 W at full load" },

        // NVLink where the card has none
        { "single-pro6000-am5", "claim.nvlink", FindingSeverity.Error, "has no NVLink" },
        { "single-pro6000-trx50", "claim.upgrade", FindingSeverity.Error, "has no NVLink" },

        // the total that is off by 1,000, and the heading
        { "pro6000-plus-rtx5090-build-guide", "total.sum", FindingSeverity.Error, "off by +1,000" },
        { "pro6000-plus-rtx5090-build-guide", "total.sum", FindingSeverity.Error, "off by +1,490" },
        { "2x-rtx5090-build-guide", "total.sum", FindingSeverity.Error, "off by +60" },

        // two prices for one product on one day
        { "single-pro6000-am5", "price.two-on-one-day", FindingSeverity.Warning, "CHF 6,443.00 and with CHF 7,691.00 on 2026-02-16" },

        // 130 GB of weights on 128 GB
        { "pro6000-plus-rtx5090", "claim.weights-in-memory", FindingSeverity.Error, "130 GB of weights" },

        { "pro6000-plus-rtx5090", "memory.fit", FindingSeverity.Error, "MiniMaxAI/MiniMax-M2.5 does not fit" },

        // 42.5 GB, not 34 GB
        { "single-pro6000-am5", "model.size", FindingSeverity.Error, "takes 42.5 GB, not 34 GB" },

        // decode above the bandwidth ceiling
        { "mac-studio-m3-ultra-256", "claim.decode-ceiling", FindingSeverity.Error, "15-25 tok/s for meta-llama/Llama-3.3-70B-Instruct in Q4_K_M is above the ceiling" },
        { "4x-rtx-a6000-refurbished", "claim.decode-ceiling", FindingSeverity.Warning, "needs tensor parallelism" },

        // VAT
        { "bizon-g3000-2x5090", "tax.vat", FindingSeverity.Error, "is 8.1 % (since 2024-01-01), not 7.7 %" },
        { "bizon-x5500-2x5090", "tax.vat", FindingSeverity.Error, "not 7.7 %" },

        // a model that does not exist
        { "single-pro6000-am5", "model.known", FindingSeverity.Unknown, "no model 'Qwen2.5-Coder 72B'" },

        // active parameters
        { "single-pro6000-am5", "model.active-parameters", FindingSeverity.Error, "openai/gpt-oss-120b uses 5.1 B" },
        { "single-pro6000-am5", "model.active-parameters", FindingSeverity.Error, "openai/gpt-oss-20b uses 3.6 B" },

        // cards confused with their siblings
        { "2x-a100-80-used", "claim.bandwidth", FindingSeverity.Error, "1935 GB/s, not 2039 GB/s" },
        { "single-pro6000-am5", "claim.cooling", FindingSeverity.Error, "flow-through cooler, not a blower" },

        // four triple-slot cards
        { "4x-rtx4090", "pcie.slot-spacing", FindingSeverity.Warning, "they need risers and a frame" },

        // what nobody looked up
        { "4x-rtx-a6000-new", "power.eps-plugs", FindingSeverity.Unknown, "6 needed" },
        { "single-pro6000-am5-build-guide", "claim.upgrade", FindingSeverity.Unknown, "which slots of MSI X870E Gaming Plus WIFI keep eight lanes" },
        { "bressner-custom", "price.line", FindingSeverity.Unknown, "no price is stated" },
        { "dgx-spark-3", "machine.cluster-link", FindingSeverity.Warning, "need a switch" },
    };

    [Theory]
    [MemberData(nameof(Audit))]
    public void The_check_finds(string plan, string rule, FindingSeverity severity, string words)
    {
        var findings = Plans.Value[plan].Findings.Where(f => f.Rule == rule).ToList();

        if (severity == FindingSeverity.Info && words.Length == 0)
            findings.ShouldBeEmpty($"{rule} holds in {plan}");
        else
            findings.ShouldContain(f => f.Severity == severity && f.Message.Contains(words, StringComparison.Ordinal), string.Join("\n", findings.Select(f => $"{f.Severity}: {f.Message}")));
    }

    [Theory]
    [InlineData("single-pro6000-am5", 8183)]
    [InlineData("single-pro6000-am5-verified", 7942)]
    [InlineData("single-pro6000-am5-build-guide", 9485)]
    [InlineData("single-pro6000-trx50", 10666)]
    [InlineData("pro6000-plus-rtx5090", 11453)]
    [InlineData("pro6000-plus-rtx5090-build-guide", 12940)]
    [InlineData("2x-rtx4090", 7365)]
    [InlineData("4x-rtx4090", 14235)]
    [InlineData("2x-rtx-a6000", 11415)]
    [InlineData("4x-rtx-a6000-new", 21655)]
    [InlineData("4x-rtx-a6000-refurbished", 13655)]
    [InlineData("dgx-spark-2", 5004)]
    [InlineData("dgx-spark-3", 7481)]
    public void The_lines_add_up_to(string plan, decimal sum) => Plans.Value[plan].Sum!.Value.Amount.ShouldBe(sum);

    [Theory]
    [InlineData("dgx-spark-2")]
    [InlineData("dgx-spark-3")]
    [InlineData("mac-pro-m2-ultra")]
    public void A_machine_has_no_error_of_build_rules(string plan) =>
        Plans.Value[plan].Findings.Where(f => f.Severity == FindingSeverity.Error).ShouldBeEmpty();

    [Fact]
    public void Every_named_thing_of_the_reference_plans_is_in_the_catalogue() =>
        Plans.Value.Values.SelectMany(p => p.Findings.Where(f => f.Rule == "plan.reference")).ShouldBeEmpty();

    [Fact]
    public void A_plan_is_checked_the_same_whatever_stands_beside_it()
    {
        var alone = CheckHandler.Handle(new([Repository.PathOf("examples", "reference", "2x-rtx5090.yaml")], Repository.PathOf("data"))).Plans.Single();

        alone.Findings.ShouldBe(Plans.Value["2x-rtx5090"].Findings);
    }
}
