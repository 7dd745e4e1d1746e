namespace Rigwright.Domain.Models;

/// <summary>A storage type of GGUF tensors: a row is cut into blocks of <see cref="BlockElements"/> elements that take <see cref="BlockBytes"/> bytes each.</summary>
/// <remarks>Ids and block sizes: ggml-org/ggml d99724f2 (2026-08-21), <c>include/ggml.h</c> (enum) and <c>src/ggml-common.h</c> (size assertions of the structs).</remarks>
public sealed record TensorType
{
    private TensorType(int id, string name, int blockElements, int blockBytes)
    {
        Id = id;
        Name = name;
        BlockElements = blockElements;
        BlockBytes = blockBytes;
    }

    /// <summary>The number that a GGUF file stores; -1 for types of ik_llama.cpp, whose files are not read.</summary>
    public int Id { get; }

    /// <summary>Upper-case name as llama.cpp prints it, for example <c>Q4_K</c>.</summary>
    public string Name { get; }

    /// <summary>Elements in one block, at least 1; the first dimension of a tensor is a multiple of it.</summary>
    public int BlockElements { get; }

    /// <summary>Bytes of one block.</summary>
    public int BlockBytes { get; }

    /// <summary>Bits that one element takes on average.</summary>
    public double BitsPerElement => 8.0 * BlockBytes / BlockElements;

