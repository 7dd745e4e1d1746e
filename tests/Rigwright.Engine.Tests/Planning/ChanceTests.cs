using Rigwright.Domain.Quantities;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Tests.Planning;

public sealed class ChanceTests
{
    private static readonly Prediction Around60 = new(Rate(40), Rate(60), Rate(80), "");

    [Fact]
    public void The_ends_of_a_90_percent_interval_are_reached_with_95_and_5_percent()
    {
        Chance.AtLeast(Around60, Rate(40)).ShouldBe(0.95, 1e-4);
        Chance.AtLeast(Around60, Rate(60)).ShouldBe(0.5, 1e-6);
        Chance.AtLeast(Around60, Rate(80)).ShouldBe(0.05, 1e-4);
    }

    [Fact]
    public void A_higher_target_is_never_likelier()
    {
        var chances = Enumerable.Range(1, 200).Select(t => Chance.AtLeast(Around60, Rate(t))).ToList();

        chances.ShouldBe(chances.OrderDescending());
        chances.ShouldAllBe(c => c >= 0 && c <= 1);
    }

    private static TokenRate Rate(double value) => TokenRate.FromTokensPerSecond(value);
}
