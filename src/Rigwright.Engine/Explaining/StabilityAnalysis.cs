using System.Globalization;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>
/// Draws speeds from their intervals and prices from their spread, ranks the plans in every draw, and counts (docs/formulas/stability.md). What two plans
/// have in common (the same model on the same devices, the same part) is drawn once, so that their difference carries only what differs.
/// </summary>
public sealed class StabilityAnalysis
{
    /// <summary>Draws of an answer.</summary>
    public const int DefaultDraws = 10_000;

    /// <summary>Seed of an answer.</summary>
    public const ulong DefaultSeed = 20260217;

    /// <summary>Correlation between the errors of two speeds of one model in one engine on one kind of backend. Assumed: half of what the formula misses about a
    /// model is the same on every device.</summary>
    public const double SharedError = 0.5;

    // A fact's draws are sorted into so many equally likely ranges; within one it counts as known.
    private const int Ranges = 10;

    // The ends of the ranges of a standard normal number.
    private static readonly double[] Ends = [.. Enumerable.Range(1, Ranges - 1).Select(i => NormalDraws.Quantile((double)i / Ranges))];

    private readonly PurchaseRequirements _requirements;
    private readonly double _least;
    private readonly double _most;
    private readonly ScoreWeights _weights;
    private readonly double _weightTotal;
    private readonly Plan[] _plans;
    private readonly int[] _used;
    private readonly List<Fact> _facts = [];
    private readonly List<string> _families = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    /// <summary>Prepares the plans of an answer; all of them are feasible.</summary>
    public StabilityAnalysis(PurchaseRequirements requirements, IReadOnlyList<Assessment> ranked)
    {
        _requirements = requirements;
        (_least, _most) = ((double)requirements.Budget.Min.Amount, (double)requirements.Budget.Max.Amount);
        (_weights, _weightTotal) = (requirements.Weights, requirements.Weights.Total);
        var all = ranked.Select(PlanOf).ToList();
        _plans = [.. all.Where((p, i) => i == 0 || !all.Exists(o => !ReferenceEquals(o, p) && IsAlwaysBetter(o, p)))];
        _used = [.. _plans.SelectMany(p => p.Roles.Select(r => r.Fact).Concat(p.Lines.Select(l => l.Fact))).Distinct().Order()];
    }

    // The same speeds, at least the other points, and cheaper whatever the prices turn out to be: such a plan need not be drawn to know that it is never the best.
    private bool IsAlwaysBetter(Plan a, Plan b)
    {
        if (a.FixedPoints < b.FixedPoints || !a.Roles.Select(r => (r.Fact, r.Expected)).SequenceEqual(b.Roles.Select(r => (r.Fact, r.Expected))))
            return false;
        var most = a.Lines.Where(l => !b.Lines.Any(o => o.Fact == l.Fact && o.Total >= l.Total)).Sum(l => l.Total * _facts[l.Fact].Spread.High);
        var least = b.Lines.Where(l => !a.Lines.Any(o => o.Fact == l.Fact && o.Total >= l.Total)).Sum(l => l.Total * _facts[l.Fact].Spread.Low);
        return most < least;
    }

    private sealed record Fact(UncertainKind Kind, string Label, string Unit, double Value, double Down, double Up, PriceSpread Spread, int Family)
    {
        public double Factor(double normal) => Math.Exp(normal * (normal < 0 ? Down : Up));

        public double ValueAt(double uniform) => Value * (Kind == UncertainKind.Price ? Spread.At(uniform) : Factor(NormalDraws.Quantile(uniform)));
    }

    private sealed record Role(int Fact, RoleRequirement Requirement, double Expected, double Held, double Weight);

    private sealed record Line(int Fact, double Total);

    private sealed record Plan(Assessment Assessment, Role[] Roles, Line[] Lines, double FixedPoints);

    /// <summary>Draws and counts. Null when there is no plan.</summary>
    public Stability? Run(int draws, ulong seed)
    {
        if (_plans.Length == 0)
            return null;
        var tally = new Tally(_plans.Length, _facts.Count + 1, draws);
        var random = new NormalDraws(seed);
        var (ranges, factors, scores, families) = (new int[_facts.Count], new double[_facts.Count], new double[_plans.Length], new double[_families.Count]);
        for (var draw = 0; draw < draws; draw++)
        {
            for (var i = 0; i < families.Length; i++)
                families[i] = NormalDraws.Quantile(random.Uniform());
            foreach (var f in _used)
                (factors[f], ranges[f]) = Draw(_facts[f], random.Uniform(), families);
            for (var p = 0; p < _plans.Length; p++)
                scores[p] = Score(_plans[p], factors);
            tally.Add(scores, ranges, _used, (int)(random.Uniform() * Ranges));
        }
        return Answer(tally, draws, seed);
    }

    private static (double Factor, int Range) Draw(Fact fact, double uniform, double[] families)
    {
        if (fact.Kind == UncertainKind.Price)
            return (fact.Spread.At(uniform), (int)(uniform * Ranges));
        var normal = Math.Sqrt(SharedError) * families[fact.Family] + Math.Sqrt(1 - SharedError) * NormalDraws.Quantile(uniform);
        var range = 0;
        while (range < Ends.Length && normal > Ends[range])
            range++;
        return (fact.Factor(normal), range);
    }

