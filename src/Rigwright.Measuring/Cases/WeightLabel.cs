using System.Globalization;
using System.Text.RegularExpressions;
using Rigwright.Domain.Models;
using Rigwright.Engine.Speed;

namespace Rigwright.Measuring.Cases;

/// <summary>What a label of the weights' type means where it depends on the engine, the model or the file.</summary>
internal static partial class WeightLabel
{
    private static readonly HashSet<string> AsPublished = new(StringComparer.OrdinalIgnoreCase) { "none", "native", "original", "unquantized", "unquantised", "full precision", "full", "checkpoint", "default" };

    /// <summary>The engine that weights of a type are made for, where none is stated.</summary>
    public static string EngineFor(string label) => QuantClass.Find(label)?.Class switch
    {
        "int4" or "int8" or "fp8" or "nvfp4" => "vllm",
        "exl" => "exllama",
        { } type when type.StartsWith("mlx", StringComparison.Ordinal) && label.Contains("mlx", StringComparison.OrdinalIgnoreCase) => "mlx",
        _ => "llama.cpp",
    };

    /// <summary>The label as the weight calculator and the speed formula know it.</summary>
    /// <param name="label">As written; may be empty.</param>
    /// <param name="engine">Engine key.</param>
    /// <param name="model">The catalogue's model; null when it lacks it.</param>
    /// <param name="modelText">The model as written: file names carry the type.</param>
    /// <param name="fileBytes">Size of the file; 0 when not given.</param>
    /// <param name="parametersB">Parameters in billions; 0 when not given.</param>
    public static string Of(string label, string engine, LanguageModel? model, string modelText, double fileBytes, double parametersB)
    {
        label = Container().Replace(label, "");
        if (AsPublished.Contains(label))
            return Published(model);
        if (label.Length == 0)
            return InName().Match(modelText) is { Success: true } match ? Of(match.Groups[1].Value, engine, model, "", fileBytes, parametersB) : Unstated(engine, model, fileBytes, parametersB);
        // "MXFP4" of llama.cpp is its own file type; of a server or Ollama it is the published checkpoint.
        var isFile = engine is "llama.cpp" or "ik_llama.cpp" or "llamafile";
        if (label.Equals("MXFP4", StringComparison.OrdinalIgnoreCase))
            return isFile ? "MXFP4_MOE" : label;
        return Bits().Match(label) is { Success: true } bits ? OfBits(int.Parse(bits.Groups[1].ValueSpan, CultureInfo.InvariantCulture), label, engine) : label;
    }

    // A number of bits alone means what the engine's users call so.
    private static string OfBits(int bits, string label, string engine) => EngineKey.ParentOf(engine) switch
    {
        "ggml" => bits switch { 2 => "Q2_K", 3 => "Q3_K_M", 4 => "Q4_K_M", 5 => "Q5_K_M", 6 => "Q6_K", 8 => "Q8_0", 16 => "F16", _ => label },
        "mlx" => $"MLX-{bits}bit",
        _ => bits switch { 4 => "AWQ-4bit", 8 => "INT8", 16 => "BF16", _ => label },
    };

    private static string Unstated(string engine, LanguageModel? model, double fileBytes, double parametersB)
    {
        var parameters = parametersB > 0 ? parametersB : model?.TotalParametersB?.Value ?? 0;
        if (fileBytes > 0 && parameters > 0)
            return OfSize(fileBytes * 8 / (parameters * 1e9), engine);
        // Ollama's default tag is Q4_K_M (library pages), or what the maker published in four bits; a server loads the checkpoint as published.
        if (engine == "ollama")
            return model?.NativeDtype?.Value.StartsWith("mxfp4", StringComparison.OrdinalIgnoreCase) == true ? "MXFP4" : "Q4_K_M";
        return EngineKey.ParentOf(engine) == "server" && model?.NativeDtype is not null ? Published(model) : "";
    }

    private static string OfSize(double bits, string engine) => OfBits(bits switch { < 2.9 => 2, < 4.1 => 3, < 5.3 => 4, < 6.1 => 5, < 7.5 => 6, < 12 => 8, _ => 16 }, "", engine);

    private static string Published(LanguageModel? model) => model?.NativeDtype?.Value.Split(' ', '+')[0] ?? "BF16";

    [GeneratedRegex(@"^(?:gguf[-:/ ]|ggml[- ]|mostly |all )+", RegexOptions.IgnoreCase)]
    private static partial Regex Container();

    [GeneratedRegex(@"^(?:q|int-?)?(\d{1,2})(?:[- _]?bits?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Bits();

    [GeneratedRegex(@"(?:^|[-_. :/])((?:UD-)?I?Q\d_\w+|Q\d|BF16|F16|FP16|MXFP4(?:_MOE)?|NVFP4|FP8|AWQ|GPTQ|W\dA\d{1,2}|MLX-\d-?bit|\d-?bit|\dbpw)(?![\w])", RegexOptions.IgnoreCase)]
    private static partial Regex InName();
}
