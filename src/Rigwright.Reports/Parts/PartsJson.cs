using System.Text.Encodings.Web;
using System.Text.Json;
using Rigwright.App.Parts;
using Rigwright.Domain.Parts;

namespace Rigwright.Reports.Parts;

/// <summary>Parts for machines: snake_case keys with units.</summary>
public static class PartsJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What was found.</summary>
    public static string Found(FindPartsResponse found) => Write(json =>
    {
        json.WriteNumber("total", found.Total);
        json.WriteNumber("unknown", found.Unknown);
        json.WriteStartArray("parts");
        foreach (var part in found.Parts)
        {
            json.WriteStartObject();
            Head(json, part);
            foreach (var fact in PartFact.Of(part))
                Value(json, fact.Key, fact.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>One part with the provenance of every fact.</summary>
    public static string Part(ShowPartResponse shown) => Write(json =>
    {
        Head(json, shown.Part);
        json.WriteStartObject("facts");
        foreach (var fact in shown.Facts)
        {
            json.WriteStartObject(fact.Key);
            Value(json, "value", fact.Value);
            if (fact.Source is { } source)
            {
                json.WriteString("source", source.Value);
                json.WriteString("evidence", JsonNamingPolicy.SnakeCaseLower.ConvertName(fact.Evidence!.Value.ToString()));
                json.WriteString("as_of", fact.AsOf!.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            }
            if (fact.Note is not null)
                json.WriteString("note", fact.Note);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        if (shown.Accelerator is { } chip)
        {
            json.WriteStartObject("accelerator");
            json.WriteString("id", chip.Id.Value);
            Value(json, "bandwidth_gb_per_second", chip.Bandwidth?.Value.GigabytesPerSecond);
            json.WriteNumber("memory_gib", chip.LargestMemory.Value.GiB);
            json.WriteEndObject();
        }
        json.WriteStartArray("repairs");
        foreach (var repair in shown.Repairs)
            Repair(json, repair);
        json.WriteEndArray();
        json.WriteStartArray("disputes");
        foreach (var dispute in shown.Disputes)
        {
            json.WriteStartObject();
            json.WriteString("field", dispute.Field);
            Value(json, "claims", dispute.Claims.Select(c => c.Value).Distinct().ToList());
            json.WriteString("chosen", dispute.Chosen);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>The real cards of a chip.</summary>
    public static string Cards(ChipCardsResponse chip) => Write(json =>
    {
        json.WriteString("accelerator", chip.Accelerator.Id.Value);
        json.WriteNumber("cards_total", chip.Cards.Count);
        json.WriteStartArray("cards");
        foreach (var card in chip.Cards)
        {
            json.WriteStartObject();
            Head(json, card);
            foreach (var fact in PartFact.Of(card))
                Value(json, fact.Key, fact.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>Repairs by kind.</summary>
    public static string Repairs(OpenPartsCatalogue parts, string? code, int limit) => Write(json =>
    {
        json.WriteNumber("parts", parts.Parts.Count);
        json.WriteNumber("disputed_fields", parts.Disputes.Count);
        json.WriteStartObject("counts");
        foreach (var (kind, count) in parts.RepairCounts)
            json.WriteNumber(kind, count);
        json.WriteEndObject();
        json.WriteStartArray("repairs");
        foreach (var repair in parts.Repairs.Where(r => code is null || string.Equals(code, r.Code, StringComparison.OrdinalIgnoreCase)).Take(limit))
            Repair(json, repair);
        json.WriteEndArray();
    });

    private static void Head(Utf8JsonWriter json, Part part)
    {
        json.WriteString("id", part.Id.Value);
        json.WriteString("category", PartsText.Kind(part.Category));
        json.WriteString("name", part.Name);
        Value(json, "manufacturer", part.Manufacturer);
        Value(json, "part_numbers", part.PartNumbers);
        Value(json, "release_year", part.ReleaseYear);
        if (part is GraphicsCard card)
            Value(json, "accelerator_id", card.Accelerator?.Value);
    }

    private static void Repair(Utf8JsonWriter json, PartRepair repair)
    {
        json.WriteStartObject();
        json.WriteString("code", repair.Code);
        json.WriteString("part", repair.Part.Value);
        json.WriteString("field", repair.Field);
        json.WriteString("was", repair.Was);
        Value(json, "now", repair.Now);
        json.WriteString("reason", repair.Reason);
        json.WriteString("position", repair.Position.ToString());
        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, string key, object? value)
    {
        json.WritePropertyName(key);
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case int number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case IEnumerable<string> list:
                json.WriteStartArray();
                foreach (var item in list)
                    json.WriteStringValue(item);
                json.WriteEndArray();
                break;
            default: throw new ArgumentException($"No JSON form for {value.GetType()}.", nameof(value));
        }
    }

    private static string Write(Action<Utf8JsonWriter> body)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
