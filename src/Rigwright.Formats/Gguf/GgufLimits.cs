namespace Rigwright.Formats.Gguf;

/// <summary>The bounds of the GGUF reader. A header may claim anything; beyond these it is refused with a diagnostic, never believed.</summary>
/// <remarks>Where the format or the reference reader has a limit of its own it is the stricter of both.
/// Reference: ggml-org/ggml d99724f2 (2026-08-21), <c>docs/gguf.md</c> and <c>src/gguf.cpp</c>.</remarks>
public static class GgufLimits
{
    /// <summary>All memory that reading one model may take, over all its parts and including what is freed on the way: 64 MiB.
    /// What is kept is charged against <see cref="KeptBytes"/> before it is allocated, so no claimed count can exceed it.</summary>
    public const long MemoryBytes = 64L << 20;

    /// <summary>Memory for keys, values and tensor names together. Assumed: a model of 2,000 tensors and a per-layer array for each key keeps about 1 MiB.</summary>
    public const long KeptBytes = 24L << 20;

    /// <summary>Longest header of one part, in bytes. Tokenizer arrays take 1 to 10 MB in published files; 64 MiB leaves room and bounds the time.</summary>
    public const long HeaderBytes = 64L << 20;

    /// <summary>Most tensors of one model over all parts. The largest published models have about 2,500; early Mixtral files with one tensor an expert about 1,000.</summary>
    public const int Tensors = 65_536;

    /// <summary>Most bytes of all tensors of a model: 2^60. Below it no sum of bytes or elements can overflow 63 bits (the densest type takes 1.125 bits).</summary>
    public const long DataBytes = 1L << 60;

    /// <summary>Most metadata entries of one part. Published files have 20 to 80.</summary>
    public const int MetadataEntries = 16_384;

    /// <summary>Longest key in bytes (format).</summary>
    public const int KeyBytes = 65_535;

    /// <summary>Longest tensor name in bytes: the reference stores 64 with the terminator.</summary>
    public const int TensorNameBytes = 63;

    /// <summary>Most dimensions of a tensor (format).</summary>
    public const int Dimensions = 4;

    /// <summary>Strings up to this length are kept; of a longer one only the length is known. Names and licences are short, chat templates need not be kept.</summary>
    public const int KeptStringBytes = 16_384;

    /// <summary>Arrays of integers and booleans up to this length are kept (per-layer values); of others only type and length are known.</summary>
    public const int KeptArrayElements = 4_096;

    /// <summary>Longest array of the reference reader.</summary>
    public const long ArrayElements = 1L << 30;

    /// <summary>Longest string of the reference reader, in bytes.</summary>
    public const long StringBytes = 1L << 30;

    /// <summary>Most parts of a split model. Published ones have up to about 200.</summary>
    public const int Parts = 4_096;

    /// <summary>Alignment of the data section when <c>general.alignment</c> is absent (format).</summary>
    public const int DefaultAlignment = 32;
}
