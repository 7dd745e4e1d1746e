using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;

namespace Rigwright.Engine.Memory;

/// <summary>Bytes of the key-value cache and the recurrent state, by engine (docs/formulas/kv-cache.md). Pure and allocation-free but for <see cref="Calculate"/>.</summary>
public static class KvCacheCalculator
{
    /// <summary>The whole model on one device (or one tensor-parallel rank).</summary>
    /// <returns>Unknown when the engine has no such cache type.</returns>
    public static Answer<CacheBytes> Calculate(ModelArchitecture architecture, CacheRequest request)
    {
        if (KvElement.Find(request.KvType, request.Engine) is not { } element)
            return Answer<CacheBytes>.Unknown(NoSuchType(request));
        var profile = CacheProfile.Of(architecture);
        return Answer<CacheBytes>.Known(Of(profile, profile.LayersPerClass, request, element));
    }

    /// <summary>What is missing when an engine lacks a cache type.</summary>
    public static string NoSuchType(CacheRequest request) =>
        $"a {request.KvType} cache in {request.Engine} (it offers {KvElement.Offered(request.Engine)})";

    /// <summary>Some layers of a model on one device or rank; the kernel of every fit evaluation.</summary>
    /// <param name="profile">The model's classes.</param>
    /// <param name="layersPerClass">How many layers of each class lie on the device.</param>
    /// <param name="request">Context, streams, type and engine.</param>
    /// <param name="element">The packing of <see cref="KvElement.Find"/>.</param>
    public static CacheBytes Of(CacheProfile profile, ReadOnlySpan<int> layersPerClass, in CacheRequest request, KvElement element)
    {
        if (request.Engine == EngineKind.Vllm)
            return VllmCache.Pool(profile, layersPerClass, request, element);
        var total = new CacheBytes();
        for (var i = 0; i < layersPerClass.Length; i++)
        {
            if (layersPerClass[i] == 0)
                continue;
            var one = OfLayer(profile, i, request, element);
            total += new CacheBytes(one.Kv * layersPerClass[i], one.State * layersPerClass[i]);
        }
        return total;
    }

    private static CacheBytes OfLayer(CacheProfile profile, int index, in CacheRequest request, KvElement element)
    {
        ref readonly var layer = ref profile.Classes[index];
        return request.Engine switch
        {
            EngineKind.Sglang => SglangCache.OfLayer(layer, request, element),
            EngineKind.Mlx => MlxCache.OfLayer(layer, request, element),
            _ => LlamaCppCache.OfLayer(layer, profile.MaxValueElements, request, element),
        };
    }
}
