using System.Collections.Concurrent;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Memory.Weights;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Planning;

/// <summary>Asks the memory calculator and the speed predictor about a served role. Safe to share between threads.</summary>
/// <param name="predictor">The calibrated predictor.</param>
/// <param name="day">The day of the plan: engines get faster over the years.</param>
public sealed class RoleEstimator(SpeedPredictor predictor, DateOnly day) : IRoleEstimator
{
    private readonly ConcurrentDictionary<AcceleratorId, Answer<DeviceProfile>> _devices = new();
    private readonly ConcurrentDictionary<(ModelId, Quantisation), Answer<ModelWork>> _models = new();

    /// <inheritdoc/>
    public Answer<MemoryDemand> Memory(RoleServing serving) => MemoryCalculator.Demand(serving.Load, serving.Placement);

    /// <inheritdoc/>
    public Answer<Prediction> Decode(RoleServing serving) => serving.Devices.Select(d => d.Accelerator.Id).Distinct().Count() == 1
        ? OnEqual(serving, serving.Devices, ParallelismOf(serving))
        : OnUnequal(serving);

    private static Parallelism ParallelismOf(RoleServing serving) => serving.Devices.Count == 1 ? Parallelism.Single
        : serving.Split switch
        {
            SplitMode.Tensor => Parallelism.TensorSplit(serving.Devices.Count),
            SplitMode.Replica => new(1, 1, serving.Devices.Count),
            _ => Parallelism.LayerSplit(serving.Devices.Count),
        };

    /// <summary>The question that a served role on equal devices is to the predictor; unknown on different devices.</summary>
    public Answer<SpeedQuery> QueryOf(RoleServing serving) => serving.Devices.Select(d => d.Accelerator.Id).Distinct().Count() == 1
        ? QueryOf(serving, serving.Devices, ParallelismOf(serving))
        : Answer<SpeedQuery>.Unknown("one formula for different devices");

    private Answer<Prediction> OnEqual(RoleServing serving, IReadOnlyList<MemoryDevice> devices, Parallelism parallelism) =>
        QueryOf(serving, devices, parallelism).Then(predictor.Decode);

    // The most capped device holds the others back.
    private Answer<SpeedQuery> QueryOf(RoleServing serving, IReadOnlyList<MemoryDevice> devices, Parallelism parallelism) =>
        Device(devices[0].Accelerator).Then(device => Model(serving).Then(model => PowerCap.ShareOf(devices.Min(d => d.Cap), devices[0].Accelerator).Map(share => new SpeedQuery
        {
            Device = device,
            Model = model,
            Parallelism = parallelism,
            Engine = EngineKey.Of(serving.Engine),
            Backend = EngineKey.DefaultBackend(device),
            Depth = serving.Role.DecodeDepth,
            Streams = serving.Role.Streams,
            KvScale = KvScale(serving.Role.KvType),
            Year = day.Year + (day.DayOfYear - 1) / 365.0,
            PowerShare = share,
        })));

    // Different devices run their own layers one after the other: the step lasts the sum of each device's share of the step that it would need for the whole model.
    private Answer<Prediction> OnUnequal(RoleServing serving) => Memory(serving).Then(demand =>
    {
        double low = 0, value = 0, high = 0;
        var total = Math.Max(1, demand.Devices.Sum(d => d.Layers));
        var basis = "";
        for (var n = 0; n < serving.Devices.Count; n++)
        {
            var alone = OnEqual(serving, [serving.Devices[n]], Parallelism.LayerSplit(serving.Devices.Count));
            if (!alone.TryGet(out var rate))
                return alone;
            var share = (double)demand.Devices[n].Layers / total;
            low += share / rate.Low.TokensPerSecond;
            value += share / rate.Value.TokensPerSecond;
            high += share / rate.High.TokensPerSecond;
            basis = rate.Basis;
        }
        return Answer<Prediction>.Known(new(TokenRate.FromTokensPerSecond(1 / low), TokenRate.FromTokensPerSecond(1 / value), TokenRate.FromTokensPerSecond(1 / high),
            basis + "; layers on different devices, summed by share"));
    });

    private Answer<DeviceProfile> Device(Accelerator accelerator)
    {
        if (!_devices.TryGetValue(accelerator.Id, out var profile))
            _devices[accelerator.Id] = profile = DeviceProfile.From(accelerator);
        return profile;
    }

    private Answer<ModelWork> Model(RoleServing serving)
    {
        var key = (serving.Candidate.Model.Id, serving.Quantisation);
        if (!_models.TryGetValue(key, out var work))
            _models[key] = work = DecodeWork.Of(serving.Candidate.Model, NameOf(serving.Quantisation), FileBytes(serving));
        return work;
    }

    private static string NameOf(Quantisation quantisation) => quantisation.Format == "gguf" ? quantisation.Name : quantisation.ToString();

    private static double? FileBytes(RoleServing serving) =>
        serving.Candidate.Model.Architecture is { } architecture && WeightCalculator.Calculate(architecture, serving.Quantisation).TryGet(out var layout)
            ? (layout.Total - layout.Vision).Bytes : null;

    // Bytes of a cached element over those at 16 bit (llama.cpp block sizes: q8_0 34 bytes for 32 elements, q4_0 18).
    private static double KvScale(KvType type) => type switch
    {
        KvType.Q8_0 => 34.0 / 64,
        KvType.Q4_0 => 18.0 / 64,
        KvType.Fp8 => 0.5,
        _ => 1,
    };
}
