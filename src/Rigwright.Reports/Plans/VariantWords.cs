using Rigwright.Domain.Hardware;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>How power caps and other editions of the first rigs, and rigs that only a cap makes acceptable, are worded; shared by text, Markdown and HTML.</summary>
internal static class VariantWords
{
    public const string Title = "Power caps and editions of these rigs";

    public const string CappedTitle = "Acceptable with a power cap only";

    /// <summary>The first rigs with their cards capped and in other editions, one line each.</summary>
    public static IEnumerable<string> Lines(PlanAnswer answer)
    {
        var limit = answer.Requirements.Noise;
        foreach (var set in answer.Variants)
        {
            if (Lead(set, limit) is { } lead)
                yield return Text($"{set.Rank}. {set.Base.Candidate.Name}: {lead}");
            yield return Text($"{set.Rank}. {set.Base.Candidate.Name} as it is bought: {Money(set.Base.Candidate.Total!.Value)}, score {set.Base.Score!.Value:0.0}, {Speeds(set.Base)}{Sizes(set.Base, set, limit)}.");
            foreach (var v in set.Variants)
                yield return v.Rig.IsFeasible
                    ? Text($"   {Label(v)}: {Difference(v)}score {v.Rig.Score!.Value:0.0} ({v.ScoreDifference:+0.0;-0.0;0.0}; place {v.Rank}), {Speeds(v.Rig)}{(Kept(v) is { } kept ? $" ({kept})" : "")}{Sizes(v.Rig, set, limit)}.")
                    : $"   {Label(v)}: out: {v.Rig.Rejections[0].Message}{(v.Rig.Layout is null ? "" : $" It would have {Speeds(v.Rig)}{(Kept(v) is { } left ? $" ({left})" : "")}{Sizes(v.Rig, set, limit)}.")}";
        }
    }

    /// <summary>Rigs that a power cap makes acceptable, one line each.</summary>
    public static IEnumerable<string> CappedLines(PlanAnswer answer) => answer.Capped.DistinctBy(c => c.Rig.Candidate.DeviceName).Select(c =>
        Text($"{c.Rig.Candidate.Name} for {Money(c.Rig.Candidate.Total!.Value)}: score {c.Rig.Score!.Value:0.0}, {Speeds(c.Rig)}, {Wall(c.Rig)} W at the wall, {Noise(c.Rig)} dBA{AboveLimit(c.Rig, answer.Requirements.Noise)}. Without the cap: {c.Uncapped.Rejections[0].Message}"));

    /// <summary>What the cap with the best score does, in one sentence; null where every cap is out.</summary>
    public static string? Lead(RigVariants set, NoiseLimit limit)
    {
        if (set.Variants.Where(v => v.Kind == VariantKind.PowerCap && v.Rig.IsFeasible).MaxBy(v => v.Rig.Score!.Value) is not { } v)
            return null;
        List<string> effects = [];
        if (RigVariants.WallOf(set.Base) is { } before && RigVariants.WallOf(v.Rig) is { } after)
            effects.Add(Text($"{after.Watts:0} W at the wall instead of {before.Watts:0}"));
        if (RigVariants.NoiseOf(set.Base) is { } loud && RigVariants.NoiseOf(v.Rig) is { } quiet)
            effects.Add(Text($"about {quiet.DecibelA:0} dBA{AboveLimit(v.Rig, limit)} instead of {loud.DecibelA:0}"));
        if (RigVariants.SupplyOf(set.Base) is { } supply && RigVariants.SupplyOf(v.Rig) is { } smaller && smaller != supply)
            effects.Add(Text($"a {smaller.Watts:0} W power supply instead of {supply.Watts:0} W"));
        if (v.PriceDifference is { Amount: not 0 } difference)
            effects.Add(Text($"{difference.Currency} {Math.Abs(difference.Amount):#,##0} {(difference.Amount < 0 ? "less" : "more")}"));
        effects.Add(Text($"{v.Rig.Score!.Value:0.0} points instead of {set.Base.Score!.Value:0.0}{(v.Rank == set.Rank ? "" : Text($" (place {v.Rank} instead of {set.Rank})"))}"));
        return Text($"{Subject(set, v)} {(Kept(v) is { } kept ? $"{kept} of the expected decode" : "other models")}: {string.Join(", ", effects)}.");
    }

