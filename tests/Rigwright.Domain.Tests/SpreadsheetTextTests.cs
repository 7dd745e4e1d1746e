using Rigwright.Domain.Naming;

namespace Rigwright.Domain.Tests;

public sealed class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"https://example.org\",\"x\")", "\"'=HYPERLINK(\"\"https://example.org\"\",\"\"x\"\")\"")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1", "'＝1")]
    public void A_cell_that_a_spreadsheet_would_run_is_text(string text, string cell) => SpreadsheetText.Cell(text).ShouldBe(cell);

    [Theory]
    [InlineData("openai/gpt-oss-120b")]
    [InlineData("case 17")]
    [InlineData("-5")]
    [InlineData("+1.5e3")]
    [InlineData("")]
    public void Plain_values_and_numbers_stay_as_they_are(string text) => SpreadsheetText.Cell(text).ShouldBe(text);

    [Fact]
    public void Separators_and_quotes_are_quoted() => SpreadsheetText.Cell("a,\"b\"\nc").ShouldBe("\"a,\"\"b\"\"\nc\"");
}
