using Rigwright.Engine.Claims;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Speed;
using Rigwright.Engine.Tests.Compatibility;
using Rigwright.Formats.Plans;

namespace Rigwright.Engine.Tests.Claims;

/// <summary>Each rule about statements alone: passing, failing and unknown, on plans of real parts.</summary>
public sealed class ClaimRuleTests
{
    // A name that nothing stands for is reported by model.known; these say nothing about it, and a sum or a list of offers is never unknown in itself.
    private static readonly HashSet<(string, Verdict)> CannotSay =
    [
        ("price.two-on-one-day", Verdict.Pass), ("price.two-on-one-day", Verdict.Unknown), ("claim.card-memory", Verdict.Unknown), ("claim.device-memory", Verdict.Unknown),
        ("claim.weights-in-memory", Verdict.Unknown), ("claim.tensor-split", Verdict.Unknown), ("claim.upgrade", Verdict.Unknown), ("model.known", Verdict.Fail), ("model.total-parameters", Verdict.Unknown),
        ("model.active-parameters", Verdict.Unknown), ("claim.decode-prediction", Verdict.Pass), ("claim.decode-prediction", Verdict.Fail),
    ];

    public static TheoryData<string, Verdict, string> Cases() => new()
    {
        { "total.sum", Verdict.Pass, "totals: [{ price: 8139 }]" },
        { "total.sum", Verdict.Pass, "totals: [{ price: 8100, approximate: true }]" },
        { "total.sum", Verdict.Fail, "totals: [{ price: 7139 }]" },
        { "total.sum", Verdict.Fail, "totals: [{ price: 8100 }]" },
        { "total.sum", Verdict.Unknown, "totals: [{ price: 8139, currency: EUR }]" },
        { "price.line", Verdict.Pass, "" },
        { "price.line", Verdict.Fail, "lines: [{ part: cpu-9950x, unit_price: 700 }]" },
        { "price.line", Verdict.Unknown, "lines: [{ part: cpu-9950x }]" },
        { "price.two-on-one-day", Verdict.Fail, "" },
        { "price.claim", Verdict.Pass, "claims: { prices: [{ part: cpu-9950x, price: 440 }] }" },
        { "price.claim", Verdict.Fail, "claims: { prices: [{ part: cpu-9950x, price: 300 }] }" },
        { "price.claim", Verdict.Unknown, "claims: { prices: [{ part: cpu-9950x, price: 440, date: 2024-01-01 }] }" },
        { "tax.vat", Verdict.Pass, "claims: { vat: [{ percent: 8.1, region: CH }] }" },
        { "tax.vat", Verdict.Fail, "claims: { vat: [{ percent: 7.7, region: CH }] }" },
        { "tax.vat", Verdict.Unknown, "claims: { vat: [{ percent: 7.7, region: ZZ }] }" },
        { "claim.power", Verdict.Pass, "claims: { power: [{ watts: 900 }] }" },
        { "claim.power", Verdict.Fail, "claims: { power: [{ watts: 400 }] }" },
        { "claim.power", Verdict.Unknown, "lines: [{ accelerator: rtx-pro-6000-blackwell-ws }]\nclaims: { power: [{ watts: 900 }] }" },
        { "claim.noise", Verdict.Pass, "claims: { noise: [{ word: loud }] }" },
        { "claim.noise", Verdict.Fail, "claims: { noise: [{ word: silent }] }" },
        { "claim.noise", Verdict.Unknown, "lines: [{ item: nothing, kind: other }]\nclaims: { noise: [{ word: silent }] }" },
        { "claim.card-power", Verdict.Pass, Card("watts: 600") },
        { "claim.card-power", Verdict.Fail, Card("watts: 300") },
        { "claim.card-power", Verdict.Unknown, "claims: { accelerators: [{ accelerator: rtx-9090, watts: 300 }] }" },
        { "claim.bandwidth", Verdict.Pass, Card("bandwidth_gb_per_s: 1792") },
        { "claim.bandwidth", Verdict.Fail, "claims: { accelerators: [{ accelerator: a100-pcie-80, bandwidth_gb_per_s: 2039 }] }" },
        { "claim.bandwidth", Verdict.Unknown, "claims: { accelerators: [{ accelerator: rtx-9090, bandwidth_gb_per_s: 2039 }] }" },
        { "claim.card-memory", Verdict.Pass, Card("memory_gb: 96") },
        { "claim.card-memory", Verdict.Fail, Card("memory_gb: 80") },
        { "claim.nvlink", Verdict.Pass, Card("nvlink: false") },
        { "claim.nvlink", Verdict.Pass, "claims: { accelerators: [{ accelerator: rtx-a6000, nvlink: true }] }" },
        { "claim.nvlink", Verdict.Fail, Card("nvlink: true") },
        { "claim.nvlink", Verdict.Unknown, "claims: { accelerators: [{ accelerator: rtx-9090, nvlink: true }] }" },
        { "claim.cooling", Verdict.Pass, Card("cooling: flow-through") },
        { "claim.cooling", Verdict.Fail, Card("cooling: blower") },
        { "claim.cooling", Verdict.Unknown, "claims: { accelerators: [{ accelerator: rtx-9090, cooling: blower }] }" },
        { "claim.device-memory", Verdict.Pass, "claims: { device_memory: [{ gb: 96 }] }" },
        { "claim.device-memory", Verdict.Fail, "claims: { device_memory: [{ gb: 128 }] }" },
        { "model.known", Verdict.Pass, Model("openai/gpt-oss-120b", "total_parameters_b: 117") },
        { "model.known", Verdict.Unknown, Model("Qwen2.5-Coder 72B", "total_parameters_b: 72") },
        { "model.active-parameters", Verdict.Pass, Model("openai/gpt-oss-120b", "active_parameters_b: 5.1") },
        { "model.active-parameters", Verdict.Fail, Model("openai/gpt-oss-120b", "active_parameters_b: 20") },
        { "model.total-parameters", Verdict.Pass, Model("openai/gpt-oss-120b", "total_parameters_b: 117") },
        { "model.total-parameters", Verdict.Fail, Model("openai/gpt-oss-120b", "total_parameters_b: 20") },
        { "model.size", Verdict.Pass, Model("meta-llama/Llama-3.3-70B-Instruct", "quantisation: Q4_K_M, size_gb: 42.5") },
        { "model.size", Verdict.Fail, Model("meta-llama/Llama-3.3-70B-Instruct", "quantisation: Q4_K_M, size_gb: 34") },
        { "model.size", Verdict.Unknown, Model("meta-llama/Llama-3.3-70B-Instruct", "quantisation: Q9_Z, size_gb: 34") },
        { "claim.weights-in-memory", Verdict.Pass, Together("size_gb: 65") },
        { "claim.weights-in-memory", Verdict.Fail, Together("size_gb: 130") },
        { "memory.fit", Verdict.Pass, Together("quantisation: MXFP4") },
        // gpt-oss keeps its MXFP4 experts in every file type, so a dense model has to be the one that does not fit.
        { "memory.fit", Verdict.Fail, "claims: { together: [{ models: [{ model: meta-llama/Llama-3.3-70B-Instruct, quantisation: BF16 }] }] }" },
        { "memory.fit", Verdict.Unknown, Together("quantisation: Q9_Z") },
        { "claim.tensor-split", Verdict.Pass, "lines: [{ accelerator: rtx-5090, quantity: 2 }]\nclaims: { together: [{ split: tensors, models: [{ model: openai/gpt-oss-20b }] }] }" },
        { "claim.tensor-split", Verdict.Fail, "lines: [{ accelerator: rtx-5090 }, { accelerator: rtx-4090 }]\nclaims: { together: [{ split: tensors, models: [{ model: openai/gpt-oss-20b }] }] }" },
        { "claim.decode-ceiling", Verdict.Pass, Speed("Q4_K_M", "32") },
        { "claim.decode-ceiling", Verdict.Fail, Speed("Q4_K_M", "[30, 60]") },
        { "claim.decode-ceiling", Verdict.Unknown, Speed("Q9_Z", "32") },
        { "claim.decode-prediction", Verdict.Unknown, Speed("Q4_K_M", "32") },
        { "claim.upgrade", Verdict.Pass, "claims: { upgrades: [{ add: [{ part: ssd-990pro-4tb }] }] }" },
        { "claim.upgrade", Verdict.Fail, "claims: { upgrades: [{ add: [{ accelerator: rtx-pro-6000-blackwell-ws }] }] }" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_rule_says_what_its_case_expects(string rule, Verdict expected, string change)
    {
        var findings = Check(rule, change);

        findings.Select(f => f.Verdict).ShouldContain(expected, string.Join("; ", findings.Select(f => f.Message)));
    }

    [Fact]
    public void Every_rule_has_a_case_for_each_verdict()
    {
        var cases = Cases().Select(c => (c.Data.Item1, c.Data.Item2)).ToHashSet();

        ClaimChecker.Rules.SelectMany(r => Enum.GetValues<Verdict>().Select(v => (r.Id, v)))
            .Where(c => !cases.Contains(c) && !CannotSay.Contains(c)).ShouldBeEmpty();
    }

    [Fact]
    public void A_decode_claim_is_held_against_the_predicted_interval()
    {
        var predictor = new SpeedPredictor(Measuring());
        Finding Of(double speed) => ClaimChecker.Rules.Single(r => r.Id == "claim.decode-prediction")
            .Check(Plan(Speed("Q4_K_M", speed.ToString(System.Globalization.CultureInfo.InvariantCulture))) with { Predictor = predictor }).Single();

        Of(5).Severity.ShouldBe(FindingSeverity.Info);
        Of(41).Severity.ShouldBe(FindingSeverity.Warning);
        Of(33).Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void A_higher_claim_is_never_less_wrong()
    {
        var last = -1;
        for (var speed = 5; speed <= 100; speed += 5)
        {
            var rank = Check("claim.decode-ceiling", Speed("Q4_K_M", speed.ToString(System.Globalization.CultureInfo.InvariantCulture))).Single().Verdict == Verdict.Fail ? 1 : 0;

            rank.ShouldBeGreaterThanOrEqualTo(last);
            last = rank;
        }
    }

    [Fact]
    public void A_wrong_total_says_by_how_much() =>
        Check("total.sum", "totals: [{ price: 7139 }]").Single().Message.ShouldContain("off by +1,000");

    [Fact]
    public void The_card_taken_for_a_300_W_one_is_named_with_what_follows()
    {
        var message = Check("claim.card-power", Card("watts: 300")).Single().Message;

        message.ShouldContain("300 W is the RTX PRO 6000 Blackwell Max-Q Workstation Edition");
        message.ShouldContain("of the 1000 W supply");
        message.ShouldContain("T13");
    }

    [Fact]
    public void A_model_that_does_not_exist_is_unknown_with_the_members_of_its_family()
    {
        var finding = Check("model.known", Model("Qwen2.5-Coder 72B", "total_parameters_b: 72")).Single(f => f.Verdict == Verdict.Unknown);

        finding.Message.ShouldContain("no model 'Qwen2.5-Coder 72B'");
        finding.Message.ShouldContain("Qwen/Qwen2.5-Coder-32B-Instruct");
    }

    private static string Card(string claim) => $"claims: {{ accelerators: [{{ accelerator: rtx-pro-6000-blackwell-ws, {claim} }}] }}";

    private static string Model(string model, string claim) => $"claims: {{ models: [{{ model: {model}, {claim} }}] }}";

    private static string Together(string claim) => $"claims: {{ together: [{{ models: [{{ model: openai/gpt-oss-120b, {claim} }}] }}] }}";

    private static string Speed(string quantisation, string speed) =>
        $"claims: {{ speeds: [{{ model: meta-llama/Llama-3.3-70B-Instruct, quantisation: {quantisation}, decode_tokens_per_second: {speed} }}] }}";

    private static List<Finding> Check(string rule, string change) => [.. ClaimChecker.Rules.Single(r => r.Id == rule).Check(Plan(change))];

    private static ResolvedPlan Plan(string change)
    {
        const string Lines = """
            lines:
              - { accelerator: rtx-pro-6000-blackwell-ws, unit_price: 6443 }
              - { part: cpu-9950x, unit_price: 455 }
              - { part: mb-msi-x870e-gaming-plus, unit_price: 189 }
              - { part: ram-kf556c40bbk2-64, unit_price: 629 }
              - { part: psu-enermax-rev3-1000, unit_price: 91 }
              - { part: case-define-7, unit_price: 137 }
              - { part: ssd-990pro-2tb, unit_price: 195 }

            """;
        var text = "plan: case\nform: build\ndate: 2026-02-17\nregion: CH\ncurrency: CHF\n"
            + (change.StartsWith("lines:", StringComparison.Ordinal) ? "" : Lines) + change + "\n";
        var loaded = PlanReader.ReadText(text, "case.yaml", CatalogueRigs.Facts);
        loaded.Diagnostics.ShouldBeEmpty();
        return PlanResolver.Resolve(loaded.Value!, CatalogueRigs.Facts);
    }

    [Theory]
    [InlineData("noise_limit: silent", "noise.limit", FindingSeverity.Warning)]
    [InlineData("engines: [vllm]\noperating_system: windows", "software.engine-support", FindingSeverity.Error)]
    [InlineData("engines: [mlx]", "software.engine-support", FindingSeverity.Unknown)]
    [InlineData("noise_limit: 60 dBA", "noise.limit", null)]
    [InlineData("engines: [vllm]\noperating_system: linux", "software.engine-support", null)]
    public void A_plan_that_states_noise_engine_or_system_is_held_to_it(string stated, string rule, FindingSeverity? expected)
    {
        var said = ClaimChecker.Examine(Plan(stated)).Where(f => f.Rule == rule).ToList();

        said.ShouldNotBeEmpty();
        said.Where(f => f.Verdict != Verdict.Pass).Select(f => (FindingSeverity?)f.Severity).FirstOrDefault().ShouldBe(expected);
    }

    [Theory]
    [InlineData("noise.limit")]
    [InlineData("software.engine-support")]
    public void A_plan_that_states_neither_is_not_asked(string rule) =>
        ClaimChecker.Examine(Plan("operating_system: linux")).ShouldNotContain(f => f.Rule == rule);

    private static SpeedCalibration Measuring() => Rigwright.Measuring.Calibration.CalibrationFile.Load(TestKit.Repository.PathOf("data"));
}
