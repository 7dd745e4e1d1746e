using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory.Weights;
using Rigwright.Formats.Catalogues;
using Rigwright.TestKit;

namespace Rigwright.Engine.Tests.Memory.Weights;

public sealed class ParameterCountTests
{
    private static readonly Catalogue Catalogue = CatalogueReader.Read(Repository.PathOf("data")).Value!;

    [Theory]
    [InlineData("openai/gpt-oss-120b"), InlineData("Qwen/Qwen3-30B-A3B"), InlineData("meta-llama/Llama-3.1-8B-Instruct")]
    [InlineData("deepseek-ai/DeepSeek-R1"), InlineData("Qwen/Qwen3-4B")]
    public void Counts_are_those_that_the_catalogue_states(string id)
    {
        var model = Catalogue.Find(new ModelId(id))!;

        var count = ParameterCount.Of(model.Architecture!);

        (count.Total / 1e9).ShouldBe(model.TotalParametersB!.Value, 0.001 * model.TotalParametersB.Value);
        (count.Active / 1e9).ShouldBe(model.ActiveParametersB!.Value, 0.002 * model.ActiveParametersB.Value);
        (count.DecodeMatmul / 1e9).ShouldBe(model.DecodeMatmulParametersB!.Value, 0.002 * model.DecodeMatmulParametersB.Value);
    }

    [Fact]
    public void No_more_is_active_than_there_is()
    {
        foreach (var model in Catalogue.Models.Where(m => m.Architecture is not null))
        {
            var count = ParameterCount.Of(model.Architecture!);

            count.Active.ShouldBeLessThanOrEqualTo(count.Total, model.Id.Value);
            count.DecodeMatmul.ShouldBeInRange(1, count.Active, model.Id.Value);
        }
    }
}
