using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility.Rules;

namespace Rigwright.Engine.Compatibility;

/// <summary>Asks every rule about a rig.</summary>
public static class CompatibilityChecker
{
    /// <summary>Every rule, in the order in which findings are shown.</summary>
    public static IReadOnlyList<CompatibilityRule> Rules { get; } =
    [
        new PartsNamedRule(),
        new SocketRule(),
        new ChipsetRule(),
        new BoardSupportRule(),
        new BiosAgeRule(),
        new MemoryGenerationRule(),
        new DimmKindRule(),
        new DimmSlotsRule(),
        new MemoryCapacityRule(),
        new MemoryChannelsRule(),
        new MemorySpeedRule(),
        new MemoryEccRule(),
        new ModelLoadingRule(),
        new ExpansionSlotsRule(),
        new SlotSpacingRule(),
        new SlotOrderRule(),
        new SlotGenerationRule(),
        new WiredLanesRule(),
        new ProcessorLanesRule(),
        new SharedLanesRule(),
        new BifurcationRule(),
        new CardThicknessRule(),
        new CardLengthRule(),
        new CardHeightRule(),
        new CoolerSocketRule(),
        new CoolerHeightRule(),
        new CoolerCapabilityRule(),
        new RadiatorRule(),
        new BoardFormFactorRule(),
        new PowerSupplyRatingRule(),
        new TransientRule(),
        new EfficiencyRule(),
        new SixteenPinRule(),
        new PciePlugRule(),
        new EpsPlugRule(),
        new PowerSupplySizeRule(),
        new MainsCircuitRule(),
        new CardCoolingRule(),
        new CardSpacingRule(),
        new NoiseLimitRule(),
        new NvLinkRule(),
        new ClusterLinkRule(),
        new MachineMemoryRule(),
        new StorageCapacityRule(),
        new DriveSocketRule(),
        new SataPortRule(),
        new GraphicsOutputRule(),
        new EngineSupportRule(),
    ];

    /// <summary>What is wrong with a rig, on the edge or unknown; nothing about rules that hold.</summary>
    public static IReadOnlyList<Finding> Check(Rig rig, CheckContext context) =>
        [.. Examine(rig, context).Where(f => f.Verdict != Verdict.Pass)];

    /// <summary>Everything that the rules say, passes included.</summary>
    public static IEnumerable<Finding> Examine(Rig rig, CheckContext context) =>
        Rules.SelectMany(rule => rule.Check(rig, context));
}
