using Rigwright.App.Parts;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Planning;
using Rigwright.Engine.PowerNoise;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.App.Build;

/// <summary><c>rig build</c>: the cheapest machine that carries some devices, proven; completes half-chosen builds and finds the cheapest upgrade.</summary>
public static class BuildHandler
{
    /// <summary>A device that is not a card of the catalogue.</summary>
    public const string UnknownDevice = "RW8201";

    /// <summary>A part to keep that is not known, ambiguous, or of a kind that is kept already.</summary>
    public const string UnknownPart = "RW8202";

    /// <summary>A region, rule or condition that does not exist.</summary>
    public const string UnknownWord = "RW8203";

    /// <summary>At most so many equal cards are tried where any may be. Assumed: what stands in one case on one household circuit.</summary>
    public const int MostOfAny = 4;

    // Below so many sets a second thread costs more than it saves.
    private const int WorthThreads = 8;

    /// <summary>Searches, when no input is wrong.</summary>
    public static BuildCommandResponse Handle(BuildCommandRequest request, LoadedParts loaded)
    {
        var bag = new DiagnosticBag();
        var inputs = BuildInputs.Read(request, loaded, bag);
        var response = new BuildCommandResponse
        {
            Diagnostics = bag.Items,
            Prices = inputs.List,
            Store = request is { CatalogueOffers: true, History: { } history } ? new(history.Description, history.Address, inputs.Remembered.Count) : null,
            Currency = inputs.Query.Currency,
            AsOf = inputs.Query.AsOf,
            Owned = inputs.Kept.Concat(inputs.Owned.Keys).Select(p => p.Id.Value).ToHashSet(StringComparer.Ordinal),
        };
        return response.HasErrors ? response : Search(request, response, inputs, loaded);
    }

