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
        var alone = new Prediction[roles.Count];
        var slices = new Slice[roles.Count];
        for (var i = 0; i < roles.Count; i++)
        {
            Validate(roles[i]);
            var answer = predictor.Decode(roles[i].Query);
            if (!answer.IsKnown)
                return Answer<IReadOnlyList<RoleRates>>.Unknown([.. answer.Missing.Select(m => $"{roles[i].Name}: {m}")]);
            alone[i] = answer.Value;
            slices[i] = new(predictor.StepSeconds(roles[i].Query), ChunkSeconds(roles[i].Query));
        }
        return Answer<IReadOnlyList<RoleRates>>.Known([.. roles.Select((r, i) => RatesOf(roles, slices, alone[i], i))]);
    }

    /// <summary>Seconds that one step and one chunk of a prompt hold the role's devices.</summary>
    private readonly record struct Slice(double Step, double? Chunk);

    /// <summary>Another role as one role meets it: the seconds that its step and its chunk hold shared devices, and how often.</summary>
    private readonly record struct Rival(double Step, double Chunk, double DecodeDuty, double PrefillDuty);

    private static RoleRates RatesOf(IReadOnlyList<SharedRole> roles, Slice[] slices, Prediction alone, int self)
    {
        var step = slices[self].Step;
        var rivals = new List<Rival>();
        double stall = 0;
        var isStallKnown = true;
        for (var j = 0; j < roles.Count; j++)
        {
            var held = j == self ? 0 : HeldShare(roles[self], roles[j]);
            if (held <= 0)
                continue;
            // Without a compute rate a chunk is taken as one step: a lower bound, and the stall is then not stated.
            var chunk = slices[j].Chunk ?? slices[j].Step;
            isStallKnown &= slices[j].Chunk is not null;
            rivals.Add(new(held * slices[j].Step, held * chunk, roles[j].DecodeDuty, roles[j].PrefillDuty));
            stall += held * chunk;
        }
        var allActive = step / (step + rivals.Sum(r => r.Step));
        var expected = ExpectedShare(step, rivals);
        return new(roles[self].Name, alone, Scaled(alone, allActive, "every role decoding, one step of each in turn"),
            Scaled(alone, expected, "others at their duty cycles"), roles[self].DecodeDuty * expected * OwnShare(roles[self]),
            isStallKnown ? Latency.FromSeconds(stall) : null);
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
    private static double HeldShare(SharedRole self, SharedRole rival)
    {
        var shared = rival.Devices.Intersect(self.Devices).Count();
        return rival.Query.Parallelism.Stages > 1 ? Math.Min(1, (double)shared / rival.Devices.Count) : shared > 0 ? 1 : 0;
    }

    private static double OwnShare(SharedRole role) => role.Query.Parallelism.Stages > 1 ? 1.0 / role.Query.Parallelism.Stages : 1;

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
