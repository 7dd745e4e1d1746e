namespace Rigwright.Engine.Speed;

/// <summary>The addends of the time to the first token: queue and prefill, one decode step, and the server's fixed latency.</summary>
public static class FirstTokenTerms
{
    /// <summary>The terms, given the predicted seconds of one prompt's prefill and of one decode step.</summary>
    public static IReadOnlyList<StepTerm> Of(SpeedQuery query, double prefillSeconds, double stepSeconds)
    {
        var streams = DecodeTerms.PerReplica(query);
        var parent = EngineKey.ParentOf(query.Engine);
        return
        [
            // Prompts that arrive together queue for the same compute: between 1 (spread out) and b (all at once) prefills.
            new("prefill", prefillSeconds, TermLink.Cost, [new("p", 1), new("p.ep:" + parent, 1), new("p.lnb", Math.Log(streams))]),
            new("step", stepSeconds, TermLink.Cost, [new("d", 1), new("d.lnb", Math.Log(streams))]),
            new("server", 1e-3, TermLink.Cost, [new("z", 1), new("z.ep:" + parent, 1), new("z.lnb", Math.Log(streams))]),
        ];
    }
}
