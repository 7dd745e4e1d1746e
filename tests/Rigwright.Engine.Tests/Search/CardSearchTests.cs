using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.Engine.Tests.Search;

public sealed class CardSearchTests
{
    /// <summary>Every combination of cards in the cheapest build around it, under the checker's own rules: what the search skips must never have been better.</summary>
    [Fact]
    public void Cards_and_platform_cost_what_trying_every_combination_gives()
    {
        var (fewer, feasible) = (0, 0);
        for (var round = 0; round < 250; round++)
        {
            var random = new Random(round);
            var parts = new RandomParts(round);
            var request = parts.Request(1 + random.Next(2));
            var search = new CheapestBuild(parts.Parts(6), Currency.Chf);
            var count = request.Rig.Devices[0].Count;
            List<CardOption> options = [.. Enumerable.Range(0, 8).Select(i => Option(i, random))];
            var solved = 0;

            decimal? Around(IReadOnlyList<CardOption> cards)
            {
                solved++;
                return search.Pose(request with { Rig = Holding(cards) }).Cheapest().ProvenMinimum?.Amount;
            }

            decimal? LeastOf(IReadOnlyList<IReadOnlyList<CardOption>> several)
            {
                var bound = search.LeastAround(request, [.. several.Select(Holding)]);
                foreach (var cards in several)
                    (search.Pose(request with { Rig = Holding(cards) }).Cheapest().ProvenMinimum?.Amount ?? decimal.MaxValue).ShouldBeGreaterThanOrEqualTo(bound ?? decimal.MaxValue, $"round {round}: a bound");
                return bound;
            }

            Rig Holding(IReadOnlyList<CardOption> cards) => request.Rig with { Devices = [request.Rig.Devices[0] with { Card = cards[0].Card }] };

            var (chosen, platform) = CardSearch.Cheapest([options], [count], Around, p => p, LeastOf);

            fewer += solved < options.Count ? 1 : 0;
            var least = options.Select(o => Around([o]) + (o.Price * count)).Min();
            (platform + (chosen[0].Price * count)).ShouldBe(least, $"round {round}");
            feasible += least is null ? 0 : 1;
        }
        feasible.ShouldBeInRange(30, 220, "both answers and refusals are tried");
        fewer.ShouldBeGreaterThan(100);
    }

    private static CardOption Option(int number, Random random) => new(
        new GraphicsCard
        {
            Id = new($"card-{number}"),
            Name = $"Card {number}",
            Accelerator = new("card"),
            Length = random.Next(5) == 0 ? null : Fact(Length.FromMillimetres(260 + (20 * random.Next(6)))),
            SlotWidth = random.Next(5) == 0 ? null : Fact(2 + (0.5 * random.Next(4))),
            BoardPower = random.Next(3) == 0 ? Fact(Power.FromWatts(400)) : null,
        },
        random.Next(200, 500));

    private static Sourced<T> Fact<T>(T value)
        where T : notnull => new(value, new("test"), Evidence.VendorSpec, new(2026, 1, 1));
}
