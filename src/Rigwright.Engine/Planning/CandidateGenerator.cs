using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Search;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.Engine.Planning;

/// <summary>
/// Puts together everything that could be bought on a day: cards × counts × platforms, pairs of different cards, machines with their memory sizes,
/// clusters, vendors' models. Nothing is listed by hand: what has an offer is a candidate.
/// </summary>
public sealed class CandidateGenerator
{
    private readonly Catalogue _catalogue;
    private readonly PriceQuery _query;
    private readonly CheckContext _context;
    private readonly PlatformFinder _finder;
    private readonly FindingPrices _worth;
    private readonly IReadOnlyDictionary<PartId, PricedPart> _priced;

    /// <summary>Prepares the parts that have a price on the day.</summary>
    /// <param name="session">Facts, and what other plans found out.</param>
    /// <param name="book">Prices.</param>
    /// <param name="query">The day, region and currency.</param>
    /// <param name="context">What the rules need besides a rig.</param>
    /// <param name="worth">What avoiding warnings and unknown facts is worth.</param>
    public CandidateGenerator(PlanningSession session, OfferBook book, PriceQuery query, CheckContext context, FindingPrices worth)
    {
        (_catalogue, _query, _context, _worth) = (session.Catalogue, query, context, worth);
        var market = session.On(book, query);
        (Prices, _priced, Devices) = (market.Prices, market.Priced, market.Devices);
        _finder = session.Finder(market, query.Currency, context, worth);
        Groups = PlatformGroup.Of(Prices.Usable.Where(p => p.Part is Motherboard).OrderBy(p => p.Cost).ThenBy(p => p.Part.Id.Value, StringComparer.Ordinal).Select(p => (Motherboard)p.Part), Domain.Requirements.PlatformChoice.Known);
    }

    /// <summary>The devices that are on offer.</summary>
    public IReadOnlyList<DeviceChoice> Devices { get; }

    /// <summary>The parts with prices, and those whose price was not believed.</summary>
    public PartPrices Prices { get; }

    /// <summary>Platforms of the boards with a price.</summary>
    public IReadOnlyList<PlatformGroup> Groups { get; }

    /// <summary>Machines, clusters and vendors' models.</summary>
    public IEnumerable<Candidate> Turnkey() => DeviceSets.OfMachines(Devices).Select(Machine).Concat(PrebuiltCandidates.Of(_catalogue, _query, _context));

    /// <summary>A set of cards in the best build on one platform.</summary>
    public Candidate Build(IReadOnlyList<DeviceCount> cards, PlatformGroup group) => Build(cards, group, rig => _finder.Find(rig, group));

    /// <summary>A set of cards in the best build on one platform that has an exact number of one part.</summary>
    /// <param name="cards">The cards.</param>
    /// <param name="group">The platform.</param>
    /// <param name="part">A part of a platform that has a price.</param>
    /// <param name="quantity">How many of it, 0 for none.</param>
    public Candidate BuildWith(IReadOnlyList<DeviceCount> cards, PlatformGroup group, PartId part, int quantity) =>
        Build(cards, group, rig => _finder.FindWith(rig, group, _priced[part].Part, quantity));

    private Candidate Build(IReadOnlyList<DeviceCount> cards, PlatformGroup group, Func<Rig, PlatformAnswer> find)
    {
        (cards, var found) = Cheapest(cards, group, find);
        var bare = Bare(cards);
        var parts = found.Best.Parts.OrderBy(c => PlatformNames.PlaceOf(c.Part.Category)).Select(c => (Part: _priced[c.Part.Id], c.Quantity)).ToList();
        var lines = CardLines(cards).Concat(parts.Select(p => PartLine(p.Part, p.Quantity))).ToList();
        if (found.Best.IsFeasible && SmallMaterial() is { } cable)
            lines.Add(PartLine(cable));
        var platform = found.Best.Rig?.Board is { } board ? Platforms.Of(board)! : group.Id;
        var rig = (found.Best.Rig ?? bare) with { Name = $"{bare.Name} on {PlatformNames.Of(platform)}", Lines = lines };
        return new()
        {
            Id = $"{IdOf(cards)}/{platform}",
            Name = rig.Name,
            DeviceName = bare.Name,
            Platform = platform,
            Devices = cards,
            Rig = rig,
            Total = found.Best.IsFeasible ? Total(lines) : null,
            PriceMissing = [.. MissingOf(cards), .. found.Lacking.Select(c => $"a {PlatformNames.Of(c)} with a price")],
            Findings = found.Findings,
            StaleLines = Stale(lines),
            Combinations = found.Best.Combinations,
        };
    }