    private static BuildCommandResponse Search(BuildCommandRequest request, BuildCommandResponse response, BuildInputs inputs, LoadedParts loaded)
    {
        var book = request.CatalogueOffers ? OfferBook.Of(loaded.Catalogue, inputs.List?.Offers ?? [], inputs.Remembered) : new OfferBook(inputs.List?.Offers ?? [], loaded.Catalogue.Vendors, loaded.Catalogue.Accelerators);
        var open = PricedParts.Of((inputs.List?.Offers ?? []).Concat(inputs.Remembered), loaded.Parts, loaded.Catalogue);
        var prices = PartPrices.On(open.Concat(loaded.Catalogue.Parts).DistinctBy(p => p.Id), book, inputs.Query);
        var market = PartnerCards.Join(DeviceMarket.On(loaded.Catalogue, book, inputs.Query), loaded.Catalogue, open, book, inputs.Query);
        var named = inputs.Sets.Select(set => set.Select(d => Priced(d, market, book, inputs.Query)).ToList()).ToList();
        var any = inputs.AnyCards ? AnySets(inputs, market, book) : [];
        var parts = Parts(prices, inputs);
        var search = new CheapestBuild(parts, inputs.Query.Currency);
        var limits = new Limits(request.MaxPrice is { } price ? new Money(price, inputs.Query.Currency) : null, request.MinCardMemoryGib is { } card ? ByteSize.FromGiB(card) : null);
        var candidates = Candidates(any, limits, inputs.Query.Currency, inputs.Kept.Count == 0 && inputs.Owned.Count == 0 ? search.Least : null);
        var sets = named.Concat(candidates.Sets).ToList();
        if (sets.Count == 0)
            return response with { Diagnostics = [.. response.Diagnostics, new(UnknownDevice, DiagnosticSeverity.Error, new("command line", 1, 1), "no card has a price.", "Add prices of cards (--prices).")] };
        var bare = new BuildRequest
        {
            Rig = RigOf(sets[0]),
            Context = new CheckContext
            {
                Outlet = inputs.Outlet,
                NoiseLimit = request.MaxNoiseDba is { } most ? SoundLevel.FromDecibelA(most) : null,
                NoiseFacts = loaded.Catalogue.NoiseFacts,
                Engines = [.. loaded.Catalogue.Engines.Where(e => request.Engines.Contains(e.Id, StringComparer.OrdinalIgnoreCase))],
                OperatingSystem = request.OperatingSystem,
            },
            MinimumSystemMemory = request.MinMemoryGib is { } gib ? ByteSize.FromGiB(gib) : null,
            MinimumStorage = request.MinStorageGb is { } gb ? ByteSize.FromGB(gb) : null,
            Findings = new() { Warning = request.WarningWorth, Unknown = request.UnknownWorth, RefusedUnknowns = request.RefuseUnknown.ToHashSet(StringComparer.Ordinal) },
        };
        var builds = sets.Select(set => bare with { Rig = inputs.Kept.Aggregate(RigOf(set), Put) }).ToList();
        // Each is a question of its own: the order in which they are answered changes nothing.
        var answers = sets.Count < WorthThreads ? sets.Select((set, i) => Cheapest(set, builds[i], search)).ToList()
            : [.. Enumerable.Range(0, sets.Count).AsParallel().AsOrdered().Select(i => Cheapest(sets[i], builds[i], search))];
        var shown = 0;
        if (sets.Count > 1 || inputs.AnyCards)
        {
            var speeds = new BuildSpeeds(request, loaded.Catalogue);
            var compared = answers.Select(a => Compared(a.Devices, a.Result, inputs, loaded, speeds, limits)).ToList();
            if (speeds.Problems is { Count: > 0 } problems)
                return response with { Diagnostics = [.. response.Diagnostics, .. problems] };
            response = response with
            {
                Front = BuildFront.Of(compared, request.Model is not null) with { IsOfAny = inputs.AnyCards, TooSmall = candidates.TooSmall, TooDear = candidates.TooDear },
            };
            // Of any cards the answer is the cheapest build that is a choice; without one, the cheapest that can be built.
            if (inputs.AnyCards)
                shown = Enumerable.Range(0, sets.Count).MinBy(i => (compared[i].IsChoice ? 0 : compared[i].Total is null ? 2 : 1, compared[i].Total?.Amount ?? 0));
        }
        var (devices, problem, result) = answers[shown];
        var build = builds[shown];
        return response with
        {
            Limits = limits.Words,
            IsWithinLimits = limits.Allow(RigOf(devices).DeviceMemory, TotalOf(devices, result, inputs)),
            Result = result,
            Devices = devices,
            DevicePrice = DevicePrice(devices, inputs.Query.Currency),
            Quotes = prices.Usable.ToDictionary(p => p.Part.Id),
            Replaced = [.. inputs.Owned.Keys.Where(p => result.IsFeasible && !result.Parts.Any(c => c.Part.Id == p.Id))],
            AsItIs = inputs.Owned.Count == 0 ? [] : AsItIs(inputs, devices, build),
            Nearest = result.IsFeasible ? null : problem.Nearest(),
            Blocking = result.IsFeasible ? [] : problem.WhyNot(),
            Unpriced = result.IsFeasible ? [] : problem.Lacking,
        };
    }

    // One to four equal cards of every kind that has a price, in the order of the catalogue, without those that were named.
    private static List<List<PricedDevice>> AnySets(BuildInputs inputs, IReadOnlyList<DeviceChoice> market, OfferBook book)
    {
        var named = inputs.Sets.Where(s => s is [{ Card: null, Cap: null }]).Select(s => (s[0].Accelerator.Id, s[0].Count)).ToHashSet();
        return [.. market.Where(d => d.Accelerator.Kind == AcceleratorKind.DiscreteGpu && (d.Price.IsKnown || d.Cards.Count > 0)).Select(d => d.Accelerator).Distinct()
            .SelectMany(a => Enumerable.Range(1, MostOfAny).Where(n => !named.Contains((a.Id, n))).Select(n => new List<PricedDevice> { Priced(new(a, null, n, 0, a.Id.Value), market, book, inputs.Query) }))];
    }

    // The sets that can be within the limits; where none can, the nearest to them.
    private static (IReadOnlyList<List<PricedDevice>> Sets, int TooSmall, int TooDear) Candidates(List<List<PricedDevice>> any, Limits limits, Currency currency, Money? platform)
    {
        var large = any.Where(limits.Holds).ToList();
        var possible = large.Where(set => limits.CanCost(DevicePrice(set, currency), platform)).ToList();
        if (possible.Count > 0 || any.Count == 0)
            return (possible, any.Count - large.Count, large.Count - possible.Count);
        return large.Count > 0
            ? ([large.MinBy(set => DevicePrice(set, currency)?.Amount ?? decimal.MaxValue)!], any.Count - large.Count, large.Count - 1)
            : ([any.OrderByDescending(set => RigOf(set).DeviceMemory.Bytes).ThenBy(set => DevicePrice(set, currency)?.Amount ?? decimal.MaxValue).First()], any.Count - 1, 0);
    }

