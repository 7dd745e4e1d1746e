using Rigwright.Domain.Hardware;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Rigs;

namespace Rigwright.Formats.Plans;

/// <summary>The keys and words of a plan file. schemas/plan.schema.json says the same; a test compares them.</summary>
public static class PlanWords
{
    public static IReadOnlyList<string> RootKeys { get; } = ["plan", "form", "document", "date", "region", "outlet", "noise_limit", "operating_system", "engines", "currency", "lines", "totals", "claims"];

    public static IReadOnlyList<string> LineKeys { get; } =
        ["item", "part", "accelerator", "prebuilt", "kind", "memory_gb", "quantity", "unit_price", "currency", "condition", "power_cap_w"];

    public static IReadOnlyList<string> TotalKeys { get; } = ["label", "price", "currency", "approximate", "covers_more"];

    public static IReadOnlyList<string> ClaimKeys { get; } =
        ["power", "device_memory", "noise", "accelerators", "models", "speeds", "together", "vat", "prices", "upgrades"];

    public static IReadOnlyList<string> PowerKeys { get; } = ["watts", "from"];

    public static IReadOnlyList<string> DeviceMemoryKeys { get; } = ["gb", "from"];

    public static IReadOnlyList<string> NoiseKeys { get; } = ["word", "from"];

    public static IReadOnlyList<string> AcceleratorKeys { get; } = ["accelerator", "watts", "memory_gb", "bandwidth_gb_per_s", "nvlink", "cooling", "from"];

    public static IReadOnlyList<string> ModelKeys { get; } = ["model", "quantisation", "size_gb", "active_parameters_b", "total_parameters_b", "from"];

    public static IReadOnlyList<string> SpeedKeys { get; } =
        ["model", "quantisation", "decode_tokens_per_second", "accelerator", "devices", "streams", "split", "engine", "from"];

    public static IReadOnlyList<string> TogetherKeys { get; } = ["models", "accelerator", "free_gb", "split", "from"];

    public static IReadOnlyList<string> LoadedKeys { get; } = ["model", "quantisation", "size_gb"];

    public static IReadOnlyList<string> VatKeys { get; } = ["percent", "region", "from"];

    public static IReadOnlyList<string> PriceKeys { get; } = ["part", "accelerator", "price", "currency", "condition", "date", "from"];

    public static IReadOnlyList<string> UpgradeKeys { get; } = ["add", "watts", "nothing_else_changes", "from"];

    public static IReadOnlyDictionary<string, RigForm> Forms { get; } = new Dictionary<string, RigForm>(StringComparer.Ordinal)
    {
        ["build"] = RigForm.Build, ["machine"] = RigForm.Machine, ["cluster"] = RigForm.Cluster, ["prebuilt"] = RigForm.Prebuilt,
    };

    public static IReadOnlyDictionary<string, PlanItemKind> Kinds { get; } = new Dictionary<string, PlanItemKind>(StringComparer.Ordinal)
    {
        ["nvlink-bridge"] = PlanItemKind.NvLinkBridge, ["switch"] = PlanItemKind.Switch, ["other"] = PlanItemKind.Other,
    };

    public static IReadOnlyDictionary<string, Condition> Conditions { get; } = new Dictionary<string, Condition>(StringComparer.Ordinal)
    {
        ["new"] = Condition.New, ["used"] = Condition.Used, ["refurbished"] = Condition.Refurbished,
    };

    public static IReadOnlyDictionary<string, CoolingKind> Coolings { get; } = new Dictionary<string, CoolingKind>(StringComparer.Ordinal)
    {
        ["open-air"] = CoolingKind.OpenAir, ["flow-through"] = CoolingKind.FlowThrough, ["blower"] = CoolingKind.Blower,
        ["passive"] = CoolingKind.Passive, ["liquid"] = CoolingKind.Liquid,
    };

    public static IReadOnlyDictionary<string, SplitKind> Splits { get; } = new Dictionary<string, SplitKind>(StringComparer.Ordinal)
    {
        ["layers"] = SplitKind.Layers, ["tensors"] = SplitKind.Tensors,
    };

    public static IReadOnlyDictionary<string, int> NoiseWords { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["silent"] = 0, ["quiet"] = 1, ["moderate"] = 2, ["loud"] = 3, ["very-loud"] = 4,
    };
}
