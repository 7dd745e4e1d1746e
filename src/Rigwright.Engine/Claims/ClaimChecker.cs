using Rigwright.Engine.Claims.Rules;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Claims;

/// <summary>Holds a plan against the catalogue: whether its parts go together, and whether what it says is so.</summary>
public static class ClaimChecker
{
    /// <summary>Every rule about statements, in the order in which findings are shown.</summary>
    public static IReadOnlyList<ClaimRule> Rules { get; } =
    [
        new TotalRule(),
        new LinePriceRule(),
        new TwoPricesRule(),
        new PriceClaimRule(),
        new VatRule(),
        new PowerClaimRule(),
        new NoiseClaimRule(),
        new CardPowerRule(),
        new BandwidthRule(),
        new CardMemoryRule(),
        new NvLinkClaimRule(),
        new CoolingClaimRule(),
        new DeviceMemoryRule(),
        new ModelExistsRule(),
        new ActiveParametersRule(),
        new TotalParametersRule(),
        new WeightSizeRule(),
        new StatedWeightsRule(),
        new MemoryFitRule(),
        new TensorSplitRule(),
        new DecodeCeilingRule(),
        new DecodePredictionRule(),
        new UpgradeRule(),
    ];

    /// <summary>Everything that is wrong with a plan, on the edge or unknown, compatibility first.</summary>
    public static IReadOnlyList<Finding> Check(ResolvedPlan plan) => [.. Examine(plan).Where(f => f.Verdict != Verdict.Pass)];

    /// <summary>Everything that the rules say about a plan, passes included.</summary>
    public static IEnumerable<Finding> Examine(ResolvedPlan plan) =>
    [
        .. plan.Unresolved,
        .. CompatibilityChecker.Examine(plan.Rig, plan.Context),
        .. Rules.SelectMany(rule => rule.Check(plan)),
    ];
}
