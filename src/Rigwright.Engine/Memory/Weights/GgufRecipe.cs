using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>Which type llama-quantize gives each tensor. Source: llama.cpp f728adab (2026-06-25), <c>src/llama-quant.cpp</c>
/// (re-implemented from a description of its rules and checked against published sizes, see docs/formulas/weights.md).</summary>
public static class GgufRecipe
{
    /// <summary>The types of the tensors, in their order.</summary>
    public static TensorType[] Types(ModelArchitecture architecture, GgufFileType fileType, IReadOnlyList<TensorShape> shapes)
    {
        var context = new GgufRecipeContext(architecture, fileType, shapes);
        var types = new TensorType[shapes.Count];
        foreach (var i in Enumerable.Range(0, shapes.Count).OrderBy(i => shapes[i].Layer).ThenBy(i => shapes[i].Name, StringComparer.Ordinal))
            types[i] = context.Choose(shapes[i]);
        return types;
    }

    /// <summary>Is the tensor copied in its source type whatever the file type?</summary>
    internal static bool IsKept(TensorShape shape)
    {
        var name = shape.Name;
        if (shape.Dimensions.Count(d => d > 1) < 2 || !name.EndsWith("weight", StringComparison.Ordinal) || name.Contains("_norm.weight", StringComparison.Ordinal))
            return true;
        foreach (var part in (ReadOnlySpan<string>)["ffn_gate_inp.", "ffn_gate_tid2eid", "ssm_conv1d", "shortconv.conv", "altup", "laurel", "per_layer_model_proj", "indexer.k_proj", "indexer.q_proj"])
        {
            if (name.Contains(part, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>Is a kept tensor stored in 32 bits? (One-dimensional ones, routers and convolutions; other matrices keep the source's 16 bits.)</summary>
    internal static bool IsKeptInFull(TensorShape shape)
    {
        var name = shape.Name;
        return shape.Dimensions.Count(d => d > 1) < 2 || !name.EndsWith("weight", StringComparison.Ordinal) || name.Contains("_norm.weight", StringComparison.Ordinal)
            || name.Contains("ffn_gate_inp.", StringComparison.Ordinal) || name.Contains("conv", StringComparison.Ordinal);
    }

    /// <summary>The type that takes over when a row is no whole number of blocks.</summary>
    internal static TensorType Fit(TensorType type, long row)
    {
        if (row % type.BlockElements == 0)
            return type;
        TensorType fallback;
        if (type == TensorType.Q4_K)
            fallback = TensorType.Q5_0;
        else if (type == TensorType.Q5_K)
            fallback = TensorType.Q5_1;
        else if (type == TensorType.Q6_K)
            fallback = TensorType.Q8_0;
        else if (type == TensorType.Q2_K || type == TensorType.Q3_K || type == TensorType.TQ1_0 || type == TensorType.TQ2_0 || type == TensorType.Q2_0 || type == TensorType.Q1_0)
            fallback = TensorType.Q4_0;
        else
            fallback = TensorType.IQ4_NL;
        return row % fallback.BlockElements == 0 ? fallback : TensorType.F16;
    }
}
