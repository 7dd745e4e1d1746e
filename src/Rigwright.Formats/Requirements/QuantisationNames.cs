using Rigwright.Domain.Models;

namespace Rigwright.Formats.Requirements;

/// <summary>The quantisations that a requirements file may name.</summary>
internal static class QuantisationNames
{
    private static readonly string[] Gguf =
    [
        "Q2_K", "Q3_K_S", "Q3_K_M", "Q3_K_L", "Q4_0", "Q4_1", "Q4_K_S", "Q4_K_M", "Q5_0", "Q5_1", "Q5_K_S", "Q5_K_M", "Q6_K", "Q8_0",
        "IQ2_XXS", "IQ2_XS", "IQ2_S", "IQ2_M", "IQ3_XXS", "IQ3_XS", "IQ3_S", "IQ3_M", "IQ4_XS", "IQ4_NL", "MXFP4", "BF16", "F16",
    ];

    public static IReadOnlyList<string> Known => Gguf;

    public static bool TryParse(string text, out Quantisation quantisation)
    {
        var name = Gguf.FirstOrDefault(g => string.Equals(g, text, StringComparison.OrdinalIgnoreCase));
        quantisation = new("gguf", name ?? "");
        return name is not null;
    }
}
