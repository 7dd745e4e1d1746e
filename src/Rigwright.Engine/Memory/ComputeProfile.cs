using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory.Graphs;

namespace Rigwright.Engine.Memory;

/// <summary>What the compute buffer of a model follows from, prepared once. Every layer is placed, not some that stand for all: fragmentation
/// carries on from layer to layer and moves the peak by up to a third (DeepSeek V3.2).</summary>
public sealed class ComputeProfile
{
    private readonly ConcurrentDictionary<GraphShape, ComputeBuffers> _known = new();

    private ComputeProfile(ModelArchitecture architecture)
    {
        Architecture = architecture;
        Cache = CacheProfile.Of(architecture);
        Traits = GraphTraits.Of(architecture);
    }

    /// <summary>The model.</summary>
    public ModelArchitecture Architecture { get; }

    /// <summary>Its caches.</summary>
    public CacheProfile Cache { get; }

    /// <summary>How its graph differs from the plain one.</summary>
    internal GraphTraits Traits { get; }

    // Prepared once for each model that is alive; the answer is a pure function of it.
    private static readonly ConditionalWeakTable<ModelArchitecture, ComputeProfile> Prepared = [];

    /// <summary>Prepares a model.</summary>
    public static ComputeProfile Of(ModelArchitecture architecture) => Prepared.GetValue(architecture, a => new(a));

    /// <summary>The buffers of a shape, worked out when first asked for: a search asks for the same few shapes again and again.</summary>
    internal ComputeBuffers Buffers(GraphShape shape) => _known.GetOrAdd(shape, static (s, profile) =>
    {
        var graph = t_graph ??= new LlamaCppGraph();
        var bytes = graph.Size(profile, s);
        return new(bytes, graph.InputBytes(), profile.Architecture.Vocabulary * s.Outputs * sizeof(float));
    }, this);

    // A workspace for each thread: results do not depend on what it held before.
    [ThreadStatic]
    private static LlamaCppGraph? t_graph;
}
