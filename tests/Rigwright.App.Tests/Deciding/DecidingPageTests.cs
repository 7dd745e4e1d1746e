using System.Globalization;
using Rigwright.Engine.Explaining;
using Rigwright.TestKit;

namespace Rigwright.App.Tests.Deciding;

/// <summary>The numbers of the pages are those of the code.</summary>
public sealed class DecidingPageTests
{
    private static readonly string Deciding = File.ReadAllText(Repository.PathOf("docs", "deciding.md"));

    private static readonly string Stability = File.ReadAllText(Repository.PathOf("docs", "formulas", "stability.md"));

    [Fact]
    public void The_page_on_stability_states_the_constants()
    {
        Stability.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"drawn again {StabilityAnalysis.DefaultDraws:#,##0} times, with a\nfixed seed ({StabilityAnalysis.DefaultSeed})"));
        Stability.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"ρ = {StabilityAnalysis.SharedError} (assumed)"));
        Stability.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"at least ±{100 * PriceSpread.Fresh:0} % read from a shop lately, ±{100 * PriceSpread.Stale:0} % stale, ±{100 * PriceSpread.Estimate:0} % estimated (assumed)"));
    }

    [Fact]
    public void The_page_on_deciding_states_the_ranges_of_the_field()
    {
        DecisionField.BudgetFactor.ShouldBe(2);
        DecisionField.MemoryDivisor.ShouldBe(2);
        Deciding.ShouldContain("(twice the budget, half\nof the memory");
    }

    [Fact]
    public void A_drawn_price_stays_in_its_range_and_has_its_middle_at_the_price_planned_with()
    {
        var spread = new PriceSpread(0.8, 1.1);

        spread.At(1e-12).ShouldBe(0.8, 1e-5);
        spread.At(0.5).ShouldBe(1, 1e-12);
        spread.At(1 - 1e-12).ShouldBe(1.1, 1e-5);
        Enumerable.Range(1, 999).Select(i => spread.At(i / 1000.0)).ShouldBeInOrder();
    }
}
