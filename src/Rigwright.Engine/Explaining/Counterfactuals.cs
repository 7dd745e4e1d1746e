using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>Computes what would have to change for a candidate to qualify or to win: exactly along each dimension by itself, and in the pair whose sizes add up to least.</summary>
public sealed class Counterfactuals
{
    private readonly PurchaseRequirements _asked;
    private readonly PlanAnswer _answer;
    private readonly PlanAnswer _wide;
    private readonly DecisionField _field;
    private readonly Obstacles _obstacles;
    private readonly IReadOnlyList<Assessment> _laidOut;
    private IReadOnlyList<(Assessment Plan, double[] Values)>? _values;

    /// <summary>Prepares the questions about one plan.</summary>
    /// <param name="answer">The plan.</param>
    /// <param name="wide">The plan under <see cref="DecisionField.Widened"/> requirements.</param>
    /// <param name="field">The field of <paramref name="wide"/>.</param>
    /// <param name="catalogue">The facts.</param>
    /// <param name="layOut">Lays requirements out on a candidate (null when they do not fit): asked for candidates whose memory is not enough. Null leaves
    /// those without a number.</param>
    public Counterfactuals(PlanAnswer answer, PlanAnswer wide, DecisionField field, Catalogue catalogue, Func<PurchaseRequirements, Candidate, Layout?>? layOut)
    {
        (_asked, _answer, _wide, _field) = (answer.Requirements, answer, wide, field);
        _obstacles = new(_asked, catalogue, layOut);
        _laidOut = [.. answer.Ranked, .. wide.Ranked.Where(w => answer.Ranked.All(a => a.Candidate.Id != w.Candidate.Id))];
    }

    /// <summary>Why a ranked plan is not the first.</summary>
    /// <param name="assessment">The plan.</param>
    /// <param name="rank">Its place.</param>
    /// <param name="pairs">Also look for a pair of changes?</param>
    public WhyNot OfRanked(Assessment assessment, int rank, bool pairs)
    {
        var known = _field.Find(assessment.Candidate.Id);
        var single = rank == 1 || known is null ? [] : ToWin(known);
        return new()
        {
            Id = assessment.Candidate.Id,
            Name = assessment.Candidate.Name,
            Rank = rank,
            IsComplete = true,
            ToWin = single,
            ToWinTogether = pairs && rank > 1 && known is not null ? Pair(known, single) : [],
            DominatedBy = Dominance.Of(assessment, _laidOut),
        };
    }

    /// <summary>Why a candidate was rejected. The same devices may have been judged further under the wider requirements: the nearest of those counts.</summary>
    public WhyNot OfRejected(Assessment rejected, bool pairs)
    {
        var (known, obstacles) = Nearest(rejected);
        var together = obstacles.Select(o => o[0]).ToList();
        var laidOut = _field.Find(known.Candidate.Id);
        var single = laidOut is null ? [] : ToWin(laidOut);
        return new()
        {
            Id = rejected.Candidate.Id,
            Name = known.Candidate.Name,
            Rejections = rejected.Rejections,
            IsComplete = known.IsComplete,
            ToQualify = obstacles.Count == 1 ? obstacles[0] : [],
            ToQualifyTogether = obstacles.Count > 1 ? together : [],
            ToWin = single,
            ToWinTogether = pairs && laidOut is not null ? Pair(laidOut, single) : [],
            DominatedBy = Dominance.Of(known, _laidOut),
        };
    }

    /// <summary>The rejected candidates, the nearest to qualifying first, each set of devices once and only where no platform of it is feasible.</summary>
    public IEnumerable<Assessment> RejectedByNearness()
    {
        var feasible = _answer.Ranked.Select(a => a.Candidate.DeviceName).ToHashSet(StringComparer.Ordinal);
        return _answer.Rejected.Where(a => !feasible.Contains(a.Candidate.DeviceName)).GroupBy(a => a.Candidate.DeviceName, StringComparer.Ordinal)
            .Select(g => g.OrderBy(a => a.Candidate.PriceMissing.Count > 0).ThenBy(a => a.Rejections.Count).ThenBy(a => a.Gap).ThenBy(a => a.Candidate.Id, StringComparer.Ordinal).First())
            .Select(a => (Rejected: a, Cost: CostOf(Nearest(a).Obstacles)))
            .OrderBy(x => x.Cost).ThenBy(x => x.Rejected.Candidate.Id, StringComparer.Ordinal).Select(x => x.Rejected);
    }

    // What nobody offers or knows is further away than any number.
    private static double CostOf(IReadOnlyList<IReadOnlyList<Change>> obstacles) => obstacles.Sum(o => o[0].CanBeApplied ? o[0].Size : 10) + obstacles.Count * 0.1;

