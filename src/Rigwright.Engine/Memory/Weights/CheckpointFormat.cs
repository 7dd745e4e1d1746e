using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>Formats other than GGUF: each weight class in bits with its scales.</summary>
internal static class CheckpointFormat
{
    public static Answer<IReadOnlyList<StoredTensor>> Stored(ModelArchitecture architecture, Quantisation quantisation)
    {
        var shapes = TensorListBuilder.Shapes(architecture, quantisation.WithPrediction ?? quantisation.Format != "mlx");
        return quantisation switch
        {
            { Format: "safetensors" } => Known(shapes, Sixteen),
            _ => Answer<IReadOnlyList<StoredTensor>>.Unknown($"the rule of the format '{quantisation}'"),
        };
    }

    private static Answer<IReadOnlyList<StoredTensor>> Known(IReadOnlyList<TensorShape> shapes, Func<TensorShape, StoredTensor> store) =>
        Answer<IReadOnlyList<StoredTensor>>.Known([.. shapes.Select(store)]);

    private static StoredTensor Sixteen(TensorShape shape) => new(shape, "BF16", 2 * shape.Elements);
}
