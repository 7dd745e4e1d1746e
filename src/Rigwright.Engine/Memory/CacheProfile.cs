using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory;

/// <summary>The caches of a whole model: the distinct classes and which layer belongs to which. Built once per model, then read without allocation.</summary>
public sealed class CacheProfile
{
    private readonly CacheClass[] _classes;
    private readonly int[] _classOfLayer;
    private readonly int[] _layersPerClass;

    private CacheProfile(CacheClass[] classes, int[] classOfLayer)
    {
        _classes = classes;
        _classOfLayer = classOfLayer;
        _layersPerClass = new int[classes.Length];
        foreach (var c in classOfLayer)
            _layersPerClass[c]++;
        Window = classes.Length == 0 ? 0 : classes.Max(c => c.Window);
        HasIndexer = classes.Any(c => c.IndexerElements > 0);
        MaxValueElements = classes.Length == 0 ? 0 : classes.Max(c => c.ValueElements);
    }

    /// <summary>The distinct classes in order of first appearance.</summary>
    public ReadOnlySpan<CacheClass> Classes => _classes;

    /// <summary>For each decoder layer the index of its class.</summary>
    public ReadOnlySpan<int> ClassOfLayer => _classOfLayer;

    /// <summary>How many decoder layers belong to each class.</summary>
    public ReadOnlySpan<int> LayersPerClass => _layersPerClass;

    /// <summary>Widest values of any layer: without flash attention llama.cpp stores the transposed values of every layer at this width.</summary>
    public int MaxValueElements { get; }

    /// <summary>The sliding window of the local layers; 0 when there are none. llama.cpp knows one window for a model.</summary>
    public int Window { get; }

    /// <summary>Has any layer a sparse indexer with a cache of its own?</summary>
    public bool HasIndexer { get; }

    /// <summary>Groups the decoder layers of a model. Prediction (MTP) blocks own no cache unless they are used for drafting:
    /// llama.cpp filters them since 2026-08, vLLM and SGLang load them only with speculative decoding.</summary>
    public static CacheProfile Of(ModelArchitecture architecture)
    {
        var classes = new List<CacheClass>();
        var classOfLayer = new int[architecture.Layers.Count];
        var isHybrid = architecture.Layers.Any(l => l.Mixers.Any(m => m is RecurrentMixer));
        for (var i = 0; i < classOfLayer.Length; i++)
        {
            var layer = architecture.Layers[i];
            var c = CacheClass.Of(layer) with { IsAttentionFree = !isHybrid && layer.Mixers.Count == 0 };
            var index = classes.IndexOf(c);
            if (index < 0)
            {
                index = classes.Count;
                classes.Add(c);
            }
            classOfLayer[i] = index;
        }
        return new([.. classes], classOfLayer);
    }
}
