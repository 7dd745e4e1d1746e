using System.Text;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Rigs;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.Plans;
using Rigwright.TestKit;

namespace Rigwright.Formats.Tests.Plans;

public sealed class PlanReaderTests
{
    private static readonly Lazy<Catalogue> Facts = new(() => CatalogueReader.Read(Repository.PathOf("data")).Value!);

    private static readonly string Good = File.ReadAllText(Repository.PathOf("examples", "reference", "single-pro6000-am5.yaml"));

    public static TheoryData<string> Codes() =>
    [
        "RW3001", "RW3002", "RW3003", "RW3004", "RW3005", "RW3006", "RW3007", "RW3008", "RW3009",
        "RW3010", "RW3011", "RW3012", "RW3013", "RW3014", "RW3015", "RW3016", "RW3017", "RW3018", "RW3019", "RW3020",
    ];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_fixture_raises_its_code_with_a_position(string code)
    {
        var loaded = PlanReader.ReadFile(Fixture(code), Facts.Value);

        loaded.Value.ShouldBeNull();
        loaded.Diagnostics.ShouldContain(d => d.Code == code && d.Severity == DiagnosticSeverity.Error);
        loaded.Diagnostics.ShouldAllBe(d => code == "RW3001" || d.Position.Line > 0 && d.Position.Column > 0);
    }

    [Fact]
    public void The_messages_say_what_is_wrong_and_what_would_be_right()
    {
        var text = new StringBuilder();
        foreach (var row in Codes().Where(c => c.Data != "RW3001"))
        {
            var path = Fixture(row.Data);
            foreach (var diagnostic in PlanReader.ReadFile(path, Facts.Value).Diagnostics)
                text.AppendLine((diagnostic with { Position = diagnostic.Position with { File = Path.GetFileName(path) } }).ToString());
        }

        Snapshot.Match(text.ToString(), "plan-diagnostics.txt");
    }

    [Fact]
    public void A_plan_may_state_its_noise_limit_system_and_engines()
    {
        const string Head = "plan: p\nform: build\ndate: 2026-02-17\ncurrency: CHF\nlines:\n  - { accelerator: rtx-5090 }\n";

        var stated = PlanReader.ReadText(Head + "noise_limit: 38 dBA\noperating_system: windows\nengines: [VLLM, llama.cpp]\n", "p.yaml", Facts.Value).Value!;
        var silent = PlanReader.ReadText(Head, "p.yaml", Facts.Value).Value!;

        stated.NoiseLimit!.Limit!.Value.DecibelA.ShouldBe(38);
        stated.OperatingSystem.ShouldBe("windows");
        stated.Engines.ShouldBe(["vllm", "llama.cpp"]);
        (silent.NoiseLimit, silent.OperatingSystem, silent.Engines.Count).ShouldBe((null, null, 0));
    }

    public static TheoryData<string> References() =>
        new(Directory.GetFiles(Repository.PathOf("examples", "reference"), "*.yaml").Select(f => Path.GetFileName(f)).Order());

    [Theory]
    [MemberData(nameof(References))]
    public void Every_reference_plan_reads_without_a_diagnostic(string file)
    {
        var loaded = PlanReader.ReadFile(Repository.PathOf("examples", "reference", file), Facts.Value);

        loaded.Diagnostics.ShouldBeEmpty();
        loaded.Value!.Document.ShouldNotBeNullOrEmpty("a quoted plan names its document");
    }

    [Fact]
    public void Lines_totals_and_claims_keep_what_is_written()
    {
        var plan = PlanReader.ReadText(Good, "plan.yaml", Facts.Value).Value!;

        plan.Form.ShouldBe(RigForm.Build);
        plan.Lines.Count.ShouldBe(9);
        plan.Lines[0].ShouldSatisfyAllConditions(
            l => l.Kind.ShouldBe(PlanItemKind.Accelerator),
            l => l.UnitPrice!.Value.Amount.ShouldBe(6443m),
            l => l.Position.Line.ShouldBe(11));
        plan.Totals.Single().Approximate.ShouldBeTrue();
        plan.Claims.Speeds.Single(s => s.Model.EndsWith("Coder-30B-A3B-Instruct", StringComparison.Ordinal)).DecodeTokensPerSecond.ShouldBe(new Figure(150, 200));
        plan.Claims.Together.Single().Models.Select(m => m.SizeGigabytes).ShouldBe([65, 18, 5]);
    }

    [Fact]
    public void The_example_in_the_documentation_reads_without_a_diagnostic()
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "plan-file.md"));
        var start = page.IndexOf("```yaml\n", StringComparison.Ordinal) + 8;

        PlanReader.ReadText(page[start..page.IndexOf("```", start, StringComparison.Ordinal)], "plan-file.md", Facts.Value).Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void A_plan_of_absurd_size_is_refused_and_not_summed()
    {
        var text = Good[..Good.IndexOf("lines:", StringComparison.Ordinal)] + "lines:\n"
            + string.Concat(Enumerable.Repeat("  - { accelerator: rtx-5090, quantity: 1000, memory_gb: 4096 }\n", 1001));

        PlanReader.ReadText(text, "plan.yaml", Facts.Value).Diagnostics.Select(d => d.Code).ShouldBe(["RW3010"]);
    }

    [Fact]
    public void All_problems_of_a_file_are_reported_at_once()
    {
        var text = Good.Replace("currency: CHF", "currency: CFH", StringComparison.Ordinal)
            .Replace("form: build", "form: biuld", StringComparison.Ordinal)
            .Replace("outlet: t13", "outlt: t13", StringComparison.Ordinal);

        PlanReader.ReadText(text, "plan.yaml", Facts.Value).Diagnostics.Select(d => d.Code).ShouldBe(["RW3011", "RW3006", "RW3012"]);
    }

    [Fact]
    public void A_file_cut_off_anywhere_never_throws()
    {
        for (var length = 0; length < Good.Length; length += 11)
        {
            var loaded = PlanReader.ReadText(Good[..length], "plan.yaml", Facts.Value);

            (loaded.Value is null).ShouldBe(loaded.HasErrors, $"cut at {length}");
        }
    }

    [Fact]
    public void A_file_above_the_size_limit_is_not_read()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, new string('#', (1 << 20) + 1));

        var loaded = PlanReader.ReadFile(path, Facts.Value);

        File.Delete(path);
        loaded.Diagnostics.Single().Code.ShouldBe("RW3001");
    }

    private static string Fixture(string code) => Repository.PathOf("tests", "Rigwright.Formats.Tests", "Plans", "Fixtures", code + ".yaml");
}
