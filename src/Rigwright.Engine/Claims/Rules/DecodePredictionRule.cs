using Rigwright.Domain.Provenance;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Claims.Rules;

/// <summary>A stated decode speed lies within the predicted interval.</summary>
public sealed class DecodePredictionRule() : ClaimRule("claim.decode-prediction",
    "A stated decode speed lies within the 90 % interval of the prediction at a short context.", "docs/formulas/decode.md, fitted on measured speeds")
{
    // Assumed: plans rarely say at which depth a speed was measured; benchmarks mostly start from a short prompt.
    private const double ShortContext = 512;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(ResolvedPlan plan)
    {
        foreach (var claim in plan.Document.Claims.Speeds)
        {
            var devices = PlanModels.Devices(plan, claim.Accelerator, claim.Devices);
            if (plan.FindModel(claim.Model) is null || claim.Quantisation is null || devices.Count == 0)
                continue; // other rules say what is missing
            var predicted = Predict(plan, claim, devices);
            yield return predicted.TryGet(out var prediction)
                ? Compare(claim, prediction)
                : Unknown($"{string.Join(", ", predicted.Missing)}, so {claim.DecodeTokensPerSecond} tok/s for {claim.Model} cannot be predicted.", $"{claim.DecodeTokensPerSecond} tok/s");
        }
    }

    private static Answer<Prediction> Predict(ResolvedPlan plan, SpeedClaim claim, IReadOnlyList<RigDevice> devices)
    {
        if (plan.Predictor is not { } predictor)
            return Answer<Prediction>.Unknown("a speed calibration");
        if (devices.Any(d => d.Accelerator.Id != devices[0].Accelerator.Id))
            return Answer<Prediction>.Unknown("the device of the claim (the rig's devices differ)");
        return PlanModels.Weigh(plan, claim.Model, claim.Quantisation).Then(model => DeviceProfile.From(devices[0].Accelerator).Then(device =>
            DecodeWork.Of(model.Model, model.Quantisation.ToString(), model.Layout.Total.Bytes).Then(work => PowerCap.ShareOf(devices.Min(d => d.PowerCap), devices[0].Accelerator).Then(share => predictor.Decode(new()
            {
                Device = device,
                Model = work,
                Parallelism = Ways(claim, devices.Count),
                Engine = EngineKey.Of(claim.Engine ?? (device.Vendor == "apple" ? "mlx" : "llama.cpp")),
                Backend = EngineKey.DefaultBackend(device),
                Depth = ShortContext,
                Streams = claim.Streams,
                Year = plan.Document.Date.Year + ((plan.Document.Date.DayOfYear - 1) / 365.0),
                PowerShare = share,
            })))));
    }

    private static Parallelism Ways(SpeedClaim claim, int devices) => devices == 1 ? Parallelism.Single
        : claim.Split == SplitKind.Tensors ? Parallelism.TensorSplit(devices) : Parallelism.LayerSplit(devices);

    private Finding Compare(SpeedClaim claim, Prediction prediction)
    {
        FormattableString actual = $"{claim.DecodeTokensPerSecond} tok/s", limit = $"{prediction.Low.TokensPerSecond:0}-{prediction.High.TokensPerSecond:0} tok/s";
        var what = FormattableString.Invariant($"{claim.Model} in {claim.Quantisation}{(claim.Streams > 1 ? $" on each of {claim.Streams} streams" : "")}");
        var expected = FormattableString.Invariant($"{prediction.Value.TokensPerSecond:0} tok/s ({prediction.Low.TokensPerSecond:0}-{prediction.High.TokensPerSecond:0})");
        if (claim.DecodeTokensPerSecond.High > prediction.High.TokensPerSecond)
            return Warning($"{claim.DecodeTokensPerSecond} tok/s for {what}{Says(claim)} is above the predicted {expected}; {prediction.Basis}.", actual, limit);
        return claim.DecodeTokensPerSecond.High < prediction.Low.TokensPerSecond
            ? Note($"{claim.DecodeTokensPerSecond} tok/s for {what}{Says(claim)} is below the predicted {expected}; {prediction.Basis}.", actual, limit)
            : Pass($"{claim.DecodeTokensPerSecond} tok/s for {what}: predicted {expected}.", actual, limit);
    }
}
