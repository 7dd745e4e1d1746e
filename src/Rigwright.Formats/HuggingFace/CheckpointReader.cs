using Rigwright.Domain.Models;

namespace Rigwright.Formats.HuggingFace;

/// <summary>Reads how a checkpoint is quantised: quantization_config in config.json, or hf_quant_config.json of NVIDIA's ModelOpt beside it.</summary>
internal static class CheckpointReader
{
    public static CheckpointQuantisation? Read(ConfigScope c, ConfigNode? modelOpt)
    {
        var fromFile = modelOpt is { Kind: ConfigKind.Table } ? ModelOpt(c, modelOpt.Find("quantization") ?? modelOpt) : null;
        if (c.Find("quantization_config", "compression_config", "quantization") is not { Kind: ConfigKind.Table } q)
            return fromFile;
        if (fromFile is not null)
            return fromFile;
        var excluded = Names(q, "modules_to_not_convert", "ignored_layers", "ignore", "exclude_modules");
        switch (q.Find("quant_method")?.Text)
        {
            case "fp8" or "fbgemm_fp8":
                var block = q.Find("weight_block_size") is { Kind: ConfigKind.List, Items.Count: 2 } list ? list.Items : null;
                var fp8 = new CheckpointQuantisation("fp8", 8, block is null ? 0 : Number(c, block[1], 128), block is null ? 1 : Number(c, block[0], 128), excluded);
                return c.Text("expert_dtype") == "fp4" ? fp8 with { Modules = new Dictionary<string, string> { ["experts"] = "mxfp4" } } : fp8;
            case "mxfp4":
                return new("mxfp4", 4, 32, 1, excluded);
            case "awq" or "gptq":
                return new(q.Find("quant_method")!.Text, Number(c, q.Find("bits"), 4), Number(c, q.Find("group_size"), 128), 1, excluded);
            case "compressed-tensors" or "modelopt" or null:
                return q.Find("quantized_layers") is not null || q.Find("quant_algo") is { Text: "MIXED_PRECISION" } ? ModelOpt(c, q) : Group(c, q, excluded);
            case "bitsandbytes":
                return new("bitsandbytes", 4, 64, 1, excluded);
            default:
                c.Bag.Warning("RW5011", c.PositionOf(q.Find("quant_method")!), $"The quantisation method '{q.Find("quant_method")!.Text}' is not known; the checkpoint's own size is not predicted.");
                return null;
        }
    }

    private static CheckpointQuantisation? Group(ConfigScope c, ConfigNode q, IReadOnlyList<string> excluded)
    {
        var weights = q.Find("config_groups")?.Members.Values.FirstOrDefault()?.Find("weights");
        if (weights is not { Kind: ConfigKind.Table })
            return q.Find("quant_algo") is { Kind: ConfigKind.Text } ? ModelOpt(c, q) : null;
        var bits = Number(c, weights.Find("num_bits"), 8);
        var group = Number(c, weights.Find("group_size"), 0);
        var isFloat = weights.Find("type")?.Text == "float";
        var format = q.Find("format")?.Text ?? "";
        var method = (isFloat, bits) switch
        {
            (true, 8) => "fp8",
            (true, 4) when format.StartsWith("mxfp4", StringComparison.Ordinal) || group == 32 => "mxfp4",
            (true, 4) => "nvfp4",
            _ => "int4",
        };
        return new(method, bits, group, 1, excluded);
    }

    private static CheckpointQuantisation? ModelOpt(ConfigScope c, ConfigNode q)
    {
        var excluded = Names(q, "exclude_modules", "ignore");
        var modules = q.Find("quantized_layers")?.Members.ToDictionary(
            m => m.Key, m => (m.Value.Find("quant_algo")?.Text ?? "").ToLowerInvariant(), StringComparer.Ordinal) ?? [];
        return q.Find("quant_algo")?.Text switch
        {
            "FP8" => new("fp8", 8, 0, 1, excluded),
            "NVFP4" => new("nvfp4", 4, Number(c, q.Find("group_size"), 16), 1, excluded),
            "MIXED_PRECISION" => new CheckpointQuantisation("mixed", 4, Number(c, q.Find("group_size"), 16), 1, excluded) { Modules = modules },
            _ => null,
        };
    }

    private static int Number(ConfigScope c, ConfigNode? node, int fallback) =>
        node is { Kind: ConfigKind.Number } ? Math.Max(0, c.Whole(node, "group_size", -1, 65536) ?? fallback) : fallback;

    private static List<string> Names(ConfigNode q, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (q.Find(key) is { Kind: ConfigKind.List } list)
                return [.. list.Items.Where(i => i.Kind == ConfigKind.Text).Select(i => i.Text)];
        }
        return [];
    }
}
