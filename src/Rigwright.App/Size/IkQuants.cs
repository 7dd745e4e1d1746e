namespace Rigwright.App.Size;

/// <summary>Types that only the fork ik_llama.cpp has: those whose exceptions are taken from the nearest type of llama.cpp, and those that are taken as that type altogether.
/// Source of the bits: ikawrakow/ik_llama.cpp, README and ggml-common.h (IQ2_K 2.375, IQ3_K 3.4375, IQ4_K 4.5, IQ5_K 5.5, IQ6_K 6.625,
/// IQ2_KS 2.1875, IQ4_KS 4.25, IQ5_KS 5.25, IQ2_KT 2.125, IQ3_KT 3.125, IQ4_KT 4).</summary>
internal static class IkQuants
{
    private static readonly (string Type, string Nearest)[] Types =
    [
        ("IQ2_KS", "IQ2_KS"), ("IQ2_KT", "IQ2_XS"), ("IQ2_KL", "IQ2_M"), ("IQ2_K", "IQ2_K"),
        ("IQ3_KS", "IQ3_XXS"), ("IQ3_KT", "IQ3_XXS"), ("IQ3_K", "IQ3_K"),
        ("IQ4_KSS", "IQ4_XS"), ("IQ4_KS", "IQ4_KS"), ("IQ4_KT", "IQ4_XS"), ("IQ4_K", "IQ4_K"),
        ("IQ5_KS", "IQ5_KS"), ("IQ5_K", "IQ5_K"), ("IQ6_K", "IQ6_K"),
    ];

    /// <summary>The publisher whose mixture a file of interleaved rows (_R4, _R8) follows; null for others. Only ik_llama.cpp reads such files, and ubergarm
    /// publishes nearly all of them.</summary>
    public static string? Publisher(string quant) => quant.Contains("_R4", StringComparison.OrdinalIgnoreCase) || quant.Contains("_R8", StringComparison.OrdinalIgnoreCase) ? "ubergarm" : null;

    /// <summary>A quantisation without its publisher's name before it.</summary>
    public static string WithoutPublisher(string quant) => quant.StartsWith("ubergarm ", StringComparison.OrdinalIgnoreCase) ? quant["ubergarm ".Length..] : quant;

    /// <summary>The file type that a fork's is answered with; null for a quantisation that is none of the fork's.</summary>
    public static string? Nearest(string quant)
    {
        var text = quant.ToUpperInvariant();
        foreach (var (type, nearest) in Types)
        {
            // The longer names stand first, so that IQ2_K does not take IQ2_KS.
            if (text.StartsWith(type, StringComparison.Ordinal))
                return nearest;
        }
        return null;
    }
}
