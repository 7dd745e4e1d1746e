using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Models;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Requirements;

namespace Rigwright.Formats.Requirements;

/// <summary>The words that a requirements file may use where it has a choice. The schema lists the same ones; a test compares them.</summary>
public static class RequirementsWords
{
    public static IReadOnlyDictionary<string, Condition> Conditions { get; } = new Dictionary<string, Condition>(StringComparer.Ordinal)
    {
        ["new"] = Condition.New, ["refurbished"] = Condition.Refurbished, ["used"] = Condition.Used,
    };

    public static IReadOnlyDictionary<string, PurchaseKind> Purchases { get; } = new Dictionary<string, PurchaseKind>(StringComparer.Ordinal)
    {
        ["either"] = PurchaseKind.Either, ["build"] = PurchaseKind.Build, ["turnkey"] = PurchaseKind.Turnkey,
    };

    public static IReadOnlyDictionary<string, EngineKind> Engines { get; } = new Dictionary<string, EngineKind>(StringComparer.Ordinal)
    {
        ["llama.cpp"] = EngineKind.LlamaCpp, ["ollama"] = EngineKind.Ollama, ["vllm"] = EngineKind.Vllm, ["sglang"] = EngineKind.Sglang, ["mlx"] = EngineKind.Mlx,
    };

    public static IReadOnlyDictionary<string, int> OperatingSystems { get; } = InferenceEngine.OperatingSystems.Index().ToDictionary(s => s.Item, s => s.Index, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, MinimumBasis> MinimumBases { get; } = new Dictionary<string, MinimumBasis>(StringComparer.Ordinal)
    {
        ["expected"] = MinimumBasis.Expected, ["all_active"] = MinimumBasis.AllActive, ["alone"] = MinimumBasis.Alone,
    };

    /// <summary>All roles are loaded at the same time; swapping models in and out is not planned for.</summary>
    public static IReadOnlyDictionary<string, bool> Loaded { get; } = new Dictionary<string, bool>(StringComparer.Ordinal) { ["concurrently"] = true };

    public static IReadOnlyList<string> PriorityNames { get; } = [.. ScoreWeights.Priorities.Keys];

    internal static IReadOnlyDictionary<string, int> Priorities { get; } =
        PriorityNames.Index().ToDictionary(p => p.Item, p => p.Index, StringComparer.Ordinal);
}
