using System.Globalization;
using System.Text.RegularExpressions;
using Rigwright.App.Parts;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Search.Exact;
using Rigwright.Formats.Prices;

namespace Rigwright.App.Build;

/// <summary>What to build around which devices.</summary>
public sealed record BuildCommandRequest
{
    /// <summary>Devices as written: <c>2x rtx-5090</c>.</summary>
    public required IReadOnlyList<string> Devices { get; init; }

    /// <summary>The buyer's price list.</summary>
    public required string Prices { get; init; }

    /// <summary>Parts that are chosen already: they stay and cost nothing more.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Parts that are there already but may be replaced: they cost nothing.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>Least system memory in GiB.</summary>
    public double? MinMemoryGib { get; init; }

    /// <summary>Least storage in GB.</summary>
    public double? MinStorageGb { get; init; }

    /// <summary>Country whose first outlet feeds the machine.</summary>
    public string Region { get; init; } = "CH";

    /// <summary>What avoiding a warning is worth.</summary>
    public decimal WarningWorth { get; init; }

    /// <summary>What avoiding an unknown fact is worth.</summary>
    public decimal UnknownWorth { get; init; }

    /// <summary>Rules of which no unknown is accepted.</summary>
    public IReadOnlyList<string> RefuseUnknown { get; init; } = [];
}

/// <summary>The cheapest build, or why there is none.</summary>
public sealed record BuildCommandResponse
{
    /// <summary>Every problem with the inputs; with an error among them nothing was searched.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>The proven answer; null when an input is wrong.</summary>
    public BuildResult? Result { get; init; }

    /// <summary>The price list; its matched and unmatched rows are reported in any case.</summary>
    public OwnPriceList? Prices { get; init; }

    /// <summary>Currency of the list.</summary>
    public Currency Currency { get; init; } = Currency.Chf;

    /// <summary>Price of the devices from the list; null when not all are priced.</summary>
    public Money? DevicePrice { get; init; }

    /// <summary>Ids of parts that were there already.</summary>
    public IReadOnlySet<string> Owned { get; init; } = new HashSet<string>();

    /// <summary>Without an answer: each rule that alone is the reason.</summary>
    public IReadOnlyList<(string Rule, Money Price)> Blocking { get; init; } = [];

    /// <summary>Without an answer: kinds of parts of which the list prices none.</summary>
    public IReadOnlyList<PartCategory> Unpriced { get; init; } = [];

    /// <summary>Is any input wrong?</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
}

/// <summary><c>rig build</c>: the cheapest machine that carries some devices, proven; completes half-chosen builds and finds the cheapest upgrade.</summary>
public static partial class BuildHandler
{
    /// <summary>A device that is not a card of the catalogue.</summary>
    public const string UnknownDevice = "RW8201";

    /// <summary>A part to keep that is not known, ambiguous, or of a kind that is kept already.</summary>
    public const string UnknownPart = "RW8202";

    /// <summary>A region or rule that does not exist.</summary>
    public const string UnknownWord = "RW8203";

    private const int MostOfOneDevice = 16;

    /// <summary>Searches, when no input is wrong.</summary>
    public static BuildCommandResponse Handle(BuildCommandRequest request, LoadedParts loaded)
    {
        var bag = new DiagnosticBag();
        var devices = request.Devices.Select(text => Device(text, loaded, bag)).OfType<RigDevice>().ToList();
        var items = new PriceItems(loaded.Catalogue, loaded.Parts);
        var byId = loaded.Parts.Parts.ToDictionary(p => p.Id.Value, StringComparer.Ordinal);
        var kept = request.Keep.Select(text => Find(text, items, byId, bag)).OfType<Part>().ToList();
        var owned = request.Own.Select(text => Find(text, items, byId, bag)).OfType<Part>().ToList();
        foreach (var twice in kept.GroupBy(p => p.Category).Where(g => g.Count() > 1))
            bag.Error(UnknownPart, CommandLine, $"two parts of one kind are kept: {string.Join(" and ", twice.Select(p => p.Name))}.");
        var region = loaded.Catalogue.FindRegion(request.Region);
        if (region is null)
            bag.Error(UnknownWord, CommandLine, $"there is no region '{request.Region}'.", NearestName.Suggest(request.Region, loaded.Catalogue.Regions.Select(r => r.Code)));
        var rules = CompatibilityChecker.Rules.Select(r => r.Id).ToList();
        foreach (var unknown in request.RefuseUnknown.Where(r => !rules.Contains(r)))
            bag.Error(UnknownWord, CommandLine, $"there is no rule '{unknown}'.", NearestName.Suggest(unknown, rules));
        var prices = OwnPriceReader.Read(request.Prices, items, loaded.Catalogue.CollectedOn);
        bag.AddRange(prices.Diagnostics);
        var response = new BuildCommandResponse { Diagnostics = bag.Items, Prices = prices.Value, Owned = kept.Concat(owned).Select(p => p.Id.Value).ToHashSet(StringComparer.Ordinal) };
        return response.HasErrors ? response : Search(request, response, new Context(devices, kept, owned, byId, region is { Outlets: [var outlet, ..] } ? outlet : null));
    }

