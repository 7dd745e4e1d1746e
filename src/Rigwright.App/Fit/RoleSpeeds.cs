using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;

namespace Rigwright.App.Fit;

/// <summary>Asks the speed predictor for a role as it is placed.</summary>
internal static class RoleSpeeds
{
    public static RoleSpeed Of(FitRole role, Placement placement, Lazy<SpeedCalibration> calibration)
    {
        // Halfway through the context: what a stream sees on average while it fills it.
        var depth = role.Load.ContextPerStream / 2;
        return new(depth, Predict(role, placement, depth, calibration));
    }

    private static Answer<Prediction> Predict(FitRole role, Placement placement, int depth, Lazy<SpeedCalibration> calibration)
    {
        if (placement.ExpertsOnHost)
            return Answer<Prediction>.Unknown("the bandwidth of the system memory that holds the experts");
        if (placement.Devices.Select(d => d.Accelerator.Id).Distinct().Count() > 1)
            return Answer<Prediction>.Unknown("a speed model for mixed devices");
        var load = role.Load;
        double? bytes = role.Weights?.Total.Bytes;
        return DeviceProfile.From(placement.Devices[0].Accelerator).Then(device =>
            DecodeWork.Of(load.Model, TypeOf(load), bytes).Then(work => new SpeedPredictor(calibration.Value).Decode(new()
            {
                Device = device,
                Model = work,
                Parallelism = Ways(placement),
                Engine = EngineKey.Of(load.Engine),
                Backend = EngineKey.DefaultBackend(device),
                Depth = depth,
                Streams = load.Streams,
                KvScale = KvElement.Find(load.KvType, load.Engine) is { } e ? e.BlockBytes / (2.0 * e.BlockElements) : 1,
            })));
    }

    // A checkpoint as published has the type that its maker states.
    private static string TypeOf(ModelLoad load) => load.Quantisation.Format == "checkpoint"
        ? load.Model.NativeDtype?.Value.Split(' ', '+')[0] ?? "bf16"
        : load.Quantisation.ToString();

    private static Parallelism Ways(Placement placement) => (placement.Devices.Count, placement.Split) switch
    {
        (1, _) => Parallelism.Single,
        (var n, SplitMode.Tensor) => Parallelism.TensorSplit(n),
        (var n, SplitMode.Replica) => new(1, 1, n),
        var (n, _) => Parallelism.LayerSplit(n),
    };
}
