using System.Collections.Concurrent;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Requirements;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Speed;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.Engine.Planning;

/// <summary>From requirements and catalogue to ranked rigs: generates candidates, rejects those that break a rule, ranks the rest.</summary>
public sealed class Planner
{
    /// <summary>Near misses that are laid out in full when nothing is feasible.</summary>
    public const int NearestMisses = 8;

    /// <summary>What caution is worth when platforms are compared, so that a part that fits with certainty wins over one a little cheaper that fits on
    /// the edge or perhaps. Assumed: 100 for a warning, 50 for an unknown fact, in the buyer's currency.</summary>
    public static FindingPrices Caution { get; } = new() { Warning = 100, Unknown = 50 };

    private readonly Catalogue _catalogue;
    private readonly PurchaseRequirements _requirements;
    private readonly PriceQuery _query;
    private readonly CandidateGenerator _generator;
    private readonly CandidateJudge _judge;
    private readonly List<CappedRig> _capped = [];
    private readonly PlatformGroup _anyPlatform;
    private readonly bool _onlyServing;
    private readonly bool _forcedAirIsSold;
    private readonly Action<double>? _progress;

    /// <summary>Prepares a single plan.</summary>
    /// <param name="catalogue">The facts.</param>
    /// <param name="requirements">What is needed.</param>
    /// <param name="offers">The prices, the user's own included.</param>
    /// <param name="query">The day, region and currency.</param>
    /// <param name="estimator">Memory and speed of a role.</param>
    public Planner(Catalogue catalogue, PurchaseRequirements requirements, OfferBook offers, PriceQuery query, IRoleEstimator estimator)
        : this(new PlanningSession(catalogue, _ => estimator), requirements, offers, query)
    {
    }

    /// <summary>Prepares a plan that shares what it finds out with other plans of a session.</summary>
    /// <param name="session">The facts, and what other plans found out.</param>
    /// <param name="requirements">What is needed.</param>
    /// <param name="offers">The prices, the user's own included.</param>
    /// <param name="query">The day, region and currency.</param>
    /// <param name="onlyServing">Build nothing around cards that do not carry the models: for those who look at what qualifies.</param>
    public Planner(PlanningSession session, PurchaseRequirements requirements, OfferBook offers, PriceQuery query, bool onlyServing = false)
    {
        (_catalogue, _requirements, _query, _onlyServing, _progress) = (session.Catalogue, requirements, query, onlyServing, session.Progress);
        var context = new CheckContext
        {
            Outlet = requirements.Outlet,
            Headless = requirements.Headless,
            ModelFiles = ModelFiles.Of(requirements),
            Engines = [.. _catalogue.Engines.Where(e => requirements.Engines.Count == 1 && EngineKey.Of(requirements.Engines[0]) == e.Id)],
            OperatingSystem = requirements.OperatingSystem?.Name,
        };
        _generator = new(session, offers, query, context, Caution);
        var allowed = _generator.Groups.Where(g => g.Members.Any(requirements.Platforms.Allows)).ToList();
        _anyPlatform = PlatformGroup.Together(allowed.Count > 0 ? allowed : _generator.Groups);
        _forcedAirIsSold = _generator.Prices.Usable.Any(p => p.Part is Case { ServerAirflow.Value: true });
        _judge = new(requirements, _catalogue, session.Layouts(requirements, query.AsOf), query);
    }

    /// <inheritdoc cref="CandidateGenerator.Grown"/>
    public IReadOnlyList<Domain.Rigs.RigLine>? Grown(Candidate small, Candidate large) => _generator.Grown(small, large);

    /// <summary>A build of the plan with an exact number of one part of its platform, everything else chosen anew: proven the best of these.</summary>
    /// <param name="build">A candidate that is put together from parts.</param>
    /// <param name="part">A part of its platform.</param>
    /// <param name="quantity">How many of it, 0 for none.</param>
    /// <returns>Null when no acceptable build has so many.</returns>
    public Assessment? With(Candidate build, PartId part, int quantity)
    {
        var candidate = _generator.BuildWith(build.Devices, _generator.Groups.First(g => g.Members.Contains(build.Platform)), part, quantity);
        return candidate.Total is null ? null : _judge.Judge(candidate, complete: false);
    }

