namespace Rigwright.Cli.Tests;

public sealed class FileSystemTests
{
    [Fact]
    public void An_unwritable_output_is_refused_in_one_line()
    {
        var result = RigProcess.Run("size", "tests/Rigwright.Cli.Tests/Cases/size.csv", "--out", "/proc/no-such-folder/out.csv");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("error RW7002");
        result.Error.ShouldNotContain("   at ");
    }
}
