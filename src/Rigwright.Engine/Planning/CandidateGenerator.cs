using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Pricing;
using Rigwright.Engine.Search;

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
    private readonly PlatformParts _parts;
    private readonly Dictionary<string, PlatformSearch> _searches;

    /// <summary>Prepares the parts that have a price on the day.</summary>
    public CandidateGenerator(Catalogue catalogue, OfferBook book, PriceQuery query, CheckContext context, PlatformOptions options)
    {
        (_catalogue, _query, _context) = (catalogue, query, context);
        Prices = PartPrices.On(catalogue, book, query);
        _parts = new(Prices.Usable);
        _searches = _parts.Platforms.ToDictionary(p => p, p => new PlatformSearch(_parts.For(p), context, options), StringComparer.Ordinal);
        Devices = DeviceMarket.On(catalogue, book, query);
    }

    /// <summary>The devices that are on offer.</summary>
    public IReadOnlyList<DeviceChoice> Devices { get; }

    /// <summary>The parts with prices, and those whose price was not believed.</summary>
    public PartPrices Prices { get; }

    /// <summary>Platforms of the boards with a price.</summary>
    public IReadOnlyList<string> Platforms => _parts.Platforms;

    /// <summary>Machines, clusters and vendors' models.</summary>
    public IEnumerable<Candidate> Turnkey() => DeviceSets.OfMachines(Devices).Select(Machine).Concat(PrebuiltCandidates.Of(_catalogue, _query, _context));

    /// <summary>A set of cards in the best build on one platform.</summary>
    public Candidate Build(IReadOnlyList<DeviceCount> cards, string platform)
    {
        var bare = Bare(cards);
        var found = _searches[platform].Find(bare);
        var lines = CardLines(cards).Concat(found.Parts.Select(PartLine)).ToList();
        if (found.IsFeasible && SmallMaterial() is { } cable)
            lines.Add(PartLine(cable));
        var rig = (found.Rig ?? bare) with { Name = $"{bare.Name} on {PlatformNames.Of(platform)}", Lines = lines };
        return new()
        {
            Id = $"{IdOf(cards)}/{platform}",
            Name = rig.Name,
            DeviceName = bare.Name,
            Platform = platform,
            Devices = cards,
            Rig = rig,
            Total = found.IsFeasible ? Total(lines) : null,
            PriceMissing = MissingOf(cards),
            Findings = found.Findings,
            StaleLines = Stale(lines),
        };
    }

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
            Item = d.Device.Name,
            Quantity = d.Count,
            Reference = d.Device.Accelerator.Id.Value,
            Subject = OfferSubject.Accelerator,
            UnitPrice = quote?.Price,
            LowestUnitPrice = quote?.Lowest,
            HighestUnitPrice = quote?.Highest,
            Offer = quote?.Offer,
            Landed = quote?.Landed,
            PriceBasis = quote?.Derivation,
        };
    });

    private static RigLine PartLine(PricedPart part) => new()
    {
        Item = part.Part.Name,
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
        [.. lines.Where(l => l.Offer?.Seen is { } seen && _query.AsOf.DayNumber - seen.DayNumber > _query.StaleAfterDays).Select(l => l.Reference)];

    private static IReadOnlyList<string> MissingOf(IReadOnlyList<DeviceCount> devices) =>
        [.. devices.SelectMany(d => d.Device.Price.Missing)];

    private static string IdOf(IReadOnlyList<DeviceCount> devices) => string.Join('+', devices.Select(d => $"{d.Count}x-{d.Device.Id}"));

    private PricedPart? SmallMaterial() => Prices.Cables.FirstOrDefault(c => c.Part is Cable cable && PlatformNames.IsSmallMaterial(cable));

    private PricedPart? LinkCable(DeviceChoice machine) =>
        Prices.Cables.FirstOrDefault(c => PlatformNames.Joins((Cable)c.Part, machine.Accelerator));
}