    private static Money? TotalOf(List<PricedDevice> devices, BuildResult result, BuildInputs inputs) =>
        result.Price is { } parts && DevicePrice(devices, inputs.Query.Currency) is { } cards ? parts + cards : null;

    private static BuildSet Compared(List<PricedDevice> devices, BuildResult result, BuildInputs inputs, LoadedParts loaded, BuildSpeeds speeds, Limits limits)
    {
        var rig = result.Rig ?? RigOf(devices);
        var (fits, decode) = speeds.Of(devices);
        return new()
        {
            Name = rig.Name,
            Devices = devices,
            Result = result,
            Total = TotalOf(devices, result, inputs),
            IsWithinLimits = limits.Allow(rig.DeviceMemory, TotalOf(devices, result, inputs)),
            Memory = rig.DeviceMemory,
            Bandwidth = devices.TrueForAll(d => d.Device.Accelerator.Bandwidth is not null) ? devices.Select(d => d.Device.Accelerator.Bandwidth!.Value).MinBy(b => b.GigabytesPerSecond) : null,
            Fits = fits,
            Decode = decode,
            Noise = NoiseEstimator.Estimate(rig, loaded.Catalogue.NoiseFacts).TryGet(out var noise) ? noise.Level : null,
            Power = PowerEstimator.Estimate(rig, inputs.Outlet).TryGet(out var power) ? power.Wall.TryGet(out var wall) ? wall : power.Dc : null,
        };
    }

    // The makers' cards and the platform that cost least together.
    private static (List<PricedDevice> Devices, BuildProblem Problem, BuildResult Result) Cheapest(List<PricedDevice> devices, BuildRequest build, CheapestBuild search)
    {
        var options = devices.Select(d => (IReadOnlyList<CardOption>)(d.Device.Card is null && d.Device.Cards.Count > 0
            ? [.. d.Device.Cards.Select(c => new CardOption(c.Card, c.Quote.Price.Amount))] : [new(d.Device.Card, 0)])).ToList();
        var (cards, (problem, result)) = CardSearch.Cheapest(options, [.. devices.Select(d => d.Count - d.Owned)], chosen =>
        {
            var posed = search.Pose(build with { Rig = Around(chosen) });
            return (Problem: posed, Result: posed.Cheapest());
        }, found => found.Result.ProvenMinimum?.Amount, several => search.LeastAround(build, [.. several.Select(Around)]));
        return (Named(devices, cards), problem, result);

        Rig Around(IReadOnlyList<CardOption> chosen) => build.Rig with { Devices = RigOf(Holding(devices, chosen)).Devices };
    }

    private static List<PricedDevice> Holding(List<PricedDevice> devices, IReadOnlyList<CardOption> cards) =>
        [.. devices.Select((d, i) => cards[i].Card is { } card ? d with { Device = d.Device with { Card = card } } : d)];

    private static List<PricedDevice> Named(List<PricedDevice> devices, IReadOnlyList<CardOption> cards) => [.. devices.Select((d, i) =>
        d.Device.Card is null && d.Device.Cards.FirstOrDefault(c => ReferenceEquals(c.Card, cards[i].Card)) is { } chosen
            ? d with { Device = d.Device with { Card = chosen.Card, Condition = chosen.Quote.Offer.Condition, Price = Answer<PriceQuote>.Known(chosen.Quote) } } : d)];

    private static Rig RigOf(List<PricedDevice> devices) => new()
    {
        Name = string.Join(" + ", devices.Select(d => $"{d.Count}× {d.Device.Card?.Name ?? d.Device.Accelerator.Name}{(d.Device.Cap is { } cap ? $" at {cap}" : "")}")),
        Form = RigForm.Build,
        Devices = [.. devices.Select(d => d.Device.InRig(d.Count))],
    };

