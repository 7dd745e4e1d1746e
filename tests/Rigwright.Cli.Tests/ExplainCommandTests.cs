using System.Text.Json;

namespace Rigwright.Cli.Tests;

public sealed class ExplainCommandTests
{
    private const string Example = "examples/home-office.yaml";

    private static readonly string[] Day = ["--as-of", "2026-02-17"];

    [Fact]
    public void Explain_shows_the_reasons_down_to_the_sources()
    {
        var result = RigProcess.Run(["explain", Example, "2", .. Day]);

        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("of 100 points");
        result.Out.ShouldContain("memory bandwidth of one ");
        result.Out.ShouldContain("It would be first with any one of");
    }

    [Fact]
    public void Why_not_answers_about_every_candidate_of_a_name()
    {
        var result = RigProcess.Run(["why-not", "Mac Studio M3 Ultra", .. Day]);

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldContain("requirements from examples/home-office.yaml");
        result.Out.ShouldContain("Mac Studio M3 Ultra 28C/60C 256GB 1TB: rank ");
        result.Out.ShouldContain("Mac Studio M3 Ultra 28C/60C 96GB 1TB: rejected.");
    }

    [Fact]
    public void Why_not_gives_settings_that_can_be_tried()
    {
        var json = JsonDocument.Parse(RigProcess.Run(["why-not", "--requirements", Example, "2x-rtx-pro-6000-blackwell-ws", "--format", "json", .. Day]).Out).RootElement[0];
        var setting = json.GetProperty("to_qualify_any_of").EnumerateArray().Select(c => c.GetProperty("set").GetString()).First(s => s is not null)!;

        var plan = JsonDocument.Parse(RigProcess.Run(["plan", Example, "--set", setting, "--format", "json", .. Day]).Out).RootElement;

        plan.GetProperty("ranked").EnumerateArray().ShouldContain(r => r.GetProperty("id").GetString()!.StartsWith("2x-rtx-pro-6000-blackwell-ws", StringComparison.Ordinal));
    }

    [Fact]
    public void Compare_names_what_differs_and_what_moved()
    {
        var other = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        File.WriteAllText(other, File.ReadAllText(Repository.PathOf("examples", "home-office.yaml")).Replace("max: 15000", "max: 9000", StringComparison.Ordinal));

        var result = RigProcess.Run(["compare", Example, other, .. Day]);

        File.Delete(other);
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("- budget.max: CHF 15,000.00 -> CHF 9,000.00");
        result.Out.ShouldContain(" -> out; out: costs CHF ");
    }

    [Fact]
    public void A_name_that_is_no_candidate_exits_with_2()
    {
        var result = RigProcess.Run(["why-not", "abacus", .. Day]);

        result.ExitCode.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain("error RW7003: 'abacus' is no rank, id or name of a candidate");
    }

    [Fact]
    public void Without_requirements_the_places_to_put_them_are_named()
    {
        var empty = Directory.CreateTempSubdirectory();

        var result = RigProcess.RunIn(empty.FullName, "explain", "1");

        empty.Delete();
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("error RW7004: No requirements file is named and none was found. Name one with --requirements FILE.");
    }
}
