namespace Rigwright.Engine.Speed;

/// <summary>The time to the first token: prefill of one prompt, one decode step and the server's fixed latency, times what waiting for the
/// other streams costs. Shares the coefficients of <see cref="PrefillTerms"/>: a server's prefill is mostly known from its first tokens.</summary>
public static class FirstTokenTerms
{
    /// <summary>The terms of a request among <see cref="SpeedQuery.Streams"/>, given the predicted seconds of one decode step.</summary>
    public static IReadOnlyList<StepTerm> Of(SpeedQuery query, double stepSeconds)
    {
        var parent = EngineKey.ParentOf(query.Engine);
        return
        [
            .. PrefillTerms.Of(query with { Streams = 1 }),
            new("step", stepSeconds, TermLink.Cost, [new("d", 1)]),
            new("server", 1e-3, TermLink.Cost, [new("z", 1), new("z.ep:" + parent, 1)]),
        ];
    }

    /// <summary>Effects on the logarithm of the whole: prompts that arrive together queue for the same compute, between one prefill (spread out)
    /// and as many as there are streams (all at once).</summary>
    public static IReadOnlyList<Effect> Queue(SpeedQuery query)
    {
        var streams = DecodeTerms.PerReplica(query);
        return streams > 1 ? [new("q.lnb", Math.Log(streams)), new("q.ep:" + EngineKey.ParentOf(query.Engine), 1)] : [];
    }
}
