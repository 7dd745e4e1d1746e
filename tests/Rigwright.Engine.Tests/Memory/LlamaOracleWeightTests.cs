using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory.Weights;
using Rigwright.Formats.Catalogues;
using Rigwright.TestKit;

namespace Rigwright.Engine.Tests.Memory;

/// <summary>The real llama.cpp accepted the tensor lists of these models (every tensor that it asks for, in the shape that it expects) and counted their bytes.</summary>
public sealed class LlamaOracleWeightTests
{
    private static readonly Catalogue Catalogue = CatalogueReader.Read(Repository.PathOf("data")).Value!;

    public static TheoryData<string, string, long> Files() =>
        [.. LlamaOracleRow.All.Select(r => (r.Model, r.Quant, r.WeightsBytes)).Distinct()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Weights_are_those_that_llama_cpp_counts(string model, string quant, long recorded)
    {
        Quantisation.TryParse("gguf", quant, out var quantisation).ShouldBeTrue();

        var layout = WeightCalculator.Calculate(Catalogue.Find(new ModelId(model))!.Architecture!, quantisation!).Value!;

        // The rest is the padding of each tensor to 32 bytes in memory.
        (Math.Abs(Loaded(layout, model) - recorded) / (double)recorded).ShouldBeLessThan(0.0001, $"{Loaded(layout, model)} against {recorded}");
    }

    /// <summary>What llama.cpp v0.5.0 holds in memory of a file's tensors when everything is on the CPU.</summary>
    private static long Loaded(WeightLayout layout, string model) => Catalogue.Find(new ModelId(model))!.Architecture!.GgufArchitecture switch
    {
        // The head is created before the embedding, so that a tied one is held twice (src/models/gemma3n.cpp, gemma4.cpp).
        "gemma3n" or "gemma4" when layout.IsTied => layout.Total.Bytes + layout.Output.Bytes,
        // The prediction block is in the file and not loaded (TENSOR_SKIP in src/models/glm4-moe.cpp, glm-dsa.cpp).
        "glm4moe" or "glm-dsa" => layout.Total.Bytes - layout.PredictionLayers.Sum(l => l.Total.Bytes),
        _ => layout.Total.Bytes,
    };

    [Fact]
    public void The_record_covers_the_families_contexts_streams_and_types_that_it_should()
    {
        var rows = LlamaOracleRow.All;

        rows.Select(r => r.Architecture).Distinct().Count().ShouldBeGreaterThan(30);
        rows.Min(r => r.Context).ShouldBeLessThanOrEqualTo(4096);
        rows.Max(r => r.Context).ShouldBeGreaterThanOrEqualTo(262_144);
        rows.Select(r => r.Streams).Distinct().ShouldBe([1, 2, 3, 4, 5, 8], ignoreOrder: true);
        rows.Select(r => r.KvType).Distinct().ShouldBe(["f16", "q8_0", "q4_0"], ignoreOrder: true);
        rows.Select(r => r.MicroBatch).Distinct().ShouldBe([256, 512, 1024, 2048], ignoreOrder: true);
        rows.Select(r => r.FlashAttention).Distinct().Count().ShouldBe(2);
        rows.ShouldAllBe(r => r.ContextBytes == r.KvBytes + r.StateBytes + r.ComputeBytes);
    }
}
