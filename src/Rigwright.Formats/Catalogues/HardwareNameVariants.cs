using System.Text.RegularExpressions;

namespace Rigwright.Formats.Catalogues;

/// <summary>Other spellings of a device's name: makers' and series' words that people leave out or add, and the machine around an Apple chip.
/// Nothing that tells two devices apart is dropped: neither a memory size nor Ti, SUPER, Laptop, SXM or Max-Q.</summary>
internal static partial class HardwareNameVariants
{
    private static readonly HashSet<string> Noise = new(StringComparer.OrdinalIgnoreCase)
    {
        "NVIDIA", "GeForce", "AMD", "ATI", "Radeon", "Intel", "Tesla", "Quadro", "Instinct", "GPU", "GPUs", "Graphics", "card", "Generation", "HBM2", "HBM2e", "HBM3", "HBM3e", "GDDR6", "GDDR6X", "GDDR7",
    };

    /// <summary>The spellings to try after the name itself, the nearest to it first.</summary>
    public static IEnumerable<string> Of(string name)
    {
        foreach (var apple in AppleNames(name))
            yield return apple;
        var words = name.Split([' ', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries);
        var bare = string.Join(' ', words.Where(w => !Noise.Contains(w)));
        if (bare.Length == 0)
            yield break;
        yield return bare;
        if (bare.StartsWith("RTX Pro ", StringComparison.OrdinalIgnoreCase) is false && bare.Contains("6000 Pro", StringComparison.OrdinalIgnoreCase))
            yield return bare.Replace("6000 Pro", "PRO 6000", StringComparison.OrdinalIgnoreCase);
        if (Series(bare) is { } series)
        {
            yield return series + bare;
            // A card of one memory size carries it in its name: "RTX 2060 6GB", "Arc B580 12GB".
            yield return "GeForce " + series + bare;
        }
    }

    // "5090", "2080Ti", "7900 XTX": the number says whose series it is.
    private static string? Series(string bare)
    {
        if (GeForceRtx().IsMatch(bare))
            return "RTX ";
        if (GeForceGtx().IsMatch(bare))
            return "GTX ";
        if (RadeonRx().IsMatch(bare))
            return "RX ";
        return Arc().IsMatch(bare) ? "Arc " : null;
    }

    // A memory size beside an Apple chip tells its versions apart, so such a name is left to the alias table.
    private static IEnumerable<string> AppleNames(string name)
    {
        if (AppleChip().Match(name) is not { Success: true } match || MemorySize().IsMatch(name))
            yield break;
        var chip = $"Apple M{match.Groups[1].Value}{(match.Groups[2].Success ? " " + match.Groups[2].Value : "")}";
        var cores = Cores().Matches(name[(match.Index + match.Length)..]).Select(m => m.Groups[1].Value).ToList();
        // Where the processor's cores are stated, too, only the graphics cores lead to a name.
        foreach (var count in cores)
            yield return $"{chip} ({count}-core GPU)";
        if (cores.Count == 0)
            yield return chip;
    }

    [GeneratedRegex(@"^(?:20|30|40|50)[5-9]0(?:\s|Ti|D\b|$)", RegexOptions.IgnoreCase)]
    private static partial Regex GeForceRtx();

    [GeneratedRegex(@"^(?:10[5-8]0|16[56]0)(?:\s|Ti|$)", RegexOptions.IgnoreCase)]
    private static partial Regex GeForceGtx();

    [GeneratedRegex(@"^(?:5[78]0|6[4-9]\d0|7[6-9]00|90[67]0)(?:\s|XT|GRE|$)", RegexOptions.IgnoreCase)]
    private static partial Regex RadeonRx();

    [GeneratedRegex(@"^(?:A[3-7][1578]0M?|B5[78]0)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Arc();

    [GeneratedRegex(@"(?:^|Apple |Mac |Studio |mini |Pro |Air |iMac |Book |[(])M([1-9])(?:[ -]?(Pro|Max|Ultra))?(?![\w+])", RegexOptions.IgnoreCase)]
    private static partial Regex AppleChip();

    [GeneratedRegex(@"\b(\d{1,2})(?:[ -]?cores?\b|C\b|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Cores();

    [GeneratedRegex(@"\d ?G(?:i?B)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex MemorySize();
}