    /// <summary>A larger build around the parts of a smaller one that is there already: the cheapest to get to, proven. What it keeps costs nothing, so that a part is
    /// replaced only where no acceptable build on the larger one's platform keeps it at less.</summary>
    /// <returns>The bill of the grown build, every line at its price of the day; null when no build on that platform will do.</returns>
    public IReadOnlyList<RigLine>? Grown(Candidate small, Candidate large)
    {
        var owned = new Dictionary<PartId, int>();
        foreach (var line in small.Rig.Lines)
        {
            if (line.Reference is { } id && _priced.ContainsKey(new(id)))
                owned[new(id)] = owned.GetValueOrDefault(new PartId(id)) + line.Quantity;
        }
        // What somebody owns is worth keeping; of the other parts only those that a best platform can have are looked at.
        var parts = Prices.Usable.Where(p => p.Part is not GraphicsCard && (owned.ContainsKey(p.Part.Id) || _finder.Worthwhile.Contains(p.Part.Id))).Select(p => new PartPrice(p.Part, p.Quote.Price) { Owned = owned.GetValueOrDefault(p.Part.Id) });
        var best = new CheapestBuild(parts, _query.Currency).Pose(new() { Rig = Bare(large.Devices), Context = _context, Findings = _worth })
            .Cheapest(new HashSet<string>(StringComparer.Ordinal) { large.Platform });
        if (!best.IsFeasible)
            return null;
        List<RigLine> lines = [.. CardLines(large.Devices), .. best.Parts.OrderBy(c => PlatformNames.PlaceOf(c.Part.Category)).Select(c => PartLine(_priced[c.Part.Id], c.Quantity))];
        if (SmallMaterial() is { } cable)
            lines.Add(PartLine(cable));
        return lines;
    }

    // The makers' cards and the platform that cost least together.
    private (IReadOnlyList<DeviceCount> Cards, PlatformAnswer Found) Cheapest(IReadOnlyList<DeviceCount> cards, PlatformGroup group, Func<Rig, PlatformAnswer> find)
    {
        if (cards.All(c => c.Device.Cards.Count == 0))
            return (cards, find(Bare(cards)));
        var options = cards.Select(c => (IReadOnlyList<CardOption>)(c.Device.Cards.Count > 0 ? [.. c.Device.Cards.Select(o => new CardOption(o.Card, o.Quote.Price.Amount))] : [new(null, 0)])).ToList();
        var (chosen, found) = CardSearch.Cheapest(options, [.. cards.Select(c => c.Count)], o => find(Bare(Holding(cards, o))), f => f.Best.ProvenMinimum?.Amount,
            several => _finder.LeastOf([.. several.Select(o => Bare(Holding(cards, o)))], group));
        return (Named(cards, chosen), found);
    }

    private static IReadOnlyList<DeviceCount> Holding(IReadOnlyList<DeviceCount> cards, IReadOnlyList<CardOption> options) =>
        [.. cards.Select((c, i) => options[i].Card is { } card ? c with { Device = c.Device with { Card = card } } : c)];

    private static IReadOnlyList<DeviceCount> Named(IReadOnlyList<DeviceCount> cards, IReadOnlyList<CardOption> options) => [.. cards.Select((c, i) =>
        c.Device.Cards.FirstOrDefault(o => ReferenceEquals(o.Card, options[i].Card)) is { } chosen
            ? c with { Device = c.Device with { Card = chosen.Card, Price = Answer<PriceQuote>.Known(chosen.Quote) } } : c)];

