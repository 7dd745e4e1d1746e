using Rigwright.Domain.Quantities;

namespace Rigwright.Domain.Models;

/// <summary>One weight tensor of a model as a GGUF file names and stores it, whether read from a file or derived from an architecture.</summary>
/// <param name="Name">Name in llama.cpp's scheme, for example <c>blk.3.ffn_down_exps.weight</c>.</param>
/// <param name="Dimensions">Extents, row length first; at most four, none negative.</param>
/// <param name="Type">Storage type.</param>
public sealed record ModelTensor(string Name, IReadOnlyList<long> Dimensions, TensorType Type)
{
    /// <summary>The product of the dimensions.</summary>
    /// <exception cref="OverflowException">It does not fit 63 bits.</exception>
    public long Elements => Dimensions.Aggregate(1L, (product, extent) => checked(product * extent));

    /// <summary>Bytes of the data, without the padding to the file's alignment.</summary>
    /// <exception cref="OverflowException">They do not fit 63 bits.</exception>
    public ByteSize Bytes => ByteSize.FromBytes(Type.BytesOf(Elements));

    /// <summary>The number in <c>blk.N.</c>, or null for a tensor outside the layers.</summary>
    public int? Layer
    {
        get
        {
            const string prefix = "blk.";
            if (!Name.StartsWith(prefix, StringComparison.Ordinal))
                return null;
            var dot = Name.IndexOf('.', prefix.Length);
            return dot > 0 && int.TryParse(Name.AsSpan(prefix.Length, dot - prefix.Length), System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture, out var layer) ? layer : null;
        }
    }
}
