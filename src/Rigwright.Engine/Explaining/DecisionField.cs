using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>The limits and tastes that a <see cref="DecisionField"/> can change without laying anything out again.</summary>
/// <param name="Budget">What may be spent.</param>
/// <param name="Memory">Memory wanted.</param>
/// <param name="Noise">The noise limit.</param>
/// <param name="Purchase">Built, bought whole, or either.</param>
/// <param name="Platforms">Which platforms are wanted.</param>
/// <param name="Weights">The weights of the score.</param>
public readonly record struct Limits(Budget Budget, MemoryRequirement Memory, NoiseLimit Noise, PurchaseKind Purchase, PlatformChoice Platforms, ScoreWeights Weights)
{
    /// <summary>Those of some requirements.</summary>
    public static Limits Of(PurchaseRequirements r) => new(r.Budget, r.Memory, r.Noise, r.Purchase, r.Platforms, r.Weights);

    /// <summary>Requirements with these limits.</summary>
    public PurchaseRequirements ApplyTo(PurchaseRequirements r) =>
        r with { Budget = Budget, Memory = Memory, Noise = Noise, Purchase = Purchase, Platforms = Platforms, Weights = Weights };
}

/// <summary>A plan with the score that it would have.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Score">0 to 100.</param>
public readonly record struct Standing(Assessment Plan, double Score);

/// <summary>
/// Every candidate that is laid out under much wider requirements, kept with what its rank depends on. Which of them qualify under other limits, and in
/// which order, then takes microseconds instead of a search, and is what the planner says: the comparisons and the value functions are the planner's own
/// (a test holds the two against each other on random limits). What needs other layouts or parts (roles, outlet, conditions) is not a limit here.
/// </summary>
public sealed class DecisionField
{
    /// <summary>How far beyond the asked budget candidates are kept.</summary>
    public const int BudgetFactor = 2;

    /// <summary>How far below the asked memory candidates are kept.</summary>
    public const int MemoryDivisor = 2;

    private readonly Catalogue _catalogue;
    private readonly Row[] _rows;
    private Row[]? _byScore;
    private readonly Dictionary<string, int> _index;

    private DecisionField(Row[] rows, Catalogue catalogue)
    {
        (_rows, _catalogue) = (rows, catalogue);
        _index = rows.Index().ToDictionary(r => r.Item.Plan.Candidate.Id, r => r.Index, StringComparer.Ordinal);
    }

    /// <summary>The candidates, by id.</summary>
    public IEnumerable<Assessment> Candidates => _rows.Select(r => r.Plan);

    /// <summary>The limits under which the field is gathered.</summary>
    public static PurchaseRequirements Widened(PurchaseRequirements r) => r with
    {
        Budget = r.Budget with { Max = r.Budget.Max * BudgetFactor },
        Memory = new(ByteSize.FromBytes(r.Memory.Min.Bytes / MemoryDivisor), r.Memory.Target),
        Noise = new("any", null),
        Purchase = PurchaseKind.Either,
        Platforms = new([], []),
    };

    /// <summary>Gathers the field from the plan under <see cref="Widened"/> requirements.</summary>
    public static DecisionField Of(PlanAnswer wide, Catalogue catalogue) =>
        new([.. wide.Ranked.Select(a => Row.Of(a, catalogue)).OrderBy(r => r.Plan.Candidate.Id, StringComparer.Ordinal)], catalogue);

    /// <summary>The field with other platforms of some candidates.</summary>
    /// <param name="others">By id of the candidate what is there instead; null when it drops out.</param>
    public DecisionField With(IReadOnlyDictionary<string, Assessment?> others) => others.Count == 0 ? this : new(
        [.. _rows.Select(r => others.TryGetValue(r.Plan.Candidate.Id, out var other) ? other is null ? null : Row.Of(other, _catalogue) : r).OfType<Row>()
            .OrderBy(r => r.Plan.Candidate.Id, StringComparer.Ordinal)], _catalogue);

    /// <summary>The candidate with an id, or null when it is not laid out in the field.</summary>
    public Assessment? Find(string id) => _index.TryGetValue(id, out var i) ? _rows[i].Plan : null;

    /// <summary>The quietest reading that the noise limit is held against, less what is barely heard; null where the noise is not known.</summary>
    public double? NoiseNeeded(string id) => _index.TryGetValue(id, out var i) && _rows[i].Quiet is { } quiet ? quiet - NoiseRule.BarelyHeard : null;

