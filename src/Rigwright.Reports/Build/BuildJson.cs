using System.Text.Encodings.Web;
using System.Text.Json;
using Rigwright.App.Build;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Pricing;
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
        json.WriteBoolean("within_limits", response.IsWithinLimits);
        json.WriteString("as_of", response.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumberOrNull($"parts_price_{currency}", result.Price?.Amount);
        json.WriteNumberOrNull($"devices_price_{currency}", response.DevicePrice?.Amount);
        json.WriteNumberOrNull($"proven_minimum_{currency}", result.ProvenMinimum?.Amount);
        json.WriteString("combinations", result.Combinations.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumber("values_visited", result.Visited);
        json.WriteNumber("rule_evaluations", result.RuleEvaluations);
        Devices(json, response, currency);
        json.WriteStartArray("parts");
        foreach (var part in result.Parts)
        {
            json.WriteStartObject();
            json.WriteString("category", PartsText.Kind(part.Part.Category));
            json.WriteString("id", part.Part.Id.Value);
            json.WriteString("name", part.Part.Name);
            json.WriteNumber("quantity", part.Quantity);
            json.WriteNumber($"price_{currency}", part.Price.Amount);
            json.WriteNumber($"total_{currency}", part.Total.Amount);
            json.WriteBoolean("owned", response.Owned.Contains(part.Part.Id.Value));
            json.WriteNumber("owned_quantity", part.Owned);
            if (part.Bought > 0 && response.Quotes.TryGetValue(part.Part.Id, out var priced))
                Offer(json, priced.Quote);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Findings(json, "findings", result.Findings);
        json.WriteStartArray("replaced");
        foreach (var part in response.Replaced)
            json.WriteStringValue(part.Id.Value);
        json.WriteEndArray();
        Findings(json, "as_it_is", response.AsItIs);
        Findings(json, "nearest_miss", response.Nearest?.Findings ?? []);
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
        if (response.Store is { } store)
        {
            json.WriteStartObject("price_store");
            json.WriteString("place", store.Place);
            json.WriteNumber("offers", store.Offers);
            json.WriteEndObject();
        }
        if (response.Front is { } front)
            Front(json, front, currency);
        if (response.Prices is { } list)
        {
            json.WriteStartObject("price_list");
            json.WriteNumber("matched", list.Matched.Count);
            json.WriteStartArray("unmatched");
            foreach (var unmatched in list.Unmatched)
                json.WriteStringValue(unmatched.Text);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Front(Utf8JsonWriter json, BuildFront front, string currency)
    {
        json.WriteStartObject("front");
        json.WriteStartArray("objectives");
        foreach (var objective in front.Objectives)
            json.WriteStringValue(objective);
        json.WriteEndArray();
        json.WriteString("combinations", front.Combinations.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (front.IsOfAny)
        {
            json.WriteNumber("sets_too_small", front.TooSmall);
            json.WriteNumber("sets_too_dear", front.TooDear);
        }
        json.WriteStartArray("sets");
        foreach (var set in front.Sets)
        {
            json.WriteStartObject();
            json.WriteString("name", set.Name);
            json.WriteBoolean("unbeaten", set.IsUnbeaten);
            json.WriteBoolean("feasible", set.Result.IsFeasible);
            json.WriteBoolean("within_limits", set.IsWithinLimits);
            json.WriteNumberOrNull($"total_{currency}", set.Total?.Amount);
            json.WriteNumberOrNull($"parts_price_{currency}", set.Result.Price?.Amount);
            json.WriteNumberOrNull($"proven_minimum_{currency}", set.Result.ProvenMinimum?.Amount);
            json.WriteString("combinations", set.Result.Combinations.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteNumber("device_memory_bytes", set.Memory.Bytes);
            json.WriteNumberOrNull("bandwidth_gigabytes_per_second", set.Bandwidth?.GigabytesPerSecond);
            if (set.Fits is { } fits)
                json.WriteBoolean("fits", fits);
            if (set.Decode is { } decode && decode.TryGet(out var speed))
            {
                json.WriteStartObject("decode_tokens_per_second");
                json.WriteNumber("low", speed.Low.TokensPerSecond);
                json.WriteNumber("value", speed.Value.TokensPerSecond);
                json.WriteNumber("high", speed.High.TokensPerSecond);
                json.WriteEndObject();
            }
            json.WriteNumberOrNull("noise_dba", set.Noise?.DecibelA);
            json.WriteNumberOrNull("power_watts", set.Power?.Watts);
            json.WriteStartArray("parts");
            foreach (var part in set.Result.Parts)
                json.WriteStringValue(part.Quantity > 1 ? $"{part.Quantity}x {part.Part.Id.Value}" : part.Part.Id.Value);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Devices(Utf8JsonWriter json, BuildCommandResponse response, string currency)
    {
        json.WriteStartArray("devices");
        foreach (var device in response.Devices)
        {
            json.WriteStartObject();
            json.WriteString("accelerator", device.Device.Accelerator.Id.Value);
            json.WriteString("card", device.Device.Card?.Id.Value);
            json.WriteString("name", device.Device.Card?.Name ?? device.Device.Name);
            json.WriteNumber("quantity", device.Count);
            json.WriteNumber("owned_quantity", device.Owned);
            json.WriteNumberOrNull($"price_{currency}", device.Device.Price.TryGet(out var quote) ? quote.Price.Amount : null);
            if (quote is not null)
                Offer(json, quote);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Offer(Utf8JsonWriter json, PriceQuote quote)
    {
        json.WriteString("seller", quote.Offer.Seller);
        json.WriteString("seen", quote.SeenText);
        json.WriteString("condition", quote.Offer.Condition.ToString().ToLowerInvariant());
        json.WriteBoolean("stale", quote.IsStale);
    }

    private static void Findings(Utf8JsonWriter json, string key, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray(key);
        foreach (var finding in findings)
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
    }
}
