using System.Text.Encodings.Web;
using System.Text.Json;
using Rigwright.App.Build;
using Rigwright.Reports.Parts;

namespace Rigwright.Reports.Build;

/// <summary>The cheapest build for machines.</summary>
public static class BuildJson
{
    /// <summary>The whole answer.</summary>
    public static string Write(BuildCommandResponse response)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, response);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, BuildCommandResponse response)
    {
        var result = response.Result!;
        var currency = response.Currency.Code.ToLowerInvariant();
        json.WriteStartObject();
        json.WriteBoolean("feasible", result.IsFeasible);
        Number(json, $"parts_price_{currency}", result.Price?.Amount);
        Number(json, $"devices_price_{currency}", response.DevicePrice?.Amount);
        Number(json, $"proven_minimum_{currency}", result.ProvenMinimum?.Amount);
        json.WriteString("combinations", result.Combinations.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumber("values_visited", result.Visited);
        json.WriteNumber("rule_evaluations", result.RuleEvaluations);
        json.WriteStartArray("parts");
        foreach (var part in result.Parts)
        {
            json.WriteStartObject();
            json.WriteString("category", PartsText.Kind(part.Part.Category));
            json.WriteString("id", part.Part.Id.Value);
            json.WriteString("name", part.Part.Name);
            json.WriteNumber("quantity", part.Quantity);
            json.WriteNumber($"price_{currency}", part.Price.Amount);
            json.WriteBoolean("owned", response.Owned.Contains(part.Part.Id.Value));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings)
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule);
            json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
            json.WriteString("message", finding.Message);
            json.WriteString("actual", finding.Actual);
            json.WriteString("limit", finding.Limit);
            json.WriteString("source", finding.Source);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("blocking_rules");
        foreach (var (rule, price) in response.Blocking)
        {
            json.WriteStartObject();
            json.WriteString("rule", rule);
            json.WriteNumber($"price_without_{currency}", price.Amount);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("unpriced_categories");
        foreach (var category in response.Unpriced)
            json.WriteStringValue(PartsText.Kind(category));
        json.WriteEndArray();
        json.WriteStartObject("price_list");
        json.WriteNumber("matched", response.Prices!.Matched.Count);
        json.WriteStartArray("unmatched");
        foreach (var unmatched in response.Prices.Unmatched)
            json.WriteStringValue(unmatched.Text);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string key, decimal? value)
    {
        if (value is { } number)
            json.WriteNumber(key, number);
        else
            json.WriteNull(key);
    }
}
