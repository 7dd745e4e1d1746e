using System.Text.RegularExpressions;

namespace Rigwright.Formats.Catalogues;

/// <summary>Other spellings of a model's name: what a republisher or a file name adds (quantisation, container, publisher) does not change the architecture.</summary>
public static partial class ModelNameVariants
{
    // The longer ending first: "-chat-hf" is one ending, not "-hf" alone.
    private static readonly string[] Tunings = ["Instruct-hf", "chat-hf", "Instruct", "Chat", "it", "hf"];

    /// <summary>The spellings to try after the name itself, the nearest to it first.</summary>
    public static IEnumerable<string> Of(string name)
    {
        var current = name;
        var seen = new HashSet<string>(StringComparer.Ordinal) { name };
        var untuned = WithoutTuning(name);
        if (seen.Add(untuned))
            yield return untuned;
        for (var i = 0; i < 6; i++)
        {
            var next = Step(current);
            if (!seen.Add(next))
                break;
            yield return current = next;
            var tuned = WithoutTuning(current);
            if (seen.Add(tuned))
                yield return tuned;
        }
    }

    /// <summary>The repository's name without its owner and without remarks in parentheses.</summary>
    public static string Tail(string id)
    {
        var tail = id[(id.LastIndexOf('/') + 1)..].Trim();
        return tail.EndsWith(')') && tail.IndexOf('(') is >= 0 and var remark ? tail[..remark].TrimEnd() : tail;
    }

    /// <summary>Without the ending that marks an instruction-tuned version.</summary>
    public static string WithoutTuning(string name)
    {
        foreach (var ending in Tunings)
        {
            var start = name.Length - ending.Length;
            if (start > 0 && name[start - 1] is '-' or '_' or ' ' && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return name[..(start - 1)];
        }
        return name;
    }

    private static string Step(string name)
    {
        var shorter = Format().Replace(name, "").Trim();
        if (shorter.Length > 0 && shorter != name)
            return shorter;
        shorter = Republisher().Replace(name, "");
        return shorter.Length > 0 ? shorter : name;
    }

    /// <summary>Container, bit width and GGUF file type endings, and the remark of llama-bench behind them.</summary>
    [GeneratedRegex(
        @"([-_. :]((i1|UD|MTP|qat|lm|MLX|DWQ|GGUF|AWQ|GPTQ|Int4|Int8|W4A16|W8A8|FP8|FP16|NVFP4|MXFP4|MXFP8|MXFP4-Q8|mxfp|bf16|f16|f32|Q8|gs\d+|\d-?bit|dynamic|mostly|mix)|" +
        @"I?Q\d\w*|T?Q\d_\w+|BF16_R16)|\s+-\s+(Small|Medium|Large|[\d.]+ bpw.*)|\s+MoE|\.gguf|\s+mix.*)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Format();

    /// <summary>Owners that republish other people's weights in another format.</summary>
    [GeneratedRegex(
        @"^(mlx-community|unsloth|bartowski|lmstudio-community|ggml-org|TheBloke|MaziyarPanahi|QuantFactory|RedHatAI|neuralmagic|janhq|nvidia|ai|mradermacher|Qwen|google|mistralai|meta-llama|openai|zai-org|deepseek-ai)[/_]",
        RegexOptions.IgnoreCase)]
    private static partial Regex Republisher();
}
