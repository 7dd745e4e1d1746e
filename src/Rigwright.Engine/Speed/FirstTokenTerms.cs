namespace Rigwright.Engine.Speed;

/// <summary>The time to the first token: prefill of one prompt, one decode step and the server's fixed latency, times what waiting for the
/// other streams costs. Shares the coefficients of <see cref="PrefillTerms"/>: a server's prefill is mostly known from its first tokens.</summary>
public static class FirstTokenTerms
{
    // Beyond so many streams the prefills saturate the device and the wait grows by one prefill a stream.
    private const int MaxEnumerated = 256;

    /// <summary>The terms of a request among <see cref="SpeedQuery.Streams"/>.</summary>
    /// <param name="query">The question.</param>
    /// <param name="stepSeconds">Predicted seconds of one decode step of the active streams.</param>
    /// <param name="prefillSeconds">Predicted seconds to read one prompt.</param>
    public static IReadOnlyList<StepTerm> Of(SpeedQuery query, double stepSeconds, double prefillSeconds)
    {
        var terms = new List<StepTerm>(PrefillTerms.Of(query with { Streams = 1 }))
        {
            new("step", stepSeconds, TermLink.Cost, [new("d", 1)]),
            new("server", 1e-3, TermLink.Cost, [new("z", 1), new("z.ep:" + EngineKey.ParentOf(query.Engine), 1)]),
        };
        if (query.Streams > query.ActiveStreams)
        {
            // Requests without a slot wait until one of the active ones is done: a cycle frees every slot once.
            var cycle = DecodeTerms.PerReplica(query) * prefillSeconds + query.GeneratedTokens * stepSeconds;
            terms.Add(new("slot", ((double)query.Streams / query.ActiveStreams - 1) * cycle, TermLink.Cost, [new("o", 1)]));
        }
        return terms;
    }

    /// <summary>Effects on the logarithm of the whole: prompts queue for the same compute (<see cref="Residence"/>).</summary>
    /// <param name="query">The question.</param>
    /// <param name="stepSeconds">Predicted seconds of one decode step of the active streams.</param>
    /// <param name="prefillSeconds">Predicted seconds to read one prompt.</param>
    public static IReadOnlyList<Effect> Queue(SpeedQuery query, double stepSeconds, double prefillSeconds)
    {
        var streams = (int)DecodeTerms.PerReplica(query);
        if (streams <= 1)
            return [];
        // Where nothing is said of the answers, all prompts arrive at once, and the mean request is in the middle of them.
        var waits = query.GeneratedTokens > 0 ? Residence(streams, query.GeneratedTokens * stepSeconds / prefillSeconds) : (streams + 1) / 2.0;
        return [new("q", Math.Log(waits))];
    }

    /// <summary>Mean time that a request spends at the prefill, waiting included, in prefills: mean value analysis of a closed queue in which each
    /// of some streams reads a prompt (one at a time) and then decodes for a while (Reiser and Lavenberg 1980).</summary>
    /// <param name="streams">Streams, at least 1.</param>
    /// <param name="decoding">Time that a stream decodes between two prompts, in prefills.</param>
    public static double Residence(int streams, double decoding)
    {
        double residence = 1, queued = 0;
        for (var n = 1; n <= Math.Min(streams, MaxEnumerated); n++)
        {
            residence = 1 + queued;
            queued = n * residence / (residence + decoding);
        }
        return Math.Max(residence, streams > MaxEnumerated ? streams - decoding : 1);
    }
}
