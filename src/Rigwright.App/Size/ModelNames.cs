using System.Text.RegularExpressions;
using Rigwright.Domain.Naming;

namespace Rigwright.App.Size;

/// <summary>Names of published artefacts as names of models: what the catalogue's resolver does not take off.</summary>
internal static partial class ModelNames
{
    public static Resolution Resolve(AliasResolver names, string written)
    {
        var resolution = names.Resolve(written);
        foreach (var variant in (IEnumerable<string>)[Remark().Replace(written, ""), Owner().Replace(Remark().Replace(written, ""), ""), Mixture().Replace(written, "")])
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
