using Rigwright.Domain.Models;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Claims.Rules;

/// <summary>Every model that is named exists.</summary>
public sealed class ModelExistsRule() : ClaimRule("model.known",
    "Every model that the plan names is in the catalogue; a model that is not cannot be checked and may not exist.", "models and their names in the catalogue")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var (name, from) in Names(plan.Document.Claims).DistinctBy(n => n.Name))
        {
            var found = plan.Catalogue.ModelNames.Resolve(name);
            if (found.IsResolved)
                yield return Pass($"{name} is {found.Id}.", $"{name}", $"{found.Id}");
            else
                yield return Unknown($"{PlanResolver.Why(found, "model", name)}{(from is null ? "" : $" (named by {from})")}{Family(plan, found.Nearest)}", $"{name}", found.Nearest is null ? null : (FormattableString)$"{found.Nearest}");
        }
    }

    private static IEnumerable<(string Name, string? From)> Names(PlanClaims claims) =>
        claims.Models.Select(m => (m.Model, m.From))
            .Concat(claims.Speeds.Select(s => (s.Model, s.From)))
            .Concat(claims.Together.SelectMany(t => t.Models.Select(m => (m.Model, t.From))));

    // The members of the nearest name's family show which sizes there are.
    private static string Family(ResolvedPlan plan, string? nearest)
    {
        if (nearest is null || plan.FindModel(nearest) is not { } near)
            return "";
        var members = plan.Catalogue.Models.Where(m => m.Family == near.Family).Select(m => m.Id.Value).ToList();
        return members.Count > 0 ? $" Of the family {near.Family} it has {string.Join(", ", members)}." : "";
    }
}

/// <summary>The stated active parameters are the model's.</summary>
public sealed class ActiveParametersRule() : ClaimRule("model.active-parameters",
    "Stated active parameters are those that one token uses, within 10 % (with or without the input embedding).", "model configurations in the catalogue")
{
    // Model cards round, and differ in whether they count the input embedding.
    private const double Tolerance = 0.10;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var claim in plan.Document.Claims.Models.Where(m => m.ActiveParametersB is not null))
        {
            if (plan.FindModel(claim.Model) is not { } model)
                continue; // ModelExistsRule says so.
            var stated = claim.ActiveParametersB!.Value;
            var (all, matmul) = (model.ActiveParametersB, model.DecodeMatmulParametersB);
            if ((matmul ?? all) is not { } main)
                yield return Unknown($"active parameters of {model.Id} not found.", $"{stated} B");
            else if (IsClose(stated, main.Value) || all is not null && IsClose(stated, all.Value))
                yield return Pass($"{model.Id}: {Words(model)}.", $"{stated} B", $"{Words(model)}", main.Source);
            else
                yield return Error($"{model.Id} uses {Words(model)} for one token, not {stated} B{Says(claim)}.", $"{stated} B", $"{Words(model)}", main.Source);
        }
    }

    private static bool IsClose(double stated, double known) => Math.Abs(stated - known) <= known * Tolerance;

    private static string Words(LanguageModel model) => (model.DecodeMatmulParametersB, model.ActiveParametersB) switch
    {
        ({ } matmul, { } all) when all.Value > matmul.Value * 1.02 => FormattableString.Invariant($"{matmul.Value:0.0} B ({all.Value:0.0} B with the input embedding)"),
        ({ } matmul, _) => FormattableString.Invariant($"{matmul.Value:0.0} B"),
        (_, { } all) => FormattableString.Invariant($"{all.Value:0.0} B"),
        _ => "unknown",
    };
}

/// <summary>The stated total parameters are the model's.</summary>
public sealed class TotalParametersRule() : ClaimRule("model.total-parameters",
    "Stated total parameters are the model's, within 5 %.", "model configurations in the catalogue")
{
    // "120B" for 116.8 and "30B" for 30.5 are names, not errors.
    private const double Tolerance = 0.05;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var claim in plan.Document.Claims.Models.Where(m => m.TotalParametersB is not null))
        {
            if (plan.FindModel(claim.Model) is not { } model)
                continue; // ModelExistsRule says so.
            var stated = claim.TotalParametersB!.Value;
            if (model.TotalParametersB is not { } known)
                yield return Unknown($"parameters of {model.Id} not found.", $"{stated} B");
            else if (Math.Abs(stated - known.Value) <= known.Value * Tolerance)
                yield return Pass($"{model.Id}: {known.Value:0.0} B.", $"{stated} B", $"{known.Value:0.0} B", known.Source);
            else
                yield return Error($"{model.Id} has {known.Value:0.0} B parameters, not {stated} B{Says(claim)}.", $"{stated} B", $"{known.Value:0.0} B", known.Source);
        }
    }
}
