using Rigwright.Domain.Models;

namespace Rigwright.Formats.HuggingFace;

/// <summary>Reads vision_config. The number of weights follows from the tower's kind; a kind that is not known has none stated.</summary>
internal static class VisionReader
{
    public static VisionTower? Read(ConfigScope root, ModelArchitecture text)
    {
        if (root.Table("vision_config") is not { } c)
            return null;
        var kind = c.Text("model_type") ?? text.ModelType;
        var isQwen2 = text.GgufArchitecture == "qwen2vl";
        // Defaults of Qwen2_5_VLVisionConfig, which excerpts leave out.
        var layers = c.SizeOr(isQwen2 ? 32 : 0, "depth", "num_hidden_layers", "vt_num_hidden_layers");
        var hidden = c.SizeOr(0, "hidden_size", "vt_hidden_size");
        var feed = c.SizeOr(isQwen2 ? 3420 : 0, "intermediate_size", "vt_intermediate_size");
        var patch = c.SizeOr(14, "patch_size", "spatial_patch_size");
        var merge = c.SizeOr(root.SizeOr(isQwen2 ? 2 : 1, "spatial_merge_size"), "spatial_merge_size", "pooling_kernel_size");
        var tower = new VisionTower(layers, hidden, feed, patch, merge, c.SizeIfAny("image_size")) { Kind = kind };
        if (c.Find("parameters") is { Kind: ConfigKind.Number, Number: > 0 and < 1e12 } stated)
            return tower with { Parameters = (long)stated.Number };
        return hidden == 0 || layers == 0 || feed == 0 ? tower
            : tower with { Parameters = Count(c, kind ?? "", tower, text), FullPrecisionParameters = Embeddings(c, kind ?? "", tower) };
    }

    private static long PositionsOfGemma(ConfigScope c) => 2L * c.SizeOr(10240, "position_embedding_size");

    /// <summary>Weights of the tables that llama.cpp's conversion forces to 32 bits in Gemma's projectors (names with ".embeddings." or position tables).</summary>
    private static long Embeddings(ConfigScope c, string kind, VisionTower t)
    {
        long patches = 3L * t.PatchSize * t.PatchSize * t.Hidden, edge = (t.ImageSize ?? 896) / t.PatchSize;
        return kind switch
        {
            "siglip_vision_model" => patches + (edge * edge * t.Hidden),
            "gemma4_vision" => patches + (PositionsOfGemma(c) * t.Hidden),
            _ => 0,
        };
    }

    private static long? Count(ConfigScope c, string kind, VisionTower t, ModelArchitecture text)
    {
        long h = t.Hidden, f = t.FeedForwardWidth, n = t.Layers, p = t.PatchSize, output = c.SizeOr(text.Hidden, "out_hidden_size"), m = (long)t.MergeSize * t.MergeSize * h;
        var attention = 4 * h * h;
        // Qwen names the tower after the model, with one of several endings.
        switch (kind.StartsWith("qwen", StringComparison.Ordinal) ? kind.Replace("_vision", "", StringComparison.Ordinal).Replace("_text", "", StringComparison.Ordinal) : kind)
        {
            case "qwen2_5_vl":
                // RMS norms, biased projections, gated network, merger of 2 x 2 patches.
                return (2 * 3 * p * p * h) + (n * ((2 * h) + attention + (4 * h) + (3 * h * f) + (2 * f) + h)) + h + (m * m) + m + (m * output) + output;
            case "qwen3_vl" or "qwen3_vl_moe" or "qwen3_5" or "qwen3_5_moe":
                var merger = (m * m) + m + (m * output) + output;
                var deep = c.Find("deepstack_visual_indexes") is { Kind: ConfigKind.List } list ? list.Items.Count : 0;
                return (2 * 3 * p * p * h) + h + (c.SizeOr(2304, "num_position_embeddings") * h)
                    + (n * ((4 * h) + attention + (4 * h) + (2 * h * f) + f + h)) + (2 * h) + merger + (deep * ((2 * m) + merger));
            case "siglip_vision_model":
                var positions = (t.ImageSize ?? 896) / p;
                return (3 * p * p * h) + h + ((long)positions * positions * h) + (n * ((4 * h) + attention + (4 * h) + (2 * h * f) + f + h)) + (2 * h)
                    + h + (h * text.Hidden);
            case "pixtral":
                // No biases, gated network; the projector merges 2 x 2 patches and has two matrices.
                return (3 * p * p * h) + h + (n * ((2 * h) + attention + (3 * h * f))) + h + (m * h) + (h * text.Hidden) + ((long)text.Hidden * text.Hidden);
            case "gemma4_vision":
                var dim = c.SizeOr(72, "head_dim");
                return (3 * p * p * h) + (PositionsOfGemma(c) * h) + (n * (attention + (3 * h * f) + (4 * h) + (2 * dim)))
                    + (2 * h) + (h * text.Hidden);
            default:
                // The matrices of a plain transformer, without patches, positions and projector.
                return n * (attention + (2 * h * f));
        }
    }
}
