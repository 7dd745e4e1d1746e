using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>A GGUF file type: the name that llama-quantize takes, and what it starts from.
/// Source: llama.cpp f728adab (2026-06-25), <c>include/llama.h</c> (ids) and <c>src/llama-quant.cpp</c> (default types).</summary>
/// <param name="Name">Name, for example <c>Q4_K_M</c>.</param>
/// <param name="Id">Value of <c>general.file_type</c>; null for a publisher's variant that shares another's.</param>
/// <param name="Default">Type that a tensor gets when no rule changes it.</param>
public sealed record GgufFileType(string Name, int? Id, TensorType Default)
{
    /// <summary>Type of the input embedding and the output head whatever the rules say (bartowski's _L and _XL files); null for the rules.</summary>
    public TensorType? EmbeddingAndOutput { get; init; }

    /// <summary>Was an importance matrix used?</summary>
    public bool HasImatrix { get; init; }

    /// <summary>Are the prediction blocks in the file? Null: as a conversion does for the architecture.</summary>
    public bool? WithPrediction { get; init; }

    /// <summary>Whose departures from llama-quantize's rules the file follows (unsloth's for a UD- name that says no other); null for none.</summary>
    public string? Publisher { get; init; }

    /// <summary>Are the tensors chosen by unsloth's dynamic recipe?</summary>
    public bool IsDynamic { get; init; }

    /// <summary>The file type whose exceptions hold, for types of forks whose own are not known; null: its own.</summary>
    public string? RulesOf { get; init; }

    /// <summary>Does the default apply to every tensor unchanged (F16, BF16, F32)?</summary>
    public bool IsPlain => Default == TensorType.F32 || Default == TensorType.F16 || Default == TensorType.BF16;

    // Only unsloth publishes files under UD- names.
    private const string DynamicPublisher = "unsloth";

    private static readonly Dictionary<string, GgufFileType> ByName = Table().ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>The file types that llama-quantize makes.</summary>
    public static IReadOnlyList<GgufFileType> All { get; } = [.. ByName.Values];

    /// <summary>The file type of a quantisation, or null when it is no GGUF.</summary>
    public static GgufFileType? Find(Quantisation quantisation)
    {
        if (quantisation.Format != "gguf")
            return null;
        // Other spellings ("MXFP4", "Q4_K") mean what they mean everywhere.
        var name = Quantisation.TryParse("gguf", quantisation.Name, out var canonical) ? canonical.Name : quantisation.Name;
        var isDynamic = name.StartsWith("UD-", StringComparison.Ordinal);
        var plain = isDynamic ? name[3..] : name;
        if (!ByName.TryGetValue(plain, out var type))
            type = Variant(plain, isDynamic) ?? Fork(plain);
        return type is null ? null : type with
        {
            Name = name,
            IsDynamic = isDynamic,
            Publisher = quantisation.Publisher ?? (isDynamic ? DynamicPublisher : null),
            HasImatrix = quantisation.Imatrix ?? (isDynamic || type.HasImatrix),
            WithPrediction = quantisation.WithPrediction,
        };
    }

    /// <summary>_L and _XL files: the mixture below with embedding and output in Q8_0. Source: the cards of bartowski's repositories.</summary>
    private static GgufFileType? Variant(string name, bool isDynamic)
    {
        var below = name switch
        {
            "Q2_K_L" or "Q2_K_XL" => "Q2_K",
            "Q3_K_XL" => isDynamic ? "Q3_K_M" : "Q3_K_L",
            "Q4_K_L" or "Q4_K_XL" => "Q4_K_M",
            "Q5_K_L" or "Q5_K_XL" => "Q5_K_M",
            "Q6_K_L" or "Q6_K_XL" => "Q6_K",
            "Q8_K_XL" => "Q8_0",
            _ => null,
        };
        return below is null ? null : ByName[below] with { Id = ByName[below].Id, EmbeddingAndOutput = isDynamic ? null : TensorType.Q8_0, HasImatrix = true };
    }

