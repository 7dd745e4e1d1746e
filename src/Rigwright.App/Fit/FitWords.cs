using System.Globalization;
using Rigwright.Domain.Models;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Memory;

namespace Rigwright.App.Fit;

/// <summary>The words of <c>rig fit</c> and what they mean.</summary>
internal static class FitWords
{
    public static IReadOnlyDictionary<string, EngineKind> Engines { get; } = new Dictionary<string, EngineKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["llama.cpp"] = EngineKind.LlamaCpp,
        ["llama-server"] = EngineKind.LlamaCpp,
        ["ollama"] = EngineKind.Ollama,
        ["vllm"] = EngineKind.Vllm,
        ["sglang"] = EngineKind.Sglang,
        ["mlx"] = EngineKind.Mlx,
        ["mlx-lm"] = EngineKind.Mlx,
    };

    public static IReadOnlyDictionary<string, KvType> KvTypes { get; } = new Dictionary<string, KvType>(StringComparer.OrdinalIgnoreCase)
    {
        ["f16"] = KvType.F16,
        ["q8_0"] = KvType.Q8_0,
        ["q4_0"] = KvType.Q4_0,
        ["fp8"] = KvType.Fp8,
    };

    public static IReadOnlyDictionary<string, SplitMode> Splits { get; } = new Dictionary<string, SplitMode>(StringComparer.OrdinalIgnoreCase)
    {
        ["layer"] = SplitMode.Layer,
        ["tensor"] = SplitMode.Tensor,
        ["replica"] = SplitMode.Replica,
    };

    public static string NameOf(EngineKind engine) => engine switch
    {
        EngineKind.LlamaCpp => "llama.cpp",
        EngineKind.Ollama => "ollama",
        EngineKind.Vllm => "vllm",
        EngineKind.Sglang => "sglang",
        _ => "mlx",
    };

    /// <summary>A memory size as hardware is sold: "256GB", "256 GB" and "256GiB" all mean 256 GiB for memory modules.</summary>
    public static bool TryMemory(string text, out ByteSize size)
    {
        var trimmed = text.Trim();
        foreach (var unit in new[] { "GiB", "GB", "G" })
        {
            if (trimmed.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                trimmed = trimmed[..^unit.Length];
                break;
            }
        }
        size = ByteSize.Zero;
        if (!double.TryParse(trimmed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var gib) || !double.IsFinite(gib) || gib is <= 0 or > 1e6)
            return false;
        size = ByteSize.FromGiB(gib);
        return true;
    }
}
