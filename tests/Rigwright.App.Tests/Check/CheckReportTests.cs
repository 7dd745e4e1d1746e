using System.Text.Json;
using Rigwright.App.Check;
using Rigwright.Reports.Check;
using Rigwright.TestKit;

namespace Rigwright.App.Tests.Check;

public sealed class CheckReportTests
{
    [Theory]
    [InlineData("pro6000-plus-rtx5090-build-guide")]
    [InlineData("4x-rtx4090")]
    [InlineData("mac-pro-m2-ultra")]
    public void The_text_is_as_committed(string plan) => Snapshot.Match(CheckTextReport.Render(Check(plan)), $"check-{plan}.txt");

    [Theory]
    [InlineData("2x-rtx-a6000")]
    public void The_json_is_as_committed(string plan) => Snapshot.Match(CheckJsonReport.Render(Check(plan)), $"check-{plan}.json");

    [Fact]
    public void The_json_is_an_array_of_plans_with_findings()
    {
        using var json = JsonDocument.Parse(CheckJsonReport.Render(Check("dgx-spark-2", "2x-rtx5090")));

        json.RootElement.GetArrayLength().ShouldBe(2);
        foreach (var plan in json.RootElement.EnumerateArray())
        {
            foreach (var finding in plan.GetProperty("findings").EnumerateArray())
            {
                finding.EnumerateObject().Select(p => p.Name).ShouldBe(["rule", "severity", "message", "actual", "limit", "source"]);
                finding.GetProperty("severity").GetString().ShouldBeOneOf("error", "warning", "info", "unknown");
            }
        }
    }

    [Fact]
    public void Several_plans_each_have_their_heading()
    {
        var text = CheckTextReport.Render(Check("dgx-spark-2", "2x-rtx5090"));

        text.ShouldContain("Two ASUS Ascent GX10 (DGX Spark class) (");
        text.ShouldContain("\n\nTwo RTX 5090 (");
    }

    [Fact]
    public void A_bad_file_among_good_ones_answers_nothing()
    {
        var response = CheckHandler.Handle(new([Path("dgx-spark-2"), "no-such-plan.yaml"], Repository.PathOf("data")));

        response.IsBadInput.ShouldBeTrue();
        response.Plans.ShouldBeEmpty();
        response.Diagnostics.Single().Code.ShouldBe("RW3001");
    }

    private static List<CheckedPlan> Check(params string[] plans) =>
    [
        .. CheckHandler.Handle(new([.. plans.Select(Path)], Repository.PathOf("data"))).Plans
            .Select(p => p with { Document = p.Document with { File = System.IO.Path.GetFileName(p.Document.File) } }),
    ];

    private static string Path(string plan) => Repository.PathOf("examples", "reference", plan + ".yaml");
}
