using System.Text.RegularExpressions;
using Rigwright.Domain.Models;
using Rigwright.Domain.Naming;

namespace Rigwright.App.Size;

/// <summary>Names of published artefacts as names of models: what the catalogue's resolver does not take off.</summary>
internal static partial class ModelNames
{
    /// <summary>The model that a published name means.</summary>
    /// <param name="names">The catalogue's names.</param>
    /// <param name="written">The artefact's name as its source writes it.</param>
    /// <param name="quant">The quantisation as the source writes it, which llama-bench's names end with.</param>
    public static Resolution Resolve(AliasResolver names, string written, string quant = "")
    {
        // Only a quantisation that is understood is one: "I2_S" may as well belong to the name.
        var isKnown = quant.Length > 0 && Quantisation.TryParse("gguf", IkQuants.WithoutPublisher(quant), out _);
        var bare = isKnown && written.EndsWith(quant, StringComparison.OrdinalIgnoreCase) ? written[..^quant.Length].TrimEnd() : written;
        var resolution = names.Resolve(written);
        foreach (var variant in (IEnumerable<string>)[Remark().Replace(written, ""), Owner().Replace(Remark().Replace(written, ""), ""), Mixture().Replace(written, ""), bare])
        {
            if (resolution.Ids.Count > 0)
                break;
            var found = names.Resolve(variant);
            resolution = found.Ids.Count > 0 ? found : resolution;
        }
        return resolution;
    }

    /// <summary>A remark in brackets at the end: "(Nemotron tune)".</summary>
    [GeneratedRegex(@"\s*\([^)]*\)\s*$")]
    private static partial Regex Remark();

    /// <summary>A mixture's name after "mlx": "Kimi-K2.6-mlx-DQ3_K_M-q8".</summary>
    [GeneratedRegex(@"-mlx-[A-Za-z0-9_-]+$")]
    private static partial Regex Mixture();

    /// <summary>The repository's owner, before a slash or (bartowski) an underscore.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9-]+[/_]")]
    private static partial Regex Owner();
}