    // The cheapest way to buy a device; a maker's card that the user names is that card.
    private static PricedDevice Priced(AskedDevice asked, IReadOnlyList<DeviceChoice> market, OfferBook book, PriceQuery query) =>
        PricedAs(asked, market, book, query) is var priced && asked.Cap is { } cap ? priced with { Device = priced.Device with { Cap = cap } } : priced;

    private static PricedDevice PricedAs(AskedDevice asked, IReadOnlyList<DeviceChoice> market, OfferBook book, PriceQuery query)
    {
        if (asked.Card is { } card)
            return new(new(asked.Accelerator, asked.Accelerator.LargestMemory.Value, Condition.New, book.BestOn(PricedItem.Of(card), query)) { Card = card }, asked.Count, asked.Owned);
        var choices = market.Where(d => d.Accelerator.Id == asked.Accelerator.Id).ToList();
        var cheapest = choices.Where(d => d.Price.IsKnown).MinBy(d => d.Price.Value!.Price.Amount) ?? choices.FirstOrDefault();
        if (cheapest is null)
            return new(new(asked.Accelerator, asked.Accelerator.LargestMemory.Value, Condition.New, Answer<PriceQuote>.Unknown("an offer")), asked.Count, asked.Owned);
        return new(cheapest with { Cards = [.. choices.SelectMany(d => d.Cards)] }, asked.Count, asked.Owned);
    }

    private static Money? DevicePrice(List<PricedDevice> devices, Currency currency)
    {
        var sum = Money.Zero(currency);
        foreach (var device in devices.Where(d => d.Count > d.Owned))
        {
            if (!device.Device.Price.TryGet(out var quote))
                return null;
            sum += quote.Price * (device.Count - device.Owned);
        }
        return sum;
    }

    private static List<PartPrice> Parts(PartPrices prices, BuildInputs inputs)
    {
        var sold = prices.Usable.Where(p => p.Part is not GraphicsCard)
            .Select(p => new PartPrice(p.Part, p.Quote.Price) { Owned = inputs.Owned.GetValueOrDefault(p.Part) });
        var ids = prices.Usable.Select(p => p.Part.Id).ToHashSet();
        var only = inputs.Owned.Where(o => !ids.Contains(o.Key.Id)).Select(o => new PartPrice(o.Key, Money.Zero(inputs.Query.Currency)) { Owned = o.Value, IsSold = false });
        return [.. sold, .. only];
    }

    // The devices in what is there, one part of each kind: what speaks against it.
    private static IReadOnlyList<Finding> AsItIs(BuildInputs inputs, List<PricedDevice> devices, BuildRequest build)
    {
        var rig = inputs.Kept.Aggregate(RigOf(devices), Put);
        foreach (var (part, count) in inputs.Owned.DistinctBy(o => o.Key.Category))
            rig = part is MemoryKit kit ? rig with { Memory = [new(kit, count)] } : Put(rig, part);
        return [.. CompatibilityChecker.Check(rig, build.Context).Where(f => f.Severity == FindingSeverity.Error)];
    }

    private static Rig Put(Rig rig, Part part) => part switch
    {
        Cpu p => rig with { Cpu = p },
        Motherboard p => rig with { Board = p },
        MemoryKit p => rig with { Memory = [new(p)] },
        Drive p => rig with { Drives = [new(p)] },
        Case p => rig with { Case = p },
        PowerSupply p => rig with { PowerSupply = p },
        Cooler p => rig with { Cooler = p },
        _ => rig,
    };

    // What a set of cards may cost at most with its platform, and hold at least.
    private sealed record Limits(Money? Most, ByteSize? Least)
    {
        public IReadOnlyList<string> Words => [.. ((string?[])[Most is { } most ? $"at most {most}" : null, Least is { } least ? $"at least {least} of card memory" : null]).OfType<string>()];

        public bool Holds(List<PricedDevice> set) => Least is not { } least || RigOf(set).DeviceMemory >= least;

        // With the least that any platform costs: what is above the limit then is so with every platform.
        public bool CanCost(Money? cards, Money? platform) => Most is not { } most || cards is not { } price || price.Amount + (platform?.Amount ?? 0) <= most.Amount;

        public bool Allow(ByteSize memory, Money? total) => (Least is not { } least || memory >= least) && (Most is not { } most || total is null || total.Value.Amount <= most.Amount);
    }
}
