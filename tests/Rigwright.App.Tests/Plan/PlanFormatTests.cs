using System.Text.Json;
using Rigwright.Reports.Plans;

namespace Rigwright.App.Tests.Plan;

/// <summary>What holds in every format, whatever the numbers.</summary>
public sealed class PlanFormatTests
{
    private const string Command = "./rig plan examples/home-office.yaml --as-of 2026-02-17";

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Text_keeps_within_the_width_but_for_links(int width) =>
        Text(width).Split('\n').Where(l => l.Length > width && !l.Contains("https://", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Json_names_units_and_holds_every_candidate()
    {
        var root = JsonDocument.Parse(PlanOutput.Render(PlanFixture.Reference, "json", 100, Command)).RootElement;

        root.GetProperty("ranked").GetArrayLength().ShouldBe(PlanFixture.Reference.Ranked.Count);
        root.GetProperty("rejected").GetArrayLength().ShouldBe(PlanFixture.Reference.Rejected.Count);
        var best = root.GetProperty("ranked")[0];
        best.GetProperty("id").GetString().ShouldBe(root.GetProperty("best").GetString());
        best.GetProperty("price_chf").GetDecimal().ShouldBe(best.GetProperty("parts").EnumerateArray().Sum(p => p.GetProperty("price_chf").GetDecimal()));
        foreach (var device in best.GetProperty("devices").EnumerateArray())
        {
            var used = device.GetProperty("roles").EnumerateArray().Sum(r => r.GetProperty("total_bytes").GetInt64());
            (used + device.GetProperty("free_bytes").GetInt64()).ShouldBe(device.GetProperty("usable_bytes").GetInt64());
        }
    }

    [Fact]
    public void Html_is_one_page_that_asks_the_network_for_nothing()
    {
        var html = PlanOutput.Render(PlanFixture.Reference, "html", 100, Command);

        html.ShouldStartWith("<!doctype html>");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("src=");
        html.ShouldContain("href=\"https://www.toppreise.ch/");
    }

    [Fact]
    public void A_name_with_markup_stays_text()
    {
        var answer = PlanFixture.Plan(PlanFixture.Example.Replace("name: Quiet home office", "name: \"[red]<b>x</b>\"", StringComparison.Ordinal));

        PlanOutput.Render(answer, "text", 100, Command).ShouldStartWith("[red]<b>x</b>");
        PlanOutput.Render(answer, "html", 100, Command).ShouldContain("&lt;b&gt;x&lt;/b&gt;");
    }

    private static string Text(int width) => PlanOutput.Render(PlanFixture.Reference, "text", width, Command);
}
