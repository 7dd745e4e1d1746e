using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Memory.Weights;
using Rigwright.Formats.HuggingFace;

namespace Rigwright.App.Fit;

/// <summary>Turns the models of a query into loads.</summary>
internal sealed class RoleResolver(Catalogue catalogue, FitQuery query, Placement? placement, FitFindings findings, List<string> notes)
{
    private const int MostContext = 1 << 30;

    public IReadOnlyList<FitRole> Resolve()
    {
        var engine = findings.Choose(query.Engine, FitWords.Engines, "engine") ?? EngineKind.LlamaCpp;
        var type = findings.Choose(query.KvType, FitWords.KvTypes, "cache type") ?? KvType.F16;
        var roles = new List<FitRole>();
        foreach (var text in query.With.Select(w => RoleText.Parse(w, catalogue.ModelNames)).Prepend(RoleText.Main(query)))
        {
            if (Role(text, engine, type) is { } role)
                roles.Add(role);
        }
        return roles;
    }

    private FitRole? Role(RoleText text, EngineKind engine, KvType type)
    {
        var context = text.Context is { } given ? findings.InRange("--context", given, 1, MostContext) : (int?)null;
        var streams = findings.InRange("--streams", text.Streams ?? 1, 1, FitConstants.MaxStreams);
        var microBatch = findings.InRange("--ubatch", query.MicroBatch, 1, 1 << 20);
        if (Model(text.Model) is not { } found)
            return null;
        var (model, layout, fileType) = found;
        if (Quant(text, model, engine, fileType) is not { } quantisation)
            return null;
        return new(new()
        {
            Model = model,
            Quantisation = quantisation,
            ContextPerStream = context ?? DefaultContext(model, engine),
            Streams = streams,
            KvType = type,
            Engine = engine,
            FlashAttention = query.FlashAttention,
            MicroBatch = microBatch,
            WithVision = query.Vision,
        }, layout, text.Device is { } device && placement is not null ? findings.InRange("#", device, 1, placement.Devices.Count) - 1 : null);
    }

    private int DefaultContext(LanguageModel model, EngineKind engine)
    {
        var most = model.Architecture?.MaxContext ?? model.MaxContext?.Value ?? int.MaxValue;
        var ollama = engine == EngineKind.Ollama && placement is not null;
        var context = Math.Min(ollama ? FitConstants.OllamaContext(ByteSize.Sum(placement!.Devices.Select(d => d.Memory))) : FitConstants.DefaultContext, most);
        notes.Add($"Context of {model.Id}: {context} tokens for each stream ({(ollama ? "Ollama's default for this memory" : "default")}; --context).");
        return context;
    }

    private (LanguageModel Model, WeightLayout? Layout, Quantisation? Type)? Model(string text)
    {
        // A lone hyphen is a header on standard input.
        if (text == "-" || text.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase))
            return GgufModel.Read(text, findings.Bag);
        if (text.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return FromConfig(text);
        return findings.Resolve(catalogue.ModelNames, text, "model", FitCodes.UnknownModel, FitCodes.AmbiguousModel) is { } id
            ? (catalogue.Find(new ModelId(id))!, null, null)
            : null;
    }

    private (LanguageModel, WeightLayout?, Quantisation?)? FromConfig(string path)
    {
        var loaded = HuggingFaceConfigReader.Read(path);
        findings.Bag.AddRange(loaded.Diagnostics);
        return loaded.Value is { } architecture ? (FromFile(path, architecture, "from a configuration"), null, null) : null;
    }

    internal static LanguageModel FromFile(string path, ModelArchitecture architecture, string kind)
    {
        var count = ParameterCount.Of(architecture);
        Sourced<double> Billions(long parameters) => new(parameters / 1e9, new("user-file"), Evidence.DerivedFromSpec, default, "counted from the layers of " + path);
        return new()
        {
            Id = new(path),
            Family = architecture.GgufArchitecture,
            Kind = kind,
            Architecture = architecture,
            TotalParametersB = Billions(count.Total),
            ActiveParametersB = Billions(count.Active),
            DecodeMatmulParametersB = Billions(count.DecodeMatmul),
        };
    }

    private Quantisation? Quant(RoleText text, LanguageModel model, EngineKind engine, Quantisation? fileType)
    {
        if (fileType is not null)
            return fileType;
        if (text.Quant is { } given)
        {
            if (Quantisation.TryParse(given, out var parsed))
                return parsed;
            findings.Error(FitCodes.UnknownQuantisation, given, $"'{given}' is no quantisation.",
                Domain.Naming.NearestName.Suggest(given, Quantisation.GgufNames) ?? "For example Q4_K_M, mlx/4bit, fp8.");
            return null;
        }
        var native = model.NativeDtype?.Value.Contains("mxfp4", StringComparison.OrdinalIgnoreCase) == true;
        var quantisation = engine switch
        {
            EngineKind.Mlx => new Quantisation("mlx", native ? "mxfp4" : "4bit"),
            EngineKind.Vllm or EngineKind.Sglang => new Quantisation("checkpoint", "native"),
            _ => new Quantisation("gguf", native ? "MXFP4_MOE" : "Q4_K_M"),
        };
        notes.Add($"Quantisation of {model.Id}: {quantisation} (default{(native ? ", as published" : "")}; --quant).");
        return quantisation;
    }
}