    /// <summary>What a build counts when platforms are compared: its total and what avoiding its findings is worth.</summary>
    public static decimal Worth(Candidate build) => build.Total!.Value.Amount + build.Findings.Sum(Caution.Of);

    /// <summary>The plan.</summary>
    public PlanAnswer Plan()
    {
        var assessments = new List<Assessment>();
        _capped.Clear();
        foreach (var candidate in _generator.Turnkey())
            assessments.Add(_judge.Judge(candidate, complete: false));
        foreach (var set in Built([.. DeviceSets.OfCards(_generator.Devices).Select(Judged)], _generator, _progress))
            assessments.AddRange(Assessed(set));
        var ranked = Ranking.Of(assessments.Where(a => a.IsFeasible));
        var rejected = assessments.Where(a => !a.IsFeasible).OrderBy(a => a.Candidate.Id, StringComparer.Ordinal).ToList();
        return new()
        {
            Front = PlanFront.Of([.. ranked, .. _capped.Select(c => c.Rig)], rejected),
            Capped = [.. Ranking.Of(_capped.Select(c => c.Rig)).Select(rig => _capped.Find(c => c.Rig == rig)!)],
            Requirements = _requirements,
            Query = _query,
            Ranked = ranked,
            Rejected = rejected,
            NearestMisses = ranked.Count > 0 ? [] : Nearest(rejected),
            Vendors = VendorVerdict.Of(_catalogue, _requirements),
            Overtaken = _generator.Prices.Overtaken,
            Sources = _catalogue.Sources,
        };
    }

    /// <summary>
    /// What caps and other editions would do to the first rigs of a plan: the same cards at <see cref="PowerCaps.Shares"/> of their limit, and every edition with
    /// an offer (also one too old to count), each on the cheapest platform of the same kind that suits it. Only the rigs that are shown in full are varied: five to ten more candidates, not
    /// three times as many.
    /// </summary>
    /// <param name="answer">A plan of these requirements at these prices.</param>
    public IReadOnlyList<RigVariants> Variants(PlanAnswer answer)
    {
        var all = new List<RigVariants>();
        foreach (var (rank, rig) in answer.Shortlist)
        {
            var group = rig.Candidate.Rig.Form == RigForm.Build && rig.Candidate.Prebuilt is null ? _generator.Groups.FirstOrDefault(g => g.Members.Contains(rig.Candidate.Platform)) : null;
            if (group is null)
                continue;
            var caps = PowerCaps.Shares.Select(share => PowerCaps.At(rig.Candidate.Devices, share)).OfType<IReadOnlyList<DeviceCount>>().Select(cards => (Kind: VariantKind.PowerCap, Cards: cards));
            var editions = rig.Candidate.Devices is [var only]
                ? _generator.Devices.Where(d => Editions.Are(d.Accelerator, only.Device.Accelerator)).OrderBy(d => !d.Price.IsKnown).DistinctBy(d => d.Accelerator.Id)
                    .Select(d => (Kind: VariantKind.Edition, Cards: (IReadOnlyList<DeviceCount>)[new DeviceCount(d, only.Count)]))
                : [];
            var variants = caps.Concat(editions).Select(v => Variant(v.Kind, _judge.Judge(_generator.Build(v.Cards, group), complete: true), rig, answer)).ToList();
            if (variants.Count > 0)
                all.Add(new(rig, rank, _requirements.Outlet, variants));
        }
        return all;
    }

    private RigVariant Variant(VariantKind kind, Assessment variant, Assessment from, PlanAnswer answer)
    {
        var others = answer.Ranked.Where(a => a.Candidate.Id != variant.Candidate.Id).ToList();
        int? rank = variant.IsFeasible ? Ranking.Of([.. others, variant]).ToList().FindIndex(a => ReferenceEquals(a, variant)) + 1 : null;
        return new(kind, variant.Candidate.DeviceName, variant, rank, from, _requirements.Outlet);
    }

