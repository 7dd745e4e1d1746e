using System.Text.Json;
using Rigwright.Reports.Plans;

namespace Rigwright.App.Tests.Plan;

public sealed class PlanReportTests
{
    private const string Command = "./rig plan examples/home-office.yaml --as-of 2026-02-17";

    [Theory]
    [InlineData("text", "home-office.txt")]
    [InlineData("markdown", "home-office.md")]
    [InlineData("json", "home-office.json")]
    public void The_reference_scenario_prints_the_same_every_time(string format, string snapshot) =>
        Snapshot.Match(PlanOutput.Render(PlanFixture.Reference, format, PlanOutput.FileWidth, Command), snapshot);

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    public void Text_keeps_to_the_width_except_for_links(int width) =>
        PlanOutput.Render(PlanFixture.Reference, "text", width, Command).Split('\n')
            .Where(l => !l.Contains("https://", StringComparison.Ordinal)).ShouldAllBe(l => l.Length <= width);

    [Fact]
    public void Every_format_names_the_same_winner_price_and_rejections()
    {
        var answer = PlanFixture.Reference;
        var best = answer.Ranked[0].Candidate;
        using var json = JsonDocument.Parse(PlanOutput.Render(answer, "json", 100, Command));

        json.RootElement.GetProperty("best").GetString().ShouldBe(best.Id);
        json.RootElement.GetProperty("ranked")[0].GetProperty("price_chf").GetDecimal().ShouldBe(best.Total!.Value.Amount);
        json.RootElement.GetProperty("rejected").GetArrayLength().ShouldBe(answer.Rejected.Count);
        foreach (var format in new[] { "text", "markdown", "html" })
            PlanOutput.Render(answer, format, 200, Command).ShouldContain(best.Name);
    }

    [Fact]
    public void Nothing_but_the_inputs_changes_an_answer() =>
        PlanOutput.Render(PlanFixture.Plan(PlanFixture.Example), "json", 100, Command)
            .ShouldBe(PlanOutput.Render(PlanFixture.Plan(PlanFixture.Example), "json", 100, Command));
}
