using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Evidence;

namespace Rigwright.App.Fit;

/// <summary>Asks the speed predictor for the roles as they are placed.</summary>
internal sealed class RoleSpeeds(FitRequest request, SpeedPredictor predictor, SpeedEvidenceFinder evidence)
{
    /// <summary>Each role alone.</summary>
    public IReadOnlyList<RoleSpeed> Alone() => [.. request.Roles.Select(role =>
    {
        var query = QueryOf(role);
        return new RoleSpeed(DepthOf(role), query.Then(predictor.Decode), query.TryGet(out var known) && evidence.Of(known).TryGet(out var found) ? found : null);
    })];

    /// <summary>All roles at once.</summary>
    public SharedSpeeds Together(IReadOnlyList<DutyCycle> duties, bool areAssumed)
    {
        var roles = new List<SharedRole>();
        var missing = new List<string>();
        for (var r = 0; r < request.Roles.Count; r++)
        {
            var (role, query) = (request.Roles[r], QueryOf(request.Roles[r]));
            IReadOnlyList<int> devices = role.Device is { } one ? [one] : [.. Enumerable.Range(0, request.Placement.Devices.Count)];
            if (query.TryGet(out var known))
                roles.Add(new(role.Load.Model.Id.Value, known, devices, duties[r].Decode, duties[r].Prefill));
            missing.AddRange(query.Missing.Select(m => $"{role.Load.Model.Id}: {m}"));
        }
        return new(duties, areAssumed, missing.Count > 0 ? Answer<IReadOnlyList<RoleRates>>.Unknown(missing) : new ConcurrencyModel(predictor).Rates(roles));
    }

    // Halfway through the context: what a stream sees on average while it fills it.
    private static int DepthOf(FitRole role) => role.Load.ContextPerStream / 2;

    private Answer<SpeedQuery> QueryOf(FitRole role)
    {
        var placement = role.In(request.Placement);
        if (placement.ExpertsOnHost)
            return Answer<SpeedQuery>.Unknown("the bandwidth of the system memory that holds the experts");
        if (placement.Devices.Select(d => d.Accelerator.Id).Distinct().Count() > 1)
            return Answer<SpeedQuery>.Unknown("a speed model for mixed devices");
        var load = role.Load;
        double? bytes = role.Weights?.Total.Bytes;
        return DeviceProfile.From(placement.Devices[0].Accelerator).Then(device => DecodeWork.Of(load.Model, TypeOf(load), bytes).Then(work => PowerCap.ShareOf(placement.Devices.Min(d => d.Cap), placement.Devices[0].Accelerator).Map(share => new SpeedQuery
        {
            Device = device,
            Model = work,
            Parallelism = Ways(placement),
            Engine = EngineKey.Of(load.Engine),
            Backend = EngineKey.DefaultBackend(device),
            Depth = DepthOf(role),
            Streams = load.Streams,
            KvScale = KvElement.Find(load.KvType, load.Engine) is { } e ? e.BlockBytes / (2.0 * e.BlockElements) : 1,
            FlashAttention = load.FlashAttention,
            PowerShare = share,
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
