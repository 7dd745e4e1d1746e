using System.Diagnostics.CodeAnalysis;

namespace Rigwright.Domain.Models;

/// <summary>The file format and quantisation of weights.</summary>
/// <param name="Format">gguf, mlx, awq, gptq, fp8, nvfp4, mxfp4, safetensors (bf16/f16), or checkpoint (as the publisher's configuration says).</param>
/// <param name="Name">The file type within the format: <c>Q4_K_M</c>, <c>4bit</c>, <c>BF16</c>, …</param>
public sealed record Quantisation(string Format, string Name)
{
    /// <summary>Was an importance matrix used (it changes which tensors some file types raise)? Null: as is usual for the file type.</summary>
    public bool? Imatrix { get; init; }

    /// <summary>Are the multi-token-prediction blocks in the file? Null: as is usual for the architecture and format.</summary>
    public bool? WithPrediction { get; init; }

    /// <summary>Whose recipe the file follows where it departs from llama-quantize's: <c>unsloth</c>, <c>bartowski</c> (files since late 2025);
    /// null: llama-quantize's own.</summary>
    public string? Publisher { get; init; }

    /// <summary>Names of GGUF file types as llama-quantize takes them, in rising size within a family; with the usual variants of publishers.</summary>
    public static IReadOnlyList<string> GgufNames { get; } =
    [
        "IQ1_S", "IQ1_M", "IQ2_XXS", "IQ2_XS", "IQ2_S", "IQ2_M", "IQ3_XXS", "IQ3_XS", "IQ3_S", "IQ3_M", "IQ4_XS", "IQ4_NL",
        "Q1_0", "Q2_0", "TQ1_0", "TQ2_0", "Q2_K_S", "Q2_K", "Q2_K_L", "Q3_K_S", "Q3_K_M", "Q3_K_L", "Q3_K_XL", "Q4_0", "Q4_1", "Q4_K_S", "Q4_K_M", "Q4_K_L",
        "Q5_0", "Q5_1", "Q5_K_S", "Q5_K_M", "Q5_K_L", "Q6_K", "Q6_K_L", "Q8_0", "MXFP4_MOE", "NVFP4", "F16", "BF16", "F32",
    ];

    private static readonly HashSet<string> Gguf = new(GgufNames, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["Q2_K_MEDIUM"] = "Q2_K", ["Q2_K_SMALL"] = "Q2_K_S", ["Q3_K"] = "Q3_K_M", ["Q3_K_SMALL"] = "Q3_K_S", ["Q3_K_MEDIUM"] = "Q3_K_M",
        ["Q3_K_LARGE"] = "Q3_K_L", ["Q4_K"] = "Q4_K_M", ["Q4_K_SMALL"] = "Q4_K_S", ["Q4_K_MEDIUM"] = "Q4_K_M", ["Q5_K"] = "Q5_K_M",
        ["Q5_K_SMALL"] = "Q5_K_S", ["Q5_K_MEDIUM"] = "Q5_K_M", ["MXFP4"] = "MXFP4_MOE", ["FP16"] = "F16", ["FP32"] = "F32", ["IQ3_S_MIX"] = "IQ3_M",
    };

    /// <summary>Reads a quantisation as people write it: <c>Q4_K_M</c>, <c>q4_k_m</c>, <c>Q4_K - Medium</c>, <c>UD-Q4_K_XL</c>, <c>mlx/4bit</c>, <c>fp8</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Quantisation? quantisation)
    {
        var slash = text.IndexOf('/');
        return slash > 0 ? TryParse(text[..slash], text[(slash + 1)..], out quantisation) : TryParse("", text, out quantisation);
    }