    private double Score(Plan plan, double[] factors)
    {
        double targets = 0, speed = 0, total = 0;
        foreach (var role in plan.Roles)
        {
            var factor = factors[role.Fact];
            if (role.Held * factor < role.Requirement.DecodeMinimum.TokensPerSecond)
                return 0;
            var rate = role.Expected * factor;
            targets += rate >= role.Requirement.DecodeTarget.TokensPerSecond ? role.Weight : 0;
            speed += role.Weight * SpeedScore.Of(role.Requirement, TokenRate.FromTokensPerSecond(rate));
        }
        foreach (var line in plan.Lines)
            total += line.Total * factors[line.Fact];
        return total > _most ? 0 : plan.FixedPoints + 100 * (_weights.Targets * targets + _weights.Speed * speed + _weights.Price * Scoring.PriceValue(total, _least, _most)) / _weightTotal;
    }

    private Stability Answer(Tally tally, int draws, ulong seed)
    {
        // The rival is the plan on other devices that is the best most often; where none ever is, the next of the ranking.
        var others = Enumerable.Range(1, _plans.Length - 1).Where(i => _plans[i].Assessment.Candidate.DeviceName != _plans[0].Assessment.Candidate.DeviceName).ToList();
        var rival = others.Count == 0 ? -1 : others.OrderByDescending(tally.Share).ThenBy(i => i).First();
        var leads = rival < 0 ? [] : tally.Leads(rival);
        var chances = _plans.Select((p, i) => new PlanChance(p.Assessment.Candidate.Id, p.Assessment.Candidate.Name, tally.Share(i), Math.Sqrt(tally.Share(i) * (1 - tally.Share(i)) / draws), tally.Mean(i), tally.Deviation(i)))
            .Where(c => c.Probability > 0).OrderByDescending(c => c.Probability).ThenBy(c => c.Id, StringComparer.Ordinal).ToList();
        var facts = _used.Select(i => FactOf(_facts[i], i, tally)).OrderByDescending(f => f.ChanceWhenKnown).ThenBy(f => f.Label, StringComparer.Ordinal).ToList();
        var now = chances.Count > 0 ? chances[0].Probability : 0;
        // A fact that has nothing to do with any plan seems to be worth a little, because the best share of each range is a maximum over noise.
        var noise = tally.ChanceWhenKnown(_facts.Count) - now;
        return new()
        {
            Draws = draws,
            Seed = seed,
            Plans = chances,
            First = _plans[0].Assessment.Candidate.Name,
            Rival = rival < 0 ? null : _plans[rival].Assessment.Candidate.Name,
            FirstBeatsRival = rival < 0 ? 1 : (double)leads.Count(l => l > 0) / draws,
            Lead = rival < 0 ? (0, 0) : (leads[(int)(0.05 * (draws - 1))], leads[(int)(0.95 * (draws - 1))]),
            ChanceNow = now,
            Facts = facts,
            Settling = facts.Count > 0 && facts[0].ChanceWhenKnown - now > 2 * Math.Max(noise, 0.0025) ? facts[0] : null,
        };
    }

    private UncertainFact FactOf(Fact fact, int index, Tally tally)
    {
        var (split, below, above) = tally.Split(index);
        var (a, b) = (_plans[below].Assessment.Candidate, _plans[above].Assessment.Candidate);
        var at = fact.ValueAt((double)split / Ranges);
        List<FactOutcome> outcomes = below == above ? [new(null, null, a.Id, a.Name)] : [new(null, at, a.Id, a.Name), new(at, null, b.Id, b.Name)];
        var (bottom, top) = fact.Kind == UncertainKind.Price ? (0.0, 1.0) : (0.05, 0.95);
        return new(fact.Kind, fact.Label, fact.Unit, fact.Kind == UncertainKind.Price ? fact.Value * fact.Spread.Low : fact.ValueAt(bottom), fact.Value,
            fact.Kind == UncertainKind.Price ? fact.Value * fact.Spread.High : fact.ValueAt(top), tally.ChanceWhenKnown(index), outcomes);
    }

    private Plan PlanOf(Assessment a)
    {
        var weights = Scoring.RoleWeights(a.Layout!.Roles.Count);
        var roles = a.Layout.Roles.Select((r, i) => new Role(SpeedFact(r), r.Serving.Role, r.Expected.Value.TokensPerSecond, r.Held(_requirements.MinimumHolds).Value.TokensPerSecond, weights[i])).ToArray();
        var lines = a.Candidate.Rig.Lines.Select(l => new Line(PriceFact(l, a.Candidate), (double)l.Total!.Value.Amount)).ToArray();
        var drawn = new[] { "targets", "speed", "price" };
        var terms = a.Score!.Terms;
        return new(a, roles, lines, 100 * terms.Where(t => !drawn.Contains(t.Name)).Sum(t => t.Weight * t.Value) / terms.Sum(t => t.Weight));
    }

