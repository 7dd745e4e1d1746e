using BenchmarkDotNet.Attributes;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Parts;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.OpenParts;

namespace Rigwright.Benchmarks;

/// <summary>How long do all 26,000 open parts take, with every repair, dispute and join? Target: under 300 ms.</summary>
[MemoryDiagnoser]
public class OpenPartsBenchmarks
{
    private Catalogue _catalogue = null!;

    /// <summary>Reads the catalogue that the cards are joined to.</summary>
    [GlobalSetup]
    public void Setup() => _catalogue = CatalogueReader.Read(ShippedData.Folder).Value!;

    /// <summary>The eight files.</summary>
    [Benchmark(Baseline = true)]
    public Loaded<OpenPartsCatalogue> Load() => OpenPartsReader.Read(ShippedData.Folder, _catalogue);
}
