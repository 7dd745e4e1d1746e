using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Models;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Formats.Yaml;

namespace Rigwright.Formats.Requirements;

/// <summary>Reads the roles of a workload.</summary>
internal sealed class RoleReader(Catalogue catalogue, DiagnosticBag bag)
{
    /// <summary>More roles or model candidates than this are not read: every combination is tried.</summary>
    private const int MaxRoles = 6;

    private const int MaxCandidates = 12;

    private const int MaxCombinations = 400;

    private static readonly Dictionary<string, KvType> KvTypes = new(StringComparer.Ordinal)
    {
        ["f16"] = KvType.F16, ["q8_0"] = KvType.Q8_0, ["q4_0"] = KvType.Q4_0, ["fp8"] = KvType.Fp8,
    };

    public IReadOnlyList<RoleRequirement> Read(YamlSequence list)
    {
        if (list.Items.Count is 0 or > MaxRoles)
            bag.Error(RequirementsCodes.Count, list.Position, $"'roles' has {list.Items.Count} entries; 1 to {MaxRoles} are expected.");
        var roles = new List<RoleRequirement>();
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in list.Items.Take(MaxRoles))
        {
            if (item is not YamlMapping mapping)
            {
                bag.Error(RequirementsCodes.WrongKind, item.Position, $"A role is {item.Kind}; a block of keys is expected.");
                continue;
            }
            if (Role(mapping) is not { } role)
                continue;
            if (!names.TryAdd(role.Name, mapping.Position.Line))
                bag.Error(RequirementsCodes.Twice, mapping.Find("name")!.Value.Position, $"Two roles are named '{role.Name}'; the first stands on line {names[role.Name]}.");
            roles.Add(role);
        }
        var combinations = roles.Aggregate(1.0, (product, r) => product * r.Candidates.Count);
        if (combinations > MaxCombinations)
            bag.Error(RequirementsCodes.Count, list.Position, string.Create(CultureInfo.InvariantCulture, $"The roles' candidates make {combinations:0} combinations; at most {MaxCombinations} are tried."));
        return roles;
    }

    private RoleRequirement? Role(YamlMapping mapping)
    {
        var binder = new YamlBinder(mapping, "a role", RequirementsKeys.Role, RequirementsCodes.Binder, bag);
        var name = binder.Text("name", required: true);
        var candidates = binder.List("models", required: true) is { } models ? Candidates(models, binder) : null;
        var context = binder.Whole("context", 256, 10_000_000, required: true);
        var depth = binder.Whole("decode_depth", 0, 10_000_000);
        var streams = binder.Whole("streams", 1, 1024);
        var duty = binder.Number("duty_cycle", 0.001, 1, required: true);
        var vision = binder.Truth("vision") ?? false;
        var kvType = binder.Word("kv_type", KvTypes);
        var rates = binder.Block("decode", required: true) is { } decode ? Decode(decode) : null;
        if (context is { } promised && depth > promised)
            bag.Error(RequirementsCodes.Contradiction, binder.PositionOf("decode_depth"), $"'decode_depth' is {depth}, more than the context of {promised} tokens.");
        if (candidates is not null && context is { } length)
            CheckContext(candidates, length, binder.PositionOf("context"));
        if (name is null || candidates is null || context is null || duty is null || rates is null)
            return null;
        return new()
        {
            Name = name,
            Candidates = candidates,
            ContextPerStream = context.Value,
            DecodeDepth = depth ?? context.Value / 2,
            Streams = streams ?? 1,
            DecodeMinimum = rates.Value.Min,
            DecodeTarget = rates.Value.Target,
            DecodeIdeal = rates.Value.Ideal,
            DutyCycle = duty.Value,
            Vision = vision,
            KvType = kvType ?? KvType.F16,
        };
    }

    private (TokenRate Min, TokenRate Target, TokenRate Ideal)? Decode(YamlMapping mapping)
    {
        var binder = new YamlBinder(mapping, "'decode'", RequirementsKeys.Decode, RequirementsCodes.Binder, bag);
        var units = new UnitReader(binder, bag);
        var (min, target, ideal) = (units.Rate("min", required: true), units.Rate("target", required: true), units.Rate("ideal"));
        if (min is not { } low || target is not { } aim)
            return null;
        if (aim < low)
            bag.Error(RequirementsCodes.Contradiction, binder.PositionOf("target"), $"'target' ({aim}) is below 'min' ({low}).");
        if (ideal is { } best && best < aim)
            bag.Error(RequirementsCodes.Contradiction, binder.PositionOf("ideal"), $"'ideal' ({best}) is below 'target' ({aim}).");
        return (low, aim, ideal ?? aim);
    }

    private List<ModelCandidate> Candidates(YamlSequence list, YamlBinder role)
    {
        var candidates = new List<ModelCandidate>();
        foreach (var item in list.Items)
        {
            if (item is not YamlMapping mapping)
            {
                bag.Error(RequirementsCodes.WrongKind, item.Position, $"An entry of 'models' is {item.Kind}; 'model' and 'quantisations' are expected.");
                continue;
            }
            var binder = new YamlBinder(mapping, "a model candidate", RequirementsKeys.Model, RequirementsCodes.Binder, bag);
            var model = binder.Scalar("model", required: true) is { } name ? Model(name) : null;
            var quantisations = binder.List("quantisations", required: true);
            if (quantisations?.Items.Count == 0)
                bag.Error(RequirementsCodes.Count, quantisations.Position, "'quantisations' is empty.");
            foreach (var entry in quantisations?.Items ?? [])
            {
                if (binder.ItemText(entry, "quantisations") is { } text && Quantisation(text) is { } quantisation && model is not null)
                    candidates.Add(new(model, quantisation));
            }
        }
        if (list.Items.Count == 0 || candidates.Count > MaxCandidates)
            bag.Error(RequirementsCodes.Count, role.PositionOf("models"), $"'models' gives {candidates.Count} combinations of model and quantisation; 1 to {MaxCandidates} are expected.");
        return candidates;
    }

    private LanguageModel? Model(YamlScalar name)
    {
        var resolution = catalogue.ModelNames.Resolve(name.Text);
        if (resolution.IsResolved && catalogue.Find(new ModelId(resolution.Id)) is { } model)
            return model;
        if (resolution.IsAmbiguous)
            bag.Error(RequirementsCodes.Model, name.Position, $"'{name.Text}' stands for several models.", $"Write one of: {string.Join(", ", resolution.Ids)}.");
        else
            bag.Error(RequirementsCodes.Model, name.Position, $"The catalogue has no model '{name.Text}'.",
                resolution.Nearest is { } nearest ? $"Did you mean '{nearest}'?" : "'rig catalogue list models' shows those it has.");
        return null;
    }

    private Quantisation? Quantisation(YamlScalar text)
    {
        if (Domain.Models.Quantisation.TryParse(text.Text, out var quantisation))
            return quantisation;
        bag.Error(RequirementsCodes.Quantisation, text.Position, $"'{text.Text}' is not a known quantisation.",
            NearestName.Suggest(text.Text, Domain.Models.Quantisation.GgufNames) ?? "Examples: Q4_K_M, MXFP4, Q8_0.");
        return null;
    }

    private void CheckContext(List<ModelCandidate> candidates, int context, Position at)
    {
        foreach (var model in candidates.Select(c => c.Model).Distinct())
        {
            if (model.MaxContext is { } max && context > max.Value)
            {
                bag.Error(RequirementsCodes.Contradiction, at, string.Create(CultureInfo.InvariantCulture,
                    $"'context' is {context} tokens; {model.Id} was made for at most {max.Value}."));
            }
        }
    }
}
