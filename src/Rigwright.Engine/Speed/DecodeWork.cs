using System.Globalization;
using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Memory.Weights;

namespace Rigwright.Engine.Speed;

/// <summary>Works out what a model in a quantisation makes a device read and compute (<see cref="ModelWork"/>).</summary>
public static class DecodeWork
{
    /// <summary>From a catalogue model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="quantisation">Type of the weights as people write it, for example <c>Q4_K_M</c>.</param>
    /// <param name="fileBytes">Size of the file where it is known; null computes the bytes from the type.</param>
    /// <returns>Unknown when the model's parameters or the type are not known.</returns>
    public static Answer<ModelWork> Of(LanguageModel model, string quantisation, double? fileBytes = null)
    {
        if (model.TotalParametersB?.Value is not { } totalB || totalB <= 0)
            return Answer<ModelWork>.Unknown($"total parameters of {model.Id}");
        if (QuantClass.Find(quantisation) is not { } type)
            return Answer<ModelWork>.Unknown($"the weight type '{quantisation}'");
        if (model.Architecture is not { } architecture)
            return WithoutLayers(model, type.Class, type.Bits, fileBytes);
        if (IsNativeMxfp4(model) && type.Bits >= 4)
            type = ("mxfp4", type.Class != "mxfp4" ? type.Bits : quantisation.Contains("MOE", StringComparison.OrdinalIgnoreCase) ? GgufRestBits : NativeRestBits);
        return Answer<ModelWork>.Known(FromLayers(model, architecture, quantisation, type.Class, type.Bits, fileBytes));
    }

    // llama.cpp's MXFP4_MOE files keep what is outside the experts in Q8_0 (ggml-org/gpt-oss-20b-GGUF: 11.27 GiB), the published checkpoints in BF16.
    private const double GgufRestBits = 8.5;
    private const double NativeRestBits = 16;

