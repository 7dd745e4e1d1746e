using System.Globalization;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Planning;

/// <summary>The score of a feasible rig (docs/scoring.md): nine terms between 0 and 1, each with the numbers behind it, weighted by the requirements.</summary>
public static class Scoring
{
    /// <summary>Worth of exactly the minimum memory. Assumed.</summary>
    public const double AtMinimumMemory = 0.5;

    /// <summary>Free share of a device that counts as ample. Assumed: a twentieth, because the promised context is reserved already.</summary>
    public const double AmpleHeadroom = 0.05;

    /// <summary>Decibels around the limit over which the noise term falls from 1 to 0. Assumed: 10 dB below to 10 dB above (twice as loud, as it is heard).</summary>
    public const double NoiseSpan = 10;

    /// <summary>Worth of a noise that is not known. Assumed: the middle.</summary>
    public const double UnknownNoise = 0.5;

    /// <summary>Unknown facts that halve the "facts" part of the evidence term. Assumed.</summary>
    public const double UnknownsThatHalve = 5;

    /// <summary>Scores a rig that was laid out.</summary>
    public static Score Of(Assessment assessment, PurchaseRequirements requirements)
    {
        var w = requirements.Weights;
        return new(
        [
            Targets(assessment, w.Targets), Speed(assessment, w.Speed), Memory(assessment, requirements, w.Memory), Price(assessment, requirements, w.Price), Noise(assessment, requirements, w.Noise),
            Power(assessment, requirements, w.Power), Headroom(assessment, w.Headroom), Evidence(assessment, w.Evidence), Simplicity(assessment, w.Simplicity),
        ]);
    }

    /// <summary>How much a role counts beside the one named after it: the first role matters most. Assumed: twice as much.</summary>
    public const double RoleRatio = 2;

    /// <summary>What an amount of memory is worth, 0 to 1.</summary>
    public static double MemoryValue(ByteSize have, MemoryRequirement wanted) => have >= wanted.Target ? 1
        : AtMinimumMemory + (1 - AtMinimumMemory) * (have.Bytes - wanted.Min.Bytes) / Math.Max(1.0, wanted.Target.Bytes - wanted.Min.Bytes);

    /// <summary>What a price in the budget's currency is worth, 0 to 1.</summary>
    public static double PriceValue(double total, Budget budget) => PriceValue(total, (double)budget.Min.Amount, (double)budget.Max.Amount);

    /// <summary>What a price is worth between the ends of a budget, 0 to 1.</summary>
    public static double PriceValue(double total, double min, double max) => max > min ? Math.Clamp((max - total) / (max - min), 0, 1) : 1;

    /// <summary>What a level is worth, 0 to 1.</summary>
    public static double NoiseValue(SoundLevel level, NoiseLimit limit) =>
        limit.Limit is { } most ? Math.Clamp((most.DecibelA + NoiseSpan - level.DecibelA) / (2 * NoiseSpan), 0, 1) : 1;

    /// <summary>What a number of unknown facts leaves of certainty, 0 to 1.</summary>
    public static double KnownFacts(int unknown) => 1 / (1 + unknown / UnknownsThatHalve);

    /// <summary>Share of the price that was read from shops lately, 0 to 1.</summary>
    public static double ShareRead(Assessment assessment)
    {
        var total = assessment.Candidate.Total!.Value.Amount;
        var read = assessment.Candidate.Rig.Lines.Where(l => l.Offer?.Verified == true && !assessment.Candidate.StaleLines.Contains(l.Reference)).Sum(l => l.Total!.Value.Amount);
        return total > 0 ? (double)(read / total) : 0;
    }

    /// <summary>How certain the speeds are, 0 to 1: the mean of low end ÷ value over the roles.</summary>
    public static double SpeedCertainty(Assessment assessment) =>
        assessment.Layout!.Roles.Average(r => r.Alone.Low.TokensPerSecond / Math.Max(0.01, r.Alone.Value.TokensPerSecond));

    private static ScoreTerm Targets(Assessment assessment, double weight)
    {
        var roles = assessment.Layout!.Roles;
        return new("targets", Weighted(roles, r => Chance.AtLeast(r.Expected, r.Serving.Role.DecodeTarget)), weight,
            "chance to reach the decode target: " + string.Join(", ", roles.Select(r => Text($"{r.Serving.Role.Name} {100 * Chance.AtLeast(r.Expected, r.Serving.Role.DecodeTarget):0} %"))));
    }

    /// <summary>How much each of some roles counts, the first most; together 1.</summary>
    public static double[] RoleWeights(int roles)
    {
        var weights = Enumerable.Range(0, roles).Select(i => Math.Pow(RoleRatio, roles - 1 - i)).ToArray();
        var total = weights.Sum();
        return [.. weights.Select(w => w / total)];
    }

