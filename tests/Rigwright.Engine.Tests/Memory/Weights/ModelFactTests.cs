using System.Globalization;
using Rigwright.Domain.Models;
using Rigwright.Formats.Catalogues;
using Rigwright.TestKit;
using Shouldly;

namespace Rigwright.Engine.Tests.Memory.Weights;

/// <summary>Layers, cached elements and states of every catalogue model against an independent collection (model-facts.csv, collected 2026-11-22:
/// computed from the configurations by hand-written scripts and checked against llama.cpp logs).</summary>
public sealed class ModelFactTests
{
    private static readonly Dictionary<string, ModelArchitecture> Architectures = CatalogueReader.Read(Repository.PathOf("data")).Value!.Models
        .Where(m => m.Architecture is not null).ToDictionary(m => m.Id.Value, m => m.Architecture!);

    private static IEnumerable<string[]> Facts() => File.ReadLines(Repository.PathOf("tests", "Rigwright.Engine.Tests", "Memory", "Weights", "model-facts.csv"))
        .Skip(1).Select(l => l.Split(',') is { Length: > 7 } p ? [string.Join(',', p[..^6]).Trim('"'), .. p[^6..]] : l.Split(','));

    [Fact]
    public void Cached_elements_and_layers_agree_for_every_model()
    {
        var wrong = new List<string>();
        foreach (var f in Facts())
        {
            var mixers = Architectures[f[0]].Layers.SelectMany(l => l.Mixers).ToList();
            var softmax = mixers.OfType<SoftmaxAttention>().Where(s => s is { OwnsCache: true, IsCross: false }).ToList();
            var full = softmax.Where(s => s.Window is null).Select(s => s.KvHeads * (s.KeyDim + s.ValueDim))
                .Concat(mixers.OfType<LatentAttention>().Select(m => m.KvLoraRank + m.RopeDim)).ToList();
            var local = softmax.Where(s => s.Window is not null).Select(s => s.KvHeads * (s.KeyDim + s.ValueDim)).ToList();
            var state = mixers.OfType<RecurrentMixer>().Sum(r => 4 * (r.ConvElements + r.StateElements));
            var got = string.Join<object>(',', [Architectures[f[0]].Layers.Count, full.Count, local.Count, f[6].Length == 0 ? "" : state.ToString(CultureInfo.InvariantCulture)]);
            if (got != string.Join(',', [f[1], f[4], f[5], f[6]]) || full.Any(e => e != Number(f[2])) || local.Any(e => e != Number(f[3])))
                wrong.Add($"{f[0]}: {got}; full {string.Join('/', full.Distinct())}, local {string.Join('/', local.Distinct())}");
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_collection_covers_the_catalogue() => Facts().Count().ShouldBeGreaterThan(155);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
