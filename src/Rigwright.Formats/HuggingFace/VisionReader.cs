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
        {
            var full = c.Find("full_precision_parameters") is { Kind: ConfigKind.Number, Number: > 0 and < 1e12 } own && own.Number <= stated.Number ? (long)own.Number : 0;
            return tower with { Parameters = (long)stated.Number, FullPrecisionParameters = full };
        }
        return hidden == 0 || layers == 0 || feed == 0 ? tower
            : tower with { Parameters = Count(c, kind ?? "", tower, text), FullPrecisionParameters = FullPrecision(c, kind ?? "", tower, text) };
    }

    private static long PositionsOfGemma(ConfigScope c) => 2L * c.SizeOr(10240, "position_embedding_size");

    /// <summary>Weights that llama.cpp's conversion writes in 32 bits: vectors (norms, biases), position tables, and in Gemma's projectors the patch embedding
    /// (a name with ".embeddings.").</summary>
    private static long FullPrecision(ConfigScope c, string kind, VisionTower t, ModelArchitecture text)
    {
        long h = t.Hidden, f = t.FeedForwardWidth, n = t.Layers, output = c.SizeOr(text.Hidden, "out_hidden_size"), m = (long)t.MergeSize * t.MergeSize * h;
        long patches = 3L * t.PatchSize * t.PatchSize * h, edge = (t.ImageSize ?? 896) / t.PatchSize;
        switch (Family(kind))
        {
            case "qwen2_5_vl":
                return (n * ((7 * h) + (2 * f))) + h + m + output;
            case "qwen3_vl" or "qwen3_vl_moe" or "qwen3_5" or "qwen3_5_moe":
                return (c.SizeOr(2304, "num_position_embeddings") * h) + (n * ((9 * h) + f)) + (3 * h) + m + output + (DeepMergers(c) * ((3 * m) + output));
            case "siglip_vision_model":
                return patches + (edge * edge * h) + (n * ((9 * h) + f)) + (4 * h);
            case "gemma4_vision":
                return patches + (PositionsOfGemma(c) * h) + (n * ((4 * h) + (2L * c.SizeOr(72, "head_dim")))) + (2 * h);
            default:
                return 0;
        }
    }

    /// <summary>Qwen names the tower after the model, with one of several endings.</summary>
    private static string Family(string kind) =>
        kind.StartsWith("qwen", StringComparison.Ordinal) ? kind.Replace("_vision", "", StringComparison.Ordinal).Replace("_text", "", StringComparison.Ordinal) : kind;

    private static int DeepMergers(ConfigScope c) => c.Find("deepstack_visual_indexes") is { Kind: ConfigKind.List } list ? list.Items.Count : 0;

    private static long? Count(ConfigScope c, string kind, VisionTower t, ModelArchitecture text)
    {
        long h = t.Hidden, f = t.FeedForwardWidth, n = t.Layers, p = t.PatchSize, output = c.SizeOr(text.Hidden, "out_hidden_size"), m = (long)t.MergeSize * t.MergeSize * h;
        var attention = 4 * h * h;
        switch (Family(kind))
        {
            case "qwen2_5_vl":
                // RMS norms, biased projections, gated network, merger of 2 x 2 patches.
                return (2 * 3 * p * p * h) + (n * ((2 * h) + attention + (4 * h) + (3 * h * f) + (2 * f) + h)) + h + (m * m) + m + (m * output) + output;
            case "qwen3_vl" or "qwen3_vl_moe" or "qwen3_5" or "qwen3_5_moe":
                var merger = (m * m) + m + (m * output) + output;
                return (2 * 3 * p * p * h) + h + (c.SizeOr(2304, "num_position_embeddings") * h)
                    + (n * ((4 * h) + attention + (4 * h) + (2 * h * f) + f + h)) + (2 * h) + merger + (DeepMergers(c) * ((2 * m) + merger));
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
