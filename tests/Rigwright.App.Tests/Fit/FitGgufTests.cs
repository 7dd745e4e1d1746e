using Rigwright.App.Fit;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Memory.Weights;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.Gguf;

namespace Rigwright.App.Tests.Fit;

/// <summary>A GGUF file is answered like the catalogue model that it holds.</summary>
public sealed class FitGgufTests
{
    [Theory]
    [InlineData("openai/gpt-oss-20b", "MXFP4_MOE", 38u)]
    [InlineData("Qwen/Qwen3-Next-80B-A3B-Instruct", "Q4_K_M", 15u)]
    [InlineData("zai-org/GLM-4.5-Air", "Q4_K_M", 15u)]
    public void The_demand_is_that_of_the_catalogue_model(string id, string quant, uint fileType)
    {
        var architecture = CatalogueReader.Read(Repository.PathOf("data")).Value!.Find(new ModelId(id))!.Architecture!;
        var tensors = TensorListBuilder.Build(architecture, new Quantisation("gguf", quant)).Value!;
        var writer = new GgufWriter().Add(architecture, tensors.Any(t => t.Layer >= architecture.Layers.Count)).Add("general.file_type", fileType);
        foreach (var tensor in tensors)
            writer.Add(tensor);
        var path = Path.Combine(Path.GetTempPath(), $"rigwright-{Guid.NewGuid():N}.gguf");
        try
        {
            writer.WriteSparse(path);

            var fromFile = Ask(path, null);
            var fromCatalogue = Ask(id, quant);

            var (mine, theirs) = (fromFile.Verdict.Value!.Roles[0].Demand, fromCatalogue.Verdict.Value!.Roles[0].Demand);
            mine.ModelWeights.ShouldBe(theirs.ModelWeights);
            mine.Devices.ShouldBe(theirs.Devices);
            fromFile.Request.Roles[0].Load.Quantisation.Name.ShouldBe(quant);
            fromFile.Speeds[0].PerStream.IsKnown.ShouldBeTrue(string.Join("; ", fromFile.Speeds[0].PerStream.Missing));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_damaged_file_is_a_diagnostic_with_its_offset()
    {
        var path = Path.Combine(Path.GetTempPath(), $"rigwright-{Guid.NewGuid():N}.gguf");
        try
        {
            File.WriteAllBytes(path, "GGUF\u0003\0\0\0"u8.ToArray());

            FitHandler.Handle(Query(path, null)).Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith($"{path}:1:9: error RW4004: offset 8: ");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static FitAnswer Ask(string model, string? quant)
    {
        var loaded = FitHandler.Handle(Query(model, quant));
        loaded.Diagnostics.ShouldBeEmpty();
        return loaded.Value!;
    }

    private static FitQuery Query(string model, string? quant) => new()
    {
        Catalogue = Repository.PathOf("data"), Model = model, Hardware = "rtx-pro-6000-blackwell-ws", Quant = quant, Context = 16_384, Streams = 2,
    };
}
