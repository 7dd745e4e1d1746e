using System.Text.Json;
using Rigwright.Engine.Speed;

namespace Rigwright.Reports;

/// <summary>Lines that the reports for machines have in common.</summary>
internal static class JsonWriting
{
    /// <summary>A list of objects; the members of each are written by <paramref name="write"/>.</summary>
    public static void WriteArray<T>(this Utf8JsonWriter json, string key, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(key);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>A list of texts.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string key, IEnumerable<string> items)
    {
        json.WriteStartArray(key);
        foreach (var item in items)
            json.WriteStringValue(item);
        json.WriteEndArray();
    }

    /// <summary>A number, or null where it is not known.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number)
            json.WriteNumber(key, number);
        else
            json.WriteNull(key);
    }

    /// <inheritdoc cref="WriteNumberOrNull(Utf8JsonWriter, string, double?)"/>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string key, decimal? value)
    {
        if (value is { } number)
            json.WriteNumber(key, number);
        else
            json.WriteNull(key);
    }

    /// <inheritdoc cref="WriteNumberOrNull(Utf8JsonWriter, string, double?)"/>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string key, long? value)
    {
        if (value is { } number)
            json.WriteNumber(key, number);
        else
            json.WriteNull(key);
    }

    /// <summary>A rate with the ends of its interval, in tokens per second.</summary>
    public static void WriteRate(this Utf8JsonWriter json, string key, Prediction prediction, int digits)
    {
        json.WriteStartObject(key);
        json.WriteNumber("low", Math.Round(prediction.Low.TokensPerSecond, digits));
        json.WriteNumber("value", Math.Round(prediction.Value.TokensPerSecond, digits));
        json.WriteNumber("high", Math.Round(prediction.High.TokensPerSecond, digits));
        json.WriteEndObject();
    }
}
