using FsCheck;
using FsCheck.Fluent;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Tests.Compatibility;

namespace Rigwright.Engine.Tests.Pricing;

/// <summary>What holds for every quote.</summary>
public sealed class LandingPropertyTests
{
    private static readonly DateOnly Day = new(2026, 2, 17);

    private sealed record Case(int Price, int Freight, int RateTenThousandths, int DutyPercent, int FeePercent, PriceTax Tax, string From, string To)
    {
        public LandedPrice Land()
        {
            var region = CatalogueRigs.Facts.FindRegion(To)!;
            var to = region.Currency!.Value;
            ExchangeRate[] rates = to == Currency.Eur ? [] : [new(Currency.Eur, to, RateTenThousandths / 10_000m, Day, "test")];
            var terms = new ImportTerms { DutyPercent = DutyPercent, SalesTaxPercent = 8, Clearance = new(11.50m, FeePercent, 70) };
            return Landing.Of(new(new(Price / 100m, Currency.Eur), Tax, From) { Freight = new(Freight / 100m, Currency.Eur) },
                new(Day, [], region, to, rates) { Terms = terms, Rules = LandingTests.Rules }).Value!;
        }
    }

    private static readonly Arbitrary<Case> Cases = (
        from price in Gen.Choose(0, 3_000_000)
        from freight in Gen.Choose(0, 100_000)
        from rate in Gen.Choose(1, 30_000)
        from duty in Gen.Choose(0, 30)
        from fee in Gen.Choose(0, 5)
        from tax in Gen.Elements(PriceTax.Gross, PriceTax.Net, PriceTax.Private)
        from origin in Gen.Elements("DE", "FR", "IT", "NL")
        from to in Gen.Elements("CH", "DE", "FR", "AT", "IT", "GB", "US")
        select new Case(price, freight, rate, duty, fee, tax, origin, to)).ToArbitrary();

    private static readonly Arbitrary<int> More = Gen.Choose(0, 50_000).ToArbitrary();

    [Fact]
    public void The_steps_add_up_to_the_total_in_any_order() => Check.QuickThrowOnFailure(Prop.ForAll(Cases, Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (c, seed) =>
    {
        var landed = c.Land();
        var shuffled = landed.Steps.Select(s => s.Amount).ToArray();
        new Random(seed).Shuffle(shuffled);
        return Money.Sum(shuffled, landed.Total.Currency) == landed.Total && landed.Steps.All(s => s.Amount.Amount >= 0 && decimal.Round(s.Amount.Amount, 2) == s.Amount.Amount);
    }));

    [Fact]
    public void A_higher_price_never_lands_lower() => Check.QuickThrowOnFailure(Prop.ForAll(Cases, More, (c, more) => (c with { Price = c.Price + more }).Land().Total >= c.Land().Total));

    [Fact]
    public void Dearer_freight_never_lands_lower() => Check.QuickThrowOnFailure(Prop.ForAll(Cases, More, (c, more) => (c with { Freight = c.Freight + more }).Land().Total >= c.Land().Total));

    [Fact]
    public void A_higher_exchange_rate_never_lands_lower() => Check.QuickThrowOnFailure(Prop.ForAll(Cases, More, (c, more) => (c with { RateTenThousandths = c.RateTenThousandths + more }).Land().Total >= c.Land().Total));

    [Fact]
    public void A_higher_duty_or_clearance_fee_never_lands_lower() => Check.QuickThrowOnFailure(Prop.ForAll(Cases, Gen.Choose(0, 20).ToArbitrary(), (c, more) =>
        (c with { DutyPercent = c.DutyPercent + more }).Land().Total >= c.Land().Total && (c with { FeePercent = c.FeePercent + more }).Land().Total >= c.Land().Total));

    [Fact]
    public void Taking_out_and_adding_the_vat_of_one_country_gives_the_price_back() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(1, 3_000_000).ToArbitrary(), cents =>
    {
        var gross = new Case(cents, 0, 10_000, 0, 0, PriceTax.Gross, "FR", "AT").Land().Total.Amount;
        return Math.Abs(gross - cents / 100m) <= 0.01m; // both 20 %: only the rounding of the deducted and of the added tax remains
    }));
}
