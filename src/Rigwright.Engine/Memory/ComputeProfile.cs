using System.Runtime.CompilerServices;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory.Graphs;

namespace Rigwright.Engine.Memory;

/// <summary>What the compute buffer of a model follows from, prepared once: the layers that a graph must contain to reach its peak.</summary>
public sealed class ComputeProfile
{
    private readonly int[] _layers;

    private ComputeProfile(ModelArchitecture architecture, CacheProfile cache, int[] layers)
    {
        Architecture = architecture;
        Cache = cache;
        Traits = GraphTraits.Of(architecture);
        _layers = layers;
    }

    /// <summary>The model.</summary>
    public ModelArchitecture Architecture { get; }

    /// <summary>Its caches.</summary>
    public CacheProfile Cache { get; }

    /// <summary>How its graph differs from the plain one.</summary>
    internal GraphTraits Traits { get; }

    /// <summary>Layers that stand for all: each change from one kind of layer to another twice, and the last. Repeating a kind further
    /// places the same tensors at the same addresses (a test compares with the whole model).</summary>
    internal ReadOnlySpan<int> Layers => _layers;

    // Prepared once for each model that is alive; the answer is a pure function of it.
    private static readonly ConditionalWeakTable<ModelArchitecture, ComputeProfile> Prepared = [];

    /// <summary>Prepares a model.</summary>
    public static ComputeProfile Of(ModelArchitecture architecture) => Prepared.GetValue(architecture, a => Of(a, all: false));

    internal static ComputeProfile Of(ModelArchitecture architecture, bool all)
    {
        var kept = new List<int>();
        var seen = new Dictionary<(int, int), int>();
        var kinds = new List<DecoderLayer>();
        var previous = -1;
        for (var i = 0; i < architecture.Layers.Count; i++)
        {
            var kind = KindOf(architecture.Layers[i], kinds);
            var times = seen.GetValueOrDefault((previous, kind));
            seen[(previous, kind)] = times + 1;
            previous = kind;
            if (all || times < 2 || i == architecture.Layers.Count - 1)
                kept.Add(i);
        }
        return new(architecture, CacheProfile.Of(architecture), [.. kept]);
    }

    private static int KindOf(DecoderLayer layer, List<DecoderLayer> kinds)
    {
        var index = kinds.FindIndex(k => Equals(k.FeedForward, layer.FeedForward) && k.Mixers.SequenceEqual(layer.Mixers));
        if (index >= 0)
            return index;
        kinds.Add(layer);
        return kinds.Count - 1;
    }
}
