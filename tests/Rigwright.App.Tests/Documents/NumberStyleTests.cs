using FsCheck;
using FsCheck.Fluent;
using Rigwright.Reports.Documents;

namespace Rigwright.App.Tests.Documents;

public sealed class NumberStyleTests
{
    [Theory]
    [InlineData("ch", "for CHF 9,599, and 2.8 GiB", "for CHF 9’599, and 2.8 GiB")]
    [InlineData("de", "for CHF 9,599.50 and 2.8 GiB", "for CHF 9.599,50 and 2,8 GiB")]
    [InlineData("de", "4,000-15,000", "4.000-15.000")]
    [InlineData("de", "0.9-1.2 GiB, 12.5 %, 1.8×", "0,9-1,2 GiB, 12,5 %, 1,8×")]
    [InlineData("de", "CHF 7,691.00 (2026-02-17)", "CHF 7.691,00 (2026-02-17)")]
    [InlineData("fr", "1,234,567 tokens", "1\u202f234\u202f567 tokens")]
    [InlineData("en", "1,234.5 GiB", "1,234.5 GiB")]
    public void Quantities_take_the_regions_form(string code, string text, string shown) => NumberStyle.Of(code).InText(text).ShouldBe(shown);

    [Theory]
    [InlineData("PCIe 5.0 x16 and Qwen2.5-VL-7B with 3 of 4 slots")]
    [InlineData("gpt-oss-120b, llama.cpp b4001, Q4_K_M, 2x RTX 5090")]
    [InlineData("slots 1,2 and 3,4")]
    public void Names_keep_their_digits(string text)
    {
        foreach (var style in NumberStyle.All)
            style.InText(text).ShouldBe(text);
    }

    [Fact]
    public void Styles_only_change_the_two_separators() =>
        Prop.ForAll(ArbMap.Default.ArbFor<decimal>(), value =>
        {
            var text = FormattableString.Invariant($"CHF {Math.Round(value % 1_000_000_000m, 2):#,##0.00}");
            return NumberStyle.All.All(s => new string([.. s.InText(text).Where(char.IsAsciiDigit)]) == new string([.. text.Where(char.IsAsciiDigit)]));
        }).QuickCheckThrowOnFailure();
}
