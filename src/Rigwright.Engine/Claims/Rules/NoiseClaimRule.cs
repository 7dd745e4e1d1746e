using Rigwright.Engine.Compatibility;
using Rigwright.Engine.PowerNoise;

namespace Rigwright.Engine.Claims.Rules;

/// <summary>The stated noise is not below the estimate.</summary>
public sealed class NoiseClaimRule() : ClaimRule("claim.noise",
    "A stated word for the noise is not quieter than the estimate's word (silent up to 30 dBA, quiet 40, moderate 50, loud 60).",
    "stated levels of the catalogue, else levels assumed from cooler kind and heat")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        var estimate = NoiseEstimator.Estimate(plan.Rig, plan.Catalogue.NoiseFacts);
        foreach (var claim in plan.Document.Claims.Noise)
        {
            if (!estimate.TryGet(out var noise))
                yield return Unknown($"{string.Join(", ", estimate.Missing)} not found, so '{claim.Word}' cannot be checked.", $"{claim.Word}");
            else if (NoiseWords.Parse(claim.Word) >= noise.Word)
                yield return Pass($"'{claim.Word}': the estimate is {noise.Summary}.", $"{claim.Word}", $"{noise.Summary}");
            else
                yield return Warning($"'{claim.Word}'{Says(claim)} is doubtful: the estimate is {noise.Summary}.", $"{claim.Word}", $"{noise.Summary}");
        }
    }
}
