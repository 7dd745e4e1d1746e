using Rigwright.Domain.Diagnostics;
using Rigwright.Engine.Memory;
using Rigwright.Formats.Catalogues;

namespace Rigwright.App.Fit;

/// <summary>Answers <c>rig fit</c>: resolves the names, asks the engine, adds the predicted speed.</summary>
public static class FitHandler
{
    /// <summary>The answer, or every problem of the query.</summary>
    public static Loaded<FitAnswer> Handle(FitQuery query)
    {
        var folder = CatalogueLocation.Find(query.Catalogue) ?? "data";
        // The calibration is read on another core while the models are looked up; what is wrong with it shows where it is used.
        var sources = FitSources.Reading(folder);
        var catalogue = CatalogueReader.Read(folder);
        return catalogue.Value is { } facts ? Handle(query, sources with { Catalogue = facts }) : new(null, catalogue.Diagnostics);
    }

    /// <summary>The answer with facts that are there already.</summary>
    internal static Loaded<FitAnswer> Handle(FitQuery query, FitSources sources)
    {
        var facts = sources.Catalogue;
        var findings = new FitFindings(query.Words);
        var notes = new List<string>();
        var placement = new HardwareResolver(facts, query, findings, notes).Resolve();
        var roles = new RoleResolver(facts, query, placement, findings, notes).Resolve();
        if (placement is null || findings.Bag.HasErrors)
            return new(null, findings.Bag.Items);
        var request = new FitRequest { Roles = roles, Placement = placement, Capacity = Capacity(query, findings) };
        CheckCacheTypes(request, findings, query);
        var duties = DutyCycles.Of(query.Duty, roles.Count, findings);
        if (findings.Bag.HasErrors)
            return new(null, findings.Bag.Items);
        var verdict = FitCalculator.Fit(request);
        var predictor = sources.Predictor.Value;
        var speeds = new RoleSpeeds(request, predictor, new(predictor, sources.Measurements.GetAwaiter().GetResult()));
        return new(Answer(request, verdict, notes, speeds.Alone()) with { Shared = roles.Count > 1 ? speeds.Together(duties, query.Duty is null) : null }, findings.Bag.Items);
    }

    private static FitAnswer Answer(FitRequest request, Domain.Provenance.Answer<FitVerdict> verdict, List<string> notes, IReadOnlyList<RoleSpeed> speeds)
    {
        return new()
        {
            Verdict = verdict,
            Request = request,
            Headroom = verdict.IsKnown ? [.. Enumerable.Range(0, request.Roles.Count).Select(r => FitCalculator.Headroom(request, r))] : [],
            Speeds = speeds,
            Notes = notes,
        };
    }

    private static CapacityOptions Capacity(FitQuery query, FitFindings findings)
    {
        var options = new CapacityOptions { HasDisplay = query.Display };
        if (query.GpuLimit is not { } text)
            return options;
        if (FitWords.TryMemory(text, out var limit))
            return options with { GpuLimit = limit };
        findings.Error(FitCodes.NoSuchMemory, text, $"'{text}' is no memory size.", "Write it like 240GB.");
        return options;
    }

    private static void CheckCacheTypes(FitRequest request, FitFindings findings, FitQuery query)
    {
        var load = request.Roles[0].Load;
        if (KvElement.Find(load.KvType, load.Engine) is null)
        {
            findings.Error(FitCodes.NoSuchCacheType, query.KvType,
                $"{FitWords.NameOf(load.Engine)} has no {query.KvType} cache.", $"It offers {KvElement.Offered(load.Engine)}.");
        }
        if (!load.FlashAttention && load.KvType != Domain.Models.KvType.F16 && load.Engine is Domain.Models.EngineKind.LlamaCpp or Domain.Models.EngineKind.Ollama)
            findings.Error(FitCodes.NoSuchCacheType, query.KvType, "llama.cpp quantises values only with flash attention.", "Use --flash-attention on, or --kv-type f16.");
    }
}
