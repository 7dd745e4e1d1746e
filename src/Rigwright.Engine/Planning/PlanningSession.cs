using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.Engine.Planning;

/// <summary>
/// Plans many times and pays once for what the plans have in common. Use one session for all "what if" questions about a catalogue:
/// <code>
/// var session = new PlanningSession(catalogue, estimatorOn);
/// var plan = session.Plan(requirements, book, query);
/// var tighter = session.Plan(requirements with { Noise = limit }, book, query);
/// var dearer = session.Plan(requirements, otherBook, query);
/// </code>
/// Everything is remembered under what it depends on, so an answer is the same as that of a fresh session:
/// <list type="bullet">
/// <item>memory and speed of a model on devices: by model, format, engine, split, devices, the role's context, depth, streams and cache type, and the day;</item>
/// <item>layouts: by devices, roles, engines, headless and the basis of minima; budget, noise, weights and prices do not matter;</item>
/// <item>platforms: by devices, prices of parts, outlet, headless and the roles' files; prices of devices do not matter.</item>
/// </list>
/// Change requirements with <c>with</c>, so that unchanged roles stay the same objects. Not safe to share between threads: make one for each; only <see cref="EstimatorOn"/> and
/// <see cref="AskAhead"/> may be used beside it.
/// </summary>
public sealed class PlanningSession
{
    // A session that sees more variants than this forgets the oldest.
    private const int MostVariants = 64;

    // Of a whole catalogue a market is some ten megabytes.
    private const int MostMarkets = 4;

    private readonly Func<DateOnly, IRoleEstimator> _estimatorOn;
    private readonly Dictionary<DateOnly, ServingMemo> _estimators = [];
    private readonly List<(PurchaseRequirements Requirements, DateOnly Day, LayoutPlanner Planner)> _layouts = [];
    private readonly List<(OfferBook Book, PriceQuery Query, Lazy<DayMarket> Market)> _markets = [];
    private readonly List<(PartPriceList Prices, CheapestBuild Search)> _searches;
    private readonly List<(CheapestBuild Search, CheckContext Context, FindingPrices Worth, PlatformFinder Finder)> _finders;

    /// <summary>A session over a catalogue.</summary>
    /// <param name="catalogue">The facts.</param>
    /// <param name="estimatorOn">Memory and speed of a role on a day.</param>
    /// <param name="openParts">Parts beside the catalogue's own, or such parts with more facts; they can be chosen where they have a price.</param>
    public PlanningSession(Catalogue catalogue, Func<DateOnly, IRoleEstimator> estimatorOn, IReadOnlyList<Part>? openParts = null)
        : this(catalogue, openParts ?? [], estimatorOn, [], [])
    {
    }

    private PlanningSession(Catalogue catalogue, IReadOnlyList<Part> openParts, Func<DateOnly, IRoleEstimator> estimatorOn,
        List<(PartPriceList, CheapestBuild)> searches, List<(CheapestBuild, CheckContext, FindingPrices, PlatformFinder)> finders) =>
        (Catalogue, OpenParts, _estimatorOn, _searches, _finders) = (catalogue, openParts, estimatorOn, searches, finders);

    /// <summary>The facts.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>Parts beside the catalogue's own, or instead of one with the same id.</summary>
    public IReadOnlyList<Part> OpenParts { get; }

    /// <summary>Told the share of a plan's device sets that are done, 0 to 1, from any thread; null tells nobody.</summary>
    public Action<double>? Progress { get; init; }

    /// <summary>The parts that can be chosen where they have a price.</summary>
    public IEnumerable<Part> Parts => OpenParts.Concat(Catalogue.Parts).DistinctBy(p => p.Id);

    /// <summary>The plan for requirements at prices.</summary>
    /// <param name="requirements">What is needed.</param>
    /// <param name="offers">The prices, the user's own included.</param>
    /// <param name="query">The day, region and currency.</param>
    /// <param name="onlyServing">Build nothing around cards that do not carry the models: for those who look at what qualifies.</param>
    public PlanAnswer Plan(PurchaseRequirements requirements, OfferBook offers, PriceQuery query, bool onlyServing = false) => new Planner(this, requirements, offers, query, onlyServing).Plan();

    /// <summary>What caps and other editions would do to the first rigs of a plan, and the front with them; see <see cref="Planner.Variants"/>.</summary>
    /// <param name="answer">A plan of this session.</param>
    /// <param name="offers">The prices that it was made at.</param>
    public PlanAnswer WithVariants(PlanAnswer answer, OfferBook offers)
    {
        var varied = answer with { Variants = new Planner(this, answer.Requirements, offers, answer.Query).Variants(answer) };
        return varied with { Front = PlanFront.With(varied) };
    }

    /// <summary>A session with other speeds (another calibration, or scaled ones) that shares what has been found out about platforms.</summary>
    public PlanningSession WithEstimator(Func<DateOnly, IRoleEstimator> estimatorOn) => new(Catalogue, OpenParts, estimatorOn, _searches, _finders);

    /// <summary>The devices that are on offer, with the makers' cards that they can be bought as.</summary>
    public IReadOnlyList<DeviceChoice> DevicesOn(OfferBook offers, PriceQuery query) => On(offers, query).Devices;

