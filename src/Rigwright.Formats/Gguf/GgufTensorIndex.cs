using Rigwright.Domain.Models;

namespace Rigwright.Formats.Gguf;

/// <summary>The tensors of a file by name: what a layer stores says what it is.</summary>
internal sealed class GgufTensorIndex(GgufFile file)
{
    private readonly Dictionary<string, ModelTensor> _byName = file.Tensors.ToDictionary(t => t.Tensor.Name, t => t.Tensor, StringComparer.Ordinal);

    /// <summary>Numbers of the layers that have tensors, ascending.</summary>
    public IReadOnlyList<int> Layers { get; } = [.. file.Tensors.Select(t => t.Tensor.Layer).OfType<int>().Distinct().Order()];

    public bool Has(string name) => _byName.ContainsKey(name);

    public bool Has(int layer, string name) => _byName.ContainsKey($"blk.{layer}.{name}");

    /// <summary>An extent of a tensor outside the layers, 1 for a dimension that it has not; null when there is no such tensor.</summary>
    public int? Extent(string name, int dimension) => _byName.TryGetValue(name, out var tensor) ? Extent(tensor, dimension) : null;

    /// <summary>An extent of a layer's tensor.</summary>
    public int? Extent(int layer, string name, int dimension) => Extent($"blk.{layer}.{name}", dimension);

    private static int Extent(ModelTensor tensor, int dimension) =>
        dimension < tensor.Dimensions.Count ? (int)Math.Min(tensor.Dimensions[dimension], int.MaxValue) : 1;
}
