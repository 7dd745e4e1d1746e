using System.Text.RegularExpressions;

namespace Rigwright.Cli.Tests;

/// <summary>Names on the command line and in users' files reach the terminal: what they hold is shown, never obeyed.</summary>
public sealed class HostileArgumentTests
{
    private const string Example = "examples/home-office.yaml";

    // Reverses the line, clears the screen, sets the title, ends a sentence of its own, looks like markup of the console library.
    private const string Evil = "x\u202egnirts\u001b[2J\u001b]0;taken\u0007\u2028[red]<script>alert(1)</script>[/]";

    public static TheoryData<string[]> Commands() => new(
        ["why-not", "--requirements", Example, Evil, "--as-of", "2026-02-17"],
        ["explain", Example, Evil, "--as-of", "2026-02-17"],
        ["compare", Example, Evil + ".yaml", "--as-of", "2026-02-17"],
        ["plan", Example, "--set", $"roles.{Evil}.context=1000", "--as-of", "2026-02-17"],
        ["plan", Example, "--set", $"roles.main.models={Evil}", "--as-of", "2026-02-17"],
        ["plan", Example, "--set", $"budget.max={Evil}", "--as-of", "2026-02-17"],
        ["fit", Evil, "--on", "rtx-5090"]);

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_hostile_name_is_refused_and_shown_with_its_hidden_characters(string[] arguments)
    {
        var result = RigProcess.Run(arguments);

        result.ExitCode.ShouldBe(2, result.Error);
        (result.Out + result.Error).ShouldNotContain("\u202e");
        (result.Out + result.Error).ShouldNotContain("\u001b");
        (result.Out + result.Error).ShouldNotContain("\u0007");
        (result.Out + result.Error).ShouldNotContain("\u2028");
        result.Error.ShouldContain("error RW");
        if (result.Error.Contains("gnirts", StringComparison.Ordinal))
            result.Error.ShouldContain(@"\u202E");
        result.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public void A_hostile_role_of_a_file_is_neutral_in_every_format()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        File.WriteAllText(path, File.ReadAllText(Repository.PathOf("examples", "home-office.yaml"))
            .Replace("- name: main", "- name: \"a\\u202eb\\e[2J<img src=x onerror=alert(1)>\"", StringComparison.Ordinal));
        try
        {
            foreach (var format in new[] { "text", "json", "markdown", "html" })
            {
                var result = RigProcess.Run("plan", path, "--as-of", "2026-02-17", "--format", format);

                result.ExitCode.ShouldBe(0, result.Error);
                result.Out.ShouldNotContain("\u202e", Case.Sensitive, format);
                result.Out.ShouldNotContain("\u001b", Case.Sensitive, format);
                // The requirements file is quoted in a block of code, where nothing is markup.
                if (format is "markdown" or "html")
                    Regex.Replace(result.Out, "^```.*?^```", "", RegexOptions.Singleline | RegexOptions.Multiline).ShouldNotContain("<img", Case.Sensitive, format);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_exists_is_kept_and_nothing_is_computed()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "mine");
        try
        {
            var result = RigProcess.Run("plan", Example, "--as-of", "2026-02-17", "--format", "html", "--out", path);

            result.ExitCode.ShouldBe(2);
            result.Error.ShouldContain("RW7003");
            File.ReadAllText(path).ShouldBe("mine");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("/proc/no-such-folder/plan.html")]
    [InlineData("/proc/plan.html")]
    public void A_path_that_cannot_be_written_is_refused_in_one_line(string path)
    {
        var result = RigProcess.Run("plan", Example, "--as-of", "2026-02-17", "--format", "html", "--out", path);

        result.ExitCode.ShouldBe(2, result.Error);
        result.Error.ShouldContain("error RW70");
        result.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public void An_id_that_a_spreadsheet_would_run_is_written_as_text()
    {
        var (cases, output) = (Path.GetTempFileName(), Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv"));
        File.WriteAllText(cases, "id,model,format,quant\n=1+1,openai/gpt-oss-20b,gguf,MXFP4\nplain,openai/gpt-oss-20b,gguf,MXFP4\n");
        try
        {
            var result = RigProcess.Run("size", cases, "--out", output);

            result.ExitCode.ShouldBe(0, result.Error);
            var lines = File.ReadAllLines(output);
            lines[1].ShouldStartWith("'=1+1,");
            lines[2].ShouldStartWith("plain,");
        }
        finally
        {
            File.Delete(cases);
            File.Delete(output);
        }
    }
}