    // "The 600 W card at 300 W keeps": only where all cards are of one kind does one pair of figures say everything.
    private static string Subject(RigVariants set, RigVariant v) => set.Base.Candidate.Devices is [var only] && only.Device.Accelerator.PowerLimit is { } rated && v.Limit is { } cap
        ? only.Count == 1 ? Text($"the {rated.Value.Watts:0} W card at {cap.Watts:0} W keeps") : Text($"the {rated.Value.Watts:0} W cards at {cap.Watts:0} W each keep")
        : $"{v.Devices} keeps";

    /// <summary>A rig as it is bought, with the limit of its cards where they are of one kind.</summary>
    public static string BaseLabel(RigVariants set) => "as it is bought" + LimitOf(set.Base.Candidate.Devices);

    /// <summary>A variant beside its base.</summary>
    public static string Label(RigVariant v) => v.Kind == VariantKind.Edition ? "instead " + EditionLabel(v)
        : v.Rig.Candidate.Devices is [var only] ? Text($"capped at {v.Limit!.Value.Watts:0} W{(only.Count > 1 ? " each" : "")}")
        : v.Devices;

    /// <summary>Another edition with the limit of its cards.</summary>
    public static string EditionLabel(RigVariant v) => v.Devices + LimitOf(v.Rig.Candidate.Devices);

    private static string LimitOf(IReadOnlyList<DeviceCount> devices) => devices is [{ Device.Accelerator: Accelerator { PowerLimit: { } limit } } only]
        ? Text($" ({limit.Value.Watts:0} W{(only.Count > 1 ? " each" : "")})") : "";

    /// <summary>The share of expected decode that is left: over all roles, from the smallest to the largest; null where another model runs.</summary>
    public static string? Kept(RigVariant v)
    {
        var shares = v.DecodeShares.OfType<double>().ToList();
        return shares.Count == 0 ? null : Text($"{100 * shares.Min():0}{(shares.Max() - shares.Min() >= 0.005 ? Text($"-{100 * shares.Max():0}") : "")} %");
    }

    /// <summary>What follows a level that is above the limit: only the quiet reading is held against it, so the rig may be feasible. Nothing where it is not above.</summary>
    public static string AboveLimit(Assessment rig, NoiseLimit limit) => NoiseRule.Above(rig.Noise, limit) is { } above ? Text($" ({Decibels(above)} dB above the limit of {limit.Limit})") : "";

    /// <summary>The level with what it is above, where it is above the limit; nothing else.</summary>
    public static string LoudnessAboveLimit(Assessment rig, NoiseLimit limit) => NoiseRule.Above(rig.Noise, limit) is { } above
        ? Text($" (about {RigVariants.NoiseOf(rig)!.Value.DecibelA:0} dBA, {Decibels(above)} dB above the limit of {limit.Limit})") : "";

    /// <summary>A difference of levels, for people.</summary>
    public static string Decibels(double difference) => difference < 0.5 ? "<1" : Text($"{difference:0}");

    private static string Difference(RigVariant v) => v.PriceDifference is not { } difference || difference.Amount == 0 ? "same price, "
        : Text($"{Money(v.Rig.Candidate.Total!.Value)} ({difference.Amount:+#,##0;-#,##0}), ");

    private static string Speeds(Assessment rig) => $"{string.Join(", ", rig.Layout!.Roles.Select(r => $"{r.Serving.Role.Name} {Rate(r.Expected.Value)}"))} tok/s expected";

    private static string Sizes(Assessment rig, RigVariants set, NoiseLimit limit) => string.Concat(
        RigVariants.SupplyOf(rig) is { } supply ? Text($", {supply.Watts:0} W supply") : "",
        RigVariants.WallOf(rig) is { } wall ? Text($", {wall.Watts:0} W at the wall ({100 * RigVariants.CircuitOf(rig, set.Outlet):0} % of the circuit)") : "",
        RigVariants.NoiseOf(rig) is null ? "" : $", {Noise(rig)} dBA{AboveLimit(rig, limit)}");
}
