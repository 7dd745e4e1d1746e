namespace Rigwright.Cli.Tests;

public sealed class BuildCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rigwright-build-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("rtx-5090", "--min-memory", "NaN")]
    [InlineData("rtx-5090", "--min-storage", "Infinity")]
    [InlineData("rtx-5090", "--max-noise", "-1")]
    [InlineData("any", "--min-card-memory", "NaN")]
    [InlineData("any", "--max-price", "0")]
    [InlineData("rtx-5090", "--currency", "XXX")]
    [InlineData("rtx-5090", "--or", "")]
    [InlineData("rtx-5090", "--keep", "")]
    [InlineData("", "--region", "CH")]
    public void An_odd_argument_is_bad_input_and_never_an_answer(string cards, string option, string value)
    {
        var result = RigProcess.Run("build", cards, option, value, "--store", "none");

        result.ExitCode.ShouldBe(2, result.Out + result.Error);
        result.Error.ShouldContain("error RW");
        result.Error.ShouldNotContain("   at ");
        result.Out.ShouldBeEmpty();
    }

    [Fact]
    public void A_bad_list_is_refused_whole_and_its_good_rows_are_shown()
    {
        var list = Path.Combine(_folder, "list.csv");
        File.WriteAllText(list, "item,price,currency\nrtx-5090,2100,CHF\ncpu-9950x,43900,CHF\ncase-define-7,-1,CHF\n");

        var result = RigProcess.Run("build", "rtx-5090", "--prices", list, "--store", "none");

        result.ExitCode.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain($"{list}:3:11: error RW8504");
        result.Error.ShouldContain($"{list}:4:15: error RW8504");
        result.Error.ShouldContain("rig: line 2 is good: rtx-5090 at CHF 2,100.00");
        result.Error.ShouldContain("rig: 1 rows of the price list are good, 0 match nothing; no price was used.");
    }

    [Fact]
    public void Prices_without_a_currency_are_in_the_one_that_is_said()
    {
        var list = Path.Combine(_folder, "list.csv");
        File.WriteAllText(list, "item,price\nrtx-5090,2100\n");

        RigProcess.Run("build", "rtx-5090", "--prices", list, "--store", "none").Error.ShouldContain("say --currency CHF");
        RigProcess.Run("build", "rtx-5090", "--prices", list, "--currency", "CHF", "--store", "none").Out.ShouldContain("CHF 2,100.00 (your price list");
        RigProcess.Run("plan", "examples/home-office.yaml", "--as-of", "2026-02-17", "--prices", list, "--currency", "CHF", "--store", "none").ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData(0, "--max-price", "6000")]
    [InlineData(3, "--max-price", "100")]
    public void Any_cards_are_answered_where_a_set_is_within_the_limits(int code, string option, string value)
    {
        var result = RigProcess.Run("build", "any", option, value, "--as-of", "2026-02-17", "--store", "none");

        result.ExitCode.ShouldBe(code, result.Error);
        result.Out.ShouldContain("Any 1 to 4 equal cards that have a price");
    }
}