    /// <summary>Bytes of a number of elements.</summary>
    /// <param name="elements">Not negative and a multiple of <see cref="BlockElements"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or no whole number of blocks.</exception>
    /// <exception cref="OverflowException">The product does not fit 63 bits.</exception>
    public long BytesOf(long elements)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elements);
        if (elements % BlockElements != 0)
            throw new ArgumentOutOfRangeException(nameof(elements), elements, $"{Name} stores blocks of {BlockElements} elements.");
        return checked(elements / BlockElements * BlockBytes);
    }

    /// <summary>32-bit float.</summary>
    public static readonly TensorType F32 = new(0, "F32", 1, 4);

    /// <summary>16-bit float.</summary>
    public static readonly TensorType F16 = new(1, "F16", 1, 2);

    /// <summary>4.5 bits: a scale for 32 elements.</summary>
    public static readonly TensorType Q4_0 = new(2, "Q4_0", 32, 18);

    /// <summary>5 bits: scale and minimum for 32 elements.</summary>
    public static readonly TensorType Q4_1 = new(3, "Q4_1", 32, 20);

    /// <summary>5.5 bits: a scale for 32 elements.</summary>
    public static readonly TensorType Q5_0 = new(6, "Q5_0", 32, 22);

    /// <summary>6 bits: scale and minimum for 32 elements.</summary>
    public static readonly TensorType Q5_1 = new(7, "Q5_1", 32, 24);

    /// <summary>8.5 bits: a scale for 32 elements.</summary>
    public static readonly TensorType Q8_0 = new(8, "Q8_0", 32, 34);

    /// <summary>9 bits; llama.cpp uses it for activations only.</summary>
    public static readonly TensorType Q8_1 = new(9, "Q8_1", 32, 36);

    /// <summary>2.625 bits.</summary>
    public static readonly TensorType Q2_K = new(10, "Q2_K", 256, 84);

    /// <summary>3.4375 bits.</summary>
    public static readonly TensorType Q3_K = new(11, "Q3_K", 256, 110);

    /// <summary>4.5 bits.</summary>
    public static readonly TensorType Q4_K = new(12, "Q4_K", 256, 144);

    /// <summary>5.5 bits.</summary>
    public static readonly TensorType Q5_K = new(13, "Q5_K", 256, 176);

    /// <summary>6.5625 bits.</summary>
    public static readonly TensorType Q6_K = new(14, "Q6_K", 256, 210);

    /// <summary>9.125 bits; llama.cpp uses it for activations only.</summary>
    public static readonly TensorType Q8_K = new(15, "Q8_K", 256, 292);

    /// <summary>2.0625 bits, codebook.</summary>
    public static readonly TensorType IQ2_XXS = new(16, "IQ2_XXS", 256, 66);

    /// <summary>2.3125 bits, codebook.</summary>
    public static readonly TensorType IQ2_XS = new(17, "IQ2_XS", 256, 74);

    /// <summary>3.0625 bits, codebook.</summary>
    public static readonly TensorType IQ3_XXS = new(18, "IQ3_XXS", 256, 98);

    /// <summary>1.5625 bits, codebook.</summary>
    public static readonly TensorType IQ1_S = new(19, "IQ1_S", 256, 50);

    /// <summary>4.5 bits, non-linear steps.</summary>
    public static readonly TensorType IQ4_NL = new(20, "IQ4_NL", 32, 18);

    /// <summary>3.4375 bits, codebook.</summary>
    public static readonly TensorType IQ3_S = new(21, "IQ3_S", 256, 110);

    /// <summary>2.5625 bits, codebook.</summary>
    public static readonly TensorType IQ2_S = new(22, "IQ2_S", 256, 82);

    /// <summary>4.25 bits, non-linear steps.</summary>
    public static readonly TensorType IQ4_XS = new(23, "IQ4_XS", 256, 136);

    /// <summary>8-bit integer.</summary>
    public static readonly TensorType I8 = new(24, "I8", 1, 1);

    /// <summary>16-bit integer.</summary>
    public static readonly TensorType I16 = new(25, "I16", 1, 2);

    /// <summary>32-bit integer.</summary>
    public static readonly TensorType I32 = new(26, "I32", 1, 4);

    /// <summary>64-bit integer.</summary>
    public static readonly TensorType I64 = new(27, "I64", 1, 8);

    /// <summary>64-bit float.</summary>
    public static readonly TensorType F64 = new(28, "F64", 1, 8);

    /// <summary>1.75 bits, codebook.</summary>
    public static readonly TensorType IQ1_M = new(29, "IQ1_M", 256, 56);

    /// <summary>16-bit brain float.</summary>
    public static readonly TensorType BF16 = new(30, "BF16", 1, 2);

    /// <summary>1.6875 bits, ternary.</summary>
    public static readonly TensorType TQ1_0 = new(34, "TQ1_0", 256, 54);

    /// <summary>2.0625 bits, ternary.</summary>
    public static readonly TensorType TQ2_0 = new(35, "TQ2_0", 256, 66);

    /// <summary>4.25 bits: a power-of-two scale for 32 elements.</summary>
    public static readonly TensorType MXFP4 = new(39, "MXFP4", 32, 17);

    /// <summary>4.5 bits: an 8-bit float scale for each 16 of 64 elements.</summary>
    public static readonly TensorType NVFP4 = new(40, "NVFP4", 64, 36);

    /// <summary>1.125 bits.</summary>
    public static readonly TensorType Q1_0 = new(41, "Q1_0", 128, 18);

    /// <summary>2.25 bits.</summary>
    public static readonly TensorType Q2_0 = new(42, "Q2_0", 64, 18);

    // Source of the bits of the types of ik_llama.cpp: its README (https://github.com/ikawrakow/ik_llama.cpp, seen 2026-11-22). The scale that some of them keep
    // for each row (2 or 4 bytes) is left out.

    /// <summary>2.1875 bits; ik_llama.cpp only.</summary>
    public static readonly TensorType IQ2_KS = new(-1, "IQ2_KS", 256, 70);

    /// <summary>2.375 bits; ik_llama.cpp only.</summary>
    public static readonly TensorType IQ2_K = new(-1, "IQ2_K", 256, 76);

    /// <summary>3.4375 bits; ik_llama.cpp only.</summary>
    public static readonly TensorType IQ3_K = new(-1, "IQ3_K", 256, 110);

    /// <summary>4.25 bits; ik_llama.cpp only.</summary>
    public static readonly TensorType IQ4_KS = new(-1, "IQ4_KS", 256, 136);

    /// <summary>4.5 bits; ik_llama.cpp only.</summary>
    public static readonly TensorType IQ4_K = new(-1, "IQ4_K", 256, 144);

    /// <summary>5.25 bits; ik_llama.cpp only.</summary>
    public static readonly TensorType IQ5_KS = new(-1, "IQ5_KS", 256, 168);

    /// <summary>5.5 bits; ik_llama.cpp only.</summary>
    public static readonly TensorType IQ5_K = new(-1, "IQ5_K", 256, 176);

    /// <summary>6.625 bits; ik_llama.cpp only.</summary>
    public static readonly TensorType IQ6_K = new(-1, "IQ6_K", 256, 212);

    /// <summary>Every type that a current file may hold, by id.</summary>
    public static IReadOnlyList<TensorType> All { get; } =
    [
        F32, F16, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q8_1, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K, Q8_K, IQ2_XXS, IQ2_XS, IQ3_XXS, IQ1_S, IQ4_NL, IQ3_S,
        IQ2_S, IQ4_XS, I8, I16, I32, I64, F64, IQ1_M, BF16, TQ1_0, TQ2_0, MXFP4, NVFP4, Q1_0, Q2_0,
    ];

    private static readonly Dictionary<int, TensorType> ById = All.ToDictionary(t => t.Id);
    private static readonly Dictionary<string, TensorType> ByName = All.ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The type with an id, or null for an unknown or a removed one (4, 5, 31 to 33, 36 to 38).</summary>
    public static TensorType? Find(int id) => ById.GetValueOrDefault(id);

    /// <summary>The type with a name (case does not matter), or null.</summary>
    public static TensorType? Find(string name) => ByName.GetValueOrDefault(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
