using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Memory.Weights;

namespace Rigwright.Engine.Claims;

/// <summary>A model of a plan in a quantisation, with its weights.</summary>
/// <param name="Model">The model.</param>
/// <param name="Quantisation">The quantisation.</param>
/// <param name="Layout">Where its bytes are.</param>
public sealed record WeighedModel(LanguageModel Model, Quantisation Quantisation, WeightLayout Layout);

/// <summary>Looks up the models that claims name and weighs them.</summary>
public static class PlanModels
{
    /// <summary>The model with its weights; unknown with what is missing when the model, its configuration or the quantisation is not known.</summary>
    public static Answer<WeighedModel> Weigh(ResolvedPlan plan, string name, string? quantisation)
    {
        var found = plan.Catalogue.ModelNames.Resolve(name);
        if (plan.FindModel(name) is not { } model)
            return Answer<WeighedModel>.Unknown(PlanResolver.Why(found, "model", name));
        if (quantisation is null)
            return Answer<WeighedModel>.Unknown($"quantisation of {model.Id}");
        if (!Quantisation.TryParse(quantisation, out var parsed))
            return Answer<WeighedModel>.Unknown($"quantisation '{quantisation}'");
        if (model.Architecture is not { } architecture)
            return Answer<WeighedModel>.Unknown($"configuration of {model.Id}");
        return WeightCalculator.Calculate(architecture, parsed).Map(layout => new WeighedModel(model, parsed, layout));
    }

    /// <summary>The devices that a claim is about, one by one.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="accelerator">The accelerator that the claim names, or null for all.</param>
    /// <param name="count">How many of them, or null for all.</param>
    public static IReadOnlyList<RigDevice> Devices(ResolvedPlan plan, string? accelerator, int? count)
    {
        var devices = plan.Rig.EachDevice;
        if (accelerator is not null)
        {
            var id = plan.FindAccelerator(accelerator)?.Id ?? new AcceleratorId(accelerator);
            devices = devices.Where(d => d.Accelerator.Id == id);
        }
        return [.. count is { } most ? devices.Take(most) : devices];
    }
}