    /// <summary>What the devices alone cost, or null when a price is missing.</summary>
    public static Money? DevicesCost(IReadOnlyList<DeviceCount> devices, Currency currency)
    {
        var total = Money.Zero(currency);
        foreach (var device in devices)
        {
            if (!device.Device.Price.TryGet(out var quote))
                return null;
            total += quote.Price * device.Count;
        }
        return total;
    }

    private Candidate Machine(DeviceCount machine)
    {
        var cables = machine.Count > 1 ? LinkCable(machine.Device) : null;
        var lines = CardLines([machine]).ToList();
        if (cables is not null)
            lines.Add(PartLine(cables));
        var rig = new Rig
        {
            Name = machine.ToString(),
            Form = machine.Count > 1 ? RigForm.Cluster : RigForm.Machine,
            Devices = [machine.Device.InRig(machine.Count)],
            Cables = cables is null ? [] : [new((Cable)cables.Part)],
            Lines = lines,
        };
        return new()
        {
            Id = IdOf([machine]),
            Name = rig.Name,
            DeviceName = rig.Name,
            Platform = PlatformNames.OfMachine(machine.Device.Accelerator),
            Devices = [machine],
            Rig = rig,
            Total = Total(lines),
            PriceMissing = machine.Count > 1 && cables is null ? [.. MissingOf([machine]), "a cable that joins the machines"] : MissingOf([machine]),
            Findings = CompatibilityChecker.Check(rig, _context),
            StaleLines = Stale(lines),
        };
    }

    private static Rig Bare(IReadOnlyList<DeviceCount> cards) => new()
    {
        Name = string.Join(" + ", cards),
        Form = RigForm.Build,
        Devices = [.. cards.Select(c => c.Device.InRig(c.Count))],
    };

    private static IEnumerable<RigLine> CardLines(IReadOnlyList<DeviceCount> devices) => devices.Select(d =>
    {
        var quote = d.Device.Price.Value;
        return new RigLine
        {
            Item = d.Device.Card?.Name ?? (d.Device with { Cap = null }).Name,
            Quantity = d.Count,
            Reference = d.Device.Card?.Id.Value ?? d.Device.Accelerator.Id.Value,
            Subject = d.Device.Card is null ? OfferSubject.Accelerator : OfferSubject.Part,
            UnitPrice = quote?.Price,
            LowestUnitPrice = quote?.Lowest,
            HighestUnitPrice = quote?.Highest,
            Offer = quote?.Offer,
            Landed = quote?.Landed,
            PriceBasis = quote?.Derivation,
        };
    });

    private static RigLine PartLine(PricedPart part, int quantity = 1) => new()
    {
        Item = part.Part.Name,
        Quantity = quantity,
        Reference = part.Part.Id.Value,
        Subject = OfferSubject.Part,
        UnitPrice = part.Quote.Price,
        LowestUnitPrice = part.Quote.Lowest,
        HighestUnitPrice = part.Quote.Highest,
        Offer = part.Quote.Offer,
        Landed = part.Quote.Landed,
        PriceBasis = part.Quote.Derivation,
    };

    private Money? Total(List<RigLine> lines) =>
        lines.All(l => l.Total is not null) ? Money.Sum(lines.Select(l => l.Total!.Value), _query.Currency) : null;

    private List<string?> Stale(List<RigLine> lines) =>
        [.. lines.Where(l => l.Offer is { } offer && _query.Horizon.IsStale(offer, _query.AsOf)).Select(l => l.Reference)];

    private static IReadOnlyList<string> MissingOf(IReadOnlyList<DeviceCount> devices) =>
        [.. devices.SelectMany(d => d.Device.Price.Missing)];

    private static string IdOf(IReadOnlyList<DeviceCount> devices) => string.Join('+', devices.Select(d => $"{d.Count}x-{d.Device.Key}"));

    private PricedPart? SmallMaterial() => Prices.Cables.FirstOrDefault(c => c.Part is Cable cable && PlatformNames.IsSmallMaterial(cable));

    private PricedPart? LinkCable(DeviceChoice machine) =>
        Prices.Cables.FirstOrDefault(c => PlatformNames.Joins((Cable)c.Part, machine.Accelerator));
}
