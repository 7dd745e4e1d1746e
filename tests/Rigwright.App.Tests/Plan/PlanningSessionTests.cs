using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;
using Rigwright.Reports.Plans;

namespace Rigwright.App.Tests.Plan;

/// <summary>What a session remembers never changes an answer.</summary>
public sealed class PlanningSessionTests
{
    private static readonly PurchaseRequirements Asked = PlanFixture.Reference.Requirements;

    [Fact]
    public void Each_plan_of_a_session_is_that_of_a_fresh_one()
    {
        var session = new PlanningSession(PlanFixture.Shipped, PlanFixture.Estimator);
        var book = OfferBook.Of(PlanFixture.Shipped, []);
        var query = PlanFixture.Reference.Query;
        foreach (var requirements in Variants())
        {
            var asked = query with { Conditions = requirements.Conditions };

            PlanJson.Of(session.Plan(requirements, book, asked), "").ShouldBe(PlanJson.Of(new PlanningSession(PlanFixture.Shipped, PlanFixture.Estimator).Plan(requirements, book, asked), ""));
        }
    }

    [Fact]
    public void Other_prices_are_seen_by_a_session_that_knew_others()
    {
        var session = new PlanningSession(PlanFixture.Shipped, PlanFixture.Estimator);
        var query = PlanFixture.Reference.Query;
        foreach (var factor in new[] { 1m, 1.3m, 0.7m, 1m })
        {
            var book = Scaled(factor);

            PlanJson.Of(session.Plan(Asked, book, query), "").ShouldBe(PlanJson.Of(new PlanningSession(PlanFixture.Shipped, PlanFixture.Estimator).Plan(Asked, book, query), ""), $"prices times {factor}");
        }
    }

    [Fact]
    public void A_second_plan_asks_neither_memory_nor_speed_again()
    {
        var estimator = new Counting(PlanFixture.Estimator(PlanFixture.Day));
        var session = new PlanningSession(PlanFixture.Shipped, _ => estimator);
        var book = OfferBook.Of(PlanFixture.Shipped, []);
        session.Plan(Asked, book, PlanFixture.Reference.Query);
        var asked = estimator.Asked;

        session.Plan(Asked with { Weights = Asked.Weights with { Price = 99 }, MinimumHolds = MinimumBasis.Alone }, Scaled(1), PlanFixture.Reference.Query);

        asked.ShouldBeGreaterThan(50);
        estimator.Asked.ShouldBe(asked);
    }

    private static IEnumerable<PurchaseRequirements> Variants()
    {
        yield return Asked;
        yield return Asked with { Budget = Asked.Budget with { Max = Money.Chf(8000) } };
        yield return Asked with { Noise = Asked.Noise with { Word = "any", Limit = null } };
        yield return Asked with { Headless = false };
        yield return Asked with { MinimumHolds = MinimumBasis.AllActive };
        yield return Asked with { Roles = [.. Asked.Roles.Select(r => r with { ContextPerStream = r.ContextPerStream / 2 })] };
        yield return Asked with { Roles = [.. Asked.Roles.Take(1)] };
        yield return Asked with { Conditions = [Condition.New] };
        yield return Asked;
    }

    private static OfferBook Scaled(decimal factor) => OfferBook.Of(PlanFixture.Shipped,
        [.. PlanFixture.Shipped.Offers.Where(o => o.Subject is OfferSubject.Accelerator or OfferSubject.Part && o.Reference is not null)
            .Select(o => o with { PriceLow = Times(o.PriceLow, factor), PriceHigh = o.PriceHigh is { } high ? Times(high, factor) : null })]);

    private static Money Times(Money price, decimal factor) => new(decimal.Round(price.Amount * factor, 2), price.Currency);

    private sealed class Counting(IRoleEstimator inner) : IRoleEstimator
    {
        public int Asked { get; private set; }

        public Domain.Provenance.Answer<Engine.Memory.MemoryDemand> Memory(RoleServing serving)
        {
            Asked++;
            return inner.Memory(serving);
        }

        public Domain.Provenance.Answer<Engine.Speed.Prediction> Decode(RoleServing serving)
        {
            Asked++;
            return inner.Decode(serving);
        }
    }
}
