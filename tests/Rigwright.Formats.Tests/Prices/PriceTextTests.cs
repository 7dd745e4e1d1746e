using FsCheck;
using FsCheck.Fluent;
using Rigwright.Domain.Naming;
using Rigwright.Formats.Prices;

namespace Rigwright.Formats.Tests.Prices;

public sealed class PriceTextTests
{
    [Theory]
    [InlineData("1299.90", 1299.90, null)]
    [InlineData("1299,90", 1299.90, null)]
    [InlineData("1'299.90", 1299.90, null)]
    [InlineData("1’299.–", 1299, null)]
    [InlineData("1.299,90", 1299.90, null)]
    [InlineData("1,299.90", 1299.90, null)]
    [InlineData("1 299,90", 1299.90, null)]
    [InlineData("1\u202f299,9", 1299.9, null)]
    [InlineData("1.234.567", 1234567, null)]
    [InlineData("CHF 529.90", 529.90, "CHF")]
    [InlineData("529,90 €", 529.90, "€")]
    [InlineData("$2,899.99", 2899.99, "$")]
    [InlineData("Fr. 99.-", 99, "Fr.")]
    [InlineData("7691", 7691, null)]
    public void A_price_is_read_as_people_write_it(string text, double amount, string? sign)
    {
        PriceText.TryParse(text, null, out var price, out var problem).ShouldBeTrue(problem);

        price.ShouldBe(new WrittenPrice((decimal)amount, sign));
    }

    [Theory]
    [InlineData("1.299", DecimalMark.Comma, 1299)]
    [InlineData("1,299", DecimalMark.Point, 1299)]
    public void The_decimal_mark_settles_what_can_be_read_in_two_ways(string text, DecimalMark mark, double amount)
    {
        PriceText.TryParse(text, null, out _, out var problem).ShouldBeFalse();
        problem!.ShouldContain("--decimal");

        PriceText.TryParse(text, mark, out var price, out _).ShouldBeTrue();
        price.Amount.ShouldBe((decimal)amount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("free")]
    [InlineData("-5")]
    [InlineData("CHF -5.00")]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("1.2345")]
    [InlineData("1,29,9")]
    [InlineData("12'34")]
    [InlineData("1.299,905")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("10000000")]
    [InlineData("NaN")]
    [InlineData("1e3")]
    [InlineData("CHF")]
    [InlineData("٣")]
    public void Anything_else_is_no_price(string text)
    {
        PriceText.TryParse(text, null, out _, out var problem).ShouldBeFalse();

        problem.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void A_number_in_the_other_mark_is_refused_when_the_mark_is_stated() => PriceText.TryParse("12.50", DecimalMark.Comma, out _, out _).ShouldBeFalse();

    [Fact]
    public void Texts_that_run_in_a_spreadsheet_are_neutralised_and_restored() => Prop.ForAll(
        Gen.Elements("=1+1", "+1", "-x", "@SUM(A1)", "'=1", "''=1", "'", "'text", "text", "＝1", "").Or(ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get)).ToArbitrary(), text =>
        {
            var cell = SpreadsheetText.Neutralise(text);
            cell.ShouldSatisfyAllConditions(() => SpreadsheetText.Restore(cell).ShouldBe(text), () => "=+-@\t\r".Contains(cell.Length > 0 ? cell[0] : 'x', StringComparison.Ordinal).ShouldBeFalse());
        }).QuickCheckThrowOnFailure();
}
