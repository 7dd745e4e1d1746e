using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Calibration;

namespace Rigwright.Measuring.Cases;

/// <summary>What a benchmark's rate includes, and how many of its streams the server really runs at once.</summary>
internal sealed class ServingConditions(Catalogue catalogue)
{
    // llama-server: "-np, --parallel: number of server slots (default: -1, -1 = auto)"; auto is 4 since the end of 2025, before it was 1 (tools/server/README.md).
    private const int LlamaServerSlots = 4;
    private const double LlamaServerSlotsSince = 2025.9;

    private readonly Dictionary<(string, string, string, Parallelism, double, double), int?> _slots = [];

    /// <summary>Whose prefills a decode rate includes: what the row says, else what the metric and the engine imply.</summary>
    public static PrefillsIncluded PrefillsOf(SpeedCase row, SpeedMetric metric, SpeedQuery query)
    {
        if (query.GeneratedTokens == 0)
            return PrefillsIncluded.None;
        if (Says(row, "incl. prefill") || Says(row, "wall rate") || Says(row, "wall time") || Says(row, "wall-clock"))
            return PrefillsIncluded.All;
        // A server reads new prompts between the steps of the others, so the mean time between two tokens of a stream holds them.
        var isLoaded = metric == SpeedMetric.DecodePerStream && query.Streams > 1 && row.PromptTokens.Length > 0 && EngineKey.ParentOf(query.Engine) == "server";
        return isLoaded && !Says(row, "batched-bench") && !Says(row, "static batch") ? PrefillsIncluded.OfOthers : PrefillsIncluded.None;
    }

    private static bool Says(SpeedCase row, string text) => row.Notes.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Sequences that run at once at most; null when all do. llama-server has a fixed number of slots, vLLM as many as its cache holds.</summary>
    public int? SlotsOf(SpeedQuery query, Accelerator accelerator, string quantisation, PrefillsIncluded prefills)
    {
        if (query.Streams <= 1)
            return null;
        if (query.Engine == "llama.cpp" && prefills == PrefillsIncluded.All)
            return (query.Year >= LlamaServerSlotsSince ? LlamaServerSlots : 1) * query.Parallelism.Replicas;
        if (query.Engine != "vllm" || query.PromptTokens == 0)
            return null;
        // The cache fills as answers grow: on average a stream is halfway through.
        var context = query.PromptTokens + query.GeneratedTokens / 2;
        var key = (query.Device.Id, query.Model.Id, quantisation, query.Parallelism, query.KvScale, (double)context);
        if (!_slots.TryGetValue(key, out var slots))
            _slots[key] = slots = InCache(query, accelerator, quantisation, context) * query.Parallelism.Replicas;
        return slots;
    }

    private int? InCache(SpeedQuery query, Accelerator accelerator, string quantisation, int context)
    {
        if (catalogue.Find(new ModelId(query.Model.Id)) is not { } model || accelerator.MemoryOptions.Count == 0
            || !Quantisation.TryParse(quantisation, out var type))
            return null;
        var devices = query.Parallelism.Tensor * query.Parallelism.Stages;
        var load = new ModelLoad
        {
            Model = model,
            Quantisation = type,
            ContextPerStream = context,
            Engine = EngineKind.Vllm,
            KvType = query.KvScale < 1 ? KvType.Fp8 : KvType.F16,
        };
        var request = new FitRequest
        {
            Roles = [new(load)],
            Placement = Placement.Of(accelerator, devices, query.Parallelism.Tensor > 1 ? SplitMode.Tensor : SplitMode.Layer),
        };
        // What is published ran: where the estimate says that not even one sequence fits, one did.
        return FitCalculator.Fit(request).IsKnown ? Math.Max(1, FitCalculator.MostStreams(request, 0) ?? 1) : null;
    }
}
