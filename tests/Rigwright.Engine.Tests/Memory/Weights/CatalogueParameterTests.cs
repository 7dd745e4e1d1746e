using System.Globalization;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory.Weights;
using Rigwright.Formats.Catalogues;
using Rigwright.TestKit;
using Shouldly;

namespace Rigwright.Engine.Tests.Memory.Weights;

/// <summary>The tensor lists add up to the parameter counts that are published or were computed independently.</summary>
public sealed class CatalogueParameterTests
{
    private static readonly Lazy<IReadOnlyList<LanguageModel>> Models = new(() =>
        CatalogueReader.Read(Repository.PathOf("data")).Value.ShouldNotBeNull().Models);

    // Makers state these rounded to a billion or more.
    private static readonly string[] RoundedByTheMaker = ["deepseek-ai/DeepSeek-V4-Flash", "deepseek-ai/DeepSeek-V4-Pro", "MiniMaxAI/MiniMax-M3"];

    [Fact]
    public void Every_model_of_the_catalogue_has_layers() =>
        Models.Value.Where(m => m.Architecture is null).Select(m => m.Id.Value).ShouldBeEmpty();

    [Fact]
    public void Tensor_lists_add_up_to_the_total_parameters()
    {
        var wrong = from m in Models.Value
                    where !RoundedByTheMaker.Contains(m.Id.Value)
                    let stated = m.TotalParametersB!.Value
                    let computed = (TensorListBuilder.Shapes(m.Architecture!, withPrediction: false).Sum(s => s.Elements) - Padding(m.Architecture!)) / 1e9
                    where Math.Abs(stated - computed) > 0.00011
                    select string.Create(CultureInfo.InvariantCulture, $"{m.Id}: {computed:F4}, stated {stated:F4}");

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("deepseek-ai/DeepSeek-V4-Flash", 0.005)]
    [InlineData("deepseek-ai/DeepSeek-V4-Pro", 0.02)]
    [InlineData("MiniMaxAI/MiniMax-M3", 0.005)]
    public void Counts_that_makers_round_are_met_to_their_rounding(string id, double tolerance)
    {
        var model = Models.Value.Single(m => m.Id.Value == id);

        (TensorListBuilder.Shapes(model.Architecture!, false).Sum(s => s.Elements) / 1e9)
            .ShouldBe(model.TotalParametersB!.Value, model.TotalParametersB.Value * tolerance);
    }

    /// <summary>Element totals of published GGUF tensor maps (Thireus), prediction blocks included where the conversion keeps them.</summary>
    [Theory]
    [InlineData("zai-org/GLM-4.5-Air", 110.4688)]
    [InlineData("zai-org/GLM-4.5", 358.3378)]
    [InlineData("zai-org/GLM-4.6", 356.7859)]
    [InlineData("zai-org/GLM-4.7", 358.3378)]
    [InlineData("zai-org/GLM-5.1", 753.8641)]
    [InlineData("zai-org/GLM-5.2", 753.3299)]
    [InlineData("moonshotai/Kimi-K2-Instruct", 1026.4082)]
    [InlineData("Qwen/Qwen3.5-397B-A17B", 396.3464)]
    [InlineData("google/gemma-4-31B-it", 30.6973)]
    public void A_conversion_holds_the_elements_of_the_published_tensor_map(string id, double billions) =>
        (TensorListBuilder.Shapes(Models.Value.Single(m => m.Id.Value == id).Architecture!).Sum(s => s.Elements) / 1e9).ShouldBe(billions, 0.00011);

    /// <summary>Rows that llama.cpp's conversion adds to Gemma 3n's per-layer table to match the embedding; the stated counts are without.</summary>
    private static long Padding(ModelArchitecture a) => a.PerLayerEmbedding is { } per
        ? (long)per.Width * a.Layers.Count * Math.Max(0, a.Vocabulary - per.Vocabulary) : 0;
}
