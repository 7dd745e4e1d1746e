using System.Globalization;
using Rigwright.Domain.Models;

namespace Rigwright.Engine.Speed;

/// <summary>The engine keys of the calibration: families of builds that share kernels and schedulers.</summary>
public static class EngineKey
{
    /// <summary>The key of a modelled engine.</summary>
    public static string Of(EngineKind engine) => engine switch
    {
        EngineKind.LlamaCpp => "llama.cpp",
        EngineKind.Ollama => "ollama",
        EngineKind.Vllm => "vllm",
        EngineKind.Sglang => "sglang",
        _ => "mlx",
    };

    /// <summary>The key of an engine as benchmarks name it; unknown names stay as they are (in lower case) and use the parent's effects.</summary>
    public static string Of(string name)
    {
        var text = name.Trim().ToLower(CultureInfo.InvariantCulture);
        if (text.Contains("llamafile", StringComparison.Ordinal) || text.Contains("localscore", StringComparison.Ordinal))
            return "llamafile";
        if (text.StartsWith("mlx", StringComparison.Ordinal) || text.Contains("omlx", StringComparison.Ordinal))
            return text.Contains("omlx", StringComparison.Ordinal) ? "omlx" : text.Contains("mlx-vlm", StringComparison.Ordinal) ? "mlx-vlm" : "mlx";
        if (text.StartsWith("ik_", StringComparison.Ordinal) || text.StartsWith("ik-", StringComparison.Ordinal))
            return "ik_llama.cpp";
        if (text.Contains("llama.cpp", StringComparison.Ordinal) || text.Contains("llamacpp", StringComparison.Ordinal) || text.StartsWith("llama-", StringComparison.Ordinal)
            || OnLlamaCpp.Any(n => text.StartsWith(n, StringComparison.Ordinal)))
            return "llama.cpp";
        foreach (var (start, key) in Named)
        {
            if (text.StartsWith(start, StringComparison.Ordinal))
                return key;
        }
        return text;
    }

    // Programs around llama.cpp's libraries.
    private static readonly string[] OnLlamaCpp =
        ["lmstudio", "lm studio", "lm-studio", "koboldcpp", "llama", "gpt4all", "jan", "ramalama", "docker model runner", "lemonade", "unsloth", "text-generation-webui", "oobabooga"];

    private static readonly (string Start, string Key)[] Named =
    [
        ("vllm", "vllm"), ("sglang", "sglang"), ("ollama", "ollama"), ("exllama", "exllama"), ("tabbyapi", "exllama"), ("lmdeploy", "lmdeploy"),
        ("tensorrt", "tensorrt-llm"), ("trt-llm", "tensorrt-llm"), ("trtllm", "tensorrt-llm"), ("text-generation-inference", "tgi"), ("hf tgi", "tgi"), ("tgi", "tgi"), ("aphrodite", "aphrodite"),
        ("mlc", "mlc"), ("ktransformers", "ktransformers"), ("transformers", "transformers"), ("hf transformers", "transformers"), ("huggingface transformers", "transformers"),
    ];

    /// <summary>The parent of an engine: engines built on the same kernels.</summary>
    public static string ParentOf(string engine) => engine switch
    {
        "llama.cpp" or "ollama" or "llamafile" or "ik_llama.cpp" => "ggml",
        "mlx" or "mlx-vlm" or "omlx" => "mlx",
        "vllm" or "sglang" or "lmdeploy" or "tensorrt-llm" or "tgi" or "aphrodite" => "server",
        _ => engine,
    };

    /// <summary>The backend that an engine uses on a maker's hardware when nothing is said.</summary>
    public static string DefaultBackend(DeviceProfile device) => (device.Form, device.Vendor) switch
    {
        ("cpu", _) => "cpu",
        (_, "apple") => "metal",
        (_, "amd") => "vulkan/rocm",
        (_, "intel") => "vulkan",
        _ => "cuda",
    };
}
