using System.Globalization;
using System.Text.RegularExpressions;
using Rigwright.App.Land;
using Rigwright.App.Parts;
using Rigwright.App.Prices;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Regions;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Pricing;
using Rigwright.Formats.Prices;

namespace Rigwright.App.Build;

/// <summary>A device as the user asked for it.</summary>
/// <param name="Accelerator">The accelerator.</param>
/// <param name="Card">The maker's card, if one was named.</param>
/// <param name="Count">How many.</param>
/// <param name="Owned">How many of them are there already.</param>
/// <param name="Words">Its name as written, without the count and the cap.</param>
internal sealed record AskedDevice(Accelerator Accelerator, GraphicsCard? Card, int Count, int Owned, string Words)
{
    /// <summary>The power limit that the owner wants to set; null leaves the maker's.</summary>
    public Power? Cap { get; init; }
}

/// <summary>The words of <c>rig build</c> as what they mean; every problem goes to the diagnostics.</summary>
internal sealed partial class BuildInputs
{
    private const int MostOfOneThing = 16;

    // Assumed: below it no driver lets a card of this kind run.
    private const int LeastCap = 50;
    private const int MostShown = 5;

    private static readonly Dictionary<string, Condition> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["new"] = Condition.New,
        ["refurbished"] = Condition.Refurbished,
        ["used"] = Condition.Used,
    };

    /// <summary>The sets of devices to compare, the one that the answer is about first.</summary>
    public required IReadOnlyList<IReadOnlyList<AskedDevice>> Sets { get; init; }

    /// <summary>Are all sets of equal cards that have a price compared too?</summary>
    public required bool AnyCards { get; init; }

    public required IReadOnlyList<Part> Kept { get; init; }

    /// <summary>Parts that are there with how many.</summary>
    public required IReadOnlyDictionary<Part, int> Owned { get; init; }

    public required OwnPriceList? List { get; init; }

    /// <summary>Offers of the buyer's price history that count.</summary>
    public required IReadOnlyList<Offer> Remembered { get; init; }

    public required PriceQuery Query { get; init; }

    public required Outlet? Outlet { get; init; }

    private static Position CommandLine { get; } = new("command line", 1, 1);

    public static BuildInputs Read(BuildCommandRequest request, LoadedParts loaded, DiagnosticBag bag)
    {
        var reader = new NameReader(loaded, bag);
        var sets = request.Sets.Where(set => !BuildCommandRequest.IsAny(set)).Select(set => set.Select(reader.Device).OfType<AskedDevice>().ToList()).ToList();
        var kept = request.Keep.Select(t => reader.Part(t).Part).OfType<Part>().Where(p => NotACard(p, "--keep", bag)).ToList();
        foreach (var twice in kept.GroupBy(p => p.Category).Where(g => g.Count() > 1))
            bag.Error(BuildHandler.UnknownPart, CommandLine, $"two parts of one kind are kept: {string.Join(" and ", twice.Select(p => p.Name))}.");
        var owned = new Dictionary<Part, int>(ReferenceEqualityComparer.Instance);
        foreach (var text in request.Own)
        {
            var (count, name) = Split(text);
            var isDevice = false;
            foreach (var set in sets)
            {
                if (set.FindIndex(d => AliasResolver.Fold(d.Words) == AliasResolver.Fold(name)) is not (>= 0 and var device))
                    continue;
                set[device] = set[device] with { Owned = Math.Min(set[device].Count, set[device].Owned + count) };
                isDevice = true;
            }
            if (!isDevice && reader.Part(text) is { Part: { } part } found && NotACard(part, "--own", bag))
                owned[part] = owned.GetValueOrDefault(part) + found.Count;
        }
        var region = loaded.Catalogue.FindRegion(request.Region);
        if (region is null)
            bag.Error(BuildHandler.UnknownWord, CommandLine, $"there is no region '{request.Region}'.", NearestName.Suggest(request.Region, loaded.Catalogue.Regions.Select(r => r.Code)));
        var rules = CompatibilityChecker.Rules.Select(r => r.Id).ToList();
        foreach (var unknown in request.RefuseUnknown.Where(r => !rules.Contains(r)))
            bag.Error(BuildHandler.UnknownWord, CommandLine, $"there is no rule '{unknown}'.", NearestName.Suggest(unknown, rules));
        var engines = loaded.Catalogue.Engines.Select(e => e.Id).ToList();
        foreach (var unknown in request.Engines.Where(e => !engines.Contains(e, StringComparer.OrdinalIgnoreCase)))
            bag.Error(BuildHandler.UnknownWord, CommandLine, $"there is no engine '{unknown}'.", NearestName.Suggest(unknown, engines) ?? $"Known: {string.Join(", ", engines)}.");
        foreach (var unknown in request.Conditions.Where(c => !Words.ContainsKey(c)))
            bag.Error(BuildHandler.UnknownWord, CommandLine, $"'{unknown}' is not a condition.", NearestName.Suggest(unknown, Words.Keys) ?? $"Known: {string.Join(", ", Words.Keys)}.");
        var history = request.CatalogueOffers ? request.History : null;
        var asOf = request.AsOf ?? OfferSources.Newest(loaded.Catalogue, history);
        var list = request.Prices is not { } path ? null
            : OwnPriceReader.Read(path, new ItemMatcher(loaded.Catalogue, loaded.Parts, keepsCards: true), asOf, request.Today ?? DateOnly.MaxValue, severalCurrencies: request.Rates.Count > 0, request.ListCurrency);
        bag.AddRange(list?.Diagnostics ?? []);
        var currency = list?.Value is { Matched: [var first, ..] } && request.Rates.Count == 0 ? first.Offer.PriceLow.Currency : region?.Currency ?? Currency.Chf;
        var rateProblems = new List<Diagnostic>();
        var rates = RateOptions.Read(request.Rates, currency, rateProblems);
        bag.AddRange(rateProblems);
        return new()
        {
            Sets = sets,
            AnyCards = request.Sets.Any(BuildCommandRequest.IsAny),
            Kept = kept,
            Owned = owned,
            List = list?.Value,
            Remembered = OfferSources.AsOf(loaded.Catalogue, history, asOf),
            Outlet = region is { Outlets: [var outlet, ..] } ? outlet : null,
            Query = new PriceQuery(asOf, request.Conditions.Count == 0 ? [.. Words.Values] : [.. request.Conditions.Where(Words.ContainsKey).Select(c => Words[c]).Distinct()],
                region ?? loaded.Catalogue.Regions[0], currency, rates)
            {
                Rules = ImportRules.Of(loaded.Catalogue),
                Horizon = new(loaded.Catalogue, loaded.Parts.Parts),
            },
        };
    }

    private static bool NotACard(Part part, string option, DiagnosticBag bag)
    {
        if (part is GraphicsCard)
            bag.Error(BuildHandler.UnknownPart, CommandLine, $"{part.Name} is a card: name it among the devices{(option == "--own" ? "; it counts as there when it is named with the same words" : "")}.");
        return part is not GraphicsCard;
    }

    /// <summary>Finds what names mean.</summary>
    private sealed class NameReader
    {
        private readonly LoadedParts _loaded;
        private readonly DiagnosticBag _bag;
        private readonly Dictionary<string, Part> _parts = new(StringComparer.Ordinal);

        public NameReader(LoadedParts loaded, DiagnosticBag bag)
        {
            (_loaded, _bag) = (loaded, bag);
            Items = new(loaded.Catalogue, loaded.Parts);
            foreach (var part in loaded.Parts.Parts.Concat(loaded.Catalogue.Parts))
                _parts.TryAdd(part.Id.Value, part);
        }

        public PriceItems Items { get; }

        public AskedDevice? Device(string text)
        {
            var (count, name) = Split(text);
            var capped = Capped().Match(name);
            var device = Find(capped.Success ? capped.Groups["name"].Value : name);
            if (device is null)
                return null;
            if (capped.Success)
            {
                var cap = Power.FromWatts(int.Parse(capped.Groups["watts"].Value, CultureInfo.InvariantCulture));
                if ((device.Card?.BoardPower ?? device.Accelerator.PowerLimit) is { } limit && (cap >= limit.Value || cap.Watts < LeastCap))
                {
                    _bag.Error(BuildHandler.UnknownDevice, CommandLine, $"'{text}': a cap is at least {LeastCap} W and below the {limit.Value} that {device.Accelerator.Name} may draw.");
                    return null;
                }
                device = device with { Cap = cap };
            }
            if (count is < 1 or > MostOfOneThing)
            {
                _bag.Error(BuildHandler.UnknownDevice, CommandLine, $"'{text}': 1 to {MostOfOneThing} of a card are possible.");
                return null;
            }
            return device with { Count = count };
        }

        public (int Count, Part? Part) Part(string text)
        {
            // A name may itself begin like a count.
            var (count, name) = Items.Resolve(text).Count > 0 ? (1, text) : Split(text);
            var found = Items.Resolve(name).Where(i => i.Subject == OfferSubject.Part).ToList();
            if (found.Count == 1 && _parts.TryGetValue(found[0].Id, out var part) && count is >= 1 and <= MostOfOneThing)
                return (count, part);
            if (found.Count == 1)
                _bag.Error(BuildHandler.UnknownPart, CommandLine, $"'{text}': 1 to {MostOfOneThing} of a part are possible.");
            else if (found.Count > 1)
                _bag.Error(BuildHandler.UnknownPart, CommandLine, $"'{name}' stands for {found.Count} parts: {string.Join(", ", found.Take(MostShown).Select(f => _parts.TryGetValue(f.Id, out var one) ? SimilarParts.Shown(one) : f.Id))}.", "Give the id.");
            else if (Items.Resolve(name) is [{ Subject: OfferSubject.Accelerator }, ..])
                _bag.Error(BuildHandler.UnknownPart, CommandLine, $"{name} is a card: name it among the devices; with --own it counts as there when it is named with the same words.");
            else
                _bag.Error(BuildHandler.UnknownPart, CommandLine, $"there is no part '{name}'.", Like(name, p => p is not GraphicsCard) ?? (Items.Nearest(name) is { } near ? $"Did you mean '{near}'?" : "./rig parts find shows what there is."));
            return (count, null);
        }

        private AskedDevice? Find(string name)
        {
            if (AliasResolver.Fold(name).Length == 0)
            {
                _bag.Error(BuildHandler.UnknownDevice, CommandLine, $"'{name}' names no card.", "Write cards like \"2x rtx-3090 + rtx-5090\".");
                return null;
            }
            var resolution = _loaded.Catalogue.AcceleratorNames.Resolve(name);
            var accelerator = resolution.IsResolved ? _loaded.Catalogue.Find(new AcceleratorId(resolution.Id)) : null;
            var card = accelerator is null && !resolution.IsAmbiguous ? Card(name) : null;
            accelerator ??= card?.Accelerator is { } id ? _loaded.Catalogue.Find(id) : null;
            if (accelerator is { Kind: AcceleratorKind.DiscreteGpu })
                return new(accelerator, card, 1, 0, name);
            if (accelerator is not null)
                _bag.Error(BuildHandler.UnknownDevice, CommandLine, $"{accelerator.Name} is not a card: nothing is built around it.");
            else if (card is not null)
                _bag.Error(BuildHandler.UnknownDevice, CommandLine, $"{card.Name} carries a chip that the accelerator catalogue does not hold.");
            else if (resolution.IsAmbiguous)
                _bag.Error(BuildHandler.UnknownDevice, CommandLine, $"'{name}' stands for {string.Join(", ", resolution.Ids)}.");
            else
                _bag.Error(BuildHandler.UnknownDevice, CommandLine, $"there is no accelerator '{name}'.", resolution.Nearest is { } near ? $"Did you mean '{near}'?" : Like(name, p => p is GraphicsCard { Accelerator: not null }) ?? "./rig catalogue list accelerators shows what there is.");
            return null;
        }

        private string? Like(string name, Func<Part, bool> isMeant) => SimilarParts.Of(name, _parts.Values.Where(isMeant), _loaded.Catalogue.Parts.Select(p => p.Id).ToHashSet());

        private GraphicsCard? Card(string name)
        {
            var found = Items.Resolve(name);
            return found is [{ Subject: OfferSubject.Part } item] ? _parts.GetValueOrDefault(item.Id) as GraphicsCard : null;
        }
    }

    private static (int Count, string Name) Split(string text)
    {
        var match = Counted().Match(text);
        return (match.Groups["count"].Success ? int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) : 1, match.Groups["name"].Value);
    }

    [GeneratedRegex(@"^(?<name>.+?)\s*@\s*(?<watts>\d{1,5})\s*[wW]$")]
    private static partial Regex Capped();

    [GeneratedRegex(@"^\s*(?:(?<count>\d{1,3})\s*[x×]\s*)?(?<name>.+?)\s*$")]
    private static partial Regex Counted();
}