    /// <summary>What can be bought on a day, remembered: a plan and the questions about it ask several times, of up to 26,000 parts.</summary>
    internal DayMarket On(OfferBook offers, PriceQuery query)
    {
        Lazy<DayMarket> market;
        lock (_markets)
        {
            market = _markets.Find(m => ReferenceEquals(m.Book, offers) && m.Query == query).Market;
            if (market is null)
                Add(_markets, (offers, query, market = new(() => DayMarket.Of(Catalogue, Parts, OpenParts, offers, query))), MostMarkets);
        }
        return market.Value;
    }

    /// <summary>Memory and speed on a day, remembered.</summary>
    public IRoleEstimator EstimatorOn(DateOnly day)
    {
        lock (_estimators)
        {
            if (!_estimators.TryGetValue(day, out var memo))
                _estimators[day] = memo = new(_estimatorOn(day));
            return memo;
        }
    }

    /// <summary>Asks for memory and speed of every role on the sets of devices that a plan, or one under wider limits, is about to lay out. Meant for another core: the
    /// plan finds the answers remembered, and is the same without them. May run while the session plans.</summary>
    /// <param name="requirements">What is needed.</param>
    /// <param name="offers">The prices.</param>
    /// <param name="query">The day, region and currency.</param>
    /// <param name="widest">Sets of devices with less memory than these ask for, or dearer than their budget, are left out.</param>
    public void AskAhead(PurchaseRequirements requirements, OfferBook offers, PriceQuery query, PurchaseRequirements widest)
    {
        var estimator = EstimatorOn(query.AsOf);
        var devices = DevicesOn(offers, query);
        var sets = DeviceSets.OfMachines(devices).Select(m => (Set: (IReadOnlyList<DeviceCount>)[m], IsMachine: true)).Concat(DeviceSets.OfCards(devices).Select(c => (Set: c, IsMachine: false)));
        foreach (var (set, isMachine) in sets.Where(s => s.Set.Sum(d => d.Device.Memory.Bytes * d.Count) >= widest.Memory.Min.Bytes
            && CandidateGenerator.DevicesCost(s.Set, query.Currency) is { } cost && cost <= widest.Budget.Max))
        {
            var placed = PlanDevice.Of(set, isMachine, hasSwitch: false);
            foreach (var role in requirements.Roles)
            {
                foreach (var option in role.Candidates.SelectMany(c => ServingOptions.Of(role, c, placed, requirements)))
                {
                    if (estimator.Memory(option.Serving).TryGet(out _))
                        estimator.Decode(option.Serving);
                }
            }
        }
    }

    /// <summary>The roles of some requirements on a candidate's devices; null when they do not fit. It may miss minimum speeds.</summary>
    public Layout? LayOut(PurchaseRequirements requirements, Candidate candidate, DateOnly day) => Layouts(requirements, day).Plan(PlanDevice.Of(candidate)).Layout;

    /// <summary>Layouts of the roles of some requirements.</summary>
    internal LayoutPlanner Layouts(PurchaseRequirements requirements, DateOnly day)
    {
        var known = _layouts.FindIndex(l => l.Day == day && SameLayouts(l.Requirements, requirements));
        if (known >= 0)
            return _layouts[known].Planner;
        var planner = new LayoutPlanner(requirements, EstimatorOn(day));
        Add(_layouts, (requirements, day, planner));
        return planner;
    }

    /// <summary>Platforms from parts at some prices under some rules' context.</summary>
    internal PlatformFinder Finder(DayMarket market, Currency currency, CheckContext context, FindingPrices worth)
    {
        var list = new PartPriceList(market.Platforms, currency);
        var search = _searches.Find(s => s.Prices.Equals(list)).Search;
        if (search is null)
            Add(_searches, (list, search = new(list.Prices, currency)));
        var finder = _finders.Find(f => ReferenceEquals(f.Search, search) && f.Worth == worth && SameContext(f.Context, context)).Finder;
        if (finder is null)
            Add(_finders, (search, context, worth, finder = new(search, context, worth)));
        return finder;
    }

    private static void Add<T>(List<T> list, T item, int most = MostVariants)
    {
        if (list.Count == most)
            list.RemoveAt(0);
        list.Add(item);
    }

    private static bool SameLayouts(PurchaseRequirements a, PurchaseRequirements b) =>
        a.Headless == b.Headless && a.MinimumHolds == b.MinimumHolds && a.Engines.SequenceEqual(b.Engines)
        && a.OperatingSystem?.Name == b.OperatingSystem?.Name && (ReferenceEquals(a.Roles, b.Roles) || a.Roles.SequenceEqual(b.Roles));

    private static bool SameContext(CheckContext a, CheckContext b) => a == b
        || a with { ModelFiles = b.ModelFiles, Engines = b.Engines } == b && a.ModelFiles.SequenceEqual(b.ModelFiles) && a.Engines.SequenceEqual(b.Engines);

    /// <summary>Parts with prices, compared by part and price.</summary>
    private sealed class PartPriceList(IReadOnlyList<PartPrice> prices, Currency currency) : IEquatable<PartPriceList>
    {
        private readonly Currency _currency = currency;

        public IReadOnlyList<PartPrice> Prices { get; } = prices;

        public bool Equals(PartPriceList? other) => other is not null && _currency == other._currency && (ReferenceEquals(Prices, other.Prices) || Prices.Count == other.Prices.Count && HasSamePrices(other));

        private bool HasSamePrices(PartPriceList other) => Enumerable.Range(0, Prices.Count).All(i => Prices[i].Price == other.Prices[i].Price && ReferenceEquals(Prices[i].Part, other.Prices[i].Part));

        public override bool Equals(object? obj) => Equals(obj as PartPriceList);

        public override int GetHashCode() => Prices.Count;
    }
}
