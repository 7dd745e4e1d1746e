using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.Requirements;
using Rigwright.TestKit;

namespace Rigwright.Formats.Tests.Requirements;

/// <summary>The blocks <c>import</c> and <c>running_cost</c> of a requirements file.</summary>
public sealed class CostReaderTests
{
    private static readonly Domain.Catalogues.Catalogue Shipped = CatalogueReader.Read(Repository.PathOf("data")).Value!;

    private static readonly string Example = File.ReadAllText(Repository.PathOf("examples", "home-office.yaml"));

    private const string Import = """
        import:
          freight:
            - { from: us, amount: 350, currency: USD }
            - { amount: 25.5, currency: EUR }
          carrier: post
          clearance: { base: 19, percent: 2.5, max: 100 }
          duty_percent: 1.7
          sales_tax_percent: 8.875
          seller_keeps_vat: true
          warranty_years: 5

        """;

    private const string Running = """
        running_cost:
          electricity_price: 0.2431
          hours_per_day: 8
          on_hours_per_day: 12
          years: 4
          idle_watts: 61
          resale_percent: 30
          api: { name: some API, price_per_million_output_tokens: 0.6, price_per_million_input_tokens: 0.15, input_tokens_per_output_token: 25, currency: USD }

        """;

    [Fact]
    public void Every_key_arrives()
    {
        var r = Read(Import + Without(Running)).Value!;

        r.Import.FreightFrom("US").ShouldBe(new Money(350, Currency.Usd));
        r.Import.FreightFrom("DE").ShouldBe(new Money(25.5m, Currency.Eur));
        (r.Import.Carrier, r.Import.Clearance).ShouldBe(("post", new ClearanceFee(19, 2.5m, 100)));
        (r.Import.DutyPercent, r.Import.SalesTaxPercent, r.Import.SellerKeepsVat, r.Import.WarrantyYears).ShouldBe((1.7m, 8.875m, true, 5));
        r.RunningCost.ShouldBe(new()
        {
            ElectricityPrice = Money.Chf(0.2431m),
            HoursPerDay = 8,
            OnHoursPerDay = 12,
            Years = 4,
            Idle = Power.FromWatts(61),
            ResalePercent = 30,
            Api = new("some API", new(0.6m, Currency.Usd)) { PerMillionInputTokens = new(0.15m, Currency.Usd), InputTokensPerOutputToken = 25 },
        });
    }

    [Fact]
    public void Without_the_blocks_nothing_is_known_and_nothing_assumed()
    {
        var r = Read(Without("")).Value!;

        r.Import.ShouldBe(ImportTerms.None);
        r.RunningCost.ShouldBe(RunningCostTerms.Default);
    }

    [Theory]
    [InlineData("amount: 350", "amount: -350", "RW2010")]
    [InlineData("currency: USD }\n    - {", "currency: USX }\n    - {", "RW2012")]
    [InlineData("from: us", "from: xx", "RW2014")]
    [InlineData("- { amount: 25.5", "- { from: US, amount: 25.5", "RW2018")]
    [InlineData("carrier: post", "carrier: pigeon", "RW2013")]
    [InlineData("duty_percent: 1.7", "duty_percent: -1", "RW2010")]
    [InlineData("warranty_years: 5", "warranty_years: 2.5", "RW2009")]
    [InlineData("years: 4", "years: 0", "RW2010")]
    [InlineData("on_hours_per_day: 12", "on_hours_per_day: 6", "RW2017")]
    [InlineData("electricity_price: 0.2431", "electricity_price: .nan", "RW2009")]
    [InlineData("idle_watts: 61", "idle_wats: 61", "RW2006")]
    [InlineData("resale_percent: 30", "resale_percent: 130", "RW2010")]
    [InlineData("price_per_million_output_tokens: 0.6, ", "", "RW2007")]
    [InlineData("input_tokens_per_output_token: 25, ", "", "RW2017")]
    [InlineData("price_per_million_input_tokens: 0.15, ", "", "RW2017")]
    [InlineData("price_per_million_input_tokens: 0.15", "price_per_million_input_tokens: -0.15", "RW2010")]
    public void A_bad_value_is_named_with_its_place(string good, string bad, string code)
    {
        var text = (Import + Without(Running)).Replace(good, bad, StringComparison.Ordinal);

        var loaded = Read(text);

        text.ShouldNotBe(Import + Without(Running));
        loaded.Value.ShouldBeNull();
        loaded.Diagnostics.ShouldContain(d => d.Code == code && d.Position.Line > 0 && d.Position.Column > 0, string.Join('\n', loaded.Diagnostics));
    }

    // The example with another block of running costs.
    private static string Without(string running)
    {
        var line = Example.Split('\n').Single(l => l.StartsWith("running_cost:", StringComparison.Ordinal));
        return Example.Replace(line + "\n", running, StringComparison.Ordinal);
    }

    private static Domain.Diagnostics.Loaded<PurchaseRequirements> Read(string text) => RequirementsReader.ReadText(text, "needs.yaml", Shipped);
}