    private static double Weighted(IReadOnlyList<RolePlacement> roles, Func<RolePlacement, double> value)
    {
        var weights = RoleWeights(roles.Count);
        double sum = 0;
        for (var i = 0; i < roles.Count; i++)
            sum += weights[i] * value(roles[i]);
        return sum;
    }

    private static ScoreTerm Speed(Assessment assessment, double weight)
    {
        var roles = assessment.Layout!.Roles;
        return new("speed", Weighted(roles, r => SpeedScore.Of(r.Serving.Role, r.Expected.Value)), weight,
            string.Join(", ", roles.Select(r => Text($"{r.Serving.Role.Name} {r.Expected.Value.TokensPerSecond:0} of {r.Serving.Role.DecodeTarget.TokensPerSecond:0} tok/s"))));
    }

    private static ScoreTerm Memory(Assessment assessment, PurchaseRequirements requirements, double weight)
    {
        return new("memory", MemoryValue(assessment.Candidate.Memory, requirements.Memory), weight, Text($"{assessment.Candidate.Memory.GB:0} of {requirements.Memory.Target.GB:0} GB"));
    }

    private static ScoreTerm Price(Assessment assessment, PurchaseRequirements requirements, double weight)
    {
        var (total, min, max) = (assessment.Candidate.Total!.Value.Amount, requirements.Budget.Min.Amount, requirements.Budget.Max.Amount);
        return new("price", PriceValue((double)total, requirements.Budget), weight, Text($"{total:#,##0} of {min:#,##0}-{max:#,##0} {requirements.Budget.Max.Currency}"));
    }

    private static ScoreTerm Noise(Assessment assessment, PurchaseRequirements requirements, double weight)
    {
        if (requirements.Noise.Limit is not { } limit)
            return new("noise", 1, weight, "any noise is accepted");
        if (!assessment.Noise!.TryGet(out var noise))
            return new("noise", UnknownNoise, weight, "not known");
        return new("noise", NoiseValue(noise.Level, requirements.Noise), weight, Text($"{noise.Level.DecibelA:0} dBA, limit {limit.DecibelA:0}"));
    }

    private static ScoreTerm Power(Assessment assessment, PurchaseRequirements requirements, double weight)
    {
        if (!assessment.Power!.TryGet(out var power))
            return new("power", 0.5, weight, "not known");
        var wall = power.Wall.TryGet(out var known) ? known : power.Dc;
        return new("power", Math.Clamp(1 - wall / requirements.Outlet.Continuous, 0, 1), weight, $"{wall} of {requirements.Outlet.Continuous}");
    }

    private static ScoreTerm Headroom(Assessment assessment, double weight)
    {
        var free = assessment.Layout!.LeastFreeShare;
        return new("headroom", Math.Clamp(free / AmpleHeadroom, 0, 1), weight, Text($"{100 * free:0} % free on the fullest device"));
    }

    private static ScoreTerm Evidence(Assessment assessment, double weight)
    {
        var unknown = assessment.Candidate.Findings.Count(f => f.Severity == FindingSeverity.Unknown);
        var facts = KnownFacts(unknown);
        var (prices, speeds) = (ShareRead(assessment), SpeedCertainty(assessment));
        return new("evidence", (facts + prices + speeds) / 3, weight,
            Text($"{unknown} unknown facts, {100 * prices:0} % of the price read from shops lately, speeds certain to {100 * speeds:0} %"));
    }

    /// <summary>What each further device, putting parts together, a model split over machines and a used device take off. Assumed: they express effort and risk.</summary>
    private const double PerFurtherDevice = 0.2, PutTogether = 0.3, OverACable = 0.2, Used = 0.1;

    private static ScoreTerm Simplicity(Assessment assessment, double weight)
    {
        var (candidate, devices) = (assessment.Candidate, assessment.Candidate.Rig.DeviceCount);
        var used = candidate.Devices.Any(d => d.Device.Condition == Domain.Offers.Condition.Used);
        var cable = candidate.Rig.Form == Domain.Rigs.RigForm.Cluster && assessment.Layout!.Roles.Any(r => r.Option.Devices.Count > 1);
        var value = 1 - (devices - 1) * PerFurtherDevice - (candidate.IsTurnkey ? 0 : PutTogether) - (cable ? OverACable : 0) - (used ? Used : 0);
        return new("simplicity", Math.Max(0, value), weight, Text($"{devices} device{(devices == 1 ? "" : "s")}{(candidate.IsTurnkey ? "" : ", to be built")}{(cable ? ", a model split over machines" : "")}{(used ? ", used" : "")}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
