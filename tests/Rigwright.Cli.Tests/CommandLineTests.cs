namespace Rigwright.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void A_mistyped_command_names_the_nearest_and_exits_with_2()
    {
        var result = RigProcess.Run("completoin");

        result.ExitCode.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain("command line:1:1: error RW7001: 'completoin' is not known here. Did you mean 'completion'?");
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void Every_shell_gets_a_completion_script(string shell) =>
        RigProcess.Run("completion", shell).Out.ShouldContain("[suggest");

    [Fact]
    public void Completion_knows_the_commands() =>
        RigProcess.Run("[suggest:1]", "c").Out.ShouldContain("completion");
}
