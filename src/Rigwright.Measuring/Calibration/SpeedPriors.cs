namespace Rigwright.Measuring.Calibration;

/// <summary>How far each group of effects may move: wide for what differs between makers, narrow for single cards and models, which shrink to
/// their family. Chosen by leave-one-hardware-out and leave-one-model-out error (docs/formulas/decode.md says what was tried).</summary>
internal static class SpeedPriors
{
    public static readonly EffectPriors Decode = new(new Dictionary<string, Prior>(StringComparer.Ordinal)
    {
        // Efficiency of reading weights: 73 % before anything is known.
        ["w"] = new(1, 2), ["w.be"] = new(0, .5), ["w.fa"] = new(0, .4), ["w.bf"] = new(0, .3), ["w.hw"] = new(0, .25), ["w.fo"] = new(0, .3),
        ["w.ep"] = new(0, .5), ["w.en"] = new(0, .4), ["w.q"] = new(0, .4), ["w.qf"] = new(0, .25), ["w.qe"] = new(0, .25), ["w.mf"] = new(0, .15), ["w.mo"] = new(0, .1),
        ["w.layer"] = new(0, .5), ["w.bw"] = new(0, .5), ["w.cpb"] = new(0, .5), ["w.old"] = new(0, .5), ["w.stages"] = new(0, .4), ["w.tensor"] = new(0, .4),
        ["e"] = new(-.5, 1), ["e.be"] = new(0, .4), ["e.fa"] = new(0, .3), ["e.ep"] = new(0, .4), ["e.batch"] = new(0, .5),
        ["k"] = new(0, 1.5), ["k.be"] = new(0, .6), ["k.fa"] = new(0, .5), ["k.bf"] = new(0, .4), ["k.ep"] = new(0, .5), ["k.en"] = new(0, .4), ["k.mf"] = new(0, .4),
        ["k.old"] = new(0, .5), ["k.nofa"] = new(0, .4), ["k.mla"] = new(-1, 1), ["k.batch"] = new(0, .5), ["k.tensor"] = new(0, .5),
        ["t"] = new(2, 2), ["t.be"] = new(0, .5), ["t.fa"] = new(0, .4), ["t.ep"] = new(0, .5), ["t.en"] = new(0, .4), ["t.kind"] = new(0, .6), ["t.kb"] = new(0, .3),
        ["t.mf"] = new(0, .25), ["t.old"] = new(0, .4), ["t.lnb"] = new(.1, .3),
        ["f"] = new(0, 2), ["f.mode"] = new(0, .8), ["f.be"] = new(0, 1), ["f.fa"] = new(0, .5), ["f.ep"] = new(0, 1), ["f.q"] = new(0, .8), ["f.lnb"] = new(.1, .4),
        // Only in rates over wall time: the prefill may overlap with decoding.
        ["p"] = new(0, .4), ["p.ep"] = new(0, .3),
        ["h"] = new(5, 1.5), ["h.en"] = new(0, .5), ["a"] = new(2.5, 1), ["a.en"] = new(0, .5), ["a.link"] = new(0, .5), ["a.lnn"] = new(.3, .5),
        ["s"] = new(0, .03),
    });

    public static readonly EffectPriors Prefill = new(new Dictionary<string, Prior>(StringComparer.Ordinal)
    {
        ["c"] = new(-.5, 2), ["c.be"] = new(0, .6), ["c.fa"] = new(0, .6), ["c.bf"] = new(0, .4), ["c.hw"] = new(0, .3), ["c.fo"] = new(0, .3), ["c.ep"] = new(0, .8),
        ["c.en"] = new(0, .8), ["c.q"] = new(0, .4), ["c.qf"] = new(0, .3), ["c.kind"] = new(0, .6), ["c.kb"] = new(0, .3), ["c.mf"] = new(0, .2), ["c.old"] = new(0, .5),
        ["c.short"] = new(-.1, .3), ["c.long"] = new(0, .2), ["c.size"] = new(0, .4), ["c.cpb"] = new(0, .6), ["c.nofa"] = new(0, .3), ["c.stages"] = new(0, .4), ["c.tensor"] = new(0, .4),
        ["x"] = new(-1, 1.5), ["x.be"] = new(0, .5), ["x.fa"] = new(0, .5), ["x.bf"] = new(0, .4), ["x.ep"] = new(0, .5), ["x.kind"] = new(0, .6),
        ["w"] = new(0, 1), ["w.be"] = new(0, .4), ["w.moe"] = new(0, .5), ["t"] = new(3, 1.5), ["t.be"] = new(0, .5), ["t.kind"] = new(0, .5),
        ["a"] = new(0, 1), ["a.link"] = new(0, .5),
        // Only in times to the first token: one step, the server, the queue.
        ["d"] = new(0, .3), ["z"] = new(2.5, 1.5), ["z.ep"] = new(0, .7), ["q"] = new(1, .3), ["o"] = new(0, .3), ["s"] = new(0, .03),
    });
}
