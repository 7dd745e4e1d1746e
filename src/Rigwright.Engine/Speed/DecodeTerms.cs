namespace Rigwright.Engine.Speed;

/// <summary>The addends of one decode step (docs/formulas/decode.md). The fit and the predictor share this one function.</summary>
public static class DecodeTerms
{
    /// <summary>The terms of one step of <see cref="SpeedQuery.Streams"/> streams; their sum is the step's time in seconds.</summary>
    public static IReadOnlyList<StepTerm> Of(SpeedQuery query)
    {
        var terms = new List<StepTerm>(7);
        var (device, model) = (query.Device, query.Model);
        var streams = PerReplica(query);
        var bandwidth = device.BandwidthBytesPerSec * query.Parallelism.Tensor;
        var weights = WeightEffects(query);
        terms.Add(new("weights", (model.DenseBytes + 2 * streams * model.StateBytes) / bandwidth, TermLink.Efficiency, weights));
        if (model.IsMoe)
            terms.Add(new("experts", model.ExpertBytesTouched(streams) / bandwidth, TermLink.Efficiency, ExpertEffects(query, weights)));
        var kv = streams * model.KvBytes(query.Depth) * query.KvScale / bandwidth;
        if (kv > 0)
            terms.Add(new("kv", kv, TermLink.Efficiency, KvEffects(query)));
        terms.Add(new("layers", model.Layers * 1e-6, TermLink.Cost, LayerEffects(query, streams)));
        // One token is multiplied by vector units or by matrix units that wait for memory; a batch by the best units for its weights.
        if ((streams > 1 ? device.PeakFor(model.QuantClass, query.Engine) : device.MatrixFlopsPerSec) is { } peak)
        {
            var flops = streams * (2 * model.MatmulParameters + (model.IsLatent ? model.AttentionFlops(query.Depth) : 0));
            terms.Add(new("compute", flops / (peak * query.Parallelism.Tensor), TermLink.Efficiency, ComputeEffects(query, streams)));
        }
        if (query.Parallelism.Stages > 1)
            terms.Add(new("stages", (query.Parallelism.Stages - 1) * 1e-6, TermLink.Cost, [new("h", 1), new("h.en:" + EngineKey.ParentOf(query.Engine), 1)]));
        if (query.Parallelism.Tensor > 1)
            terms.Add(AllReduce(query, streams));
        return PowerCap.Slow(terms, PowerCap.Decode(query.PowerShare));
    }

    /// <summary>The terms of one generated token of a stream where prompts are read in between: a step, and a token's share of the prefills.
    /// Of the cycle in which every active stream reads a prompt and generates <see cref="SpeedQuery.GeneratedTokens"/>, the wall time holds all
    /// prefills, the time between two tokens of one stream those of the others.</summary>
    /// <param name="query">The question.</param>
    /// <param name="prefillSeconds">Predicted seconds to read the prompts of all active streams.</param>
    /// <param name="prefills">Whose prefills fall into the time.</param>
    public static IReadOnlyList<StepTerm> WithPrefills(SpeedQuery query, double prefillSeconds, PrefillsIncluded prefills)
    {
        var streams = PerReplica(query);
        var seconds = prefillSeconds * (prefills == PrefillsIncluded.All ? 1 : (streams - 1) / streams) / query.GeneratedTokens;
        return [.. Of(query), new("prefill", seconds, TermLink.Cost, [new("p", 1), new("p.ep:" + EngineKey.ParentOf(query.Engine), 1)])];
    }

    /// <summary>Streams that one replica decodes.</summary>
    public static double PerReplica(SpeedQuery query) => Math.Max(1, (double)query.ActiveStreams / query.Parallelism.Replicas);

    private static List<Effect> WeightEffects(SpeedQuery q)
    {
        var (d, m) = (q.Device, q.Model);
        var perLayer = Math.Log10(m.StepBytes(0, 1) / m.Layers / q.Parallelism.Tensor / 50e6);
        var effects = new List<Effect>(24)
        {
            new("w", 1),
            new("w.be:" + q.Backend, 1),
            new("w.fa:" + d.Family, 1),
            new("w.bf:" + q.Backend + "/" + d.Family, 1),
            new("w.hw:" + d.Chip, 1),
            new("w.fo:" + d.Form, 1),
            new("w.ep:" + EngineKey.ParentOf(q.Engine), 1),
            new("w.en:" + q.Engine, 1),
            new("w.q:" + m.QuantClass, 1),
            new("w.qf:" + m.QuantClass + "/" + d.Family, 1),
            new("w.qe:" + m.QuantClass + "/" + q.Engine, 1),
            new("w.mf:" + m.Family, 1),
            new("w.mo:" + m.Signature, 1),
            new("w.layer", perLayer),
            new("w.bw", Math.Log10(d.BandwidthBytesPerSec / 500e9)),
            new("w.old", Age(q)),
        };
        if (d.VectorFlopsPerSec is { } vector)
            effects.Add(new("w.cpb", Math.Log10(vector / d.BandwidthBytesPerSec / 40)));
        if (q.Parallelism.Stages > 1)
            effects.Add(new("w.stages", 1));
        if (q.Parallelism.Tensor > 1)
            effects.Add(new("w.tensor", 1));
        return effects;
    }

