using System.Text.Json;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;

namespace Rigwright.Reports.Plans;

/// <summary>The study of a plan for machines.</summary>
internal static class StudyJson
{
    /// <summary>Writes the keys of one rig into the object that is open; nothing where it was not studied.</summary>
    public static void Rig(Utf8JsonWriter json, PlanAnswer answer, Assessment rig)
    {
        if (answer.Study is not { } study || !study.Headroom.TryGetValue(rig.Candidate.Id, out var headroom))
            return;
        json.WriteStartArray("headroom");
        foreach (var h in headroom)
        {
            json.WriteStartObject();
            json.WriteString("role", h.Role);
            json.WriteNumber("longest_context_tokens", h.LongestContext);
            json.WriteBoolean("is_model_limit", h.IsModelLimit);
            json.WriteNumber("most_streams", h.MostStreams);
            json.WriteBoolean("is_search_limit", h.IsSearchLimit);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("decode_by_streams");
        foreach (var curve in study.Streams[rig.Candidate.Id])
        {
            foreach (var point in curve.Points)
                Point(json, curve.Role, point);
        }
        json.WriteEndArray();
    }

    private static void Point(Utf8JsonWriter json, string role, StreamPoint point)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteNumber("streams", point.Streams);
        json.WriteNumber("decode_tokens_per_second_per_stream", Math.Round(point.PerStream.Value.TokensPerSecond, 2));
        json.WriteNumber("decode_tokens_per_second_together", Math.Round(point.Together.TokensPerSecond, 2));
        json.WriteBoolean("fits", point.Fits);
        json.WriteEndObject();
    }

    /// <summary>Writes the keys of the whole plan into the object that is open.</summary>
    public static void Plan(Utf8JsonWriter json, PlanAnswer answer)
    {
        if (answer.Study is not { } study)
            return;
        json.WriteStartArray("arrangements");
        foreach (var a in study.Arrangements)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(a.Kind.ToString()));
            json.WriteString("id", a.Rig?.Candidate.Id);
            if (a.Rank is { } rank)
                json.WriteNumber("rank", rank);
            else
                json.WriteNull("rank");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("price_history");
        foreach (var (history, listing, point) in study.Prices.SelectMany(h => h.Listings.SelectMany(l => l.Points.Select(p => (h, l.Seller, p)))))
        {
            json.WriteStartObject();
            json.WriteString("item", history.Name);
            json.WriteString("seller", listing);
            json.WriteString("seen", PriceQuote.TextOf(point.Offer));
            json.WriteNumber("price_" + answer.Query.Currency.Code.ToLowerInvariant(), point.Price.Amount);
            json.WriteString("offer", point.Offer.Id);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
