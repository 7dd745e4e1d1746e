using BenchmarkDotNet.Attributes;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Formats.Catalogues;

namespace Rigwright.Benchmarks;

/// <summary>How long does the shipped catalogue take? Every command pays it; `rig fit` has 0.3 s for everything.</summary>
public class CatalogueBenchmarks
{
    /// <summary>All tables; configurations are parsed when a model is asked for.</summary>
    [Benchmark(Baseline = true)]
    public Loaded<Catalogue> Load() => CatalogueReader.Read(ShippedData.Folder);

    /// <summary>The tables and one model's configuration.</summary>
    [Benchmark]
    public int LoadAndOneModel() => CatalogueReader.Read(ShippedData.Folder).Value!.Find(new Domain.Models.ModelId("openai/gpt-oss-120b"))!.Architecture!.Layers.Count;
}