    private static List<Effect> ExpertEffects(SpeedQuery q, List<Effect> weights)
    {
        var effects = new List<Effect>(weights)
        {
            new("e", 1),
            new("e.be:" + q.Backend, 1),
            new("e.fa:" + q.Device.Family, 1),
            new("e.ep:" + EngineKey.ParentOf(q.Engine), 1),
        };
        if (q.Streams > 1)
            effects.Add(new("e.batch", 1));
        return effects;
    }

    private static List<Effect> KvEffects(SpeedQuery q)
    {
        var effects = new List<Effect>(10)
        {
            new("k", 1),
            new("k.be:" + q.Backend, 1),
            new("k.fa:" + q.Device.Family, 1),
            new("k.bf:" + q.Backend + "/" + q.Device.Family, 1),
            new("k.ep:" + EngineKey.ParentOf(q.Engine), 1),
            new("k.en:" + q.Engine, 1),
            new("k.mf:" + q.Model.Family, 1),
            new("k.old", Age(q)),
        };
        if (q.Model.IsLatent)
            effects.Add(new("k.mla", 1));
        if (!q.FlashAttention)
            effects.Add(new("k.nofa", 1));
        if (q.Streams > 1)
            effects.Add(new("k.batch", 1));
        if (q.Parallelism.Tensor > 1)
            effects.Add(new("k.tensor", 1));
        return effects;
    }

    private static List<Effect> LayerEffects(SpeedQuery q, double streams)
    {
        var kind = Kind(q.Model);
        return
        [
            new("t", 1),
            new("t.be:" + q.Backend, 1),
            new("t.fa:" + q.Device.Family, 1),
            new("t.ep:" + EngineKey.ParentOf(q.Engine), 1),
            new("t.en:" + q.Engine, 1),
            new("t.kind:" + kind, 1),
            new("t.kb:" + kind + "/" + q.Backend, 1),
            new("t.mf:" + q.Model.Family, 1),
            new("t.old", Age(q)),
            new("t.lnb", Math.Log(streams)),
        ];
    }

    private static List<Effect> ComputeEffects(SpeedQuery q, double streams)
    {
        var mode = streams > 1 ? "batch" : "single";
        return
        [
            new("f", 1),
            new("f.mode:" + mode, 1),
            new("f.be:" + q.Backend, 1),
            new("f.fa:" + q.Device.Family, 1),
            new("f.ep:" + EngineKey.ParentOf(q.Engine), 1),
            new("f.q:" + q.Model.QuantClass, 1),
            new("f.lnb", Math.Log(streams)),
        ];
    }

    private static StepTerm AllReduce(SpeedQuery q, double streams)
    {
        // Two all-reduces a layer: latency plus 2(N-1)/N of the activations (16 bit) over the slowest link.
        var ways = q.Parallelism.Tensor;
        var link = q.LinkBytesPerSec ?? q.Device.LinkBytesPerSec ?? 16e9;
        var wire = streams * q.Model.Hidden * 2.0 * 2 * (ways - 1) / ways / link;
        return new("all-reduce", 2 * q.Model.Layers * (1e-6 + wire / 10), TermLink.Cost,
            [new("a", 1), new("a.en:" + q.Engine, 1), new("a.link:" + q.Device.LinkKind, 1), new("a.lnn", Math.Log(ways / 2.0))]);
    }

    /// <summary>Years before mid 2026, the bulk of the measurements: older builds have slower kernels.</summary>
    internal static double Age(SpeedQuery query) => Math.Clamp(2026 - query.Year, 0, 3);

    /// <summary>The kind of layers that a cost per layer depends on: attention, mla or hybrid, with -moe for a mixture of experts.</summary>
    public static string Kind(ModelWork model) =>
        (model.IsHybrid ? "hybrid" : model.IsLatent ? "mla" : "attention") + (model.IsMoe ? "-moe" : "");
}
