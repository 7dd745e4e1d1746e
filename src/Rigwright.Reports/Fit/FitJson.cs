using System.Text;
using System.Text.Json;
using Rigwright.App.Fit;
using Rigwright.Engine.Memory;
using Rigwright.Reports.Speeds;

namespace Rigwright.Reports.Fit;

/// <summary>The answer of <c>rig fit</c> for machines.</summary>
public static class FitJson
{
    /// <summary>One JSON object; the first role's numbers stand at the top, every role and device below.</summary>
    public static string Render(FitAnswer answer)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true }))
        {
            json.WriteStartObject();
            if (answer.Verdict.TryGet(out var verdict))
                WriteVerdict(json, answer, verdict);
            else
                WriteUnknown(json, answer);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteUnknown(Utf8JsonWriter json, FitAnswer answer)
    {
        json.WriteString("status", "unknown");
        json.WriteStrings("missing", answer.Verdict.Missing);
    }

    private static void WriteVerdict(Utf8JsonWriter json, FitAnswer answer, FitVerdict verdict)
    {
        json.WriteString("status", "answered");
        json.WriteBoolean("fits", verdict.Fits);
        Totals(json, verdict);
        WriteSpeed(json, "decode_tokens_per_second", answer.Speeds[0]);
        json.WriteStartArray("roles");
        for (var r = 0; r < verdict.Roles.Count; r++)
            WriteRole(json, answer, verdict.Roles[r], r);
        json.WriteEndArray();
        FitSpeedsJson.Write(json, answer);
        json.WriteStartArray("devices");
        foreach (var device in verdict.Devices)
            WriteDevice(json, device);
        json.WriteEndArray();
        json.WriteStrings("notes", answer.Notes);
    }

    private static void Totals(Utf8JsonWriter json, FitVerdict verdict)
    {
        json.WriteNumber("weights_bytes", verdict.Roles.Sum(r => r.Demand.ModelWeights.Bytes));
        json.WriteNumber("file_weights_bytes", verdict.Roles.Sum(r => r.Demand.FileWeights.Bytes));
        json.WriteNumber("device_weights_bytes", verdict.Roles.Sum(r => r.Demand.Weights.Bytes));
        json.WriteNumber("host_weights_bytes", verdict.Roles.Sum(r => r.Demand.HostWeights.Bytes));
        json.WriteNumber("kv_cache_bytes", verdict.Roles.Sum(r => r.Demand.KvCache.Bytes));
        json.WriteNumber("state_bytes", verdict.Roles.Sum(r => r.Demand.State.Bytes));
        json.WriteNumber("compute_bytes", verdict.Roles.Sum(r => r.Demand.Compute.Bytes));
        json.WriteNumber("host_compute_bytes", verdict.Roles.Sum(r => r.Demand.HostCompute.Bytes));
        json.WriteNumber("overhead_bytes", verdict.Roles.Sum(r => r.Demand.Overhead.Bytes));
        json.WriteNumber("total_bytes", verdict.Used.Bytes);
        json.WriteNumber("capacity_bytes", verdict.Capacity.Bytes);
        json.WriteNumber("free_bytes", verdict.Devices.Sum(d => d.Free.Bytes));
    }

    private static void WriteRole(Utf8JsonWriter json, FitAnswer answer, RoleFit role, int index)
    {
        var (load, demand, headroom) = (role.Load, role.Demand, answer.Headroom[index]);
        json.WriteStartObject();
        json.WriteString("model", load.Model.Id.Value);
        json.WriteString("quantisation", load.Quantisation.ToString());
        json.WriteString("engine", FitText.NameOf(load.Engine));
        json.WriteNumber("context_tokens_per_stream", load.ContextPerStream);
        json.WriteNumber("streams", load.Streams);
        json.WriteString("kv_type", FitText.NameOf(load.KvType));
        json.WriteBoolean("flash_attention", load.FlashAttention);
        json.WriteNumber("ubatch_tokens", load.MicroBatch);
        json.WriteNumber("weights_bytes", demand.ModelWeights.Bytes);
        json.WriteNumber("file_weights_bytes", demand.FileWeights.Bytes);
        json.WriteNumber("device_weights_bytes", demand.Weights.Bytes);
        json.WriteNumber("host_weights_bytes", demand.HostWeights.Bytes);
        json.WriteNumber("kv_cache_bytes", demand.KvCache.Bytes);
        json.WriteNumber("state_bytes", demand.State.Bytes);
        json.WriteNumber("compute_bytes", demand.Compute.Bytes);
        json.WriteNumber("host_compute_bytes", demand.HostCompute.Bytes);
        json.WriteNumber("overhead_bytes", demand.Overhead.Bytes);
        json.WriteNumber("total_bytes", demand.Total.Bytes);
        WriteSpeed(json, "decode_tokens_per_second", answer.Speeds[index]);
        if (answer.Speeds[index].Evidence is { } evidence)
            SpeedEvidenceJson.Write(json, "how_known", evidence);
        Optional(json, "longest_context_tokens", headroom.LongestContext);
        Optional(json, "most_streams", headroom.MostStreams);
        json.WriteString("best_quantisation", headroom.BestQuantisation?.ToString());
        json.WriteEndObject();
    }

    private static void WriteSpeed(Utf8JsonWriter json, string name, RoleSpeed speed)
    {
        if (!speed.PerStream.TryGet(out var prediction))
        {
            json.WriteNull(name);
            json.WriteString(name + "_missing", string.Join("; ", speed.PerStream.Missing));
            return;
        }
        json.WriteStartObject(name);
        json.WriteNumber("low", Math.Round(prediction.Low.TokensPerSecond, 3));
        json.WriteNumber("value", Math.Round(prediction.Value.TokensPerSecond, 3));
        json.WriteNumber("high", Math.Round(prediction.High.TokensPerSecond, 3));
        json.WriteNumber("depth_tokens", speed.Depth);
        json.WriteString("per", "stream");
        json.WriteString("basis", prediction.Basis);
        json.WriteEndObject();
    }

    private static void WriteDevice(Utf8JsonWriter json, DeviceFit device)
    {
        json.WriteStartObject();
        json.WriteString("hardware", device.Device.Accelerator.Id.Value);
        json.WriteString("name", device.Device.Accelerator.Name);
        json.WriteBoolean("fits", device.Fits);
        json.WriteNumber("installed_bytes", device.Capacity.Installed.Bytes);
        json.WriteNumber("capacity_bytes", device.Capacity.Usable.Bytes);
        json.WriteString("capacity_evidence", FitText.NameOf(device.Capacity.Evidence));
        json.WriteStartArray("reserves");
        foreach (var reserve in device.Capacity.Reserves)
        {
            json.WriteStartObject();
            json.WriteNumber("bytes", reserve.Size.Bytes);
            json.WriteString("reason", reserve.Reason);
            json.WriteString("source", reserve.Source);
            json.WriteString("evidence", FitText.NameOf(reserve.Evidence));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("parts");
        for (var r = 0; r < device.Parts.Count; r++)
            WritePart(json, device.Parts[r], r);
        json.WriteEndArray();
        json.WriteNumber("host_bytes", device.Host.Bytes);
        json.WriteNumber("total_bytes", device.Used.Bytes);
        json.WriteNumber("free_bytes", device.Free.Bytes);
        json.WriteNumber("lacking_bytes", device.Lacking.Bytes);
        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, DeviceDemand part, int role)
    {
        json.WriteStartObject();
        json.WriteNumber("role", role);
        json.WriteNumber("layers", part.Layers);
        json.WriteNumber("weights_bytes", part.Weights.Bytes);
        json.WriteNumber("kv_cache_bytes", part.KvCache.Bytes);
        json.WriteNumber("state_bytes", part.State.Bytes);
        json.WriteNumber("compute_bytes", part.Compute.Bytes);
        json.WriteNumber("overhead_bytes", part.Overhead.Bytes);
        json.WriteNumber("total_bytes", part.Total.Bytes);
        json.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }
}
