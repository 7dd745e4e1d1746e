namespace Rigwright.Formats.Gguf;

/// <summary>Which layers of an architecture see only a window.</summary>
/// <param name="Period">Layers after which the pattern repeats; 0: no layer has a window, 1: every one.</param>
/// <param name="DenseFirst">Is the full layer the first of the period instead of the last?</param>
/// <param name="DefaultWindow">Window when the key is absent; 0: then there is none.</param>
internal sealed record GgufWindowRule(int Period, bool DenseFirst = false, int DefaultWindow = 0)
{
    /// <summary>Is the window a chunk whose mask resets (Llama 4)?</summary>
    public bool IsChunked { get; init; }

    /// <summary>Must the pattern be an array in the file?</summary>
    public bool NeedsArray { get; init; }

    public bool IsLocal(int layer) => Period > 0 && (DenseFirst ? layer % Period != 0 : layer % Period < Period - 1 || Period == 1);
}

/// <summary>The windows of each layer, from the rule of the architecture and the keys of the file.</summary>
/// <remarks>Source: llama.cpp v0.5.0 (2026-09-28), <c>load_arch_hparams</c> in <c>src/models/*.cpp</c>.</remarks>
internal static class GgufWindows
{
    public static int?[] Read(GgufKeys keys, GgufWindowRule rule, string architecture, int layers)
    {
        var none = new int?[layers];
        if (rule.Period == 0 || architecture == "exaone4" && layers != 64 && !keys.Has("attention.sliding_window_pattern"))
            return none;
        var window = rule.IsChunked ? Chunk(keys, rule) : keys.SizeIfAny("attention.sliding_window") ?? rule.DefaultWindow;
        if (window == 0)
        {
            if (rule.NeedsArray)
                keys.Missing.Add(keys.Name("attention.sliding_window"));
            return none;
        }
        if (Pattern(keys, layers) is { } pattern)
            return [.. pattern.Select(local => local ? window : (int?)null)];
        if (rule.NeedsArray)
            keys.Missing.Add(keys.Name("attention.sliding_window_pattern"));
        var period = keys.SizeIfAny("attention.sliding_window_pattern") is > 0 and var given ? rule with { Period = given } : rule;
        return [.. Enumerable.Range(0, layers).Select(l => period.IsLocal(l) ? window : (int?)null)];
    }

    /// <summary>Llama 4's chunk is 8192 tokens whatever the key says, unless it says 0.</summary>
    private static int Chunk(GgufKeys keys, GgufWindowRule rule) => keys.SizeIfAny("attention.sliding_window") is 0 ? 0 : rule.DefaultWindow;

    private static bool[]? Pattern(GgufKeys keys, int layers) =>
        keys.IsArray("attention.sliding_window_pattern") && keys.PerLayer("attention.sliding_window_pattern", layers) is { } flags
            ? [.. flags.Select(f => f != 0)] : null;
}
