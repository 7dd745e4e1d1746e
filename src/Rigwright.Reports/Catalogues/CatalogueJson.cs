using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rigwright.App.Catalogues;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Provenance;

namespace Rigwright.Reports.Catalogues;

/// <summary>The catalogue as JSON: snake_case keys with units.</summary>
public static class CatalogueJson
{
    /// <summary>An array of objects, one a row.</summary>
    public static string List(CatalogueListing listing) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var row in listing.Rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < row.Length; i++)
            {
                json.WritePropertyName(listing.Columns[i].Key);
                Value(json, row[i]);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>An array of entries: more than one when the name is ambiguous.</summary>
    public static string Show(IReadOnlyList<ShownEntry> entries) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("subject", entry.Subject);
            json.WriteStartArray("values");
            foreach (var v in entry.Values)
                Value(json, v);
            json.WriteEndArray();
            json.WritePropertyName("unknown");
            Value(json, entry.Unknown);
            json.WriteStartArray("disputes");
            foreach (var dispute in entry.Disputes)
                Value(json, dispute);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>An array of sources.</summary>
    public static string Sources(IEnumerable<Source> sources) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var s in sources)
        {
            json.WriteStartObject();
            json.WriteString("id", s.Id.Value);
            json.WriteString("producer", s.Producer);
            json.WriteString("title", s.Title);
            json.WriteString("address", s.Address);
            json.WriteString("published", s.Published);
            json.WriteString("accessed", Day(s.Accessed));
            json.WriteString("licence", s.Licence);
            json.WriteString("grade", CatalogueText.Word(s.Grade));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>An array of disputes.</summary>
    public static string Disputes(Catalogue catalogue) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var dispute in catalogue.Disputes)
            Value(json, dispute);
        json.WriteEndArray();
    });

    /// <summary>An array of findings.</summary>
    public static string Check(IReadOnlyList<CatalogueFinding> findings) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var f in findings)
        {
            json.WriteStartObject();
            json.WriteString("rule", f.Rule);
            json.WriteString("severity", CatalogueText.Word(f.Severity));
            json.WriteString("subject", f.Subject);
            json.WriteString("message", f.Message);
            json.WriteString("explanation", f.Explanation);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static void Value(Utf8JsonWriter json, ShownValue v)
    {
        json.WriteStartObject();
        json.WriteString("field", v.Key);
        json.WritePropertyName("value");
        Value(json, v.Value);
        if (v.Source is not null)
        {
            json.WriteString("source", v.Source);
            json.WriteString("evidence", CatalogueText.Word(v.Evidence!.Value));
            json.WriteString("as_of", Day(v.AsOf!.Value));
            json.WriteString("note", v.Note);
        }
        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, Dispute dispute)
    {
        json.WriteStartObject();
        json.WriteString("subject", dispute.Subject);
        json.WriteString("field", dispute.Field);
        json.WriteStartArray("claims");
        foreach (var c in dispute.Claims)
        {
            json.WriteStartObject();
            json.WriteString("value", c.Value);
            json.WriteString("source", c.Source.Value);
            json.WriteString("evidence", CatalogueText.Word(c.Evidence));
            json.WriteString("as_of", Day(c.AsOf));
            json.WriteString("note", c.Note);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("chosen_because", dispute.Chosen);
        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool yes: json.WriteBooleanValue(yes); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(Math.Round(number, 6)); break;
            case decimal number: json.WriteNumberValue(number); break;
            case string text: json.WriteStringValue(text); break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items)
                    Value(json, item);
                json.WriteEndArray();
                break;
            default: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static string Write(Action<Utf8JsonWriter> body)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            body(json);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
