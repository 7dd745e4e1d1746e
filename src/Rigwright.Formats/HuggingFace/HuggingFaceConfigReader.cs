using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Models;
using Rigwright.Domain.Naming;

namespace Rigwright.Formats.HuggingFace;

/// <summary>Reads a Hugging Face <c>config.json</c> into layers and shapes. Every problem is a diagnostic with line and column; nothing is guessed.</summary>
public static class HuggingFaceConfigReader
{
    /// <summary>Longest accepted file in bytes.</summary>
    public const int MaxBytes = ConfigParser.MaxLength;

    private static readonly Dictionary<string, Func<ConfigScope, ModelArchitecture>> Families = new(StringComparer.Ordinal)
    {
        ["llama"] = DenseFamilies.Llama,
        ["mistral"] = DenseFamilies.Llama,
        ["yi"] = DenseFamilies.Llama,
        ["ministral"] = DenseFamilies.Llama,
        ["ministral3"] = DenseFamilies.Mistral3,
        ["ernie4_5"] = DenseFamilies.Ernie,
        ["paddleocr_vl"] = DenseFamilies.PaddleOcr,
        ["granite"] = DenseFamilies.Granite,
        ["smollm3"] = DenseFamilies.Smollm3,
        ["qwen2"] = DenseFamilies.Qwen2,
        ["qwen2_vl"] = DenseFamilies.Qwen2Vl,
        ["qwen2_5_vl"] = DenseFamilies.Qwen2Vl,
        ["qwen2_5_vl_text"] = DenseFamilies.Qwen2Vl,
        ["mimo"] = DenseFamilies.Mimo,
        ["qwen3"] = DenseFamilies.Qwen3,
        ["qwen3_vl"] = DenseFamilies.Qwen3Vl,
        ["qwen3_vl_text"] = DenseFamilies.Qwen3Vl,
        ["seed_oss"] = DenseFamilies.SeedOss,
        ["phi3"] = DenseFamilies.Phi3,
        ["gemma2"] = DenseFamilies.Gemma2,
        ["gemma3"] = DenseFamilies.Gemma3,
        ["gemma3_text"] = DenseFamilies.Gemma3,
        ["olmo2"] = DenseFamilies.Olmo2,
        ["olmo3"] = DenseFamilies.Olmo2,
        ["exaone4"] = DenseFamilies.Exaone4,
        ["nemotron-nas"] = DenseFamilies.Deci,
        ["mllama"] = DenseFamilies.Mllama,
        ["mllama_text_model"] = DenseFamilies.Mllama,
        ["gemma3n"] = GemmaFamilies.Gemma3n,
        ["gemma3n_text"] = GemmaFamilies.Gemma3n,
        ["gemma4"] = GemmaFamilies.Gemma4,
        ["gemma4_text"] = GemmaFamilies.Gemma4,
        ["gemma4_unified"] = GemmaFamilies.Gemma4,
        ["gemma4_unified_text"] = GemmaFamilies.Gemma4,
        ["mixtral"] = ExpertFamilies.Mixtral,
        ["gpt_oss"] = ExpertFamilies.GptOss,
        ["qwen3_moe"] = ExpertFamilies.Qwen3Moe,
        ["qwen3_vl_moe"] = ExpertFamilies.Qwen3VlMoe,
        ["qwen3_vl_moe_text"] = ExpertFamilies.Qwen3VlMoe,
        ["minimax_m2"] = ExpertFamilies.MinimaxM2,
        ["minimax_m3"] = ExpertFamilies.MinimaxM3,
        ["glm4_moe"] = ExpertFamilies.Glm4Moe,
        ["ernie4_5_moe"] = ExpertFamilies.Ernie45Moe,
        ["dots1"] = ExpertFamilies.Dots1,
        ["hunyuan_v1_moe"] = ExpertFamilies.HunyuanMoe,
        ["hunyuan"] = ExpertFamilies.HunyuanLarge,
        ["hy_v3"] = ExpertFamilies.HyV3,
        ["mimo_v2_flash"] = ExpertFamilies.MimoV2,
        ["step3p5"] = ExpertFamilies.Step35,
        ["step3p7"] = ExpertFamilies.Step35,
        ["laguna"] = ExpertFamilies.Laguna,
        ["llama4"] = ExpertFamilies.Llama4,
        ["llama4_text"] = ExpertFamilies.Llama4,
        ["deepseek_v2"] = LatentFamilies.Deepseek,
        ["deepseek_v3"] = LatentFamilies.Deepseek,
        ["kimi_k2"] = LatentFamilies.Deepseek,
        ["glm4_moe_lite"] = LatentFamilies.Deepseek,
        ["deepseek_v32"] = LatentFamilies.Deepseek32,
        ["glm_moe_dsa"] = LatentFamilies.GlmDsa,
        ["deepseek_v4"] = LatentFamilies.Deepseek4,
        ["deepseek_ref"] = LatentFamilies.Deepseek4,
        ["qwen3_next"] = HybridFamilies.Qwen3Next,
        ["qwen3_5"] = HybridFamilies.Qwen35,
        ["qwen3_5_text"] = HybridFamilies.Qwen35,
        ["qwen3_5_moe"] = HybridFamilies.Qwen35Moe,
        ["qwen3_5_moe_text"] = HybridFamilies.Qwen35Moe,
        ["granitemoehybrid"] = HybridFamilies.GraniteHybrid,
        ["nemotron_h"] = HybridFamilies.NemotronH,
        ["falcon_h1"] = HybridFamilies.FalconH1,
        ["lfm2"] = HybridFamilies.Lfm2,
        ["lfm2_moe"] = HybridFamilies.Lfm2,
        ["kimi_linear"] = HybridFamilies.KimiLinear,
    };

