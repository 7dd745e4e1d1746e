using FsCheck;
using FsCheck.Fluent;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Pricing;

namespace Rigwright.Engine.Tests.Pricing;

public sealed class OfferBookTests
{
    private static readonly DateOnly Day = new(2026, 2, 17);

    private static readonly PricedItem Card = new(OfferSubject.Accelerator, "card");

    private static readonly Region Switzerland = new("CH", "Switzerland", Currency.Chf,
        new("vat.ch", "percent", [new(new(2024, 1, 1), new Sourced<decimal>(8.1m, new("law"), Evidence.VendorSpec, Day))]), null, []);

    private static readonly PriceQuery Query = new(Day, [Condition.New, Condition.Used], Switzerland, Currency.Chf, []);

    [Fact]
    public void The_newest_price_of_a_listing_counts_and_the_other_is_shown()
    {
        var quote = Best(Offer(6443, day: 16), Offer(6443, day: 16), Offer(7691, day: 17)).Value!;

        quote.Price.ShouldBe(Money.Chf(7691));
        quote.Dispute!.PriceLow.ShouldBe(Money.Chf(6443));
    }

    [Fact]
    public void Of_two_prices_of_one_listing_on_one_day_the_higher_counts() =>
        Best(Offer(6443, day: 16), Offer(7691, day: 16)).Value!.Price.ShouldBe(Money.Chf(7691));

    [Fact]
    public void A_later_offer_does_not_exist_yet() =>
        new OfferBook([Offer(7691, day: 17), Offer(6443, day: 16)], [], []).BestOn(Card, Query with { AsOf = new(2026, 2, 16) }).Value!.Price.ShouldBe(Money.Chf(6443));

    [Fact]
    public void A_shop_price_goes_before_a_lower_estimate() =>
        Best(Offer(5000, verified: false, seller: "a guess"), Offer(6000)).Value!.Price.ShouldBe(Money.Chf(6000));

    [Fact]
    public void Of_a_range_the_high_end_counts() =>
        Best(Offer(500, high: 700)).Value!.Price.ShouldBe(Money.Chf(700));

    [Fact]
    public void A_condition_that_is_not_accepted_is_no_price() =>
        new OfferBook([Offer(500, condition: Condition.Used)], [], []).BestOn(Card, Query with { Conditions = [Condition.New] }).Missing[0].ShouldContain("used");

    [Fact]
    public void A_price_older_than_a_year_does_not_count_and_one_older_than_a_quarter_is_stale()
    {
        var old = Offer(500) with { Seen = Day.AddDays(-366) };
        var stale = Offer(500) with { Seen = Day.AddDays(-91) };

        Best(old).IsKnown.ShouldBeFalse();
        Best(stale).Value!.IsStale.ShouldBeTrue();
    }

    [Fact]
    public void Currencies_never_mix_without_a_dated_rate_and_a_seller_that_delivers()
    {
        var dollars = Offer(1000, seller: "Maker") with { PriceLow = new(1000, Currency.Usd) };
        Vendor[] vendors = [new() { Id = "maker", Name = "Maker", Kind = "maker", ShipsToSwitzerland = true, Status = "active", Source = new("x"), Basis = "" }];
        var rate = new ExchangeRate(Currency.Usd, Currency.Chf, 0.9m, Day, "bank");

        new OfferBook([dollars], [], []).BestOn(Card, Query with { Rates = [rate] }).Missing[0].ShouldContain("deliver");
        new OfferBook([dollars], vendors, []).BestOn(Card, Query).Missing[0].ShouldContain("exchange rate from USD to CHF");
        new OfferBook([dollars], vendors, []).BestOn(Card, Query with { Rates = [rate with { Date = Day.AddDays(1) }] }).IsKnown.ShouldBeFalse();
        // 1,000 × 0.9 × 1.081
        new OfferBook([dollars], vendors, []).BestOn(Card, Query with { Rates = [rate] }).Value!.Price.ShouldBe(Money.Chf(972.90m));
    }

    [Fact]
    public void A_foreign_price_of_the_users_own_list_needs_no_known_seller()
    {
        var own = Offer(1000, seller: "your price list") with { PriceLow = new(1000, Currency.Usd), Source = Domain.Offers.Offer.OwnSource };

        new OfferBook([own], [], []).BestOn(Card, Query with { Rates = [new(Currency.Usd, Currency.Chf, 0.9m, Day, "bank")] }).Value!.Price.ShouldBe(Money.Chf(972.90m));
    }

    [Fact]
    public void A_further_listing_of_equal_evidence_never_worsens_the_best_price() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(100, 9000).ListOf().Where(l => l.Count > 0).ToArbitrary(), Gen.Choose(100, 9000).ToArbitrary(),
        (prices, further) =>
        {
            var offers = prices.Select((p, i) => Offer(p, seller: $"shop {i}")).ToList();
            var before = Best([.. offers]).Value!.Price;
            var after = Best([.. offers, Offer(further, seller: "another shop")]).Value!.Price;
            return after <= before && after == (further < before.Amount ? Money.Chf(further) : before);
        }));

    [Fact]
    public void The_order_of_the_offers_does_not_matter() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Zip(Gen.Choose(1, 5), Gen.Zip(Gen.Choose(1, 17), Gen.Choose(0, 1))).ListOf().Where(l => l.Count > 0).ToArbitrary(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        (rows, seed) =>
        {
            var offers = rows.Select((r, i) => Offer(100 * r.Item1, day: r.Item2.Item1, verified: r.Item2.Item2 == 1, seller: $"shop {i % 3}")).ToArray();
            var shuffled = offers.ToArray();
            new Random(seed).Shuffle(shuffled);
            return Best(offers).Value!.Price == Best(shuffled).Value!.Price && Best(offers).Value!.Offer.Id == Best(shuffled).Value!.Offer.Id;
        }));

    private static Answer<PriceQuote> Best(params Offer[] offers) => new OfferBook(offers, [], []).BestOn(Card, Query);

    private static Offer Offer(decimal price, decimal? high = null, int day = 17, bool verified = true, string seller = "shop", Condition condition = Condition.New) => new()
    {
        Id = $"{seller}-{day}-{price}-{verified}",
        Item = "Card",
        Subject = OfferSubject.Accelerator,
        Reference = "card",
        PriceLow = Money.Chf(price),
        PriceHigh = high is { } h ? Money.Chf(h) : null,
        Condition = condition,
        Seller = seller,
        Seen = new DateOnly(2026, 2, day),
        Verified = verified,
        Source = new("test"),
    };
}
