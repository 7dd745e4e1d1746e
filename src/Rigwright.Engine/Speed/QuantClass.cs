using System.Globalization;

namespace Rigwright.Engine.Speed;

/// <summary>The classes of weight types that share kernels, with nominal bits for models without an architecture.</summary>
public static class QuantClass
{
    // Nominal bits a weight of a whole file, used only when the exact layout is not known; ggml types: block bytes * 8 / elements with the mix of the file type (Llama-3.1-8B files).
    private static readonly (string Prefix, string Class, double Bits)[] Table =
    [
        ("nvfp4", "nvfp4", 4.5), ("mxfp4", "mxfp4", 4.25), ("mxfp8", "fp8", 8.25), ("q4f16", "int4", 4.5), ("q3f16", "int4", 3.5), ("q0f16", "f16", 16), ("q2", "q2", 3.2), ("iq1", "iq", 1.9), ("iq2", "iq", 2.6), ("iq3", "iq", 3.5), ("iq4", "iq", 4.4),
        ("q3", "q3", 3.9), ("q4_0", "q4_0", 4.6), ("q4_1", "q4_0", 5.1), ("q4", "q4_k", 4.89), ("q5_0", "q5", 5.6), ("q5", "q5", 5.7), ("q6", "q6", 6.57),
        ("q8", "q8", 8.5), ("f16", "f16", 16), ("fp16", "f16", 16), ("bf16", "bf16", 16), ("f32", "f16", 32), ("awq", "int4", 4.6), ("gptq", "int4", 4.6), ("w4a16", "int4", 4.6),
        ("int4", "int4", 4.6), ("autoround", "int4", 4.6), ("4bit", "mlx4", 4.5), ("qat", "q4_k", 4.6), ("fp8", "fp8", 8.2), ("int8", "int8", 8.2), ("w8a8", "int8", 8.2), ("w8a16", "int8", 8.2),
        ("tq", "q2", 2.1), ("bnb", "int4", 4.5), ("nf4", "int4", 4.5), ("hqq", "int4", 4.5), ("w4a8", "int4", 4.6), ("marlin", "int4", 4.6), ("fp4", "nvfp4", 4.5),
    ];

    /// <summary>Class and nominal bits a weight of a type name as people write it (<c>Q4_K_M</c>, <c>UD-Q4_K_XL</c>, <c>MLX-4bit</c>, <c>exl3-4.0bpw</c>).</summary>
    /// <returns>Null for a name of no known class.</returns>
    public static (string Class, double Bits)? Find(string name)
    {
        var text = Plain(name);
        if (text.StartsWith("exl", StringComparison.Ordinal))
            return (BitsBefore(text, "bpw") ?? BitsBefore(text + "bpw", "bpw")) is { } bpw ? ("exl", bpw) : null;
        if (text.StartsWith("mlx", StringComparison.Ordinal))
            return Mlx(text);
        foreach (var (prefix, family, bits) in Table)
        {
            if (BeginsAWord(text, prefix))
                return family == "int4" && BitsBefore(text, "bit") == 8 ? ("int8", 8.2) : (family, bits);
        }
        return BitsBefore(text, "bit") is { } plain ? ("mlx" + plain.ToString(CultureInfo.InvariantCulture), plain + 0.5)
            : BitsBefore(text, "bpw") is { } other ? ("exl", other) : null;
    }

    private static readonly string[] Prefixes =
        ["gguf-", "gguf/", "gguf:", "gguf ", "ggml-", "mostly ", "all ", "ud-", "i1-", "nvidia-", "unsloth-", "redhat-", "safetensors/", "compressed-tensors-"];

    private static readonly (string Written, string Short)[] Spellings =
        [("bfloat16", "bf16"), ("float16", "f16"), ("float32", "f32"), ("fp32", "f32"), ("-bit", "bit"), (" bit", "bit"), ("_bit", "bit"), ("bitsandbytes", "bnb"), ("mlx_", "mlx-"), ("mlx q", "mlx-q")];

    // Lower case, one spelling, without words that say nothing of the type.
    private static string Plain(string name)
    {
        var text = name.Trim().ToLower(CultureInfo.InvariantCulture);
        foreach (var (written, shorter) in Spellings)
            text = text.Replace(written, shorter, StringComparison.Ordinal);
        foreach (var prefix in Prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
                text = text[prefix.Length..];
        }
        return text;
    }

    private static bool BeginsAWord(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal)
        || text.Contains("-" + prefix, StringComparison.Ordinal) || text.Contains(" " + prefix, StringComparison.Ordinal) || text.Contains(":" + prefix, StringComparison.Ordinal);

    // MLX groups of 64 carry a 16-bit scale and bias: 0.5 bit a weight; groups of 32 carry 1 bit.
    private static (string, double)? Mlx(string text)
    {
        if (text.Contains("fp4", StringComparison.Ordinal))
            return ("mlx4", 4.5);
        if (text.Contains("fp8", StringComparison.Ordinal))
            return ("mlx8", 8.25);
        if (text.Contains("bf16", StringComparison.Ordinal) || text.Contains("fp16", StringComparison.Ordinal))
            return ("bf16", 16);
        return (BitsBefore(text, "bit") ?? (text.StartsWith("mlx-q", StringComparison.Ordinal) ? BitsBefore(text[5..] + "bit", "bit") : null)) is { } bits
            ? ("mlx" + bits.ToString(CultureInfo.InvariantCulture), bits + (text.Contains("g32", StringComparison.Ordinal) ? 1 : 0.5))
            : null;
    }

    private static double? BitsBefore(string text, string unit)
    {
        var end = text.IndexOf(unit, StringComparison.Ordinal);
        var start = end;
        while (start > 0 && (char.IsAsciiDigit(text[start - 1]) || text[start - 1] == '.'))
            start--;
        return end > start && start >= 0 && double.TryParse(text.AsSpan(start, end - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var bits)
            && bits is >= 1 and <= 32 ? bits : null;
    }
}
