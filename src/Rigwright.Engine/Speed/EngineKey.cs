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
        if (text.StartsWith("llama.cpp", StringComparison.Ordinal) || text.StartsWith("llama-", StringComparison.Ordinal)
            || text.EndsWith("llama.cpp", StringComparison.Ordinal) || text is "lmstudio" or "lm studio" or "llamacpp" or "koboldcpp" or "llama")
            return "llama.cpp";
        foreach (var known in new[] { "vllm", "sglang", "ollama", "exllamav3", "exllamav2", "lmdeploy", "tensorrt-llm" })
        {
            if (text.StartsWith(known, StringComparison.Ordinal))
                return known.StartsWith("exllama", StringComparison.Ordinal) ? "exllama" : known;
        }
        return text;
    }

    /// <summary>The parent of an engine: engines built on the same kernels.</summary>
    public static string ParentOf(string engine) => engine switch
    {
        "llama.cpp" or "ollama" or "llamafile" or "ik_llama.cpp" => "ggml",
        "mlx" or "mlx-vlm" or "omlx" => "mlx",
        "vllm" or "sglang" or "lmdeploy" or "tensorrt-llm" => "server",
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
