using System.Text.Json;
using Rigwright.App.Fit;
using Rigwright.Reports.Speeds;

namespace Rigwright.Reports.Fit;

/// <summary>The speeds of several roles at once, for machines.</summary>
internal static class FitSpeedsJson
{
    /// <summary>The object <c>shared_speeds</c>: per role and stream, others idle, at their duty cycles, all decoding.</summary>
    public static void Write(Utf8JsonWriter json, FitAnswer answer)
    {
        if (answer.Shared is not { } shared)
            return;
        json.WriteStartObject("shared_speeds");
        json.WriteBoolean("duty_cycles_assumed", shared.AreDutiesAssumed);
        if (!shared.Rates.TryGet(out var rates))
        {
            json.WriteString("missing", string.Join("; ", shared.Rates.Missing));
            json.WriteEndObject();
            return;
        }
        json.WriteStartArray("roles");
        for (var r = 0; r < rates.Count; r++)
        {
            json.WriteStartObject();
            json.WriteString("model", rates[r].Name);
            json.WriteNumber("decode_duty_cycle", shared.Duties[r].Decode);
            json.WriteNumber("prefill_duty_cycle", shared.Duties[r].Prefill);
            SpeedEvidenceJson.Rate(json, "decode_alone_tokens_per_second", rates[r].Alone);
            SpeedEvidenceJson.Rate(json, "decode_expected_tokens_per_second", rates[r].Expected);
            SpeedEvidenceJson.Rate(json, "decode_all_active_tokens_per_second", rates[r].AllActive);
            if (rates[r].LongestStall is { } stall)
                json.WriteNumber("longest_stall_seconds", Math.Round(stall.Seconds, 6));
            else
                json.WriteNull("longest_stall_seconds");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
