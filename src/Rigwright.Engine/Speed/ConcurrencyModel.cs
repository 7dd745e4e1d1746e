using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Speed;

/// <summary>A model that shares devices with others.</summary>
/// <param name="Name">The role.</param>
/// <param name="Query">Its decode: model, engine, streams, context, spread.</param>
/// <param name="Devices">Numbers of the devices that it lies on; roles that share a number share the device.</param>
/// <param name="DecodeDuty">Share of the time in which it decodes, 0 to 1.</param>
/// <param name="PrefillDuty">Share of the time in which it reads prompts, 0 to 1; together with <paramref name="DecodeDuty"/> at most 1.</param>
public sealed record SharedRole(string Name, SpeedQuery Query, IReadOnlyList<int> Devices, double DecodeDuty, double PrefillDuty = 0);

/// <summary>The speeds of one role among others.</summary>
/// <param name="Name">The role.</param>
/// <param name="Alone">Per stream, all others idle.</param>
/// <param name="AllActive">Per stream, every role decoding.</param>
/// <param name="Expected">Per stream while it decodes, the others at their duty cycles.</param>
/// <param name="ExpectedDeviceShare">Share of its busiest device's time that its decoding takes on average.</param>
/// <param name="LongestStall">Longest pause of its decoding because another role reads a prompt (one chunk of each); null when no compute rate is known.</param>
public sealed record RoleRates(
    string Name, Prediction Alone, Prediction AllActive, Prediction Expected, double ExpectedDeviceShare, Latency? LongestStall);

/// <summary>A role whose speed alone is known.</summary>
/// <param name="Name">The role.</param>
/// <param name="Alone">Its decode rate per stream, all others idle.</param>
/// <param name="StepSeconds">Seconds of one step.</param>
/// <param name="ChunkSeconds">Seconds of one chunk of a prompt; null when no compute rate is known.</param>
/// <param name="Devices">Numbers of its devices.</param>
/// <param name="OneDeviceAtATime">Do its devices take turns within a step (layer split)?</param>
/// <param name="DecodeDuty">Share of the time in which it decodes.</param>
/// <param name="PrefillDuty">Share of the time in which it reads prompts.</param>
public sealed record SharedLoad(
    string Name, Prediction Alone, double StepSeconds, double? ChunkSeconds, IReadOnlyList<int> Devices, bool OneDeviceAtATime, double DecodeDuty, double PrefillDuty = 0);

/// <summary>Shares of a role's speed alone.</summary>
/// <param name="AllActive">With every role decoding.</param>
/// <param name="Expected">With the others at their duty cycles.</param>
public readonly record struct SharedFactors(double AllActive, double Expected);

/// <summary>Several models on one device. Separate processes do not add bandwidth: their steps take turns, one of each active role
/// (docs/formulas/concurrency.md). Roles on separate devices do not wait for each other.</summary>
public sealed class ConcurrencyModel(SpeedPredictor predictor)
{
    // Beyond so many combinations of idle, decoding and reading the mean of the waiting time is used, which is never above the exact rate (Jensen).
    private const int MaxOthersEnumerated = 8;

    // A prefill gives way to other processes after each physical batch (llama.cpp: -ub 512).
    private const int ChunkTokens = 512;

    /// <summary>The speeds of all roles. Unknown when any of them is.</summary>
    /// <exception cref="ArgumentException">A duty cycle is outside 0 to 1, or a role has no device.</exception>
    public Answer<IReadOnlyList<RoleRates>> Rates(IReadOnlyList<SharedRole> roles)
    {
        var loads = new SharedLoad[roles.Count];
        for (var i = 0; i < roles.Count; i++)
        {
            Validate(roles[i]);
            var answer = predictor.Decode(roles[i].Query);
            if (!answer.TryGet(out var alone))
                return Answer<IReadOnlyList<RoleRates>>.Unknown([.. answer.Missing.Select(m => $"{roles[i].Name}: {m}")]);
            loads[i] = new(roles[i].Name, alone, predictor.StepSeconds(roles[i].Query), ChunkSeconds(roles[i].Query), roles[i].Devices,
                roles[i].Query.Parallelism.Stages > 1, roles[i].DecodeDuty, roles[i].PrefillDuty);
        }
        return Answer<IReadOnlyList<RoleRates>>.Known(Share(loads));
    }

    /// <summary>Another role as one role meets it: the seconds that its step and its chunk hold shared devices, and how often.</summary>
    private readonly record struct Rival(double Step, double Chunk, double DecodeDuty, double PrefillDuty);

