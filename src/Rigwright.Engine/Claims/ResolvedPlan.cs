using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Claims;

/// <summary>A plan whose names have been looked up in the catalogue.</summary>
public sealed record ResolvedPlan
{
    /// <summary>The plan as written.</summary>
    public required PlanDocument Document { get; init; }

    /// <summary>What was resolved to things of the catalogue.</summary>
    public required Rig Rig { get; init; }

    /// <summary>The catalogue.</summary>
    public required Catalogue Catalogue { get; init; }

    /// <summary>Parts beyond the catalogue's that the plan may name, or null.</summary>
    public IMoreParts? More { get; init; }

    /// <summary>The buyer's region, or null.</summary>
    public Region? Region { get; init; }

    /// <summary>The outlet, or null.</summary>
    public Outlet? Outlet { get; init; }

    /// <summary>Names that could not be resolved.</summary>
    public IReadOnlyList<Finding> Unresolved { get; init; } = [];

    /// <summary>Predicts speeds; null where no calibration was loaded, and speeds are then unknown.</summary>
    public SpeedPredictor? Predictor { get; init; }

    /// <summary>The accelerator that a name stands for; null when unknown or ambiguous.</summary>
    public Accelerator? FindAccelerator(string name) => PlanResolver.Accelerator(Catalogue, name);

    /// <summary>The model that a name stands for; null when unknown or ambiguous.</summary>
    public LanguageModel? FindModel(string name) =>
        Catalogue.ModelNames.Resolve(name) is { IsResolved: true } found ? Catalogue.Find(new ModelId(found.Id)) : null;

    /// <summary>What the compatibility rules are asked with.</summary>
    public CheckContext Context => new()
    {
        Outlet = Outlet,
        ModelFiles = [.. ModelFiles()],
        NoiseLimit = Document.NoiseLimit?.Limit,
        NoiseFacts = Catalogue.NoiseFacts,
        OperatingSystem = Document.OperatingSystem,
        Engines = [.. Catalogue.Engines.Where(e => Document.Engines.Contains(e.Id) || Document.Claims.Speeds.Any(s => s.Engine is { } name && EngineKey.Of(name) == e.Id))],
        WantsNvLink = Rig.DeviceCount > 1 && Document.Claims.Accelerators.Any(a => a.NvLink == true && IsInRig(a.Accelerator)),
    };

    // The files of all models that are loaded together: their computed size, else the stated one.
    private IEnumerable<ByteSize> ModelFiles()
    {
        foreach (var model in Document.Claims.Together.SelectMany(t => t.Models).DistinctBy(m => (m.Model, m.Quantisation)))
        {
            if (PlanModels.Weigh(this, model.Model, model.Quantisation).TryGet(out var weighed))
                yield return weighed.Layout.FileSize;
            else if (model.SizeGigabytes is { } stated)
                yield return ByteSize.FromGB(stated);
        }
    }

    private bool IsInRig(string name) => FindAccelerator(name) is { } accelerator && Rig.Devices.Any(d => d.Accelerator.Id == accelerator.Id);
}