    /// <summary>Every model_type that is understood.</summary>
    public static IReadOnlyList<string> ModelTypes { get; } = [.. Families.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads a file, with NVIDIA's quantisation file (<c>hf_quant_config.json</c>, or <c>NAME.hf_quant.json</c>) when it lies beside it.</summary>
    public static Loaded<ModelArchitecture> Read(string path, ConfigHints? hints = null)
    {
        var bag = new DiagnosticBag();
        if (ReadLimited(path, bag) is not { } json)
            return new(null, bag.Items);
        var folder = Path.GetDirectoryName(path) ?? "";
        var beside = Path.GetFileName(path) == "config.json"
            ? Path.Combine(folder, "hf_quant_config.json")
            : Path.Combine(folder, Path.GetFileNameWithoutExtension(path) + ".hf_quant.json");
        var quant = File.Exists(beside) ? ReadLimited(beside, bag) : null;
        return bag.HasErrors ? new(null, bag.Items) : ReadText(path, json, beside, quant, hints);
    }

    /// <summary>Reads text that is already in memory.</summary>
    /// <param name="file">Name for the diagnostics.</param>
    /// <param name="json">The configuration.</param>
    /// <param name="hints">What the caller knows where an excerpt leaves it out.</param>
    public static Loaded<ModelArchitecture> ReadText(string file, string json, ConfigHints? hints = null) => ReadText(file, json, file, null, hints);

    private static Loaded<ModelArchitecture> ReadText(string file, string json, string quantFile, string? quantJson, ConfigHints? hints)
    {
        var bag = new DiagnosticBag();
        var root = ConfigParser.Parse(file, json, bag);
        var quant = quantJson is null ? null : ConfigParser.Parse(quantFile, quantJson, bag);
        if (root is null || bag.HasErrors)
            return new(null, bag.Items);
        if (root.Kind != ConfigKind.Table)
        {
            bag.Error("RW5005", new(file, root.Line, root.Column), "A configuration is a JSON object.");
            return new(null, bag.Items);
        }
        var text = TextModel(root);
        var scope = new ConfigScope(file, root, text, bag);
        if (Family(scope, root, text, hints) is not { } type)
            return new(null, bag.Items);
        var architecture = Families[type](scope);
        if (scope.Missing.Count > 0)
        {
            var fields = string.Join(", ", scope.Missing.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            bag.Error("RW5007", scope.PositionOf(text), $"The layers of '{type}' are unknown without: {fields}.");
        }
        if (bag.HasErrors)
            return new(null, bag.Items);
        architecture = architecture with { ModelType = type, TiedEmbeddings = Tied(scope, architecture, hints) };
        architecture = architecture with { Checkpoint = CheckpointReader.Read(scope, quant), Vision = VisionReader.Read(scope, architecture) };
        Check(scope, text, architecture);
        return new(bag.HasErrors ? null : architecture, bag.Items);
    }

    private static ConfigNode TextModel(ConfigNode root)
    {
        foreach (var key in (ReadOnlySpan<string>)["text_config", "llm_config", "language_config"])
        {
            if (root.Find(key) is { Kind: ConfigKind.Table } inner)
                return inner;
        }
        return root;
    }

    private static string? Family(ConfigScope scope, ConfigNode root, ConfigNode text, ConfigHints? hints)
    {
        string? Known(ConfigNode? node) => node is { Kind: ConfigKind.Text } t && Families.ContainsKey(t.Text) ? t.Text : null;
        if (Known(text.Find("model_type")) is { } inner)
            return inner;
        if (Known(root.Find("model_type")) is { } outer)
            return outer;
        if (hints?.ModelType is { } hinted && hinted.Split('/').LastOrDefault(Families.ContainsKey) is { } given)
            return given;
        if ((text.Find("model_type") ?? root.Find("model_type")) is { Kind: ConfigKind.Text } stated)
        {
            scope.Error("RW5008", stated, $"The architecture '{stated.Text}' is unknown: needed are its layer kinds (attention heads, key-value heads and widths per layer, windows, recurrent state sizes), feed-forward widths, experts, vocabulary and tied embeddings.",
                NearestName.Suggest(stated.Text, Families.Keys));
            return null;
        }
        if (FamilyByName(root) is { } named)
        {
            scope.Bag.Info("RW5010", scope.PositionOf(root), $"model_type is missing; '{named}' is taken from the repository that the file names as its source.");
            return named;
        }
        scope.Error("RW5008", root, "The architecture is unknown: 'model_type' is missing.");
        return null;
    }

    /// <summary>A transcribed configuration (litgpt's key names) that names its repository instead of a model_type.</summary>
    private static string? FamilyByName(ConfigNode root)
    {
        var source = (root.Find("_source")?.Text ?? "") + " " + (root.Find("_name_or_path")?.Text ?? "");
        foreach (var (word, type) in (ReadOnlySpan<(string, string)>)
            [("gemma-3", "gemma3_text"), ("gemma-2", "gemma2"), ("OLMo-2", "olmo2"), ("Phi-", "phi3"), ("phi-4", "phi3"), ("Qwen3", "qwen3"),
             ("Qwen2.5", "qwen2"), ("QwQ", "qwen2"), ("Llama-", "llama"), ("SmolLM2", "llama"), ("Mistral-", "mistral")])
        {
            if (source.Contains("/" + word, StringComparison.Ordinal) || source.Contains("-" + word, StringComparison.Ordinal))
                return type;
        }
        return null;
    }

    private static bool Tied(ConfigScope scope, ModelArchitecture architecture, ConfigHints? hints)
    {
        if (scope.Has("tie_word_embeddings") || scope.Has("tie_embedding"))
            return architecture.TiedEmbeddings;
        return hints?.TiedEmbeddings ?? architecture.TiedEmbeddings;
    }

    private static void Check(ConfigScope scope, ConfigNode text, ModelArchitecture a)
    {
        foreach (var attention in a.Layers.SelectMany(l => l.Mixers).OfType<SoftmaxAttention>().Distinct())
        {
            if (attention.KvHeads < 1 || attention.KvHeads > attention.Heads || attention.Heads % attention.KvHeads != 0)
                scope.Error("RW5009", scope.Find("num_key_value_heads") ?? text, $"{attention.Heads} attention heads cannot share {attention.KvHeads} key-value heads evenly.");
            if (attention.KeyDim < 1 || attention.ValueDim < 1)
                scope.Error("RW5009", scope.Find("head_dim") ?? text, "A head is at least 1 wide.");
        }
        foreach (var experts in a.Layers.Select(l => l.FeedForward).OfType<MixtureOfExperts>().Distinct())
        {
            if (experts.ExpertsPerToken > experts.Experts)
                scope.Error("RW5009", scope.Find("num_experts_per_tok", "num_experts_per_token", "moe_topk", "moe_k", "top_k_experts") ?? text,
                    $"A token cannot use {experts.ExpertsPerToken} of {experts.Experts} experts.");
        }
    }

    private static string? ReadLimited(string path, DiagnosticBag bag)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
            {
                bag.Error("RW5012", new(path, 0, 0), "The file does not exist.");
                return null;
            }
            if (info.Length > MaxBytes)
            {
                bag.Error("RW5002", new(path, 1, 1), $"The file has {info.Length} bytes; at most {MaxBytes} are read.");
                return null;
            }
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            bag.Error("RW5012", new(path, 0, 0), $"The file cannot be read: {e.Message}");
            return null;
        }
    }
}

/// <summary>What the caller knows about a model whose configuration is an excerpt; used only where the file is silent.</summary>
/// <param name="ModelType">Hugging Face model_type (of the catalogue, several may be given with slashes), or null.</param>
/// <param name="TiedEmbeddings">Is the head the embedding? Null when not known.</param>
public sealed record ConfigHints(string? ModelType, bool? TiedEmbeddings);
