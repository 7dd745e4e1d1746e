using Rigwright.Domain.Provenance;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Claims.Rules;

/// <summary>The stated size is what the weights take.</summary>
public sealed class WeightSizeRule() : ClaimRule("model.size",
    "The stated size of a model's weights is within 5 % of the sum over its tensors in that quantisation (GB of 10^9 bytes).",
    "tensor shapes of the model's configuration and block sizes of the quantisation")
{
    private const double Tolerance = 0.05;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var claim in plan.Document.Claims.Models.Where(m => m.SizeGigabytes is not null && plan.FindModel(m.Model) is not null))
        {
            var stated = claim.SizeGigabytes!.Value;
            var weighed = PlanModels.Weigh(plan, claim.Model, claim.Quantisation);
            if (!weighed.TryGet(out var model))
                yield return Unknown($"{string.Join(", ", weighed.Missing)}, so {stated} GB cannot be checked.", $"{stated} GB");
            else
                yield return Compare(claim, stated, model);
        }
    }

    private Finding Compare(ModelClaim claim, double stated, WeighedModel model)
    {
        var real = model.Layout.Total.GB;
        var name = $"{model.Model.Id} in {model.Quantisation}";
        if (Math.Abs(stated - real) <= real * Tolerance)
            return Pass($"{name}: {real:0.0} GB.", $"{stated} GB", $"{real:0.0} GB");
        return stated < real
            ? Error($"{name} takes {real:0.0} GB, not {stated} GB{Says(claim)}.", $"{stated} GB", $"{real:0.0} GB")
            : Warning($"{name} takes {real:0.0} GB; {stated} GB{Says(claim)} is more than it needs.", $"{stated} GB", $"{real:0.0} GB");
    }
}

/// <summary>The weights that are stated are not more than the memory.</summary>
public sealed class StatedWeightsRule() : ClaimRule("claim.weights-in-memory",
    "The sizes that a plan itself states for models loaded together are not more than the memory of the devices that hold them.",
    "the plan's own figures, in the makers' GB")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var claim in plan.Document.Claims.Together.Where(t => t.Models.Count > 0 && t.Models.All(m => m.SizeGigabytes is not null)))
        {
            var devices = PlanModels.Devices(plan, claim.Accelerator, null);
            if (devices.Count == 0)
                continue;
            var stated = claim.Models.Sum(m => m.SizeGigabytes!.Value);
            var memory = devices.Sum(d => d.Memory.GiB);
            var names = string.Join(" + ", claim.Models.Select(m => m.Model));
            if (stated >= memory)
                yield return Error($"{stated:0.#} GB of weights ({names}) are stated for {memory:0.#} GB of memory{Says(claim)}: nothing is left for caches, buffers and engines.", $"{stated:0.#} GB", $"{memory:0.#} GB");
            else if (claim.FreeGigabytes is { } free && free > memory - stated)
                yield return Error($"{stated:0.#} GB of weights leave {memory - stated:0.#} of {memory:0.#} GB, not {free:0.#} GB{Says(claim)}.", $"{free:0.#} GB", $"{memory - stated:0.#} GB");
            else
                yield return Pass($"{stated:0.#} GB of weights in {memory:0.#} GB.", $"{stated:0.#} GB", $"{memory:0.#} GB");
        }
    }
}

/// <summary>A stated decode speed is below what the bandwidth allows.</summary>
public sealed class DecodeCeilingRule() : ClaimRule("claim.decode-ceiling",
    "A stated decode speed of one stream is not above bandwidth ÷ bytes of weights that one token reads; layers spread over devices read one after the other, divided tensors at once.",
    "docs/formulas/decode.md: every weight that a token uses is read once for it")
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var claim in plan.Document.Claims.Speeds)
        {
            if (plan.FindModel(claim.Model) is null)
                continue; // ModelExistsRule says so.
            var devices = PlanModels.Devices(plan, claim.Accelerator, claim.Devices);
            var weighed = PlanModels.Weigh(plan, claim.Model, claim.Quantisation);
            if (devices.Count == 0)
                yield return Unknown($"the rig has no {claim.Accelerator ?? "device"} to check {claim.DecodeTokensPerSecond} tok/s with.");
            else if (!weighed.TryGet(out var model))
                yield return Unknown($"{string.Join(", ", weighed.Missing)}, so {claim.DecodeTokensPerSecond} tok/s cannot be checked.", $"{claim.DecodeTokensPerSecond} tok/s");
            else if (devices.Any(d => d.Accelerator.Bandwidth is null))
                yield return Unknown($"bandwidth of {devices.First(d => d.Accelerator.Bandwidth is null).Accelerator.Name} not found.", $"{claim.DecodeTokensPerSecond} tok/s");
            else
                yield return Compare(claim, model, devices);
        }
    }

    private Finding Compare(SpeedClaim claim, WeighedModel model, IReadOnlyList<RigDevice> devices)
    {
        var bytes = model.Layout.DecodeBytes(claim.Streams);
        var (layers, tensors) = DecodeCeiling.Of(devices, bytes);
        var best = claim.Split == SplitKind.Layers || devices.Count == 1 ? layers : tensors;
        var name = $"{model.Model.Id} in {model.Quantisation}";
        var speed = $"{claim.DecodeTokensPerSecond} tok/s{(claim.Streams > 1 ? $" on each of {claim.Streams} streams" : "")}";
        var read = FormattableString.Invariant($"{bytes / 1e9:0.0} GB for a step");
        var sources = devices.Select(d => (SourceId?)d.Accelerator.Bandwidth!.Source).Distinct();
        if (claim.DecodeTokensPerSecond.High > best.TokensPerSecond)
            return Error($"{speed} for {name}{Says(claim)} is above the ceiling of {best}: it reads {read} at {Rate(devices)}.", $"{claim.DecodeTokensPerSecond} tok/s", $"{best}", sources);
        return claim.Split == SplitKind.Unstated && claim.DecodeTokensPerSecond.High > layers.TokensPerSecond
            ? Warning($"{speed} for {name}{Says(claim)} needs tensor parallelism: with layers spread over {devices.Count} devices the ceiling is {layers} ({read} at {Rate(devices)}).", $"{claim.DecodeTokensPerSecond} tok/s", $"{layers}", sources)
            : Pass($"{speed} for {name} is below the ceiling of {best}.", $"{claim.DecodeTokensPerSecond} tok/s", $"{best}", sources);
    }

    private static string Rate(IReadOnlyList<RigDevice> devices) => string.Join(" + ",
        devices.GroupBy(d => d.Accelerator.Id).Select(g => FormattableString.Invariant($"{g.Count()}× {g.First().Accelerator.Bandwidth!.Value.GigabytesPerSecond:0} GB/s")));
}
