using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Tests.Compatibility;

namespace Rigwright.Engine.Tests.Pricing;

/// <summary>The worked cases of docs/formulas/landed-price.md, step by step, computed there by hand.</summary>
public sealed class LandingTests
{
    private static readonly DateOnly Day = new(2026, 2, 17);

    private static readonly ExchangeRate Euro = new(Currency.Eur, Currency.Chf, 0.94m, new(2026, 2, 16), "my bank");

    private static readonly ExchangeRate Dollar = new(Currency.Usd, Currency.Chf, 0.90m, new(2026, 2, 16), "my bank");

    private static readonly ImportTerms Post = new() { Carrier = "post" };

    [Fact]
    public void Case_1_a_swiss_shop_price_is_paid_as_it_stands()
    {
        var landed = Land(new(Money.Chf(8744), PriceTax.Gross, "CH"));

        Steps(landed).ShouldBe([("goods", 8744m)]);
        landed.IsAsStated.ShouldBeTrue();
        landed.IsComplete.ShouldBeTrue();
        landed.Steps[0].Basis.ShouldBe("gross: with 8.1 % VAT");
    }

    [Fact]
    public void Case_2_a_german_net_quote()
    {
        var landed = Land(new(Eur(5195), PriceTax.Net, "DE") { Freight = Eur(120) }, Post);

        // 5,195 x 0.94; 120 x 0.94; 0 %; 8.1 % of 4,996.10; 11.50 + 3 % of 4,996.10 = 161.38, at most 70
        Steps(landed).ShouldBe([("goods", 4883.30m), ("freight", 112.80m), ("duty", 0m), ("import_vat", 404.68m), ("clearance", 70m)]);
        landed.Total.ShouldBe(Money.Chf(5470.78m));
        landed.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void Case_2_as_a_gross_price_loses_the_german_vat_first()
    {
        var landed = Land(new(Eur(6182.05m), PriceTax.Gross, "DE") { Freight = Eur(120) }, Post);

        // 6,182.05 x 19 / 119 = 987.05
        landed.Steps[0].Parts.Select(p => (p.Key, p.Amount)).ShouldBe([("shop_price", Eur(6182.05m)), ("export_vat", Eur(-987.05m))]);
        landed.Total.ShouldBe(Money.Chf(5470.78m));
    }

    [Fact]
    public void Case_3_a_prebuilt_of_a_us_integrator_with_a_longer_warranty_and_shipping()
    {
        var facts = CatalogueRigs.Facts;
        var bizon = facts.Vendors.Single(v => v.Id == "bizon");
        var model = facts.Prebuilts.Single(p => p.Id == "bizon-g3000-6000-ada");
        var terms = new ImportTerms { Freight = [new("US", new(350, Currency.Usd))], Clearance = new(60, 0, null), WarrantyYears = 4 };

        var price = PrebuiltPricing.Of(model, bizon, 2, Query(terms), facts).Value!;

        // 4,437 + 2 x 8,749 = 21,935; 8 % of it 1,754.80; 23,689.80 x 0.90; 350 x 0.90; 8.1 % of 21,635.82
        price.Landed.Steps[0].Parts[0].Parts.Select(p => p.Amount.Amount).ShouldBe([4437m, 17_498m, 1754.80m]);
        Steps(price.Landed).ShouldBe([("goods", 21_320.82m), ("freight", 315m), ("duty", 0m), ("import_vat", 1752.50m), ("clearance", 60m)]);
        price.Landed.Total.ShouldBe(Money.Chf(23_448.32m));
        price.Landed.Remarks.ShouldContain(r => r.Contains("shipping both ways", StringComparison.Ordinal));
        price.Landed.Remarks.ShouldContain(r => r.Contains("cannot be cancelled or returned", StringComparison.Ordinal));
    }

    [Fact]
    public void Case_4_a_used_card_of_a_private_seller_has_no_vat_to_deduct()
    {
        var atHome = Land(new(Money.Chf(650), PriceTax.Private, "CH") { Freight = Money.Chf(9) });
        var abroad = Land(new(Eur(650), PriceTax.Private, "DE") { Freight = Eur(20) }, Post);

        Steps(atHome).ShouldBe([("goods", 650m), ("freight", 9m)]);
        // 8.1 % of 629.80; 11.50 + 3 % of 629.80
        Steps(abroad).ShouldBe([("goods", 611m), ("freight", 18.80m), ("duty", 0m), ("import_vat", 51.01m), ("clearance", 30.39m)]);
        abroad.Total.ShouldBe(Money.Chf(711.20m));
    }

    [Fact]
    public void Case_5_a_mac_of_the_makers_shop_at_home_and_from_the_united_states()
    {
        Land(new(Money.Chf(4199), PriceTax.Gross, "CH")).Total.ShouldBe(Money.Chf(4199));

        var imported = Land(new(new(3999, Currency.Usd), PriceTax.Net, "US"));

        // 3,999 x 0.90; 8.1 % of 3,599.10
        Steps(imported).ShouldBe([("goods", 3599.10m), ("duty", 0m), ("import_vat", 291.53m)]);
        imported.Excluded.ShouldBe(["freight from United States", "the carrier's clearance fee"]);
    }

    [Theory]
    [InlineData("CH", "CHF", 0.94, 8251.06)] // 7,520 + 112.80 + 8.1 % of 7,632.80
    [InlineData("DE", "EUR", 1, 9662.80)]    // (8,000 + 120) x 1.19
    [InlineData("FR", "EUR", 1, 9744.00)]    // x 1.20
    [InlineData("AT", "EUR", 1, 9744.00)]
    [InlineData("IT", "EUR", 1, 9906.40)]    // x 1.22
    [InlineData("GB", "GBP", 0.87, 8477.28)] // 8,120 x 0.87 x 1.20
    [InlineData("US", "USD", 1.08, 9536.40)] // 8,120 x 1.08 + 8.875 % of 8,640
    public void One_quote_of_8000_euro_net_lands_in_seven_countries(string country, string code, double rate, double total)
    {
        Currency.TryParse(code, out var currency);
        ExchangeRate[] rates = code == "EUR" ? [] : [new(Currency.Eur, currency, (decimal)rate, Day, "my bank")];
        var terms = new ImportTerms { DutyPercent = country is "GB" or "US" ? 0 : null, SalesTaxPercent = country == "US" ? 8.875m : null };
        var region = CatalogueRigs.Facts.FindRegion(country)!;

        var landed = Landing.Of(new(Eur(8000), PriceTax.Net, "DE") { Freight = Eur(120) }, new(Day, [], region, currency, rates) { Terms = terms, Rules = Rules }).Value!;

        landed.Total.ShouldBe(new Money((decimal)total, currency));
    }

    [Fact]
    public void A_foreign_price_without_a_rate_is_unknown_and_names_the_rate() =>
        Landing.Of(new(new(1000, Currency.Gbp), PriceTax.Net, "GB"), Query(ImportTerms.None)).Missing
            .ShouldBe(["an exchange rate from GBP to CHF dated 2026-02-17 or earlier (GBP 1,000.00 is stated)"]);

    [Fact]
    public void A_seller_that_keeps_its_vat_leaves_it_in_the_price() =>
        Steps(Land(new(Eur(1190), PriceTax.Gross, "DE"), new() { SellerKeepsVat = true }))[0].ShouldBe(("goods", 1118.60m));

    [Fact]
    public void A_tax_below_five_francs_is_not_invoiced()
    {
        Land(new(Eur(65), PriceTax.Net, "DE")).Steps.Single(s => s.Key == "import_vat").Amount.ShouldBe(Money.Chf(0));    // 8.1 % of 61.10 = 4.95
        Land(new(Eur(66), PriceTax.Net, "DE")).Steps.Single(s => s.Key == "import_vat").Amount.ShouldBe(Money.Chf(5.03m)); // of 62.04
    }

    [Fact]
    public void The_vat_of_the_day_counts()
    {
        var query = Query(ImportTerms.None) with { AsOf = new(2023, 12, 31), Rates = [Euro with { Date = new(2023, 12, 31) }] };

        Landing.Of(new(Eur(1000), PriceTax.Net, "DE"), query).Value!.Steps.Single(s => s.Key == "import_vat").Rate.ShouldBe(7.7m);
        Landing.Of(new(Eur(1000), PriceTax.Net, "DE"), query).Value!.Excluded.ShouldContain("duty of Switzerland");
    }

    internal static ImportRules Rules { get; } = ImportRules.Of(CatalogueRigs.Facts);

    internal static PriceQuery Query(ImportTerms terms) =>
        new(Day, [Condition.New], CatalogueRigs.Facts.FindRegion("CH")!, Currency.Chf, [Euro, Dollar]) { Terms = terms, Rules = Rules };

    private static LandedPrice Land(Shipment shipment, ImportTerms? terms = null) => Landing.Of(shipment, Query(terms ?? ImportTerms.None)).Value!;

    private static List<(string, decimal)> Steps(LandedPrice price) => [.. price.Steps.Select(s => (s.Key, s.Amount.Amount))];

    private static Money Eur(decimal amount) => new(amount, Currency.Eur);
}
