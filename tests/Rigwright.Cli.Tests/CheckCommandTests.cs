using System.Text.Json;

namespace Rigwright.Cli.Tests;

public sealed class CheckCommandTests
{
    [Fact]
    public void A_plan_with_errors_exits_with_one_and_prints_findings()
    {
        var result = RigProcess.Run("check", "examples/reference/single-pro6000-trx50.yaml");

        result.ExitCode.ShouldBe(1, result.Error);
        result.Out.ShouldContain("error   memory.dimm-kind");
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public void A_plan_without_errors_exits_with_zero()
    {
        var result = RigProcess.Run("check", "examples/reference/dgx-spark-2.yaml");

        result.ExitCode.ShouldBe(0, result.Out);
    }

    [Fact]
    public void Several_plans_as_json_are_one_array()
    {
        var result = RigProcess.Run("check", "examples/reference/dgx-spark-2.yaml", "examples/reference/2x-rtx5090.yaml", "--format", "json");

        result.ExitCode.ShouldBe(1, result.Error);
        using var json = JsonDocument.Parse(result.Out);
        json.RootElement.EnumerateArray().Select(p => p.GetProperty("file").GetString())
            .ShouldBe(["examples/reference/dgx-spark-2.yaml", "examples/reference/2x-rtx5090.yaml"]);
    }

    [Fact]
    public void A_typo_exits_with_two_names_the_nearest_key_and_answers_nothing()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        File.WriteAllText(path, "plan: typo\nform: build\ndate: 2026-02-17\ncurency: CHF\nlines: []\n");

        var result = RigProcess.Run("check", path, "examples/reference/dgx-spark-2.yaml");

        File.Delete(path);
        result.ExitCode.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain($"{path}:4:1: error RW3006: 'curency' is not a key of a plan file. Did you mean 'currency'?");
    }

    [Fact]
    public void A_missing_file_exits_with_two()
    {
        var result = RigProcess.Run("check", "no-such-plan.yaml");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("no-such-plan.yaml:0:0: error RW3001");
    }
}
