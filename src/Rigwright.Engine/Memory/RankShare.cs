namespace Rigwright.Engine.Memory;

/// <summary>How tensor parallelism divides heads.</summary>
public static class RankShare
{
    /// <summary>Key-value heads of one rank: an even share, at least one, so that they are replicated when there are more ranks than heads
    /// (vLLM: max(1, kv_heads / TP)).</summary>
    public static int KvHeads(int heads, int ranks) => Math.Max(1, (heads + ranks - 1) / ranks);
}