    // Every conversion of such a model keeps its experts in MXFP4; the file type only says what became of the rest.
    private static bool IsNativeMxfp4(LanguageModel model) => model.NativeDtype?.Value.StartsWith("mxfp4", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>From a size alone, for a model that the catalogue lacks: taken as dense unless the active parameters are given.</summary>
    /// <param name="name">The model as named by the question.</param>
    /// <param name="parametersB">All parameters in billions; null when only the file is known.</param>
    /// <param name="fileBytes">Size of the file; null when only the parameters are known.</param>
    /// <param name="quantisation">Type of the weights.</param>
    public static Answer<ModelWork> FromSize(string name, double? parametersB, double? fileBytes, string quantisation)
    {
        if (QuantClass.Find(quantisation) is not { } type)
            return Answer<ModelWork>.Unknown($"the weight type '{quantisation}'");
        var named = parametersB is > 0 || fileBytes is > 0 ? null : ParametersFromName(name);
        var total = (parametersB ?? named) is > 0 and var billions ? billions * 1e9 : fileBytes is > 0 ? fileBytes.Value * 8 / type.Bits : 0;
        if (total <= 0)
            return Answer<ModelWork>.Unknown($"the model '{name}': it is not in the catalogue and neither its file size nor its parameters are given");
        var file = fileBytes is > 0 ? fileBytes.Value : total * type.Bits / 8;
        var active = ActiveFromName(name) is { } a && a * 1e9 < total * 0.9 ? a * 1e9 : total;
        var shape = TypicalShape(total);
        var work = new ModelWork
        {
            Id = "",
            Family = "",
            QuantClass = type.Class,
            DenseBytes = file * (active < total ? MoeDenseShare * active / total : 1 - EmbeddingShare(total)),
            ExpertBytes = active < total ? file * (1 - MoeDenseShare * active / total) : 0,
            Experts = active < total ? TypicalExperts : 0,
            ExpertsPerToken = active < total ? ExpertsPerToken(active, total) : 0,
            FullKvBytesPerToken = 2 * 2 * shape.KvWidth * shape.Layers,
            Layers = shape.Layers,
            Hidden = shape.Hidden,
            MatmulParameters = active,
            FullAttentionFlops = 4.0 * shape.Hidden * shape.Layers,
            FileBytes = file,
            Fallback = "the model is not in the catalogue: taken from its size" + (named is null ? "" : ", which its name states")
                + (active < total ? "" : ", as a dense model") + ", layers and cache of a typical model of that size",
        };
        return Answer<ModelWork>.Known(work);
    }

    // Assumed for models without a configuration: half of a mixture's active parameters are outside the experts, 128 experts (Qwen3, gpt-oss: 45 to 60 %, 32 to 512).
    private const double MoeDenseShare = 0.5;
    private const int TypicalExperts = 128;

    private static int ExpertsPerToken(double active, double total) =>
        Math.Max(1, (int)Math.Round(TypicalExperts * (1 - MoeDenseShare) * active / (total - MoeDenseShare * active)));

    // The input embedding is not read: 8 % of a 7B model, 1 % of a 70B one (Llama-3, Qwen2.5 configurations); small models tie it to the head and read it.
    private static double EmbeddingShare(double total) => total < 5e9 ? 0 : Math.Clamp(0.5e9 / total, 0, 0.08);

    // Layers and widths of published dense models by size: Llama-3.2-1B 16 x 2048, Qwen3-8B 36 x 4096, Qwen3-32B 64 x 5120, Llama-3-70B 80 x 8192, Llama-3.1-405B 126 x 16384.
    private static (int Layers, int Hidden, int KvWidth) TypicalShape(double total) => total switch
    {
        < 2e9 => (20, 2048, 512),
        < 5e9 => (32, 2560, 1024),
        < 11e9 => (34, 4096, 1024),
        < 20e9 => (40, 5120, 1024),
        < 50e9 => (60, 5120, 1024),
        < 150e9 => (80, 8192, 1024),
        _ => (100, 12288, 1024),
    };

    // Larger models are mixtures of experts as often as not, and then read a tenth of what a dense one does.
    private const double LargestByName = 80;

    // "Vicuna 13B", "Solar-10.7B": the number before a B that ends a word; neither "8x7B" nor "E4B" nor "A3B".
    private static double? ParametersFromName(string name)
    {
        double? found = null;
        for (var end = 1; end < name.Length; end++)
        {
            if (name[end] is not ('B' or 'b') || (end + 1 < name.Length && char.IsLetterOrDigit(name[end + 1])))
                continue;
            var start = end;
            while (start > 0 && (char.IsAsciiDigit(name[start - 1]) || name[start - 1] == '.'))
                start--;
            if (start == end || (start > 0 && char.IsLetter(name[start - 1]) && char.ToUpperInvariant(name[start - 1]) is 'A'))
                continue;
            if (found is not null || (start > 0 && char.IsLetter(name[start - 1]))
                || !double.TryParse(name.AsSpan(start, end - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var billions))
                return null;
            found = billions;
        }
        return found is > 0 and <= LargestByName ? found : null;
    }

    // "30B-A3B": the number after -A and before B.
    private static double? ActiveFromName(string name)
    {
        var text = name.ToUpper(CultureInfo.InvariantCulture);
        for (var i = text.IndexOf("-A", StringComparison.Ordinal); i >= 0; i = text.IndexOf("-A", i + 1, StringComparison.Ordinal))
        {
            var end = i + 2;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
                end++;
            if (end > i + 2 && end < text.Length && text[end] == 'B'
                && double.TryParse(text.AsSpan(i + 2, end - i - 2), NumberStyles.Float, CultureInfo.InvariantCulture, out var active))
                return active;
        }
        return null;
    }

    private static Answer<ModelWork> WithoutLayers(LanguageModel model, string type, double bits, double? fileBytes)
    {
        var total = model.TotalParametersB!.Value;
        var name = model.ActiveParametersB?.Value is { } active && active < total
            ? string.Create(CultureInfo.InvariantCulture, $"{model.Id}-A{active}B") : model.Id.Value;
        _ = bits;
        return FromSize(name, total, fileBytes, type switch { "int4" => "AWQ", "mlx4" => "MLX-4bit", _ => type }).Map(work => work with
        {
            Id = model.Id.Value,
            Family = model.Family,
            MaxContext = model.MaxContext?.Value,
            Fallback = "the catalogue has no configuration of the model: layers and cache of a typical model of that size",
        });
    }

    private static ModelWork FromLayers(LanguageModel model, ModelArchitecture architecture, string quantisation, string type, double bits, double? fileBytes)
    {
        var total = model.TotalParametersB!.Value * 1e9;
        var active = (model.ActiveParametersB?.Value ?? model.TotalParametersB.Value) * 1e9;
        var matmul = (model.DecodeMatmulParametersB?.Value * 1e9) ?? active;
        var moe = architecture.Layers.Select(l => l.FeedForward).OfType<MixtureOfExperts>().FirstOrDefault();
        var experts = moe is null ? 0 : (total - active) / (1 - (double)moe.ExpertsPerToken / moe.Experts);
        var dense = moe is null ? matmul : Math.Max(0, matmul - experts * moe.ExpertsPerToken / moe.Experts);
        var (denseBytes, expertBytes) = Exact(architecture, quantisation, type, fileBytes) ?? Nominal(total, dense, experts, type, bits, fileBytes);
        var cache = CacheReads.Of(architecture);
        return new()
        {
            Id = model.Id.Value,
            Family = model.Family,
            QuantClass = type,
            DenseBytes = denseBytes,
            ExpertBytes = expertBytes,
            Experts = moe?.Experts ?? 0,
            ExpertsPerToken = moe?.ExpertsPerToken ?? 0,
            FullKvBytesPerToken = cache.Full,
            WindowKvBytesPerToken = cache.Windowed,
            Window = cache.Window,
            StateBytes = cache.State,
            Layers = architecture.Layers.Count,
            Hidden = architecture.Hidden,
            MatmulParameters = matmul,
            FullAttentionFlops = cache.FullFlops,
            WindowAttentionFlops = cache.WindowFlops,
            IsLatent = architecture.Layers.Any(l => l.Mixers.Any(m => m is LatentAttention)),
            IsHybrid = architecture.Layers.Any(l => l.Mixers.Any(m => m is RecurrentMixer)),
            MaxContext = model.MaxContext?.Value ?? architecture.MaxContext,
            FileBytes = fileBytes ?? (denseBytes + expertBytes),
        };
    }

    // Tensor by tensor, as the memory estimate counts them; a stated file size scales the result (publishers' own mixes).
    private static (double Dense, double Expert)? Exact(ModelArchitecture architecture, string quantisation, string type, double? fileBytes)
    {
        if (type == "mxfp4" || !Quantisation.TryParse(quantisation, out var parsed) || !WeightCalculator.Calculate(architecture, parsed).TryGet(out var layout))
            return null;
        var scale = fileBytes is > 0 ? fileBytes.Value / layout.FileSize.Bytes : 1;
        var experts = layout.Layers.Sum(l => (double)l.Experts);
        var dense = layout.DecodeBytes(1) - layout.Layers.Sum(l => l.BytesRead(1) - l.Dense);
        return (dense * scale, experts * scale);
    }

    // By bits a weight. MXFP4 files keep everything outside the experts at a higher precision.
    private static (double Dense, double Expert) Nominal(double total, double dense, double experts, string type, double bits, double? fileBytes)
    {
        var mean = fileBytes is > 0 ? fileBytes.Value * 8 / total : bits;
        if (type != "mxfp4" || experts <= 0)
            return (dense * mean / 8, experts * mean / 8);
        const double mxfp4 = 4.25;
        var rest = fileBytes is > 0 ? (fileBytes.Value * 8 - experts * mxfp4) / (total - experts) : bits;
        return (dense * Math.Clamp(rest, mxfp4, 16) / 8, experts * mxfp4 / 8);
    }
}
