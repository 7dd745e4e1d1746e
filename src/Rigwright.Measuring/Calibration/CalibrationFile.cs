using System.Globalization;
using System.Text;
using System.Text.Json;
using Rigwright.Engine.Speed;

namespace Rigwright.Measuring.Calibration;

/// <summary>Reads and writes <c>calibration/speed.json</c> below the data folder. The same calibration gives the same bytes.</summary>
public static class CalibrationFile
{
    /// <summary>Path below the data folder.</summary>
    public const string Name = "calibration/speed.json";

    // Coefficients are known to two digits at best; six keep a refit reproducible without noise in the last places of the file.
    private const string NumberFormat = "0.######";

    /// <summary>Reads the calibration below a data folder.</summary>
    /// <exception cref="InvalidDataException">The file is missing or not a calibration.</exception>
    public static SpeedCalibration Load(string dataFolder)
    {
        var path = Path.Combine(dataFolder, Name);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), new() { MaxDepth = 8 });
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path} is not a speed calibration; run 'rig calibrate'. {e.Message}", e);
        }
    }

    /// <summary>The file's text.</summary>
    public static string Write(SpeedCalibration calibration)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("as_of", calibration.AsOf);
            json.WriteString("measurements_sha256", calibration.InputHash);
            WriteSet(json, "hardware", calibration.Hardware);
            WriteSet(json, "models", calibration.Models);
            WriteSet(json, "engines", calibration.Engines);
            WriteQuantity(json, "decode", calibration.Decode);
            WriteQuantity(json, "prefill", calibration.Prefill);
            WriteQuantity(json, "first_token", calibration.FirstToken);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static SpeedCalibration Read(JsonElement root) => new()
    {
        AsOf = root.GetProperty("as_of").GetString()!,
        InputHash = root.GetProperty("measurements_sha256").GetString()!,
        Hardware = ReadSet(root, "hardware"),
        Models = ReadSet(root, "models"),
        Engines = ReadSet(root, "engines"),
        Decode = ReadQuantity(root.GetProperty("decode")),
        Prefill = ReadQuantity(root.GetProperty("prefill")),
        FirstToken = ReadQuantity(root.GetProperty("first_token")),
    };

    private static HashSet<string> ReadSet(JsonElement root, string name) =>
        root.GetProperty(name).EnumerateArray().Select(e => e.GetString()!).ToHashSet(StringComparer.Ordinal);

    private static FittedQuantity ReadQuantity(JsonElement element)
    {
        var factors = new Dictionary<string, (double, double)>(StringComparer.Ordinal);
        foreach (var factor in element.GetProperty("interval_factors").EnumerateObject())
            factors[factor.Name] = (factor.Value[0].GetDouble(), factor.Value[1].GetDouble());
        var classes = element.GetProperty("interval_classes").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetDouble(), StringComparer.Ordinal);
        return new(ReadCoefficients(element.GetProperty("coefficients")),
            new(ReadCoefficients(element.GetProperty("interval_scale")), factors, classes), element.GetProperty("measurements").GetInt32());
    }

    private static CoefficientSet ReadCoefficients(JsonElement element)
    {
        var values = new Dictionary<string, Coefficient>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
            values[property.Name] = new(property.Value[0].GetDouble(), property.Value[1].GetInt32());
        return new(values);
    }

    private static void WriteSet(Utf8JsonWriter json, string name, IReadOnlySet<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values.Order(StringComparer.Ordinal))
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteQuantity(Utf8JsonWriter json, string name, FittedQuantity quantity)
    {
        json.WriteStartObject(name);
        json.WriteNumber("measurements", quantity.Measurements);
        WriteCoefficients(json, "coefficients", quantity.Times);
        WriteCoefficients(json, "interval_scale", quantity.Spread.Scale);
        json.WriteStartObject("interval_factors");
        foreach (var (group, (down, up)) in quantity.Spread.Factors.OrderBy(f => f.Key, StringComparer.Ordinal))
            WritePair(json, group, down, up.ToString(NumberFormat, CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteStartObject("interval_classes");
        foreach (var (className, factor) in quantity.Spread.Classes.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(className);
            json.WriteRawValue(factor.ToString(NumberFormat, CultureInfo.InvariantCulture));
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCoefficients(Utf8JsonWriter json, string name, CoefficientSet set)
    {
        json.WriteStartObject(name);
        foreach (var (key, coefficient) in set.Values.OrderBy(v => v.Key, StringComparer.Ordinal))
            WritePair(json, key, coefficient.Value, coefficient.Samples.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    // One line a pair: the file is read by people, too.
    private static void WritePair(Utf8JsonWriter json, string name, double first, string second)
    {
        json.WritePropertyName(name);
        json.WriteRawValue($"[{first.ToString(NumberFormat, CultureInfo.InvariantCulture)}, {second}]");
    }
}