    /// <summary>Types of ik_llama.cpp: their own bits by the exceptions of the nearest type of llama.cpp, which is an estimate.</summary>
    private static GgufFileType? Fork(string name)
    {
        (string RulesOf, TensorType Default)? fork = name switch
        {
            "IQ2_KS" => ("IQ2_XXS", TensorType.IQ2_KS),
            "IQ2_K" => ("IQ2_XS", TensorType.IQ2_K),
            "IQ3_K" => ("IQ3_S", TensorType.IQ3_K),
            "IQ4_KS" => ("IQ4_XS", TensorType.IQ4_KS),
            "IQ4_K" => ("Q4_K_S", TensorType.IQ4_K),
            "IQ5_KS" => ("Q5_K_S", TensorType.IQ5_KS),
            "IQ5_K" => ("Q5_K_S", TensorType.IQ5_K),
            "IQ6_K" => ("Q6_K", TensorType.IQ6_K),
            _ => null,
        };
        return fork is not var (rules, type) ? null : new(name, null, type) { RulesOf = rules, HasImatrix = ByName[rules].HasImatrix };
    }

    private static IEnumerable<GgufFileType> Table()
    {
        // IQ1, IQ2 and IQ3_XXS cannot be made without an importance matrix.
        yield return new("F32", 0, TensorType.F32);
        yield return new("F16", 1, TensorType.F16);
        yield return new("Q4_0", 2, TensorType.Q4_0);
        yield return new("Q4_1", 3, TensorType.Q4_1);
        yield return new("Q8_0", 7, TensorType.Q8_0);
        yield return new("Q5_0", 8, TensorType.Q5_0);
        yield return new("Q5_1", 9, TensorType.Q5_1);
        yield return new("Q2_K", 10, TensorType.Q2_K);
        yield return new("Q3_K_S", 11, TensorType.Q3_K);
        yield return new("Q3_K_M", 12, TensorType.Q3_K);
        yield return new("Q3_K_L", 13, TensorType.Q3_K);
        yield return new("Q4_K_S", 14, TensorType.Q4_K);
        yield return new("Q4_K_M", 15, TensorType.Q4_K);
        yield return new("Q5_K_S", 16, TensorType.Q5_K);
        yield return new("Q5_K_M", 17, TensorType.Q5_K);
        yield return new("Q6_K", 18, TensorType.Q6_K);
        yield return new("IQ2_XXS", 19, TensorType.IQ2_XXS) { HasImatrix = true };
        yield return new("IQ2_XS", 20, TensorType.IQ2_XS) { HasImatrix = true };
        yield return new("Q2_K_S", 21, TensorType.Q2_K) { HasImatrix = true };
        yield return new("IQ3_XS", 22, TensorType.IQ3_S);
        yield return new("IQ3_XXS", 23, TensorType.IQ3_XXS) { HasImatrix = true };
        yield return new("IQ1_S", 24, TensorType.IQ1_S) { HasImatrix = true };
        yield return new("IQ4_NL", 25, TensorType.IQ4_NL);
        yield return new("IQ3_S", 26, TensorType.IQ3_S);
        yield return new("IQ3_M", 27, TensorType.IQ3_S);
        yield return new("IQ2_S", 28, TensorType.IQ2_XS) { HasImatrix = true };
        yield return new("IQ2_M", 29, TensorType.IQ2_S) { HasImatrix = true };
        yield return new("IQ4_XS", 30, TensorType.IQ4_XS);
        yield return new("IQ1_M", 31, TensorType.IQ1_M) { HasImatrix = true };
        yield return new("BF16", 32, TensorType.BF16);
        yield return new("TQ1_0", 36, TensorType.TQ1_0);
        yield return new("TQ2_0", 37, TensorType.TQ2_0);
        yield return new("MXFP4_MOE", 38, TensorType.MXFP4);
        yield return new("NVFP4", 39, TensorType.NVFP4);
        yield return new("Q1_0", 40, TensorType.Q1_0);
        yield return new("Q2_0", 41, TensorType.Q2_0);
    }
}
