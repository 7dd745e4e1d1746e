using System.Text.Json;
using Rigwright.App.Land;
using Rigwright.App.Tests.Plan;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Reports.Land;

namespace Rigwright.App.Tests.Land;

public sealed class LandHandlerTests
{
    private static readonly LandRequest Good = new()
    {
        Price = "8000",
        Currency = "EUR",
        From = "DE",
        To = ["CH"],
        Taxes = [PriceTax.Net],
        Freight = "120",
        Rates = ["EUR=0.94@2026-02-16"],
        AsOf = "2026-02-17",
    };

    [Fact]
    public void A_good_quote_is_landed() => Answer(Good).Places[0].Price.Value!.Total.ShouldBe(Money.Chf(8251.06m));

    [Fact]
    public void Seven_countries_side_by_side()
    {
        var answer = Answer(Good with { To = ["CH", "DE", "FR", "AT", "IT", "UK", "US"], Rates = [.. Good.Rates, "EUR:GBP=0.87@2026-02-16", "EUR:USD=1.08@2026-02-16"] });

        answer.Places.Select(p => (p.To.Code, p.Price.Value!.Total.Amount)).ShouldBe(
            [("CH", 8251.06m), ("DE", 9662.80m), ("FR", 9744m), ("AT", 9744m), ("IT", 9906.40m), ("GB", 8477.28m), ("US", 8769.60m)]);
        answer.Places[6].Price.Value!.Excluded.ShouldContain("sales tax of the state, county and city");
    }

    [Fact]
    public void Without_a_rate_the_answer_names_the_rate_that_is_needed() =>
        Answer(Good with { Rates = [] }).Places[0].Price.Missing.ShouldBe(["an exchange rate from EUR to CHF dated 2026-02-17 or earlier (EUR 8,000.00 is stated)"]);

    [Fact]
    public void A_vendor_that_does_not_ship_drops_out_and_one_that_does_brings_its_terms()
    {
        var dollars = Good with { Currency = "USD", From = null, Taxes = [], Rates = ["USD=0.90@2026-02-16"] };

        Answer(dollars with { Vendor = "Puget Systems" }).Places[0].Price.Missing[0].ShouldContain("deliver");
        var bizon = Answer(dollars with { Vendor = "bizon" });
        bizon.Shipment.Tax.ShouldBe(PriceTax.Net);
        bizon.Shipment.From.ShouldBe("US");
        bizon.Places[0].Price.Value!.Remarks.ShouldContain(r => r.StartsWith("returns", StringComparison.Ordinal));
    }

    public static TheoryData<string, LandRequest, string> Bad() => new()
    {
        { "RW9501", Good with { Price = "-5" }, "negative" },
        { "RW9501", Good with { Price = "8'000" }, "no amount" },
        { "RW9501", Good with { Price = "8000.005" }, "no amount" },
        { "RW9501", Good with { Price = "NaN" }, "no amount" },
        { "RW9501", Good with { Freight = "12 13 CHF" }, "no amount" },
        { "RW9502", Good with { Currency = "EURO" }, "Did you mean 'EUR'?" },
        { "RW9502", Good with { Freight = "120 SFR" }, "not a known currency" },
        { "RW9503", Good with { From = "XX" }, "no country 'XX'" },
        { "RW9503", Good with { To = ["JP"] }, "not supported" },
        { "RW9503", Good with { From = null }, "--from" },
        { "RW9504", Good with { AsOf = "17.2.2026" }, "a day such as" },
        { "RW9505", Good with { Rates = ["EUR=0.94@2026-02-18"] }, "after 2026-02-17" },
        { "RW9506", Good with { Vat = "18" }, "The table has 19 %." },
        { "RW9507", Good with { Duty = "-1" }, "percentage between 0 and 1000" },
        { "RW9508", Good with { Carrier = "pigeon" }, "Known: post." },
        { "RW9509", Good with { Vendor = "bizzon" }, "Did you mean 'bizon'?" },
        { "RW9510", Good with { Taxes = [PriceTax.Gross, PriceTax.Net] }, "exclude each other" },
        { "RW2021", Good with { Rates = ["EUR"] }, "not an exchange rate" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Bad_input_is_named_and_answers_nothing(string code, LandRequest request, string says)
    {
        var response = new LandHandler(PlanFixture.Shipped).Handle(request);

        response.Answer.ShouldBeNull();
        response.Diagnostics.ShouldContain(d => d.Code == code && d.ToString().Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_problem_is_reported_at_once() =>
        new LandHandler(PlanFixture.Shipped).Handle(Good with { Price = "-5", Currency = "X", From = "Q", Vat = "x", Duty = "x" }).Diagnostics.Count.ShouldBe(4);

    [Fact]
    public void Json_steps_add_up_to_the_total()
    {
        using var json = JsonDocument.Parse(LandJson.Of(Answer(Good)));
        var place = json.RootElement.GetProperty("landed")[0];

        place.GetProperty("steps").EnumerateArray().Sum(s => s.GetProperty("amount").GetDecimal()).ShouldBe(place.GetProperty("total").GetDecimal());
        place.GetProperty("complete").GetBoolean().ShouldBeFalse();
        place.GetProperty("steps")[0].GetProperty("rate_unit").GetString().ShouldBe("CHF per EUR");
    }

    private static LandAnswer Answer(LandRequest request)
    {
        var response = new LandHandler(PlanFixture.Shipped).Handle(request);
        response.Diagnostics.ShouldBeEmpty();
        return response.Answer!;
    }
}
