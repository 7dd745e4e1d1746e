using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Tests;

public sealed class QuantityTests
{
    [Fact]
    public void A_gibibyte_is_two_to_the_thirty_and_a_gigabyte_ten_to_the_nine()
    {
        ByteSize.FromGiB(1).Bytes.ShouldBe(1_073_741_824);
        ByteSize.FromGB(1).Bytes.ShouldBe(1_000_000_000);
    }

    [Fact]
    public void Sizes_are_never_negative() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ByteSize.FromBytes(1) - ByteSize.FromBytes(2));

    [Fact]
    public void Two_currencies_never_add() =>
        Should.Throw<InvalidOperationException>(() => Money.Chf(1) + new Money(1, Currency.Eur));

    [Fact]
    public void Two_equal_sound_sources_add_three_decibels() =>
        SoundLevel.Combine([SoundLevel.FromDecibelA(40), SoundLevel.FromDecibelA(40)]).DecibelA.ShouldBe(43.01, 0.01);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void Rates_are_finite_and_not_negative(double value) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Bandwidth.FromBytesPerSecond(value));
}
