using System.Text.Json;
using Rigwright.Engine.Speed;

namespace Rigwright.Reports.Speeds;

/// <summary>"How do we know?" for machines.</summary>
internal static class SpeedEvidenceJson
{
    /// <summary>One object under a property.</summary>
    public static void Write(Utf8JsonWriter json, string name, SpeedEvidence evidence)
    {
        json.WriteStartObject(name);
        Decode(json, evidence.Decode);
        Measured(json, "nearest_measurements", evidence.NearestDecode);
        if (evidence.Prefill is { } prefill)
            Prefill(json, prefill, evidence.NearestPrefill);
        json.WriteEndObject();
    }

    /// <summary>A rate with its interval.</summary>
    public static void Rate(Utf8JsonWriter json, string name, Prediction prediction) => json.WriteRate(name, prediction, 3);

    private static void Decode(Utf8JsonWriter json, SpeedExplanation decode)
    {
        json.WriteNumber("bytes_read_per_step", Math.Round(decode.BytesRead));
        json.WriteNumber("ceiling_steps_per_second", Math.Round(decode.Ceiling.TokensPerSecond, 3));
        json.WriteNumber("efficiency_ratio", Math.Round(decode.Efficiency, 4));
        Terms(json, "step_terms", decode.Terms);
        json.WriteString("known", JsonNamingPolicy.SnakeCaseLower.ConvertName(decode.Novelty.ToString()));
        json.WriteStrings("unmeasured", decode.Unmeasured);
        json.WriteStrings("would_narrow", decode.WouldNarrow);
        json.WriteString("basis", decode.Prediction.Basis);
    }

    private static void Prefill(Utf8JsonWriter json, PrefillExplanation prefill, IReadOnlyList<MeasuredSpeed> nearest)
    {
        json.WriteStartObject("prefill");
        Rate(json, "prefill_tokens_per_second", prefill.Prediction);
        json.WriteNumber("prompt_tokens", prefill.PromptTokens);
        json.WriteNumber("ceiling_tokens_per_second", Math.Round(prefill.Ceiling.TokensPerSecond, 3));
        json.WriteNumber("efficiency_ratio", Math.Round(prefill.Efficiency, 4));
        Terms(json, "terms", prefill.Terms);
        json.WriteString("basis", prefill.Prediction.Basis);
        Measured(json, "nearest_measurements", nearest);
        json.WriteEndObject();
    }

    private static void Terms(Utf8JsonWriter json, string name, IReadOnlyList<ExplainedTerm> terms)
    {
        json.WriteStartArray(name);
        foreach (var term in terms)
        {
            json.WriteStartObject();
            json.WriteString("name", term.Name);
            json.WriteNumber("seconds", Math.Round(term.Seconds, 9));
            if (term.Efficiency is { } efficiency)
                json.WriteNumber("efficiency_ratio", Math.Round(efficiency, 4));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Measured(Utf8JsonWriter json, string name, IReadOnlyList<MeasuredSpeed> nearest)
    {
        json.WriteStartArray(name);
        foreach (var m in nearest)
        {
            json.WriteStartObject();
            json.WriteString("id", m.Id);
            json.WriteString("metric", m.Metric);
            json.WriteNumber("value", m.Value);
            json.WriteString("hardware", m.Hardware);
            json.WriteString("model", m.Model);
            json.WriteString("quantisation", m.Quantisation);
            json.WriteString("engine", m.Engine);
            json.WriteNumber("streams", m.Streams);
            json.WriteNumber("depth_tokens", m.DepthTokens);
            json.WriteString("date", m.Date);
            json.WriteString("source", m.Source);
            json.WriteString("url", m.Address.Length > 0 ? m.Address : null);
            json.WriteNumber("distance", Math.Round(m.Distance, 3));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
