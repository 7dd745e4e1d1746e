using Rigwright.Domain.Models;

namespace Rigwright.App.Size;

/// <summary>What a published artefact's name says beyond model and quantisation: who made it and so by which habits.
/// Each rule is stated with its evidence in docs/formulas/weights.md.</summary>
/// <param name="Quantisation">The quantisation with what the publisher's habits add.</param>
/// <param name="CountsHeader">Is the published figure that of the file (true) or of its tensors (false)?</param>
/// <param name="CountsProjector">Does the published figure include the vision projector's file?</param>
/// <param name="StoresHead">Does the file hold a head of its own although the model is tied?</param>
/// <param name="Copies">How often the repository holds the weights.</param>
/// <param name="Habits">The rules that were applied, for people.</param>
public sealed record PublishedArtefact(
    Quantisation Quantisation, bool CountsHeader, bool CountsProjector, bool StoresHead, int Copies, IReadOnlyList<string> Habits)
{
    /// <summary>Bytes of further files that the published figure counts.</summary>
    public long OtherFiles { get; init; }

    // Assumed: the release of Llama 3.2, when bartowski's and unsloth's files had become the usual ones.
    private const string ImatrixUsualSince = "2024-09-25";

    /// <summary>Reads the artefact from its name, format and quantisation; null when the quantisation is not understood.</summary>
    public static PublishedArtefact? From(string model, string format, string quant, string? released = null)
    {
        List<string> habits = [];
        quant = IkQuants.WithoutPublisher(quant);
        if (Parse(model, format, quant) is not { } q)
        {
            if (IkQuants.Nearest(quant) is not { } nearest)
                return null;
            q = new("gguf", nearest);
            habits.Add($"an estimate: '{quant}' is a type of ik_llama.cpp, "
                + (quant.StartsWith(nearest, StringComparison.OrdinalIgnoreCase) ? "with its own bits by the exceptions of llama.cpp's nearest" : "taken as the nearest of llama.cpp"));
        }
        var hasDraft = q.Format == "gguf" && model.StartsWith("Gemma-4-", StringComparison.Ordinal) && Says(model, "MTP");
        if (hasDraft)
        {
            habits.Add(HasKnownDraft(model) ? "an estimate: the entry counts the draft model's file, 0.46 GB as the two published sizes of Gemma 4 12B show and 31B confirms"
                : "the entry counts the draft model's file, whose size is not known and is left out");
        }
        else if (Says(model, "MTP") && q.Format == "gguf")
        {
            q = q with { WithPrediction = true };
            habits.Add("the name says that the prediction block is in the file");
        }
        else if (q.Format == "gguf" && model.Contains("Qwen3.8", StringComparison.OrdinalIgnoreCase))
        {
            // Its 27B in UD-Q4_K_XL is as large as the file of Qwen3.6 27B whose name says MTP.
            q = q with { WithPrediction = true };
            habits.Add("an estimate: files of Qwen3.8 hold the prediction block, as one published size shows");
        }
        if (q.Format == "gguf" && UsesImatrix(model) && q.Imatrix is null)
        {
            q = q with { Imatrix = true };
            habits.Add("the publisher uses an importance matrix");
        }
        if (q.Format == "gguf" && (Publisher(model) ?? IkQuants.Publisher(quant)) is { } publisher)
            q = q with { Publisher = publisher };
        var isGguf = q.Format == "gguf";
        // llama-bench prints the sum of the tensors, and so do Docker's model cards.
        var isBench = isGguf && !model.Contains('/', StringComparison.Ordinal) && model.Contains(' ', StringComparison.Ordinal) && !model.Contains('(', StringComparison.Ordinal);
        // The llama-bench tables of later models are of files from publishers who always use one.
        if (isBench && q.Imatrix is null && (q.Name.StartsWith("IQ4_", StringComparison.Ordinal) || string.CompareOrdinal(released, ImatrixUsualSince) >= 0))
        {
            q = q with { Imatrix = true };
            habits.Add("taken as made with an importance matrix, as IQ4 files and files of models since late 2024 are");
        }
        var isDocker = isGguf && model.StartsWith("ai/", StringComparison.Ordinal);
        if (isDocker && q.Name == "Q4_K_M" && DockerDynamic.Any(series => model.StartsWith(series, StringComparison.Ordinal)))
        {
            q = new("gguf", "UD-Q4_K_XL");
            habits.Add("an estimate: Docker's Q4_K_M of this series is unsloth's dynamic file, which states that file type too, as one published size shows");
        }
        if (isBench || isDocker)
            habits.Add("the source prints the sum of the tensors");
        var countsProjector = isGguf && model.EndsWith("-GGUF", StringComparison.Ordinal) && (Says(model, "VL") || Says(model, "Omni") || IsBundle(model, q));
        if (countsProjector)
            habits.Add("a vision model's entry counts the projector's file");
        var isQatWithHead = q.Format == "mlx" && (model.Contains("gemma-3-12b-it-qat", StringComparison.OrdinalIgnoreCase) || model.Contains("gemma-3-27b-it-qat", StringComparison.OrdinalIgnoreCase));
        var storesHead = isQatWithHead || (isGguf && (model.StartsWith("Qwen/Qwen2", StringComparison.Ordinal) || model.StartsWith("ai/qwen3:0.6B", StringComparison.Ordinal)));
        if (isQatWithHead)
            habits.Add("an estimate: MLX files of the 12B and 27B quantisation-aware checkpoints store a head of their own, as one published size each shows");
        else if (storesHead)
            habits.Add("these files of tied models store the head");
        // The repositories hold the weights as sharded files and once more under original/.
        var copies = q.Format == "checkpoint" && model.StartsWith("openai/gpt-oss", StringComparison.Ordinal) ? 2 : 1;
        if (copies > 1)
            habits.Add("the repository holds the weights twice");
        return new(q, isGguf && !isBench && !isDocker, countsProjector, storesHead, copies, habits) { OtherFiles = hasDraft && HasKnownDraft(model) ? DraftBytes : 0 };
    }

    // Lemonade's list: Gemma-4-12B-it 7.29 GB without and 7.75 GB with the draft, each to 5 MB; with it Gemma-4-31B-it (20.0 GB) is met to 0.1 %.
    private const long DraftBytes = 460_000_000;

    // Series of Docker's cards whose other tags are unsloth's files and whose Q4_K_M is larger than llama-quantize's by what the dynamic recipe adds.
    private static readonly string[] DockerDynamic = ["ai/gemma3-qat:", "ai/ministral3:"];

    /// <summary>The models for phones (E2B, E4B) have a far smaller embedding, and so another draft.</summary>
    private static bool HasKnownDraft(string model) => !model.StartsWith("Gemma-4-E", StringComparison.Ordinal);

    private static Quantisation? Parse(string model, string format, string quant)
    {
        var isMlx = format.StartsWith("mlx", StringComparison.OrdinalIgnoreCase);
        if (isMlx && quant.Length == 0 && !model.StartsWith("mlx-community/", StringComparison.Ordinal))
            return new("checkpoint", "native");
        if (isMlx)
        {
            var group = Says(model, "gs32") ? "-gs32" : Says(model, "gs128") ? "-gs128" : "";
            var name = Says(model, "DQ3_K_M") ? "dq3_k_m-q8" : Says(model, "MXFP4-Q8") ? "mxfp4-q8" : model.EndsWith("-MXFP4", StringComparison.OrdinalIgnoreCase) ? "mxfp4" : quant;
            return Quantisation.TryParse("mlx", name.EndsWith("bit", StringComparison.OrdinalIgnoreCase) ? name + group : name, out var mlx) ? mlx : null;
        }
        if (quant.Length == 0 && format.StartsWith("gguf", StringComparison.OrdinalIgnoreCase))
            return Says(model, "mxfp") || Says(model, "gpt-oss") ? new("gguf", "MXFP4_MOE") : null;
        return Quantisation.TryParse(format, quant, out var parsed) ? parsed : null;
    }

    /// <summary>The publisher whose recipe holds: bartowski's repositories are named OWNER_MODEL-GGUF, and his files depart from llama-quantize's since
    /// late 2025; a bare MODEL-GGUF is taken as unsloth's where the maker publishes none.</summary>
    private static string? Publisher(string model)
    {
        if (!model.EndsWith("-GGUF", StringComparison.OrdinalIgnoreCase))
            return null;
        var slash = model.LastIndexOf('/');
        var owner = slash < 0 ? "" : model[..slash];
        if (owner == "bartowski" || (owner.Length == 0 && model.Contains('_', StringComparison.Ordinal)))
            return IsRecent(model) ? "bartowski" : null;
        return owner is not ("" or "unsloth") ? null : IsRecent(model) || Says(model, "Coder-Next") || Says(model, "Omni") ? "unsloth-2026" : "unsloth";
    }

    // Names of models whose files bartowski made since the change (the first seen: Qwen3-Coder-REAP, October 2025).
    private static readonly string[] Recent = ["REAP", "Qwen3.5", "Qwen3.6", "Qwen3.8", "gemma-4", "granite-4.1", "GLM-4.7", "GLM-5", "Medium-3.5"];

    /// <summary>A name of Lemonade's model list, whose sizes count the projector: it writes Gemma with a capital, unlike every repository, and lists
    /// Qwen3.5 and later as unsloth's dynamic files.</summary>
    private static bool IsBundle(string model, Quantisation q) => model.StartsWith("Gemma-", StringComparison.Ordinal)
        || (model.StartsWith("Qwen3.", StringComparison.Ordinal) && q.Name.StartsWith("UD-", StringComparison.Ordinal));

    private static bool IsRecent(string model) => Recent.Any(word => model.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>bartowski (whose repositories are named OWNER_MODEL-GGUF), unsloth and mradermacher's i1 files.</summary>
    private static bool UsesImatrix(string model)
    {
        if (model.StartsWith("ai/", StringComparison.Ordinal) || model.StartsWith("gpt4all", StringComparison.Ordinal))
            return false;
        return model.EndsWith("-GGUF", StringComparison.OrdinalIgnoreCase) || model.EndsWith(" tune)", StringComparison.Ordinal) || Says(model, "bartowski") || Says(model, "unsloth") || Says(model, "i1");
    }

    /// <summary>Is a word part of the name, between separators?</summary>
    private static bool Says(string name, string word)
    {
        for (var at = name.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = name.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(name[at - 1])) && (end == name.Length || !char.IsLetterOrDigit(name[end])))
                return true;
        }
        return false;
    }
}
