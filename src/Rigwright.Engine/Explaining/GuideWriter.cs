using System.Globalization;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>Finds the plan for each thing that somebody may care for most. All of them are among the plans that meet the requirements.</summary>
internal sealed class GuideWriter(PlanAnswer answer, IReadOnlyList<PlanExplanation> plans, ModelProbe? probe, Func<Assessment, IReadOnlyList<UpgradePath>> upgrades)
{
    /// <summary>Share of its speed alone that every role keeps with all roles decoding where one speaks of no contention. Assumed.</summary>
    public const double NoContention = 0.95;

    // Assumed: what "silence and budget" means in terms of the score.
    private static readonly ScoreWeights SilenceAndBudget = new(Targets: 10, Speed: 5, Memory: 0, Price: 40, Noise: 40, Power: 0, Headroom: 0, Evidence: 5, Simplicity: 0);

    private static readonly SoundLevel Quiet = NoiseLimit.Words["quiet"]!.Value;

    /// <summary>The entries, in a fixed order.</summary>
    public IReadOnlyList<GuideEntry> Write()
    {
        if (answer.Ranked.Count == 0)
            return [];
        List<GuideEntry?> entries =
        [
            Entry("best_overall", "Best overall", "the highest score under the requirements' own weights", answer.Ranked[0]),
            Contention(),
            Entry("silence_and_budget", "Silence and budget above all", "the highest score with 40 points each on noise and price", Best(SilenceAndBudget)),
            SilenceAndMemory(),
            Dense(),
            Largest(),
            Entry("cheapest", "The cheapest that meets the minimums", "the lowest price", answer.Ranked.MinBy(a => a.Candidate.Total!.Value.Amount)!),
            Room(),
        ];
        return [.. entries.Concat(answer.Requirements.Priorities.Select(p => Entry($"priority.{p.Name}", p.Name, "the highest score under the weights of this priority in the requirements", Best(p.Weights)))).OfType<GuideEntry>()];
    }

    private GuideEntry Contention()
    {
        var free = answer.Ranked.FirstOrDefault(a => Kept(a) >= NoContention);
        var best = free ?? answer.Ranked.MaxBy(Kept)!;
        return Entry("no_contention", "No contention between the roles", free is null
                ? Text($"no plan keeps {100 * NoContention:0} % of every role's speed with all roles decoding; this one keeps most")
                : Text($"the highest score among the plans in which every role keeps {100 * NoContention:0} % of its speed with all roles decoding"), best,
            Text($"every role keeps at least {100 * Kept(best):0} % of its speed with all roles decoding"));
    }

    private static double Kept(Assessment a) => a.Layout!.Roles.Min(r => r.AllActive.Value / r.Alone.Value);

    private GuideEntry SilenceAndMemory()
    {
        var limit = answer.Requirements.Noise.Limit is { } asked && asked < Quiet ? asked : Quiet;
        var quiet = answer.Ranked.Where(a => Level(a) <= limit.DecibelA).ToList();
        var best = (quiet.Count > 0 ? quiet : answer.Ranked.OrderBy(Level).Take(1)).OrderByDescending(a => a.Candidate.Memory.Bytes).First();
        return Entry("silence_and_memory", "Silence and memory above all", quiet.Count > 0 ? $"the most memory among the plans of at most {limit}" : $"no plan is known to stay within {limit}; this one is the quietest", best);
    }

    private static double Level(Assessment a) => a.Noise!.TryGet(out var noise) ? noise.Level.DecibelA : double.MaxValue;

    private GuideEntry? Dense()
    {
        if (probe is null)
            return null;
        var speeds = answer.Ranked.Select(a => (Plan: a, Speed: probe.Dense(a))).Where(x => x.Speed is not null).ToList();
        if (speeds.Count == 0)
            return null;
        var (plan, speed) = speeds.OrderByDescending(x => Math.Round(x.Speed!.Value.Rate.Value.TokensPerSecond, 1)).First();
        return Entry("dense", "Speed on dense models", $"the fastest decode of {speed!.Value.Model} with nothing else loaded", plan,
            Text($"{speed.Value.Model} at {speed.Value.Rate.Value.TokensPerSecond:0} tok/s ({speed.Value.Rate.Low.TokensPerSecond:0} to {speed.Value.Rate.High.TokensPerSecond:0}), one stream, nothing else loaded"));
    }