    // What can be said of cards without a platform comes first: most of the sets end here. What does not carry the models is built once, with the cheapest cards on the
    // platform that is best for these, so that its price and everything else that stands in its way can be told; and not at all where only what serves is asked for.
    private CardSet Judged(IReadOnlyList<DeviceCount> cards)
    {
        if (_judge.JudgeCards(cards, _forcedAirIsSold) is { } early)
            return new(cards, early, []);
        if (_judge.Unserved(cards) is not { } unserved)
            return new(cards, null, _generator.Groups);
        return _onlyServing ? new(cards, unserved, []) : new([.. cards.Select(c => c with { Device = c.Device.Cheapest })], null, [_anyPlatform]);
    }

    // Sets are independent of each other, and looking for platforms is what takes the time.
    private static List<CardSet> Built(List<CardSet> sets, CandidateGenerator generator, Action<double>? progress)
    {
        var builds = sets.Where(s => s.Platforms.Count > 0).ToList();
        var done = 0;
        Parallel.ForEach(Partitioner.Create(builds, EnumerablePartitionerOptions.NoBuffering), set =>
        {
            set.Candidates = [.. set.Platforms.Select(p => (p, generator.Build(set.Cards, p)))];
            progress?.Invoke((double)Interlocked.Increment(ref done) / builds.Count);
        });
        return sets;
    }

    private IEnumerable<Assessment> Assessed(CardSet set)
    {
        if (set.Early is not null)
            return [set.Early];
        return set.Candidates.Select(c =>
        {
            var assessment = _judge.Judge(c.Candidate, complete: false);
            if (!assessment.IsFeasible && PowerCaps.CouldHelp(assessment) && Capped(set.Cards, c.Platforms) is { } capped)
                _capped.Add(new(capped, assessment));
            return assessment;
        });
    }

    // The mildest cap that makes a rig acceptable, if there is one.
    private Assessment? Capped(IReadOnlyList<DeviceCount> cards, PlatformGroup group) => PowerCaps.Shares.Select(share => PowerCaps.At(cards, share)).OfType<IReadOnlyList<DeviceCount>>()
        .Select(capped => _judge.Judge(_generator.Build(capped, group), complete: false)).FirstOrDefault(a => a.IsFeasible);

    // Candidates that failed early are judged by every rule, so that the answer names everything that they lack.
    private List<Assessment> Nearest(List<Assessment> rejected)
    {
        var nearest = ByNearness(rejected.Where(a => !a.Candidate.IsMixed)).Take(3 * NearestMisses);
        var full = nearest.SelectMany(a => a.IsComplete ? [a] : Complete(a));
        return [.. ByNearness(full.GroupBy(a => a.Candidate.DeviceName).Select(g => ByNearness(g).First())).Take(NearestMisses)];
    }

    // How far a rig without a price is from the budget is not known: those with one come first.
    private static IOrderedEnumerable<Assessment> ByNearness(IEnumerable<Assessment> assessments) =>
        assessments.OrderBy(a => a.Candidate.PriceMissing.Count > 0)
            .ThenBy(a => a.Rejections.Count).ThenBy(a => a.Gap).ThenBy(a => a.Candidate.Id, StringComparer.Ordinal);

    private IEnumerable<Assessment> Complete(Assessment early)
    {
        if (early.Candidate.Devices.Any(d => !d.Device.IsCard) || early.Candidate.Prebuilt is not null)
            return [_judge.Judge(early.Candidate, complete: true)];
        return _generator.Groups.Select(p => _judge.Judge(_generator.Build(early.Candidate.Devices, p), complete: true));
    }

    /// <summary>A set of cards on its way through a plan.</summary>
    /// <param name="Cards">The cards.</param>
    /// <param name="Early">Why it is out before a platform was looked for; null when it is not.</param>
    /// <param name="Platforms">Where a build is looked for.</param>
    private sealed record CardSet(IReadOnlyList<DeviceCount> Cards, Assessment? Early, IReadOnlyList<PlatformGroup> Platforms)
    {
        /// <summary>The best build on each platform.</summary>
        public IReadOnlyList<(PlatformGroup Platforms, Candidate Candidate)> Candidates { get; set; } = [];
    }
}
