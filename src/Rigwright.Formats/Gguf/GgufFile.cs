using Rigwright.Domain.Models;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.Gguf;

/// <summary>One tensor of a file.</summary>
/// <param name="Tensor">Name, shape and type.</param>
/// <param name="Offset">Byte offset from the start of its part's data section.</param>
/// <param name="Part">0-based part of a split model; 0 for a single file.</param>
public sealed record GgufTensor(ModelTensor Tensor, long Offset, int Part);

/// <summary>The header of a model: a single file, or all parts of a split one taken together.</summary>
public sealed class GgufFile
{
    /// <summary>Path as given, or <c>-</c> for standard input.</summary>
    public required string Path { get; init; }

    /// <summary>2 or 3.</summary>
    public required int Version { get; init; }

    /// <summary>Are the numbers stored most significant byte first?</summary>
    public required bool IsBigEndian { get; init; }

    /// <summary>Metadata of the first part by key.</summary>
    public required IReadOnlyDictionary<string, GgufValue> Metadata { get; init; }

    /// <summary>All tensors, part by part in file order.</summary>
    public required IReadOnlyList<GgufTensor> Tensors { get; init; }

    /// <summary>Parts that the model was read from.</summary>
    public required int Parts { get; init; }

    /// <summary>Bytes of the headers of all parts, with the padding before the data.</summary>
    public required long HeaderBytes { get; init; }

    /// <summary>Bytes of all data sections, with the padding after each tensor.</summary>
    public required long DataBytes { get; init; }

    /// <summary><c>general.architecture</c>, or null when the file does not say.</summary>
    public string? Architecture => Metadata.GetValueOrDefault("general.architecture")?.Text;

    /// <summary><c>general.name</c>, or null.</summary>
    public string? Name => Metadata.GetValueOrDefault("general.name")?.Text;

    /// <summary>Bytes of all tensors without padding: what the weights take in memory.</summary>
    public ByteSize WeightBytes => ByteSize.Sum(Tensors.Select(t => t.Tensor.Bytes));

    /// <summary>Elements of all tensors.</summary>
    public long Elements => Tensors.Aggregate(0L, (sum, t) => checked(sum + t.Tensor.Elements));
}