    private GuideEntry? Largest()
    {
        if (probe is null)
            return null;
        var (plan, found) = probe.Largest(answer.Ranked);
        return plan is null ? null : Entry("largest", "The largest models",
            Text($"the most parameters that run alone at the first role's minimum of {answer.Requirements.Roles[0].DecodeMinimum.TokensPerSecond:0.#} tok/s"), plan,
            Text($"{found.Model} ({found.ParametersB:0} B parameters) at {found.Rate.Value.TokensPerSecond:0} tok/s, one stream, nothing else loaded"));
    }

    private GuideEntry? Room()
    {
        var growing = answer.Ranked.DistinctBy(a => a.Candidate.DeviceName)
            .Select(a => (Plan: a, Path: upgrades(a).Where(u => u.Replaced.Count == 0).OrderByDescending(u => u.Brings.Where(b => b.Key == "memory").Sum(b => b.Change)).FirstOrDefault()))
            .Where(x => x.Path is not null).ToList();
        if (growing.Count == 0)
            return null;
        var (plan, path) = growing.OrderByDescending(x => x.Plan.Candidate.Memory.GB + x.Path!.Brings.Where(b => b.Key == "memory").Sum(b => b.Change)).First();
        return Entry("room_to_grow", "Room to grow", "the most memory that one further purchase reaches without replacing a part", plan, Text($"becomes {path!.ToName} for {path.Price.Currency} {path.Price.Amount:#,##0} more, nothing replaced"));
    }

    private Assessment Best(ScoreWeights weights)
    {
        double[] w = [weights.Targets, weights.Speed, weights.Memory, weights.Price, weights.Noise, weights.Power, weights.Headroom, weights.Evidence, weights.Simplicity];
        return answer.Ranked.OrderByDescending(a => Math.Round(a.Score!.Terms.Index().Sum(t => w[t.Index] * t.Item.Value), 6)).First();
    }

    private GuideEntry Entry(string key, string wish, string rule, Assessment winner, string? first = null)
    {
        var plan = plans[answer.Ranked.Index().First(r => ReferenceEquals(r.Item, winner)).Index];
        List<string> get = first is null ? [] : [first];
        get.Add(Text($"{winner.Candidate.Memory.GB:0} GB for models"));
        get.AddRange(winner.Layout!.Roles.Select(r => Text($"{r.Serving.Role.Name} {r.Expected.Value.TokensPerSecond:0.#} tok/s expected")));
        if (winner.Noise!.TryGet(out var noise))
            get.Add(Text($"about {noise.Level.DecibelA:0} dBA"));
        get.Add(winner.Candidate.IsTurnkey ? "ready to switch on" : "built from parts");
        return new(key, wish, rule, winner.Candidate.Id, plan, get, [.. Accepted(plan), .. winner.Warnings.Take(1)]);
    }

    // What matters to a buyer, not every quantity: money, sound, power, memory, the speeds at the duty cycles.
    private IEnumerable<string> Accepted(PlanExplanation plan)
    {
        foreach (var worse in PlanDifference.Of(plan, plans[0]).Quantities.Where(q => q.IsBetter == false && (q.Key is "price" or "noise" or "power" or "memory" || q.Key.StartsWith("decode_expected.", StringComparison.Ordinal))))
        {
            yield return worse.Compared == Comparison.Ratio ? Text($"{worse.Label}: {worse.First:0.#} against {worse.Second:0.#} {worse.Unit} ({worse.Change:0.0#}x)")
                : Text($"{worse.Label}: {worse.First:#,##0} against {worse.Second:#,##0} {worse.Unit}");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
