using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Memory;

namespace Rigwright.Engine.Claims.Rules;

/// <summary>Models that are said to be loaded together fit.</summary>
public sealed class MemoryFitRule() : ClaimRule("memory.fit",
    "Models that are said to be loaded together fit the devices with their weights, caches for 8,192 tokens, compute buffers and engine overheads.",
    "docs/formulas: weights, KV cache, compute buffers, overhead")
{
    /// <summary>More devices than any home or office has; a placement over more is not computed.</summary>
    private const int MostDevices = 64;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var claim in plan.Document.Claims.Together)
        {
            var devices = PlanModels.Devices(plan, claim.Accelerator, null);
            if (devices.Count > MostDevices)
            {
                yield return Unknown($"a placement over {devices.Count} devices is not computed (at most {MostDevices}).");
                continue;
            }
            if (claim.Models.Count == 0 || devices.Count == 0 || claim.Models.Any(m => plan.FindModel(m.Model) is null))
                continue; // other rules say what is missing
            var verdict = Weighed(plan, claim).Then(roles => FitCalculator.Fit(new() { Roles = roles, Placement = PlacementOf(claim, devices) }));
            yield return verdict.TryGet(out var fit)
                ? Compare(claim, fit)
                : Unknown($"{string.Join(", ", verdict.Missing)}, so whether {Names(claim)} fit cannot be computed.");
        }
    }

    private static Answer<IReadOnlyList<FitRole>> Weighed(ResolvedPlan plan, TogetherClaim claim)
    {
        var roles = new List<FitRole>();
        foreach (var loaded in claim.Models)
        {
            var weighed = PlanModels.Weigh(plan, loaded.Model, loaded.Quantisation);
            if (!weighed.TryGet(out var model))
                return Answer<IReadOnlyList<FitRole>>.Unknown(weighed.Missing);
            roles.Add(new(new ModelLoad
            {
                Model = model.Model,
                Quantisation = model.Quantisation,
                ContextPerStream = FitConstants.DefaultContext,
                Engine = model.Quantisation.Format == "gguf" ? EngineKind.LlamaCpp : EngineKind.Vllm,
            }));
        }
        return Answer<IReadOnlyList<FitRole>>.Known(roles);
    }

    private static Placement PlacementOf(TogetherClaim claim, IReadOnlyList<RigDevice> devices) => new()
    {
        Devices = [.. devices.Select(d => new MemoryDevice(d.Accelerator, d.Memory))],
        Split = claim.Split == SplitKind.Tensors ? SplitMode.Tensor : SplitMode.Layer,
    };

    private Finding Compare(TogetherClaim claim, FitVerdict fit)
    {
        var sources = fit.Devices.Select(d => (SourceId?)d.Device.Accelerator.LargestMemory.Source).Distinct();
        if (!fit.Fits)
        {
            var worst = fit.Devices.MaxBy(d => d.Lacking)!;
            return Error($"{Names(claim)} {(claim.Models.Count == 1 ? "does" : "do")} not fit{Says(claim)}: {worst.Device.Accelerator.Name} would hold {worst.Used.GB:0.0} GB of {worst.Capacity.Usable.GB:0.0} GB usable.", $"{worst.Used.GB:0.0} GB", $"{worst.Capacity.Usable.GB:0.0} GB", sources);
        }
        var free = fit.Capacity.GB - fit.Used.GB;
        return claim.FreeGigabytes > free
            ? Warning($"{Names(claim)} leave {free:0.0} GB for longer contexts, not {claim.FreeGigabytes} GB{Says(claim)}.", $"{claim.FreeGigabytes} GB", $"{free:0.0} GB", sources)
            : Pass($"{Names(claim)} take {fit.Used.GB:0.0} of {fit.Capacity.GB:0.0} GB usable.", $"{fit.Used.GB:0.0} GB", $"{fit.Capacity.GB:0.0} GB", sources);
    }

    private static string Names(TogetherClaim claim) => string.Join(" + ", claim.Models.Select(m => m.Model));
}

/// <summary>Tensors are divided over equal devices only.</summary>
public sealed class TensorSplitRule() : ClaimRule("claim.tensor-split",
    "A model whose tensors are divided over several devices lies on equal ones; a plain tensor split gives each the same share.",
    "docs/formulas/placement.md: every rank holds the same part")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        var claims = plan.Document.Claims.Together.Where(t => t.Split == SplitKind.Tensors).Select(t => ((Claim)t, PlanModels.Devices(plan, t.Accelerator, null)))
            .Concat(plan.Document.Claims.Speeds.Where(s => s.Split == SplitKind.Tensors).Select(s => ((Claim)s, PlanModels.Devices(plan, s.Accelerator, s.Devices))));
        foreach (var (claim, devices) in claims)
        {
            var kinds = devices.Select(d => (d.Accelerator.Name, d.Memory)).Distinct().ToList();
            var names = string.Join(" and ", kinds.Select(k => k.Name));
            if (kinds.Count > 1)
                yield return Error($"A tensor split over {names}{Says(claim)} gives each the same share: the smallest ({kinds.Min(k => k.Memory)}) limits all.", $"{kinds.Count} kinds", $"1 kind");
            else if (devices.Count > 1)
                yield return Pass($"{devices.Count} equal devices.", $"1 kind", $"1 kind");
        }
    }
}