    /// <summary>The ranking under other limits and prices, as the planner gives it.</summary>
    public IReadOnlyList<Standing> Rank(in Limits limits, IReadOnlyList<PriceChange> prices)
    {
        var standings = new List<Standing>();
        var scale = new Scale(limits);
        foreach (var row in _rows)
        {
            if (row.Score(scale, row.Delta(prices)) is { } score)
                standings.Add(new(row.Plan, score));
        }
        return [.. standings.OrderByDescending(s => Math.Round(s.Score, 3)).ThenBy(s => TotalOf(s.Plan, prices)).ThenBy(s => s.Plan.Candidate.Id, StringComparer.Ordinal)];
    }

    /// <summary>The best plan under other limits and prices, or null when none qualifies.</summary>
    public Assessment? Winner(in Limits limits, IReadOnlyList<PriceChange> prices)
    {
        Row? best = null;
        (double Score, double Total) bestKey = default;
        var scale = new Scale(limits);
        foreach (var row in _rows)
        {
            var delta = row.Delta(prices);
            if (row.Score(scale, delta) is not { } score)
                continue;
            // Rows are sorted by id, so that equal ones keep the planner's order.
            var key = (Score: Math.Round(score, 3), Total: row.Total + delta.Total);
            if (best is null || key.Score > bestKey.Score || key.Score == bestKey.Score && key.Total < bestKey.Total)
                (best, bestKey) = (row, key);
        }
        return best?.Plan;
    }

    /// <summary>Is a candidate of the field the best plan under other limits and prices? The same as comparing it with <see cref="Winner"/>, sooner: it ends at the
    /// first plan that is better, and asks the usual winners first.</summary>
    public bool IsWinner(Assessment candidate, in Limits limits, IReadOnlyList<PriceChange> prices)
    {
        var scale = new Scale(limits);
        var mine = _rows[_index[candidate.Candidate.Id]];
        var delta = mine.Delta(prices);
        if (mine.Score(scale, delta) is not { } score)
            return false;
        var (rounded, total) = (Math.Round(score, 3), mine.Total + delta.Total);
        _byScore ??= [.. _rows.OrderByDescending(r => r.Plan.Score!.Value)];
        foreach (var row in _byScore)
        {
            if (ReferenceEquals(row, mine))
                continue;
            var other = row.Delta(prices);
            if (row.Score(scale, other) is { } theirs && Math.Round(theirs, 3) is var s && (s > rounded || s == rounded && Before(row, row.Total + other.Total, mine, total)))
                return false;
        }
        return true;
    }

    private static bool Before(Row a, double totalA, Row b, double totalB) =>
        totalA < totalB || totalA == totalB && string.CompareOrdinal(a.Plan.Candidate.Id, b.Plan.Candidate.Id) < 0;

    /// <summary>What each term of the score is worth for every candidate that qualifies, in the order of <see cref="ScoreWeights"/>.</summary>
    public IReadOnlyList<(Assessment Plan, double[] Values)> Values(in Limits limits)
    {
        var scale = new Scale(limits);
        var values = new List<(Assessment, double[])>(_rows.Length);
        foreach (var row in _rows)
        {
            if (row.Passes(scale, row.Total))
                values.Add((row.Plan, row.Values(scale, default)));
        }
        return values;
    }

    private double TotalOf(Assessment plan, IReadOnlyList<PriceChange> prices)
    {
        var row = _rows[_index[plan.Candidate.Id]];
        return row.Total + row.Delta(prices).Total;
    }

    /// <summary>Limits as the numbers that every row is held against.</summary>
    private sealed class Scale(in Limits limits)
    {
        private Dictionary<string, bool>? _platforms;

        public Limits Limits { get; } = limits;

        public double MinTotal { get; } = (double)limits.Budget.Min.Amount;

        public double MaxTotal { get; } = (double)limits.Budget.Max.Amount;

        public double WeightTotal { get; } = limits.Weights.Total;

        public bool AllowsAll { get; } = limits.Platforms is { Allow.Count: 0, Deny.Count: 0 };

        public bool Allows(string platform)
        {
            if (AllowsAll)
                return true;
            _platforms ??= new(StringComparer.Ordinal);
            if (!_platforms.TryGetValue(platform, out var allowed))
                _platforms[platform] = allowed = Limits.Platforms.Allows(platform);
            return allowed;
        }
    }

    /// <summary>What other prices add to a total, and to the part of it that was read from shops.</summary>
    private readonly record struct PriceDelta(double Total, double Read);

    private sealed record Row(Assessment Plan, ByteSize Memory, double Total, double Read, SoundLevel? Level, double? Quiet, double Facts, double Certainty, double[] Fixed)
    {
        private const int Targets = 0, Speed = 1, Power = 2, Headroom = 3, Simplicity = 4;

