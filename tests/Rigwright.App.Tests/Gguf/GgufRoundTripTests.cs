using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory.Weights;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.Gguf;
using Rigwright.TestKit;

namespace Rigwright.App.Tests.Gguf;

/// <summary>Every architecture of the catalogue survives being written as a GGUF header and read back.</summary>
public sealed class GgufRoundTripTests
{
    private static readonly Catalogue Catalogue = CatalogueReader.Read(Repository.PathOf("data")).Value!;

    public static TheoryData<string> Models() => [.. Catalogue.Models.Where(m => m.Architecture is not null).Select(m => m.Id.Value)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Layers_and_weights_are_read_back_from_the_header(string id)
    {
        var model = Catalogue.Find(new ModelId(id))!.Architecture!;
        var tensors = TensorListBuilder.Build(model, new Quantisation("gguf", "Q4_K_M")).Value!;
        var hasPrediction = tensors.Any(t => t.Layer >= model.Layers.Count);
        var file = Write(model, tensors, hasPrediction);

        var read = GgufArchitectureReader.Read(file);

        read.Diagnostics.ShouldBeEmpty();
        var back = read.Value!;
        back.Layers.Select(Describe).ShouldBe(model.Layers.Select(Describe));
        back.PredictionLayers.Count.ShouldBe(hasPrediction ? model.PredictionLayers.Count : 0);
        (back.GgufArchitecture, back.Vocabulary, back.ExtraEmbeddingRows, back.Hidden, back.TiedEmbeddings, back.Norms, back.RopeFactors, back.HasLongRope, back.AltUp)
            .ShouldBe((model.GgufArchitecture, model.Vocabulary, model.ExtraEmbeddingRows, model.Hidden, model.TiedEmbeddings, model.Norms, model.RopeFactors, model.HasLongRope, model.AltUp));
        var layout = WeightCalculator.Of(back, tensors, file.HeaderBytes);
        var expected = WeightCalculator.Calculate(model, new Quantisation("gguf", "Q4_K_M")).Value!;
        (layout.Total, layout.Host, layout.Output, layout.Other).ShouldBe((expected.Total, expected.Host, expected.Output, expected.Other));
        layout.Layers.ShouldBe(expected.Layers);
        layout.PredictionLayers.ShouldBe(expected.PredictionLayers);
    }

    private static string Describe(DecoderLayer layer) => $"{string.Join(" + ", layer.Mixers)} | {layer.FeedForward}";

    private static GgufFile Write(ModelArchitecture model, IReadOnlyList<ModelTensor> tensors, bool withPrediction)
    {
        var writer = new GgufWriter().Add(model, withPrediction);
        foreach (var tensor in tensors)
            writer.Add(tensor);
        var path = Path.Combine(Path.GetTempPath(), $"rigwright-{Guid.NewGuid():N}.gguf");
        try
        {
            writer.WriteSparse(path);
            var loaded = GgufReader.Read(path);
            loaded.Diagnostics.ShouldBeEmpty();
            return loaded.Value!;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