    private sealed record Context(List<RigDevice> Devices, List<Part> Kept, List<Part> Owned, Dictionary<string, Part> Parts, Domain.Regions.Outlet? Outlet);

    private static Position CommandLine { get; } = new("command line", 1, 1);

    private static BuildCommandResponse Search(BuildCommandRequest request, BuildCommandResponse response, Context context)
    {
        var list = response.Prices!;
        var currency = list.Matched.Count > 0 ? list.Matched[0].Offer.PriceLow.Currency : Currency.Chf;
        var free = context.Owned.Select(p => new PartPrice(p, Money.Zero(currency))).ToList();
        var ownedIds = context.Owned.Select(p => p.Id.Value).ToHashSet(StringComparer.Ordinal);
        var parts = list.PartPrices.Where(p => !ownedIds.Contains(p.Key)).Select(p => new PartPrice(context.Parts[p.Key], p.Value)).Concat(free).ToList();
        var build = new BuildRequest
        {
            Rig = context.Kept.Aggregate(new Rig { Name = string.Join(" + ", context.Devices), Form = RigForm.Build, Devices = context.Devices }, Put),
            Context = new CheckContext { Outlet = context.Outlet },
            MinimumSystemMemory = request.MinMemoryGib is { } gib ? ByteSize.FromGiB(gib) : null,
            MinimumStorage = request.MinStorageGb is { } gb ? ByteSize.FromGB(gb) : null,
            Findings = new() { Warning = request.WarningWorth, Unknown = request.UnknownWorth, RefusedUnknowns = request.RefuseUnknown.ToHashSet(StringComparer.Ordinal) },
        };
        var search = new CheapestBuild(parts, currency);
        var result = search.Find(build);
        return response with
        {
            Currency = currency,
            Result = result,
            DevicePrice = DevicePrice(context.Devices, list, currency),
            Blocking = result.IsFeasible ? [] : search.WhyNot(build),
            Unpriced = [.. Needed.Where(c => !parts.Exists(p => p.Part.Category == c) && !context.Kept.Exists(p => p.Category == c))],
        };
    }

    private static readonly PartCategory[] Needed =
        [PartCategory.Cpu, PartCategory.Motherboard, PartCategory.Memory, PartCategory.Drive, PartCategory.Case, PartCategory.PowerSupply];

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

    private static Money? DevicePrice(List<RigDevice> devices, OwnPriceList list, Currency currency)
    {
        var sum = Money.Zero(currency);
        foreach (var device in devices)
        {
            var offers = list.Matched.Where(m => m.Item == new PriceItem(OfferSubject.Accelerator, device.Accelerator.Id.Value)).Select(m => m.Offer.PriceLow).ToList();
            if (offers.Count == 0)
                return null;
            sum += offers.Min() * device.Count;
        }
        return sum;
    }

    private static RigDevice? Device(string text, LoadedParts loaded, DiagnosticBag bag)
    {
        var match = Counted().Match(text);
        var count = match.Groups["count"].Success ? int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) : 1;
        var name = match.Groups["name"].Value;
        var resolution = loaded.Catalogue.AcceleratorNames.Resolve(name);
        if (!resolution.IsResolved || loaded.Catalogue.Find(new AcceleratorId(resolution.Id)) is not { } accelerator)
            bag.Error(UnknownDevice, CommandLine, resolution.IsAmbiguous ? $"'{name}' stands for {string.Join(", ", resolution.Ids)}." : $"there is no accelerator '{name}'.", resolution.Nearest is { } near ? $"Did you mean '{near}'?" : null);
        else if (accelerator.Kind != AcceleratorKind.DiscreteGpu)
            bag.Error(UnknownDevice, CommandLine, $"{accelerator.Name} is not a card: nothing is built around it.");
        else if (count is < 1 or > MostOfOneDevice)
            bag.Error(UnknownDevice, CommandLine, $"'{text}': 1 to {MostOfOneDevice} of a card are possible.");
        else
            return new RigDevice { Accelerator = accelerator, Count = count };
        return null;
    }

    private static Part? Find(string text, PriceItems items, Dictionary<string, Part> parts, DiagnosticBag bag)
    {
        var found = items.Resolve(text).Where(i => i.Subject == OfferSubject.Part).ToList();
        if (found.Count == 1 && parts.TryGetValue(found[0].Id, out var part))
            return part;
        if (found.Count > 1)
            bag.Error(UnknownPart, CommandLine, $"'{text}' stands for {found.Count} parts: {string.Join(", ", found.Take(5).Select(f => f.Id))}.", "Give the id.");
        else
            bag.Error(UnknownPart, CommandLine, $"there is no part '{text}'.", items.Nearest(text) is { } near ? $"Did you mean '{near}'?" : "./rig parts find shows what there is.");
        return null;
    }

    [GeneratedRegex(@"^\s*(?:(?<count>\d{1,3})\s*[x×]\s*)?(?<name>.+?)\s*$")]
    private static partial Regex Counted();
}