        // A maker's card is a device: its price changes under the device's id.
        private RigLine[] PartLines { get; } = Plan.Candidate.Rig is { Form: RigForm.Build } rig && Plan.Candidate.Prebuilt is null
            ? [.. rig.Lines.Where(l => l.Subject == OfferSubject.Part && l.UnitPrice is not null && !rig.Devices.Any(d => d.Card?.Id.Value == l.Reference))] : [];

        private static readonly string[] FixedTerms = ["targets", "speed", "power", "headroom", "simplicity"];

        public static Row Of(Assessment a, Catalogue catalogue)
        {
            var noise = a.Noise!.TryGet(out var known) ? known : null;
            var terms = a.Score!.Terms.ToDictionary(t => t.Name, t => t.Value, StringComparer.Ordinal);
            var total = (double)a.Candidate.Total!.Value.Amount;
            return new(a, a.Candidate.Memory, total, Scoring.ShareRead(a) * total, noise?.Level,
                noise is null ? null : NoiseRule.QuietReading(a.Candidate.Rig, noise, catalogue.NoiseFacts).DecibelA,
                Scoring.KnownFacts(a.Candidate.Findings.Count(f => f.Severity == FindingSeverity.Unknown)), Scoring.SpeedCertainty(a), [.. FixedTerms.Select(t => terms[t])]);
        }

        public PriceDelta Delta(IReadOnlyList<PriceChange> prices)
        {
            if (prices.Count == 0)
                return default;
            double total = 0, read = 0;
            foreach (var change in prices)
            {
                foreach (var (device, count) in Plan.Candidate.Devices)
                {
                    if (device.Id != change.Device || !device.Price.TryGet(out var quote))
                        continue;
                    var delta = count * (double)(change.UnitPrice.Amount - quote.Price.Amount);
                    total += delta;
                    read += quote.Offer.Verified && !quote.IsStale ? delta : 0;
                }
                foreach (var line in PartLines)
                {
                    if (line.Reference != change.Device)
                        continue;
                    var delta = line.Quantity * (double)(change.UnitPrice.Amount - line.UnitPrice!.Value.Amount);
                    total += delta;
                    read += line.Offer?.Verified == true && !Plan.Candidate.StaleLines.Contains(line.Reference) ? delta : 0;
                }
            }
            return new(total, read);
        }

        /// <summary>The score, or null when a limit rejects the candidate.</summary>
        public double? Score(Scale scale, PriceDelta delta)
        {
            var total = Total + delta.Total;
            if (!Passes(scale, total))
                return null;
            var w = scale.Limits.Weights;
            return 100 * (w.Targets * Fixed[Targets] + w.Speed * Fixed[Speed] + w.Memory * Scoring.MemoryValue(Memory, scale.Limits.Memory)
                + w.Price * Scoring.PriceValue(total, scale.MinTotal, scale.MaxTotal) + w.Noise * Noise(scale) + w.Power * Fixed[Power] + w.Headroom * Fixed[Headroom]
                + w.Evidence * Evidence(total, delta) + w.Simplicity * Fixed[Simplicity]) / scale.WeightTotal;
        }

        /// <summary>The terms in the order of the weights.</summary>
        public double[] Values(Scale scale, PriceDelta delta) =>
        [
            Fixed[Targets], Fixed[Speed], Scoring.MemoryValue(Memory, scale.Limits.Memory), Scoring.PriceValue(Total + delta.Total, scale.MinTotal, scale.MaxTotal), Noise(scale),
            Fixed[Power], Fixed[Headroom], Evidence(Total + delta.Total, delta), Fixed[Simplicity],
        ];

        /// <summary>Does the candidate qualify?</summary>
        public bool Passes(Scale scale, double total)
        {
            var limits = scale.Limits;
            return total <= scale.MaxTotal + 1e-6 && Memory >= limits.Memory.Min
                && (limits.Purchase == PurchaseKind.Either || Plan.Candidate.IsTurnkey == (limits.Purchase == PurchaseKind.Turnkey))
                && scale.Allows(Plan.Candidate.Platform)
                && (limits.Noise.Limit is not { } most || Quiet is not { } quiet || quiet - NoiseRule.BarelyHeard <= most.DecibelA);
        }

        private double Noise(Scale scale) => scale.Limits.Noise.Limit is null ? 1 : Level is { } level ? Scoring.NoiseValue(level, scale.Limits.Noise) : Scoring.UnknownNoise;

        private double Evidence(double total, PriceDelta delta) => (Facts + (total > 0 ? (Read + delta.Read) / total : 0) + Certainty) / 3;
    }
}
