using System.Text.Json;
using Rigwright.Engine.Costs;

namespace Rigwright.Reports.Plans;

/// <summary><c>price_sensitivity</c> in a plan's JSON.</summary>
internal static class PriceJson
{
    /// <summary>Writes the block.</summary>
    public static void Write(Utf8JsonWriter json, PriceSensitivity prices)
    {
        var currency = "_" + prices.Currency.Code.ToLowerInvariant();
        json.WriteStartObject("price_sensitivity");
        json.WriteStartArray("winner_loses");
        foreach (var loss in prices.WinnerLoses)
            Threshold(json, null, loss, currency);
        json.WriteEndArray();
        json.WriteStartArray("winner_parts");
        foreach (var part in prices.WinnerParts)
            Part(json, part, currency);
        json.WriteEndArray();
        Threshold(json, "matters_most", prices.MattersMost, currency);
        json.WriteStartArray("others");
        foreach (var rig in prices.Others)
        {
            json.WriteStartObject();
            json.WriteString("id", rig.Id);
            json.WriteString("name", rig.Name);
            if (rig.Place is { } place)
                json.WriteNumber("place", place);
            else
                json.WriteNull("place");
            json.WriteNumber("price" + currency, rig.Total.Amount);
            Threshold(json, "moves_up", rig.MovesUp, currency);
            Threshold(json, "wins", rig.Wins, currency);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Part(Utf8JsonWriter json, PartThreshold part, string currency)
    {
        json.WriteStartObject();
        json.WriteString("item", part.Item);
        json.WriteString("item_name", part.ItemName);
        json.WriteNumber("quantity", part.Quantity);
        json.WriteNumber("unit_price_now" + currency, part.From.Amount);
        Threshold(json, "loses", part.Loses, currency);
        if (part.Replaced is { } replaced)
        {
            json.WriteStartObject("replaced");
            json.WriteNumber("above_unit_price" + currency, replaced.Above.Amount);
            json.WriteStartArray("by");
            foreach (var item in replaced.By)
                json.WriteStringValue(item);
            json.WriteEndArray();
            json.WriteNumber("total_then" + currency, replaced.Total.Amount);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("replaced");
        }
        Threshold(json, "other_platform", part.Moves, currency);
        json.WriteEndObject();
    }

    private static void Threshold(Utf8JsonWriter json, string? key, PriceThreshold? threshold, string currency)
    {
        if (threshold is null)
        {
            json.WriteNull(key!);
            return;
        }
        if (key is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(key);
        json.WriteString("item", threshold.Item);
        json.WriteString("item_name", threshold.ItemName);
        json.WriteNumber("unit_price_now" + currency, threshold.From.Amount);
        json.WriteNumber("unit_price_then" + currency, threshold.To.Amount);
        json.WriteNumber("change", Math.Round(threshold.Change, 5));
        json.WriteNumber("total_then" + currency, threshold.Total.Amount);
        json.WriteString("against", threshold.Ahead);
        json.WriteEndObject();
    }
}
