using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Regions;

namespace Rigwright.Domain.Catalogues;

/// <summary>Everything that is shipped: facts with their sources, read-only, in file order.</summary>
public sealed class Catalogue
{
    /// <summary>Every source by id.</summary>
    public required IReadOnlyDictionary<SourceId, Source> Sources { get; init; }

    /// <summary>Disputed facts, every claim kept.</summary>
    public required IReadOnlyList<Dispute> Disputes { get; init; }

    /// <summary>Accelerators, chips and complete machines.</summary>
    public required IReadOnlyList<Accelerator> Accelerators { get; init; }

    /// <summary>Hand-checked parts.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>Vendors.</summary>
    public required IReadOnlyList<Vendor> Vendors { get; init; }

    /// <summary>Vendors' ready-made models.</summary>
    public required IReadOnlyList<Prebuilt> Prebuilts { get; init; }

    /// <summary>Dated prices.</summary>
    public required IReadOnlyList<Offer> Offers { get; init; }

    /// <summary>Language models.</summary>
    public required IReadOnlyList<LanguageModel> Models { get; init; }

    /// <summary>Inference engines.</summary>
    public required IReadOnlyList<InferenceEngine> Engines { get; init; }

    /// <summary>Tensor types and file types of GGUF.</summary>
    public IReadOnlyList<GgufTypeFact> GgufTypes { get; init; } = [];

    /// <summary>Regions.</summary>
    public required IReadOnlyList<Region> Regions { get; init; }

    /// <summary>Dated parameters by id: VAT, electricity, import rules, rules of power and supply.</summary>
    public IReadOnlyDictionary<string, DatedParameter> Parameters { get; init; } = new Dictionary<string, DatedParameter>();

    /// <summary>Measured power of machines and cards.</summary>
    public IReadOnlyList<PowerFact> PowerFacts { get; init; } = [];

    /// <summary>Statements about noise.</summary>
    public IReadOnlyList<NoiseFact> NoiseFacts { get; init; } = [];

    /// <summary>Resolves names of accelerators: ids, full names, common names.</summary>
    public required AliasResolver AcceleratorNames { get; init; }

    /// <summary>Resolves names of models: ids, llama-bench names, Ollama tags, repositories.</summary>
    public required AliasResolver ModelNames { get; init; }

    /// <summary>Resolves names and part numbers of parts.</summary>
    public required AliasResolver PartNames { get; init; }

    /// <summary>The newest day on which any fact was collected; the default for "today" so that answers do not depend on the clock.</summary>
    public required DateOnly CollectedOn { get; init; }

    private readonly Lazy<Dictionary<string, object>> _byId;

    /// <summary>Created by the catalogue reader.</summary>
    public Catalogue() => _byId = new(() =>
    {
        var map = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var a in Accelerators!)
            map.TryAdd("accelerator/" + a.Id.Value, a);
        foreach (var p in Parts!)
            map.TryAdd("part/" + p.Id.Value, p);
        foreach (var b in Prebuilts!)
            map.TryAdd("prebuilt/" + b.Id, b);
        foreach (var m in Models!)
            map.TryAdd("model/" + m.Id.Value, m);
        return map;
    });

    /// <summary>The accelerator with an id, or null.</summary>
    public Accelerator? Find(AcceleratorId id) => _byId.Value.GetValueOrDefault("accelerator/" + id.Value) as Accelerator;

    /// <summary>The part with an id, or null.</summary>
    public Part? Find(PartId id) => _byId.Value.GetValueOrDefault("part/" + id.Value) as Part;

    /// <summary>The model with an id, or null.</summary>
    public LanguageModel? Find(ModelId id) => _byId.Value.GetValueOrDefault("model/" + id.Value) as LanguageModel;

    /// <summary>The vendor's model with an id, or null.</summary>
    public Prebuilt? FindPrebuilt(string id) => _byId.Value.GetValueOrDefault("prebuilt/" + id) as Prebuilt;

    /// <summary>The region with an ISO code, or null.</summary>
    public Region? FindRegion(string code) => Regions.FirstOrDefault(r => string.Equals(r.Code, code, StringComparison.OrdinalIgnoreCase));
}

/// <summary>An inference engine with the facts that change an answer; the remaining columns are kept as text.</summary>
/// <param name="Id">Slug: <c>llama.cpp</c>, <c>ollama</c>, <c>vllm</c>, <c>sglang</c>, <c>mlx</c>, …</param>
/// <param name="Name">Full name.</param>
/// <param name="Version">Version or commit that the facts are from.</param>
/// <param name="Facts">Every other stated fact by column name.</param>
/// <param name="Source">Where they stand.</param>
public sealed record InferenceEngine(string Id, string Name, string Version, IReadOnlyDictionary<string, string> Facts, SourceId Source)
{
    /// <summary>What it runs on, one entry for each back end; empty when nothing is known.</summary>
    public IReadOnlyList<EngineSupport> Support { get; init; } = [];

    /// <summary>The operating systems that back ends are named for.</summary>
    public static IReadOnlyList<string> OperatingSystems { get; } = ["linux", "windows", "macos"];
}

/// <summary>One back end of an engine: for whose devices, under which systems, on which generations it is known to run.</summary>
/// <param name="Backend">For example <c>cuda</c>, <c>rocm</c>, <c>vulkan</c>, <c>metal</c>.</param>
/// <param name="Vendor">Maker of the accelerators, as the accelerators name it.</param>
/// <param name="OperatingSystems"><c>linux</c>, <c>windows</c>, <c>macos</c>.</param>
/// <param name="Architectures">Beginnings of the architectures that it is known to run on, for example <c>sm_120</c>; others are unknown, not refused.</param>
/// <param name="Source">Where it stands.</param>
public sealed record EngineSupport(string Backend, string Vendor, IReadOnlyList<string> OperatingSystems, IReadOnlyList<string> Architectures, SourceId Source);

/// <summary>A numbered type of the GGUF format.</summary>
/// <param name="Id">Unique id, for example <c>tensor-type-12</c>.</param>
/// <param name="Kind"><c>tensor-type</c> or <c>file-type</c>.</param>
/// <param name="Number">The number that files store.</param>
/// <param name="Name">Name in llama.cpp.</param>
/// <param name="BlockElements">Elements of a block; null for a file type or a removed type.</param>
/// <param name="BlockBytes">Bytes of a block; null for a file type or a removed type.</param>
/// <param name="Status"><c>current</c>, <c>activation-only</c> (never stored) or <c>removed</c>.</param>
/// <param name="Layout">What a block holds, or the default tensor type of a file type.</param>
public sealed record GgufTypeFact(
    string Id, string Kind, int Number, string Name, Sourced<int>? BlockElements, Sourced<int>? BlockBytes, string Status, string? Layout);
