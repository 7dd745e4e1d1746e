using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory;
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

        var architecture = Catalogue.Find(new ModelId(model))!.Architecture!;
        var weights = PlacementWeights.Of(WeightCalculator.Calculate(architecture, quantisation!).Value!, architecture.GgufArchitecture, EngineKind.LlamaCpp);

        // The rest is the padding of each tensor to 32 bytes in memory.
        (Math.Abs(weights.Loaded - recorded) / (double)recorded).ShouldBeLessThan(0.0001, $"{weights.Loaded} against {recorded}");
    }

    [Theory]
    [InlineData("zai-org/GLM-4.5-Air", -1)]
    [InlineData("google/gemma-4-31B-it", 1)]
    [InlineData("meta-llama/Llama-3.2-1B-Instruct", 0)]
    public void What_is_loaded_differs_from_the_file_only_where_llama_cpp_skips_or_doubles_a_tensor(string model, int sign)
    {
        var architecture = Catalogue.Find(new ModelId(model))!.Architecture!;
        var layout = WeightCalculator.Calculate(architecture, new("gguf", "Q4_K_M")).Value!;

        var llama = PlacementWeights.Of(layout, architecture.GgufArchitecture, EngineKind.LlamaCpp);
        var vllm = PlacementWeights.Of(layout, architecture.GgufArchitecture, EngineKind.Vllm);

        Math.Sign(llama.Loaded - llama.InFile).ShouldBe(sign);
        llama.InFile.ShouldBe(layout.Total.Bytes);
        vllm.Loaded.ShouldBe(layout.Total.Bytes);
    }

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
