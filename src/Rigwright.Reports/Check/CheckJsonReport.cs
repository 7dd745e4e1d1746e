using System.Text;
using System.Text.Json;
using Rigwright.App.Check;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.PowerNoise;

namespace Rigwright.Reports.Check;

/// <summary>Checked plans as a JSON array, one object a plan.</summary>
public static class CheckJsonReport
{
    /// <summary>Writes all plans, indented, with a final line break.</summary>
    public static string Render(IReadOnlyList<CheckedPlan> plans)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var plan in plans)
                Write(json, plan);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, CheckedPlan plan)
    {
        json.WriteStartObject();
        json.WriteString("file", plan.Document.File);
        json.WriteString("plan", plan.Document.Name);
        json.WriteString("document", plan.Document.Document);
        json.WriteString("date", plan.Document.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        WriteRig(json, plan);
        json.WriteNumber("errors", plan.Count(FindingSeverity.Error));
        json.WriteNumber("warnings", plan.Count(FindingSeverity.Warning));
        json.WriteNumber("unknown", plan.Count(FindingSeverity.Unknown));
        json.WriteNumber("passed", plan.Passed);
        json.WriteStartArray("findings");
        foreach (var finding in plan.Findings)
            Write(json, finding);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRig(Utf8JsonWriter json, CheckedPlan plan)
    {
        json.WriteStartArray("devices");
        foreach (var device in plan.Rig.Devices)
        {
            json.WriteStartObject();
            json.WriteString("accelerator", device.Accelerator.Id.Value);
            json.WriteNumber("count", device.Count);
            json.WriteNumber("memory_bytes", device.Memory.Bytes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("device_memory_bytes", plan.Rig.DeviceMemory.Bytes);
        if (plan.Sum is { } sum)
            json.WriteNumber("lines_total_" + sum.Currency.Code.ToLowerInvariant(), sum.Amount);
        if (plan.Power.TryGet(out var power))
        {
            json.WriteNumber("power_dc_watts", Math.Round(power.Dc.Watts, 1));
            if (power.Wall.TryGet(out var wall))
                json.WriteNumber("power_wall_watts", Math.Round(wall.Watts, 1));
        }
        Write(json, "power_measured", plan.Measured);
        Write(json, "power_idle", plan.Idle);
        if (plan.Noise.TryGet(out var noise))
        {
            json.WriteNumber("noise_dba", Math.Round(noise.Level.DecibelA, 1));
            json.WriteString("noise_evidence", JsonNamingPolicy.SnakeCaseLower.ConvertName(noise.Evidence.ToString()));
        }
    }

    private static void Write(Utf8JsonWriter json, string name, Answer<MeasuredPower> measured)
    {
        if (!measured.TryGet(out var power))
            return;
        json.WriteNumber(name + "_low_watts", Math.Round(power.Low.Watts, 1));
        json.WriteNumber(name + "_high_watts", Math.Round(power.High.Watts, 1));
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule);
        json.WriteString("severity", CheckTextReport.Word(finding.Severity));
        json.WriteString("message", finding.Message);
        json.WriteString("actual", finding.Actual);
        json.WriteString("limit", finding.Limit);
        json.WriteString("source", finding.Source);
        json.WriteEndObject();
    }
}
