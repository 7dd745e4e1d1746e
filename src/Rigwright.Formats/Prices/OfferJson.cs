using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;

namespace Rigwright.Formats.Prices;

/// <summary>Writes offers as JSON, <c>{"offers": […]}</c> with the keys of <see cref="OfferColumns"/>; empty ones are left out.</summary>
public static class OfferJsonWriter
{
    private static readonly HashSet<string> Numbers = ["memory_gib", "price_low", "price_high"];

    /// <summary>Writes the offers as they come.</summary>
    public static void Write(Stream output, IEnumerable<Offer> offers)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartArray("offers");
        foreach (var offer in offers)
        {
            json.WriteStartObject();
            foreach (var (column, value) in OfferValues.Of(offer))
            {
                if (value is null)
                    continue;
                if (column == "verified")
                    json.WriteBoolean(column, offer.Verified);
                else if (Numbers.Contains(column))
                {
                    json.WritePropertyName(column);
                    json.WriteRawValue(value);
                }
                else
                    json.WriteString(column, value);
            }
            json.WriteEndObject();
            if (json.BytesPending > 1 << 16)
                json.Flush();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>Reads offers from JSON: a list of offers, or an object whose key <c>offers</c> holds one. Keys are those of <see cref="OfferColumns"/>.</summary>
public static class OfferJsonReader
{
    /// <summary>Largest document: it is held in memory.</summary>
    public const long MaxBytes = 512L << 20;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 8, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Every good offer; what is wrong with the others is in the bag when the last one was read.</summary>
    public static IEnumerable<PriceRow> Read(PriceFile file, PriceFileOptions options, DiagnosticBag bag, Action<long>? progress = null)
    {
        if (Bytes(file, bag) is not { } bytes)
            yield break;
        var cursor = new Cursor(bytes, file.Name, bag);
        if (!cursor.FindList())
            yield break;
        var binder = new OfferBinder(options, bag);
        var count = 0;
        while (cursor.Next() is { } fields)
        {
            if (++count % 1024 == 0)
                progress?.Invoke(cursor.Offset);
            if (fields.IsGood && binder.Bind(fields) is { } row)
                yield return row;
        }
        if (count == 0 && !bag.HasErrors)
            bag.Error(PriceFileCodes.Json, new(file.Name, 1, 1), "the document holds no offer.");
    }

    private static byte[]? Bytes(PriceFile file, DiagnosticBag bag)
    {
        if (file.Length > MaxBytes)
        {
            bag.Error(PriceFileCodes.Unreadable, new(file.Name, 0, 0), string.Create(CultureInfo.InvariantCulture, $"the file has {file.Length} bytes; of JSON at most {MaxBytes} are read (CSV may be larger)."));
            return null;
        }
        using var stream = file.OpenRead();
        var bytes = new byte[file.Length];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var start = bytes.AsSpan(0, length) is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        if (Utf8.IsValid(bytes.AsSpan(start, length - start)))
            return bytes[start..length];
        bag.Error(PriceFileCodes.Encoding, new(file.Name, 0, 0), "the file is not UTF-8, as JSON has to be.");
        return null;
    }

    private sealed class Fields(Position start) : IOfferFields
    {
        private readonly Dictionary<string, (string Text, Position At)> _values = new(StringComparer.Ordinal);

        public bool IsGood { get; set; } = true;

        public string this[string column] => _values.TryGetValue(column, out var value) ? value.Text : "";

        public Position At(string column) => _values.TryGetValue(column, out var value) ? value.At : start;

        public bool Add(string column, string text, Position at) => _values.TryAdd(column, (text.Trim(), at));
    }

    /// <summary>Walks the document offer by offer; the reader is a structure that cannot outlive a step, so its state is kept between them.</summary>
    private sealed class Cursor(byte[] bytes, string name, DiagnosticBag bag)
    {
        private JsonReaderState _state = new(Options);
        private int _offset;
        private int _counted;
        private int _line = 1;
        private int _lineStart;

        public int Offset => _offset;

        public bool FindList()
        {
            var reader = Reader();
            try
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                    {
                        var isOffers = reader.ValueTextEquals("offers");
                        reader.Read();
                        if (isOffers)
                            break;
                        reader.Skip();
                    }
                }
                if (reader.TokenType == JsonTokenType.StartArray)
                {
                    Keep(reader);
                    return true;
                }
                bag.Error(PriceFileCodes.Json, At(reader.TokenStartIndex), "the document is no list of offers.", "It is a list, or an object whose key \"offers\" holds one.");
            }
            catch (JsonException e)
            {
                Broken(e);
            }
            return false;
        }

        public Fields? Next()
        {
            var reader = Reader();
            try
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.EndArray)
                    return End(ref reader);
                var fields = new Fields(At(reader.TokenStartIndex));
                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    bag.Error(PriceFileCodes.Json, At(reader.TokenStartIndex), "an offer is an object.");
                    fields.IsGood = false;
                    reader.Skip();
                }
                else
                {
                    while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                        Property(ref reader, fields);
                }
                Keep(reader);
                return fields;
            }
            catch (JsonException e)
            {
                Broken(e);
                return null;
            }
        }

        // Whatever follows the list has to be well-formed too: a document that was cut off is not half imported.
        private static Fields? End(ref Utf8JsonReader reader)
        {
            while (reader.Read())
                continue;
            return null;
        }

        private void Property(ref Utf8JsonReader reader, Fields fields)
        {
            var at = At(reader.TokenStartIndex);
            var key = Text(ref reader) ?? "";
            var column = OfferColumns.Canonical(key);
            reader.Read();
            var text = reader.TokenType switch
            {
                JsonTokenType.String => Text(ref reader),
                JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
                JsonTokenType.True => "yes",
                JsonTokenType.False => "no",
                JsonTokenType.Null => "",
                _ => null,
            };
            if (!OfferColumns.All.Contains(column))
                bag.Warning(PriceFileCodes.Header, at, $"the key '{Short(key)}' is not known and is not read.", NearestName.Suggest(Short(column), OfferColumns.All.Concat(OfferColumns.Synonyms.Keys)));
            else if (text is null || !fields.Add(column, text, at))
            {
                bag.Error(PriceFileCodes.Json, at, text is null ? $"'{column}' is a text, a number, true, false or null." : $"the key '{column}' stands twice in one offer.");
                fields.IsGood = false;
            }
            reader.Skip();
        }

        // An escape such as \ud800 is well-formed JSON but no character.
        private static string? Text(ref Utf8JsonReader reader)
        {
            try
            {
                return reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }

        private Utf8JsonReader Reader() => new(bytes.AsSpan(_offset), isFinalBlock: true, _state);

        private void Keep(Utf8JsonReader reader)
        {
            _offset += (int)reader.BytesConsumed;
            _state = reader.CurrentState;
        }

        private Position At(long tokenStart)
        {
            var end = Math.Min(bytes.Length, _offset + (int)tokenStart);
            for (; _counted < end; _counted++)
            {
                if (bytes[_counted] != '\n')
                    continue;
                _line++;
                _lineStart = _counted + 1;
            }
            return new(name, _line, 1 + Encoding.UTF8.GetCharCount(bytes.AsSpan(_lineStart, Math.Max(0, end - _lineStart))));
        }

        private void Broken(JsonException e) =>
            bag.Error(PriceFileCodes.Json, new(name, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1), $"this is not well-formed JSON: {e.Message.Split(" LineNumber")[0]}");

        private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
    }
}