    /// <summary>Reads a quantisation from the words for its format and its name; either may be empty.</summary>
    public static bool TryParse(string format, string name, [NotNullWhen(true)] out Quantisation? quantisation)
    {
        var kind = format.Trim().ToLowerInvariant();
        quantisation = kind switch
        {
            _ when kind.StartsWith("gguf", StringComparison.Ordinal) => FromGguf(name),
            _ when kind.StartsWith("mlx", StringComparison.Ordinal) => FromMlx(name),
            "" => FromGguf(name) ?? FromSafetensors(name) ?? FromMlx(name),
            _ => FromSafetensors(name) ?? FromSafetensors(kind),
        };
        return quantisation is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Format == "gguf" ? Name : $"{Format}/{Name}";

    private static Quantisation? FromGguf(string name)
    {
        var token = Canonical(name);
        if (token.StartsWith("UD_", StringComparison.Ordinal))
            return Dynamic(token[3..]);
        token = Synonyms.GetValueOrDefault(token, token);
        if (Gguf.Contains(token))
            return new("gguf", token);
        // Q8_K_XL and its like exist only as dynamic files.
        return token.EndsWith("_XL", StringComparison.Ordinal) ? Dynamic(token) : null;
    }

    private static Quantisation? Dynamic(string token)
    {
        var isBase = Gguf.Contains(Synonyms.GetValueOrDefault(token, token));
        var isExtra = token is "Q2_K_XL" or "Q3_K_XL" or "Q4_K_XL" or "Q5_K_XL" or "Q6_K_XL" or "Q8_K_XL" or "Q6_K_S";
        return isBase || isExtra ? new("gguf", "UD-" + token) : null;
    }

    /// <summary>Upper case, words joined by underscores; remarks in brackets, bits per weight and repacking suffixes dropped.</summary>
    private static string Canonical(string name)
    {
        var text = name.Trim().ToUpperInvariant();
        var words = text.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(w => w is not ("MOSTLY" or "BPW" or "TERNARY") && w[0] != '(' && !char.IsAsciiDigit(w[0]) && w[^1] != ')');
        var joined = string.Join('_', words).Replace("MXFP4_MOE", "MXFP4", StringComparison.Ordinal);
        // Rows interleaved for one processor keep the size: _R4, _R8, _R16.
        var at = joined.LastIndexOf("_R", StringComparison.Ordinal);
        return at > 0 && joined.AsSpan(at + 2).IndexOfAnyExceptInRange('0', '9') < 0 && at + 2 < joined.Length ? joined[..at] : joined;
    }

    private static Quantisation? FromMlx(string name)
    {
        var token = name.Trim().ToLowerInvariant();
        return token switch
        {
            "3bit" or "4bit" or "5bit" or "6bit" or "8bit" or "bf16" or "mxfp4" or "nvfp4" or "mxfp8" or "mxfp4-q8" or "dq3_k_m-q8" => new("mlx", token),
            "2bit" or "3bit-gs32" or "4bit-gs32" or "5bit-gs32" or "6bit-gs32" or "8bit-gs32" or "4bit-gs128" => new("mlx", token),
            "fp16" or "f16" => new("mlx", "fp16"),
            "" or "native" => new("mlx", "native"),
            _ => null,
        };
    }

    private static Quantisation? FromSafetensors(string name)
    {
        var token = name.Trim().ToLowerInvariant();
        return token switch
        {
            "bf16" or "bfloat16" => new("safetensors", "BF16"),
            "f16" or "fp16" or "float16" => new("safetensors", "F16"),
            "native" or "" or "safetensors" or "hf safetensors" or "checkpoint" => new("checkpoint", "native"),
            "fp8" or "fp8-block" or "fp8_block" => new("fp8", "block128"),
            "fp8-dynamic" or "fp8-per-channel" or "fp8_per_channel" => new("fp8", "channel"),
            "fp8-static" or "fp8-per-tensor" => new("fp8", "tensor"),
            "nvfp4" or "fp4" => new("nvfp4", "group16"),
            "mxfp4" => new("mxfp4", "group32"),
            "awq" or "awq-int4" or "awq-4bit" or "awq_int4" or "w4a16" => new("awq", "int4-g128"),
            "gptq" or "gptq-int4" or "gptq-4bit" or "int4" or "gptq_int4" => new("gptq", "int4-g128"),
            "gptq-int8" or "int8" or "w8a8" or "w8a16" => new("gptq", "int8-g128"),
            _ => null,
        };
    }
}
