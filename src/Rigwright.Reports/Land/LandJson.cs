using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rigwright.App.Land;
using Rigwright.Domain.Offers;

namespace Rigwright.Reports.Land;

/// <summary>A landed quote for machines.</summary>
public static class LandJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The whole answer.</summary>
    public static string Of(LandAnswer answer)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("as_of", Day(answer.AsOf));
            json.WriteString("from", answer.Shipment.From);
            json.WriteNumber("price", answer.Shipment.Price.Amount);
            json.WriteString("currency", answer.Shipment.Price.Currency.Code);
            json.WriteString("tax", answer.Shipment.Tax.ToString().ToLowerInvariant());
            json.WriteStartArray("landed");
            foreach (var place in answer.Places)
            {
                json.WriteStartObject();
                json.WriteString("to", place.To.Code);
                json.WriteString("currency", place.Currency.Code);
                if (place.Price.TryGet(out var price))
                    Price(json, price);
                json.WriteStrings("missing", place.Price.Missing);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A landed price: <c>total</c>, <c>complete</c>, <c>left_out</c>, <c>remarks</c> and <c>steps</c>, each step with its amount and currency.</summary>
    public static void Price(Utf8JsonWriter json, LandedPrice price)
    {
        json.WriteNumber("total", price.Total.Amount);
        json.WriteBoolean("complete", price.IsComplete);
        json.WriteStrings("left_out", price.Excluded);
        json.WriteStrings("remarks", price.Remarks);
        Steps(json, "steps", price.Steps);
    }

    private static void Steps(Utf8JsonWriter json, string key, IReadOnlyList<LandingStep> steps)
    {
        json.WriteStartArray(key);
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("step", step.Key);
            json.WriteString("label", step.Label);
            json.WriteNumber("amount", step.Amount.Amount);
            json.WriteString("currency", step.Amount.Currency.Code);
            if (step.Rate is { } rate)
            {
                json.WriteNumber("rate", rate);
                json.WriteString("rate_unit", step.RateUnit);
            }
            json.WriteString("basis", step.Basis);
            json.WriteString("source", step.Source);
            json.WriteString("date", step.Date is { } day ? Day(day) : null);
            if (step.Parts.Count > 0)
                Steps(json, "parts", step.Parts);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
