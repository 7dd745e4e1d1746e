using System.Text;
using System.Text.Json;
using Rigwright.App.Accuracy;
using Rigwright.Measuring.Accuracy;

namespace Rigwright.Reports.Accuracy;

/// <summary>The accuracy report as JSON; errors are ratios (0.1 is 10 %).</summary>
public static class AccuracyJson
{
    /// <summary>The whole report.</summary>
    public static string Render(AccuracyReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("as_of", report.AsOf);
            json.WriteNumber("measurements", report.Measurements);
            json.WriteNumber("left_out", report.LeftOut);
            json.WriteStartArray("regimes");
            foreach (var regime in report.Regimes)
            {
                json.WriteStartObject();
                json.WriteString("quantity", regime.Quantity);
                json.WriteString("regime", regime.Regime);
                foreach (var (holding, errors) in regime.ByHolding)
                    Errors(json, "held_out_" + holding, errors);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("formulas");
            foreach (var peer in report.Peers)
            {
                json.WriteStartObject();
                json.WriteString("name", peer.Name);
                Errors(json, "errors", peer.Errors);
                Errors(json, "ours_held_out_hardware", peer.Ours);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Errors(Utf8JsonWriter json, string name, ErrorSummary errors)
    {
        json.WriteStartObject(name);
        json.WriteNumber("rows", errors.Rows);
        json.WriteNumber("cells", Math.Round(errors.Cells, 3));
        json.WriteNumber("median_error_ratio", Math.Round(errors.Median, 4));
        json.WriteNumber("mean_error_ratio", Math.Round(errors.Mean, 4));
        json.WriteNumber("p90_error_ratio", Math.Round(errors.P90, 4));
        json.WriteNumber("worst_error_ratio", Math.Round(errors.Worst, 4));
        if (errors.Coverage is { } coverage)
            json.WriteNumber("interval_coverage_ratio", Math.Round(coverage, 4));
        json.WriteEndObject();
    }
}
