using System.Text;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Models;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Formats.Requirements;
using Rigwright.TestKit;

namespace Rigwright.Formats.Tests.Requirements;

public sealed class RequirementsReaderTests
{
    private static readonly string Good = File.ReadAllText(Repository.PathOf("examples", "home-office.yaml"));

    [Fact]
    public void The_example_holds_the_reference_requirements()
    {
        var loaded = Read(Good);

        loaded.Diagnostics.ShouldBeEmpty();
        var r = loaded.Value!;
        r.Budget.ShouldBe(new Budget(Money.Chf(4000), Money.Chf(15000)));
        r.Memory.ShouldBe(new MemoryRequirement(ByteSize.FromGB(96), ByteSize.FromGB(128)));
        r.Noise.Limit.ShouldBe(SoundLevel.FromDecibelA(40));
        r.Outlet.Rated.Watts.ShouldBe(2300);
        r.Headless.ShouldBeTrue();
        r.Roles.Select(x => (x.Name, x.Streams, x.DecodeMinimum.TokensPerSecond, x.DecodeTarget.TokensPerSecond, x.DecodeIdeal.TokensPerSecond))
            .Take(2).ShouldBe([("main", 1, 30, 60, 80), ("sub-agents", 5, 10, 15, 20)]);
        r.Roles[0].Candidates[0].ShouldBe(new ModelCandidate(r.Roles[0].Candidates[0].Model, new Quantisation("gguf", "MXFP4_MOE")));
        r.Roles[2].Vision.ShouldBeTrue();
        r.Conditions.ShouldBe([Condition.New, Condition.Refurbished, Condition.Used]);
        r.Weights.ShouldBe(ScoreWeights.Priorities["balanced"]);
    }

    public static TheoryData<string> Codes() =>
    [
        "RW2001", "RW2002", "RW2003", "RW2004", "RW2005", "RW2006", "RW2007", "RW2008", "RW2009", "RW2010",
        "RW2011", "RW2012", "RW2013", "RW2014", "RW2015", "RW2016", "RW2017", "RW2018", "RW2019", "RW2020",
    ];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_fixture_raises_its_code_with_a_position(string code)
    {
        var loaded = RequirementsReader.Read(Fixture(code), SmallCatalogue.Create());

        loaded.Value.ShouldBeNull();
        loaded.Diagnostics.ShouldContain(d => d.Code == code && d.Severity == DiagnosticSeverity.Error);
        loaded.Diagnostics.ShouldAllBe(d => code == "RW2001" || d.Position.Line > 0 && d.Position.Column > 0);
    }

    [Fact]
    public void The_messages_say_what_is_wrong_and_what_would_be_right()
    {
        var text = new StringBuilder();
        foreach (var row in Codes())
        {
            var path = Fixture(row.Data);
            foreach (var diagnostic in RequirementsReader.Read(path, SmallCatalogue.Create()).Diagnostics)
                text.AppendLine((diagnostic with { Position = diagnostic.Position with { File = Path.GetFileName(path) } }).ToString());
        }

        Snapshot.Match(text.ToString(), "requirements-diagnostics.txt");
    }

    [Fact]
    public void More_combinations_of_models_than_can_be_tried_are_refused()
    {
        var role = """
                - name: r{0}
                  models: [{ model: openai/gpt-oss-120b, quantisations: [MXFP4, Q4_K_M, Q5_K_M, Q6_K, Q8_0] }]
                  context: 4096
                  decode: { min: 1 tok/s, target: 2 tok/s }
                  duty_cycle: 0.1

            """;
        var text = Good[..Good.IndexOf("    - name: main", StringComparison.Ordinal)] + string.Concat(Enumerable.Range(0, 4).Select(i => role.Replace("{0}", $"{i}", StringComparison.Ordinal)));

        Read(text).Diagnostics.ShouldContain(d => d.Code == "RW2019" && d.Message.Contains("625 combinations", StringComparison.Ordinal), string.Join("\n", Read(text).Diagnostics));
    }

    [Fact]
    public void All_problems_of_a_file_are_reported_at_once()
    {
        var text = Good.Replace("currency: CHF", "currency: CFH", StringComparison.Ordinal)
            .Replace("noise: quiet", "noise: qiet", StringComparison.Ordinal)
            .Replace("context: 16384", "contxt: 16384", StringComparison.Ordinal)
            .Replace("duty_cycle: 0.05", "duty_cycle: .nan", StringComparison.Ordinal);

        Read(text).Diagnostics.Select(d => d.Code).ShouldBe(["RW2012", "RW2013", "RW2007", "RW2006", "RW2009"]);
    }

    [Fact]
    public void A_file_cut_off_anywhere_never_throws_and_never_reads_as_complete_nonsense()
    {
        for (var length = 0; length < Good.Length; length += 7)
        {
            var loaded = Read(Good[..length]);

            (loaded.Value is null).ShouldBe(loaded.HasErrors, $"cut at {length}");
        }
    }

    [Fact]
    public void Any_single_changed_byte_never_throws()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        byte[] hostile = [0, (byte)'&', (byte)'*', (byte)'{', (byte)':', (byte)'-', (byte)'\t', 0xFF];
        for (var i = 0; i < bytes.Length; i += 3)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[i] = hostile[i % hostile.Length];

            Should.NotThrow(() => Read(Encoding.UTF8.GetString(damaged)), $"byte {i}");
        }
    }

    [Fact]
    public void A_file_above_the_size_limit_is_not_read()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, new string('#', (1 << 20) + 1));

        var loaded = RequirementsReader.Read(path, SmallCatalogue.Create());

        File.Delete(path);
        loaded.Diagnostics.Single().Code.ShouldBe("RW2001");
    }

    private static Loaded<PurchaseRequirements> Read(string text) => RequirementsReader.ReadText(text, "home-office.yaml", SmallCatalogue.Create());

    private static string Fixture(string code) =>
        Repository.PathOf("tests", "Rigwright.Formats.Tests", "Requirements", "Fixtures", code + ".yaml");
}