    private int SpeedFact(RolePlacement role)
    {
        var s = role.Serving;
        var devices = string.Join(" + ", s.Devices.GroupBy(d => d.Accelerator.Name).Select(g => g.Count() == 1 ? g.Key : $"{g.Count()}× {g.Key}"));
        // Machines around one chip have one speed: the same architecture and bandwidth.
        var chips = string.Join('+', s.Devices.Select(d => d.Accelerator.Architecture is { } chip ? $"{chip.Value}/{d.Accelerator.Bandwidth?.Value}" : d.Accelerator.Id.Value));
        var key = $"{s.Role.Name}|{s.Candidate}|{s.Quantisation}|{s.Engine}|{s.Split}|{chips}";
        return Known(key, () =>
        {
            var (down, up) = Chance.Spread(role.Alone);
            var label = string.Create(CultureInfo.InvariantCulture, $"decode of {s.Candidate} for {s.Role.Name} on {devices} alone ({s.Role.Streams} stream{(s.Role.Streams == 1 ? "" : "s")}, {s.Role.DecodeDepth} tokens deep)");
            return new(UncertainKind.Speed, label, "tok/s", role.Alone.Value.TokensPerSecond, down, up, default, Family($"{s.Candidate}|{s.Engine}|{Memory.DeviceBackends.Of(s.Devices[0].Accelerator)}"));
        });
    }

    private int Family(string name)
    {
        var index = _families.IndexOf(name);
        if (index >= 0)
            return index;
        _families.Add(name);
        return _families.Count - 1;
    }

    private int PriceFact(Domain.Rigs.RigLine line, Candidate candidate) => Known($"price|{line.Reference ?? line.Item}|{line.Offer?.Id}", () =>
        new(UncertainKind.Price, $"price of {line.Item}", line.UnitPrice!.Value.Currency.Code, (double)line.UnitPrice.Value.Amount, 0, 0, PriceSpread.Of(line, candidate), -1));

    private int Known(string key, Func<Fact> create)
    {
        if (!_index.TryGetValue(key, out var index))
        {
            _index[key] = index = _facts.Count;
            _facts.Add(create());
        }
        return index;
    }

    /// <summary>What is counted while drawing: which plan was best, overall and by the range in which each fact lay.</summary>
    private sealed class Tally(int plans, int facts, int draws)
    {
        private readonly int[] _best = new int[plans];
        private readonly double[] _sum = new double[plans];
        private readonly double[] _squares = new double[plans];
        private readonly int[] _byFact = new int[facts * Ranges * plans];
        private readonly float[] _scores = new float[plans * draws];
        private int _drawn;

        public void Add(double[] scores, int[] ranges, int[] used, int irrelevant)
        {
            var best = 0;
            for (var p = 0; p < plans; p++)
            {
                _scores[p * draws + _drawn] = (float)scores[p];
                _sum[p] += scores[p];
                _squares[p] += scores[p] * scores[p];
                if (scores[p] > scores[best])
                    best = p;
            }
            _best[best]++;
            _drawn++;
            foreach (var f in used)
                _byFact[(f * Ranges + ranges[f]) * plans + best]++;
            _byFact[(ranges.Length * Ranges + irrelevant) * plans + best]++;
        }

        public double Share(int plan) => (double)_best[plan] / draws;

        public double Mean(int plan) => _sum[plan] / draws;

        public double Deviation(int plan) => Math.Sqrt(Math.Max(0, _squares[plan] / draws - Mean(plan) * Mean(plan)));

        /// <summary>The first plan's leads over another, sorted.</summary>
        public float[] Leads(int plan)
        {
            var leads = new float[draws];
            for (var i = 0; i < draws; i++)
                leads[i] = _scores[i] - _scores[plan * draws + i];
            Array.Sort(leads);
            return leads;
        }

        public double ChanceWhenKnown(int fact) => Enumerable.Range(0, Ranges).Sum(r => (double)Best(fact, r, r + 1).Count) / draws;

        /// <summary>The one boundary between ranges at which changing the choice is right most often, with the choice on either side.</summary>
        public (int Range, int Below, int Above) Split(int fact)
        {
            var (most, answer) = (-1, (0, 0, 0));
            for (var range = 1; range < Ranges; range++)
            {
                var (below, above) = (Best(fact, 0, range), Best(fact, range, Ranges));
                if (below.Count + above.Count > most)
                    (most, answer) = (below.Count + above.Count, (range, below.Plan, above.Plan));
            }
            return answer;
        }

        private (int Plan, int Count) Best(int fact, int from, int to)
        {
            var (best, most) = (0, -1);
            for (var p = 0; p < plans; p++)
            {
                var count = 0;
                for (var range = from; range < to; range++)
                    count += Counts(fact, range)[p];
                if (count > most)
                    (best, most) = (p, count);
            }
            return (best, most);
        }

        private ReadOnlySpan<int> Counts(int fact, int range) => _byFact.AsSpan((fact * Ranges + range) * plans, plans);
    }
}