    private (Assessment Known, IReadOnlyList<IReadOnlyList<Change>> Obstacles) Nearest(Assessment rejected)
    {
        var same = _wide.Ranked.Concat(_wide.Rejected).Where(a => a.Candidate.DeviceName == rejected.Candidate.DeviceName
            && (rejected.Candidate.Platform.Length == 0 || a.Candidate.Platform == rejected.Candidate.Platform)).ToList();
        var judged = same.Count > 0 ? same : [rejected];
        return judged.Select(a => (Known: a, Obstacles: WithUnknown(a, _obstacles.Of(a)))).Where(x => x.Obstacles.Count > 0)
            .OrderBy(x => CostOf(x.Obstacles)).ThenBy(x => x.Known.Candidate.Id, StringComparer.Ordinal)
            .DefaultIfEmpty((rejected, [[new(ChangeKind.Part, rejected.Rejections[0].Rule, "", rejected.Rejections[0].Lacks, 1, r => r) { CanBeApplied = false }]])).First();
    }

    // What fails early even under the wider limits was not asked every rule: nothing that is known of it is certain to be enough.
    private static IReadOnlyList<IReadOnlyList<Change>> WithUnknown(Assessment a, IReadOnlyList<IReadOnlyList<Change>> obstacles) => a.IsFeasible || a.IsComplete || obstacles.Count == 0 ? obstacles
        : [.. obstacles, [new(ChangeKind.Part, "plan.unknown", "", "whatever else stands in its way: so far from the limits it was not judged", 1, r => r) { CanBeApplied = false }]];

    private IEnumerable<Dimension> Limits() => new[] { Dimension.Budget(_asked, _field), Dimension.Noise(_asked), Dimension.Memory(_asked, _field) }.OfType<Dimension>();

    private IEnumerable<Dimension> Prices(Assessment candidate)
    {
        foreach (var device in candidate.Candidate.Devices.Select(d => d.Device))
        {
            if (Dimension.PriceOf(device, falls: true) is { } down)
                yield return down;
        }
        var first = _answer.Ranked.Count > 0 ? _answer.Ranked[0].Candidate.Devices : [];
        foreach (var device in first.Select(d => d.Device).Where(d => candidate.Candidate.Devices.All(c => c.Device.Id != d.Id)))
        {
            if (Dimension.PriceOf(device, falls: false) is { } up)
                yield return up;
        }
    }

    private List<Change> ToWin(Assessment candidate)
    {
        var changes = Weights(candidate).ToList();
        foreach (var dimension in Limits().Concat(Prices(candidate)))
        {
            if (dimension.Nearest(v => Wins(candidate, _asked, dimension, v, [])) is { } value)
                changes.Add(dimension.To(value));
        }
        return [.. changes.OrderBy(c => c.Size)];
    }

    // The lead over another plan is a straight line in one weight: the weights that win are an interval, and its end that is nearer to the weight now is the answer.
    private IEnumerable<Change> Weights(Assessment candidate)
    {
        _values ??= _field.Values(Explaining.Limits.Of(_asked));
        var mine = _values.FirstOrDefault(v => ReferenceEquals(v.Plan, candidate)).Values;
        if (mine is null)
            yield break;
        var dimensions = Dimension.Weights(_asked).ToList();
        for (var k = 0; k < dimensions.Count; k++)
        {
            var (least, most) = (dimensions[k].Low, dimensions[k].High);
            foreach (var (_, theirs) in _values)
            {
                double lead = 0, slope = mine[k] - theirs[k];
                for (var i = 0; i < mine.Length; i++)
                    lead += dimensions[i].From * (mine[i] - theirs[i]);
                var zero = dimensions[k].From - lead / slope;
                if (slope > 1e-12)
                    least = Math.Max(least, zero);
                else if (slope < -1e-12)
                    most = Math.Min(most, zero);
                else if (lead < -1e-9)
                    most = double.NegativeInfinity;
            }
            if (least <= most && dimensions[k].NearestOnGrid(least, most, v => Wins(candidate, _asked, dimensions[k], v, [])) is { } value)
                yield return dimensions[k].To(value);
        }
    }

    private bool Wins(Assessment candidate, PurchaseRequirements requirements, Dimension dimension, double value, PriceChange[] prices)
    {
        var limits = Explaining.Limits.Of(dimension.Apply(requirements, value));
        return _field.IsWinner(candidate, limits, dimension.Price is { } price ? [.. prices, price(value)] : prices);
    }

    // Weights are left out of the pairs: two tastes moved together make anything win.
    private List<Change> Pair(Assessment candidate, List<Change> single)
    {
        var dimensions = Limits().Concat(Prices(candidate)).ToList();
        List<Change> best = [];
        var least = single.Where(c => c.Kind != ChangeKind.Requirement).Select(c => c.Size).DefaultIfEmpty(double.MaxValue).Min();
        for (var i = 0; i < dimensions.Count; i++)
        {
            for (var j = 0; j < dimensions.Count; j++)
            {
                if (i == j)
                    continue;
                foreach (var value in dimensions[i].Values().TakeWhile(v => dimensions[i].Size(v) < least))
                {
                    var first = dimensions[i].To(value);
                    var (after, prices) = (first.Apply(_asked), first.Price is { } price ? new[] { price } : []);
                    if (dimensions[j].Nearest(v => Wins(candidate, after, dimensions[j], v, prices), least - first.Size) is not { } other || first.Size + dimensions[j].Size(other) >= least)
                        continue;
                    (best, least) = ([first, dimensions[j].To(other)], first.Size + dimensions[j].Size(other));
                }
            }
        }
        return best;
    }
}