    /// <summary>The speeds of roles whose speeds alone are known already.</summary>
    public static IReadOnlyList<RoleRates> Share(IReadOnlyList<SharedLoad> loads) => [.. loads.Select((l, i) => RatesOf(loads, i))];

    /// <summary>What sharing leaves of one role's speed alone, without the predictions around it: for searches over many layouts.</summary>
    public static SharedFactors Factors(IReadOnlyList<SharedLoad> loads, int self)
    {
        var step = loads[self].StepSeconds;
        var rivals = Rivals(loads, self);
        return new(step / (step + rivals.Sum(r => r.Step)), ExpectedShare(step, rivals));
    }

    private static RoleRates RatesOf(IReadOnlyList<SharedLoad> loads, int self)
    {
        var (load, factors) = (loads[self], Factors(loads, self));
        double stall = 0;
        var isStallKnown = true;
        for (var j = 0; j < loads.Count; j++)
        {
            var held = j == self ? 0 : HeldShare(load, loads[j]);
            if (held <= 0)
                continue;
            isStallKnown &= loads[j].ChunkSeconds is not null;
            stall += held * (loads[j].ChunkSeconds ?? 0);
        }
        return new(load.Name, load.Alone, Scaled(load.Alone, factors.AllActive, "every role decoding, one step of each in turn"),
            Scaled(load.Alone, factors.Expected, "others at their duty cycles"), load.DecodeDuty * factors.Expected * OwnShare(load),
            isStallKnown ? Latency.FromSeconds(stall) : null);
    }

    private static List<Rival> Rivals(IReadOnlyList<SharedLoad> loads, int self)
    {
        var rivals = new List<Rival>(loads.Count);
        for (var j = 0; j < loads.Count; j++)
        {
            var held = j == self ? 0 : HeldShare(loads[self], loads[j]);
            // Without a compute rate a chunk is taken as one step: a lower bound, and the stall is then not stated.
            if (held > 0)
                rivals.Add(new(held * loads[j].StepSeconds, held * (loads[j].ChunkSeconds ?? loads[j].StepSeconds), loads[j].DecodeDuty, loads[j].PrefillDuty));
        }
        return rivals;
    }

    // Mean over the others' states of step / (step + what the others put in between); states last much longer than steps.
    private static double ExpectedShare(double step, List<Rival> rivals)
    {
        if (rivals.Count > MaxOthersEnumerated)
            return step / (step + rivals.Sum(r => r.DecodeDuty * r.Step + r.PrefillDuty * r.Chunk));
        return Expect(0, 0, 1);

        double Expect(int index, double waiting, double probability)
        {
            if (probability <= 0)
                return 0;
            if (index == rivals.Count)
                return probability * step / (step + waiting);
            var r = rivals[index];
            return Expect(index + 1, waiting, probability * (1 - r.DecodeDuty - r.PrefillDuty))
                + Expect(index + 1, waiting + r.Step, probability * r.DecodeDuty)
                + Expect(index + 1, waiting + r.Chunk, probability * r.PrefillDuty);
        }
    }

    // The part of a rival's step that holds devices of this role. A layer split holds one device at a time, tensor parallelism all of them;
    // a step of a layer split passes over its devices one after the other, so what the rival holds of each adds up.
    private static double HeldShare(SharedLoad self, SharedLoad rival)
    {
        var shared = 0;
        foreach (var device in rival.Devices)
            shared += self.Devices.Contains(device) ? 1 : 0;
        return rival.OneDeviceAtATime ? Math.Min(1, (double)shared / rival.Devices.Count) : shared > 0 ? 1 : 0;
    }

    private static double OwnShare(SharedLoad role) => role.OneDeviceAtATime ? 1.0 / role.Devices.Count : 1;

    private double? ChunkSeconds(SpeedQuery query) => query.Device.MatrixFlopsPerSec is null ? null
        : predictor.PrefillSeconds(query with { Streams = 1, PromptTokens = ChunkTokens });

    private static Prediction Scaled(Prediction alone, double factor, string how) =>
        new(alone.Low * factor, alone.Value * factor, alone.High * factor, $"{alone.Basis}; {how}");

    private static void Validate(SharedRole role)
    {
        if (role.Devices.Count == 0)
            throw new ArgumentException($"The role '{role.Name}' lies on no device.", nameof(role));
        if (!(role.DecodeDuty is >= 0 and <= 1) || !(role.PrefillDuty is >= 0 and <= 1) || role.DecodeDuty + role.PrefillDuty > 1 + 1e-9)
            throw new ArgumentException($"The duty cycles of '{role.Name}' must lie between 0 and 1, together too.", nameof(role));
    }
}
