namespace Rigwright.Cli.Tests;

public sealed class PricesLandCommandTests
{
    [Fact]
    public void A_quote_is_landed_from_the_command_line()
    {
        var result = RigProcess.Run("prices", "land", "8000", "EUR", "--from", "DE", "--net", "--to", "CH", "--freight", "120", "--rate", "EUR=0.94@2026-02-16");

        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("8,251.06");
    }

    [Fact]
    public void Bad_input_exits_with_2_and_writes_nothing()
    {
        var result = RigProcess.Run("prices", "land", "-8000", "EURO", "--from", "DE");

        result.ExitCode.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain("error RW9501");
        result.Error.ShouldContain("error RW9502");
    }

    [Fact]
    public void A_price_that_is_known_nowhere_exits_with_3() =>
        RigProcess.Run("prices", "land", "8000", "EUR", "--from", "DE").ExitCode.ShouldBe(3);
}
