using FsCheck;
using FsCheck.Fluent;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Pricing;

namespace Rigwright.Engine.Tests.Pricing;

public sealed class BillTests
{
    private static readonly Arbitrary<RigLine[]> Lines = (
        from count in Gen.Choose(1, 12)
        from lines in Gen.ArrayOf(
            from cents in Gen.Choose(1, 1_500_000)
            from quantity in Gen.Choose(1, 4)
            from foreign in Gen.Choose(0, 3)
            from day in Gen.Choose(1, 17)
            select Line(cents / 100m, quantity, foreign == 0, day), count)
        select lines).ToArbitrary();

    [Fact]
    public void The_total_is_the_sum_of_the_lines_in_any_order() => Check.QuickThrowOnFailure(Prop.ForAll(Lines, Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (lines, seed) =>
    {
        var shuffled = lines.ToArray();
        new Random(seed).Shuffle(shuffled);
        var (bill, other) = (Bill.Of(lines, Currency.Chf)!, Bill.Of(shuffled, Currency.Chf)!);
        return bill.Landed == other.Landed && bill.Landed.Amount == lines.Sum(l => l.Total!.Value.Amount)
            && bill.Steps.Sum(s => s.Amount.Amount) == bill.Landed.Amount
            && bill.Shelf.SequenceEqual(other.Shelf) && bill.Oldest == other.Oldest && bill.Newest == other.Newest
            && bill.Lowest <= bill.Landed && bill.Landed <= bill.Highest;
    }));

    [Fact]
    public void Currencies_at_the_shop_stay_apart()
    {
        var bill = Bill.Of([Line(100, 2, foreign: false, 16), Line(200, 1, foreign: true, 17)], Currency.Chf)!;

        bill.Shelf.ShouldBe([Money.Chf(200), new(200, Currency.Eur)]);
        // 200 + 200 x 0.94 + 8.1 % of 188
        bill.Landed.ShouldBe(Money.Chf(403.23m));
        bill.Excluded.ShouldBe(["freight from Germany", "the carrier's clearance fee"]);
        (bill.Oldest, bill.Newest).ShouldBe((new DateOnly(2026, 2, 16), new DateOnly(2026, 2, 17)));
        bill.IsAsStated.ShouldBeFalse();
    }

    [Fact]
    public void A_line_without_a_price_leaves_no_bill() => Bill.Of([Line(100, 1, false, 16), new() { Item = "x" }], Currency.Chf).ShouldBeNull();

    private static RigLine Line(decimal price, int quantity, bool foreign, int day)
    {
        var seen = new DateOnly(2026, 2, day);
        var shipment = new Shipment(new(price, foreign ? Currency.Eur : Currency.Chf), foreign ? PriceTax.Net : PriceTax.Gross, foreign ? "DE" : "CH") { Seen = seen };
        var landed = Landing.Of(shipment, LandingTests.Query(ImportTerms.None)).Value!;
        return new()
        {
            Item = "item",
            Quantity = quantity,
            UnitPrice = landed.Total,
            LowestUnitPrice = landed.Total * 0.9m,
            HighestUnitPrice = landed.Total * 1.1m,
            Landed = landed,
        };
    }
}
