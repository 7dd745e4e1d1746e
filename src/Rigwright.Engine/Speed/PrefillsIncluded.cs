namespace Rigwright.Engine.Speed;

/// <summary>Whose prefills a published decode rate includes.</summary>
public enum PrefillsIncluded
{
    /// <summary>None: bare steps (llama-bench, llama-batched-bench, one stream's time between tokens).</summary>
    None,

    /// <summary>Those of the other streams: the mean time between two tokens of a stream on a server under load.</summary>
    OfOthers,

    /// <summary>All: output tokens over wall time.</summary>
    All,
}
