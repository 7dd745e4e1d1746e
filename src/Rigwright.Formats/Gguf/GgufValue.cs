namespace Rigwright.Formats.Gguf;

/// <summary>Types of metadata values, with the numbers of the format.</summary>
public enum GgufValueType
{
    U8 = 0,
    I8 = 1,
    U16 = 2,
    I16 = 3,
    U32 = 4,
    I32 = 5,
    F32 = 6,
    Bool = 7,
    String = 8,
    Array = 9,
    U64 = 10,
    I64 = 11,
    F64 = 12,
}

/// <summary>One metadata value. Large arrays and long strings are known by type and length only.</summary>
/// <param name="Type">Type of the value.</param>
/// <param name="Offset">Byte offset of the entry's key in the file.</param>
public sealed record GgufValue(GgufValueType Type, long Offset)
{
    /// <summary>The value of an integer type; null also for a U64 above 2^63 - 1.</summary>
    public long? Integer { get; init; }

    /// <summary>The value of a float type.</summary>
    public double? Real { get; init; }

    /// <summary>The value of a boolean.</summary>
    public bool? Boolean { get; init; }

    /// <summary>The text of a string of at most <see cref="GgufLimits.KeptStringBytes"/> bytes; bytes that are no UTF-8 are replaced.</summary>
    public string? Text { get; init; }

    /// <summary>Type of an array's elements.</summary>
    public GgufValueType? ElementType { get; init; }

    /// <summary>Elements of an array, bytes of a string, otherwise 1.</summary>
    public long Count { get; init; } = 1;

    /// <summary>The elements of an integer or boolean array (0 and 1) of at most <see cref="GgufLimits.KeptArrayElements"/>; null otherwise.</summary>
    public IReadOnlyList<long>? Integers { get; init; }
}
