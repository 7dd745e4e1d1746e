namespace Rigwright.Engine.Speed;

/// <summary>The addends of reading prompts into the cache (docs/formulas/prefill.md). The fit and the predictor share this one function.</summary>
public static class PrefillTerms
{
    // Physical batch of a prefill step in llama.cpp unless told otherwise (-ub, common/common.h: n_ubatch = 512).
    private const double MicroBatch = 512;

    /// <summary>The terms of <see cref="SpeedQuery.Streams"/> prompts of <see cref="SpeedQuery.PromptTokens"/> tokens each, read at
    /// <see cref="SpeedQuery.Depth"/>; their sum is the time in seconds. Needs the device's compute rate.</summary>
    public static IReadOnlyList<StepTerm> Of(SpeedQuery query)
    {
        var terms = new List<StepTerm>(6);
        var (device, model) = (query.Device, query.Model);
        var ways = query.Parallelism.Tensor;
        var tokens = DecodeTerms.PerReplica(query) * query.PromptTokens;
        var peak = (device.PeakFor(model.QuantClass, query.Engine) ?? 0) * ways;
        var attentionPeak = (device.MatrixFlopsPerSec ?? 0) * ways;
        var chunks = Math.Max(1, tokens / MicroBatch);
        terms.Add(new("compute", tokens * 2 * model.MatmulParameters / peak, TermLink.Efficiency, ComputeEffects(query, tokens)));
        // A token attends to the depth and, on average, to half of its own prompt.
        var attention = tokens * model.AttentionFlops(query.Depth + query.PromptTokens / 2.0) / attentionPeak;
        if (attention > 0)
            terms.Add(new("attention", attention, TermLink.Efficiency, AttentionEffects(query)));
        var read = model.DenseBytes + model.ExpertBytesTouched(Math.Min(tokens, MicroBatch));
        terms.Add(new("weights", chunks * read / (device.BandwidthBytesPerSec * ways), TermLink.Efficiency,
            [new("w", 1), new("w.be:" + query.Backend, 1), new("w.moe", model.IsMoe ? 1 : 0)]));
        terms.Add(new("layers", chunks * model.Layers * 1e-6, TermLink.Cost,
            [new("t", 1), new("t.be:" + query.Backend, 1), new("t.kind:" + DecodeTerms.Kind(model), 1)]));
        if (ways > 1)
        {
            var link = query.LinkBytesPerSec ?? device.LinkBytesPerSec ?? 16e9;
            var wire = 2 * model.Layers * tokens * model.Hidden * 2.0 * 2 * (ways - 1) / ways / link;
            terms.Add(new("all-reduce", wire, TermLink.Efficiency, [new("a", 1), new("a.link:" + device.LinkKind, 1)]));
        }
        return PowerCap.Slow(terms, PowerCap.Prefill(query.PowerShare));
    }

    private static List<Effect> ComputeEffects(SpeedQuery q, double tokens)
    {
        var (d, m) = (q.Device, q.Model);
        var effects = new List<Effect>(20)
        {
            new("c", 1),
            new("c.be:" + q.Backend, 1),
            new("c.fa:" + d.Family, 1),
            new("c.bf:" + q.Backend + "/" + d.Family, 1),
            new("c.hw:" + d.Chip, 1),
            new("c.fo:" + d.Form, 1),
            new("c.ep:" + EngineKey.ParentOf(q.Engine), 1),
            new("c.en:" + q.Engine, 1),
            new("c.q:" + m.QuantClass, 1),
            new("c.qf:" + m.QuantClass + "/" + d.Family, 1),
            new("c.kind:" + DecodeTerms.Kind(m), 1),
            new("c.kb:" + DecodeTerms.Kind(m) + "/" + q.Backend, 1),
            new("c.mf:" + m.Family, 1),
            new("c.old", DecodeTerms.Age(q)),
            new("c.short", Math.Max(0, Math.Log2(512 / Math.Min(tokens, 512)))),
            new("c.long", Math.Max(0, Math.Log2(Math.Min(tokens, 4096) / 512))),
            new("c.size", Math.Log10(m.MatmulParameters / 8e9)),
            new("c.cpb", Math.Log10((d.MatrixFlopsPerSec ?? 1) / d.BandwidthBytesPerSec / 100)),
        };
        if (!q.FlashAttention)
            effects.Add(new("c.nofa", 1));
        if (q.Parallelism.Stages > 1)
            effects.Add(new("c.stages", 1));
        if (q.Parallelism.Tensor > 1)
            effects.Add(new("c.tensor", 1));
        return effects;
    }

    private static List<Effect> AttentionEffects(SpeedQuery q)
    {
        var effects = new List<Effect>(8)
        {
            new("x", 1),
            new("x.be:" + q.Backend, 1),
            new("x.fa:" + q.Device.Family, 1),
            new("x.bf:" + q.Backend + "/" + q.Device.Family, 1),
            new("x.ep:" + EngineKey.ParentOf(q.Engine), 1),
            new("x.kind:" + DecodeTerms.Kind(q.Model), 1),
        };
        return effects;
    }
}
