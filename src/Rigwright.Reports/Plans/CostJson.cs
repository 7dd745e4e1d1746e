using System.Globalization;
using System.Text.Json;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Costs;
using Rigwright.Engine.Pricing;
using Rigwright.Reports.Land;

namespace Rigwright.Reports.Plans;

/// <summary>Bill and running cost of a rig in a plan's JSON. Amounts in the plan's currency carry it in their key.</summary>
internal static class CostJson
{
    /// <summary><c>bill</c>: shelf, landed, days, spread.</summary>
    public static void Bill(Utf8JsonWriter json, Bill? bill, string currency)
    {
        if (bill is null)
        {
            json.WriteNull("bill");
            return;
        }
        json.WriteStartObject("bill");
        json.WriteNumber("landed" + currency, bill.Landed.Amount);
        json.WriteStartArray("shelf");
        foreach (var money in bill.Shelf)
        {
            json.WriteStartObject();
            json.WriteNumber("amount", money.Amount);
            json.WriteString("currency", money.Currency.Code);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("steps");
        foreach (var step in bill.Steps)
            json.WriteNumber(step.Key + currency, step.Amount.Amount);
        json.WriteEndObject();
        json.WriteStrings("left_out", bill.Excluded);
        json.WriteString("oldest_offer", Day(bill.Oldest));
        json.WriteString("newest_offer", Day(bill.Newest));
        json.WriteNumber("undated_lines", bill.Undated);
        json.WriteNumber("cheapest_offers" + currency, bill.Lowest.Amount);
        json.WriteNumber("dearest_offers" + currency, bill.Highest.Amount);
        json.WriteEndObject();
    }

    /// <summary>How the price of one line came about; nothing for a price that is paid as stated.</summary>
    public static void Line(Utf8JsonWriter json, RigLine line, string currency)
    {
        json.WriteNumberOrNull("cheapest_unit_price" + currency, line.LowestUnitPrice);
        json.WriteNumberOrNull("dearest_unit_price" + currency, line.HighestUnitPrice);
        if (line.Landed is not { IsAsStated: false } landed)
            return;
        json.WriteStartObject("landed");
        json.WriteNumber("shelf", landed.Shelf.Amount);
        json.WriteString("shelf_currency", landed.Shelf.Currency.Code);
        json.WriteString("shelf_tax", landed.Tax.ToString().ToLowerInvariant());
        LandJson.Price(json, landed);
        json.WriteEndObject();
    }

    /// <summary><c>running_cost</c>, or <c>running_cost_missing</c>.</summary>
    public static void Running(Utf8JsonWriter json, Answer<RunningCost>? answer, string currency)
    {
        if (answer is null)
            return;
        if (!answer.TryGet(out var cost))
        {
            json.WriteStrings("running_cost_missing", answer.Missing);
            return;
        }
        json.WriteStartObject("running_cost");
        Power(json, "load", cost.Load);
        Power(json, "idle", cost.Idle);
        json.WriteNumber("busy_share", Math.Round(cost.BusyShare, 4));
        json.WriteNumber("load_hours_per_day", Math.Round(cost.LoadHoursPerDay, 3));
        json.WriteNumber("idle_hours_per_day", Math.Round(cost.IdleHoursPerDay, 3));
        json.WriteNumber("tariff" + currency + "_per_kwh", cost.Tariff.PerKilowattHour.Amount);
        json.WriteString("tariff_source", cost.Tariff.Source);
        json.WriteString("tariff_since", Day(cost.Tariff.Since));
        json.WriteNumber("energy_low_kwh_per_year", Math.Round(cost.EnergyPerYear.Low.KilowattHours, 1));
        json.WriteNumber("energy_high_kwh_per_year", Math.Round(cost.EnergyPerYear.High.KilowattHours, 1));
        Range(json, "electricity_per_year", cost.ElectricityPerYear, currency);
        json.WriteNumber("years", cost.Years);
        Range(json, "electricity", cost.Electricity, currency);
        json.WriteNumberOrNull("assumed_resale" + currency, cost.ResaleStated ? cost.Resale : null);
        Range(json, "ownership", cost.Ownership, currency);
        json.WriteNumber("output_tokens_per_year", Math.Round(cost.OutputTokensPerYear.Value));
        json.WriteNumber("per_million_output_tokens" + currency, cost.PerMillionOutputTokens.Amount);
        Range(json, "per_million_output_tokens", cost.PerMillionOutputTokensRange, currency);
        json.WriteNumber("electricity_per_million_output_tokens" + currency, cost.ElectricityPerMillionOutputTokens.Amount);
        Api(json, cost.Api, currency);
        json.WriteEndObject();
    }

    private static void Api(Utf8JsonWriter json, Answer<ApiComparison>? api, string currency)
    {
        if (api is null)
            return;
        if (!api.TryGet(out var known))
        {
            json.WriteStrings("api_missing", api.Missing);
            return;
        }
        json.WriteStartObject("api");
        json.WriteString("name", known.Name);
        json.WriteNumber("per_million_output_tokens" + currency, known.PerMillion.Amount);
        if (known.Input is { } input)
        {
            json.WriteNumber("per_million_input_tokens" + currency, input.PerMillion.Amount);
            json.WriteNumber("input_tokens_per_output_token", input.PerOutputToken);
            json.WriteNumber("input_tokens_per_year", Math.Round(input.TokensPerYear));
        }
        json.WriteNumber("per_month" + currency, known.PerMonth.Amount);
        if (known.BreakEvenMonth is { } month)
            json.WriteNumber("break_even_month", month);
        else
            json.WriteNull("break_even_month");
        json.WriteEndObject();
    }

    private static void Power(Utf8JsonWriter json, string key, PowerRange power)
    {
        json.WriteNumber(key + "_low_watts", Math.Round(power.Low.Watts, 1));
        json.WriteNumber(key + "_high_watts", Math.Round(power.High.Watts, 1));
        json.WriteString(key + "_basis", power.Basis);
        json.WriteString(key + "_evidence", JsonNamingPolicy.SnakeCaseLower.ConvertName(power.Evidence.ToString()));
    }

    private static void Range(Utf8JsonWriter json, string key, MoneyRange range, string currency)
    {
        json.WriteNumber($"{key}_low{currency}", range.Low.Amount);
        json.WriteNumber($"{key}_high{currency}", range.High.Amount);
    }

    private static void WriteNumberOrNull(this Utf8JsonWriter json, string key, Money? money)
    {
        if (money is { } known)
            json.WriteNumber(key, known.Amount);
        else
            json.WriteNull(key);
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
