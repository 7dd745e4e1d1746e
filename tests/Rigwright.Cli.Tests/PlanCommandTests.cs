namespace Rigwright.Cli.Tests;

public sealed class PlanCommandTests
{
    private const string Example = "examples/home-office.yaml";

    [Fact]
    public void The_reference_scenario_is_answered_with_the_answer_first()
    {
        var result = RigProcess.Run("plan", Example, "--as-of", "2026-02-17");

        result.ExitCode.ShouldBe(0);
        // The two lead within noise: which of them stands first may turn with the fit, that one of them does may not.
        result.Out.ShouldMatch(@"\nBuy: (3× ASUS Ascent GX10 1TB|RTX PRO 6000 Blackwell Workstation Edition on AM5) for CHF ");
        result.Out.ShouldMatch(@"\nNext: (3× ASUS Ascent GX10 1TB|RTX PRO 6000 Blackwell Workstation Edition on AM5|Mac Studio M4 Max 128GB 1TB) for CHF ");
        result.Out.ShouldNotContain('\u001b');
        result.Error.ShouldContain("candidates");
    }

    [Fact]
    public void Nothing_feasible_exits_with_3_and_names_what_is_lacking()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, File.ReadAllText(Repository.PathOf("examples", "home-office.yaml")).Replace("min: 4000, max: 15000", "min: 500, max: 1500", StringComparison.Ordinal));

        var result = RigProcess.Run("plan", path, "--as-of", "2026-02-17");

        File.Delete(path);
        result.ExitCode.ShouldBe(3);
        result.Out.ShouldContain("more budget");
    }

    [Fact]
    public void A_typo_exits_with_2_and_writes_nothing()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        var output = path + ".md";
        File.WriteAllText(path, File.ReadAllText(Repository.PathOf("examples", "home-office.yaml")).Replace("noise: quiet", "noies: quiet", StringComparison.Ordinal));

        var result = RigProcess.Run("plan", path, "--format", "markdown", "--out", output);

        File.Delete(path);
        result.ExitCode.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain($"{path}:11:1: error RW2006: 'noies' is not a key of a requirements file. Did you mean 'noise'?");
        File.Exists(output).ShouldBeFalse();
    }

    [Fact]
    public void A_folder_that_is_not_there_is_one_line_and_exit_2()
    {
        var result = RigProcess.Run("plan", Example, "--as-of", "2026-02-17", "--out", "/no/such/folder/plan.md");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("error RW7002");
    }

    [Fact]
    public void A_plan_is_written_to_a_file_whole()
    {
        var output = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".html");

        var result = RigProcess.Run("plan", Example, "--as-of", "2026-02-17", "--format", "html", "--out", output);

        var html = File.ReadAllText(output);
        File.Delete(output);
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldBeEmpty();
        html.ShouldStartWith("<!doctype html>");
        html.ShouldEndWith("</html>\n");
        html.ShouldNotContain("<script");
    }

    [Fact]
    public void A_file_that_is_there_is_kept_unless_forced()
    {
        var output = Path.GetTempFileName();
        File.WriteAllText(output, "mine");

        var kept = RigProcess.Run("plan", Example, "--as-of", "2026-02-17", "--format", "markdown", "--out", output);
        var text = File.ReadAllText(output);
        var forced = RigProcess.Run("plan", Example, "--as-of", "2026-02-17", "--format", "markdown", "--out", output, "--force", "--numbers", "ch");
        var replaced = File.ReadAllText(output);
        File.Delete(output);

        kept.ExitCode.ShouldBe(2);
        kept.Error.ShouldContain("error RW7003");
        text.ShouldBe("mine");
        forced.ExitCode.ShouldBe(0);
        replaced.ShouldContain("CHF 9’");
    }

    [Fact]
    public void A_folder_is_not_a_file()
    {
        var result = RigProcess.Run("plan", Example, "--out", Path.GetTempPath(), "--force");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("is a folder");
    }
}
