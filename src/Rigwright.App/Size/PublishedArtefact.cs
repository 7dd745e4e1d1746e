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
    // Assumed: the release of Llama 3.2, when bartowski's and unsloth's files had become the usual ones.
    private const string ImatrixUsualSince = "2024-09-25";

    /// <summary>Reads the artefact from its name, format and quantisation; null when the quantisation is not understood.</summary>
    public static PublishedArtefact? From(string model, string format, string quant, string? released = null)
    {
        List<string> habits = [];
        if (Parse(model, format, quant) is not { } q)
            return null;
        if (Says(model, "MTP") && q.Format == "gguf")
        {
            q = q with { WithPrediction = true };
            habits.Add("the name says that the prediction block is in the file");
        }
        if (q.Format == "gguf" && UsesImatrix(model) && q.Imatrix is null)
        {
            q = q with { Imatrix = true };
            habits.Add("the publisher uses an importance matrix");
        }
        var isGguf = q.Format == "gguf";
        // llama-bench prints the sum of the tensors, and so do Docker's model cards.
        var isBench = isGguf && !model.Contains('/', StringComparison.Ordinal) && model.Contains(' ', StringComparison.Ordinal) && !model.Contains('(', StringComparison.Ordinal);
        // The llama-bench tables of later models are of files from publishers who always use one.
        if (isBench && q.Imatrix is null && string.CompareOrdinal(released, ImatrixUsualSince) >= 0)
        {
            q = q with { Imatrix = true };
            habits.Add("files of models since late 2024 are made with an importance matrix");
        }
        var isDocker = isGguf && model.StartsWith("ai/", StringComparison.Ordinal);
        if (isBench || isDocker)
            habits.Add("the source prints the sum of the tensors");
        var countsProjector = isGguf && model.EndsWith("-GGUF", StringComparison.Ordinal) && (Says(model, "VL") || Says(model, "Omni"));
        if (countsProjector)
            habits.Add("a vision model's entry counts the projector's file");
        var storesHead = isGguf && model.StartsWith("Qwen/Qwen2", StringComparison.Ordinal);
        if (storesHead)
            habits.Add("Qwen's own files of tied models store the head");
        // The repositories hold the weights as sharded files and once more under original/.
        var copies = q.Format == "checkpoint" && model.StartsWith("openai/gpt-oss", StringComparison.Ordinal) ? 2 : 1;
        if (copies > 1)
            habits.Add("the repository holds the weights twice");
        return new(q, isGguf && !isBench && !isDocker, countsProjector, storesHead, copies, habits);
    }

    private static Quantisation? Parse(string model, string format, string quant)
    {
        var isMlx = format.StartsWith("mlx", StringComparison.OrdinalIgnoreCase);
        if (isMlx && quant.Length == 0 && !model.StartsWith("mlx-community/", StringComparison.Ordinal))
            return new("checkpoint", "native");
        if (isMlx)
        {
            var group = Says(model, "gs32") ? "-gs32" : Says(model, "gs128") ? "-gs128" : "";
            var name = Says(model, "MXFP4-Q8") ? "mxfp4-q8" : model.EndsWith("-MXFP4", StringComparison.OrdinalIgnoreCase) ? "mxfp4" : quant;
            return Quantisation.TryParse("mlx", name.EndsWith("bit", StringComparison.OrdinalIgnoreCase) ? name + group : name, out var mlx) ? mlx : null;
        }
        if (quant.Length == 0 && format.StartsWith("gguf", StringComparison.OrdinalIgnoreCase))
            return Says(model, "mxfp") || Says(model, "gpt-oss") ? new("gguf", "MXFP4_MOE") : null;
        return Quantisation.TryParse(format, quant, out var parsed) ? parsed : null;
    }

    /// <summary>bartowski (whose repositories are named OWNER_MODEL-GGUF), unsloth and mradermacher's i1 files.</summary>
    private static bool UsesImatrix(string model)
    {
        if (model.StartsWith("ai/", StringComparison.Ordinal) || model.StartsWith("gpt4all", StringComparison.Ordinal))
            return false;
        return model.EndsWith("-GGUF", StringComparison.OrdinalIgnoreCase) || Says(model, "bartowski") || Says(model, "unsloth") || Says(model, "i1");
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
