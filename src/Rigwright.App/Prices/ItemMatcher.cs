using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Formats.Prices;

namespace Rigwright.App.Prices;

/// <summary>How a text was understood.</summary>
public enum MatchBasis
{
    /// <summary>By the id of the item.</summary>
    Id,

    /// <summary>By a part number of its maker.</summary>
    PartNumber,

    /// <summary>By a name that is known as written.</summary>
    Name,

    /// <summary>By the words that it shares with a name.</summary>
    Words,
}

/// <summary>Something that a text may mean.</summary>
/// <param name="Item">The item.</param>
/// <param name="Name">Its name.</param>
/// <param name="Score">1 for an id, a part number or a whole name; else the share of words, 0 to 1.</param>
public sealed record MatchCandidate(PriceItem Item, string Name, double Score)
{
    /// <summary>Its name and id: the id of an open part alone says nothing to a person.</summary>
    public static string Shown(MatchCandidate candidate) => candidate.Item.Subject == OfferSubject.Part ? $"{candidate.Name} [{candidate.Item.Id}]" : candidate.Item.Id;
}

/// <summary>What a text means: one item, several, or nothing that is known.</summary>
/// <param name="Item">The item; null when the text is ambiguous or unknown.</param>
/// <param name="Memory">The memory size, where the item is sold with several.</param>
/// <param name="Basis">How it was understood; null when it was not.</param>
/// <param name="Candidates">What it may mean, best first.</param>
/// <param name="Reason">Why it was not understood; null when it was.</param>
public sealed record MatchResult(PriceItem? Item, ByteSize? Memory, MatchBasis? Basis, IReadOnlyList<MatchCandidate> Candidates, string? Reason);

/// <summary>
/// Says which item a line of a price list is for: by id, then by part number, then by a known name, then by shared words. A line that may mean two
/// things is ambiguous; nothing is ever guessed. In a price history a maker's card counts as the accelerator that it carries; in a list of what somebody
/// would buy (<see cref="KeepsCards"/>) it is that card.
/// </summary>
public sealed class ItemMatcher
{
    /// <summary>Least score by words. With 0.75 none of the catalogue's own offers is matched to another item (a test holds that).</summary>
    public const double LeastScore = 0.75;

    /// <summary>Least lead over the second item; below it the line is ambiguous.</summary>
    public const double LeastLead = 0.05;

    private const int Shown = 5;

    private readonly Catalogue _catalogue;
    private readonly PriceItems _items;
    private readonly Dictionary<string, Part> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PriceItem>> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _checked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Accelerator> _accelerators;
    private readonly Dictionary<(string, string?, PartCategory?), MatchResult> _known = [];
    private readonly List<(PriceItem Item, Part Part)> _named = [];
    private readonly Lazy<NameIndex> _names;
    private readonly Lazy<ILookup<PriceItem, Offer>> _offers;

    /// <summary>Collects ids, part numbers and names.</summary>
    /// <param name="catalogue">Accelerators, prebuilts and hand-checked parts.</param>
    /// <param name="open">The open parts; null without them.</param>
    /// <param name="keepsCards">Is a maker's card that card, rather than the accelerator that it carries?</param>
    public ItemMatcher(Catalogue catalogue, OpenPartsCatalogue? open, bool keepsCards = false)
    {
        _catalogue = catalogue;
        KeepsCards = keepsCards;
        _items = new(catalogue, open);
        _accelerators = catalogue.Accelerators.ToDictionary(a => a.Id.Value, StringComparer.Ordinal);
        foreach (var part in catalogue.Parts)
        {
            foreach (var name in part.PartNumbers.Append(part.Name).Select(AliasResolver.Fold).Where(n => n.Length > 0))
                _checked.TryAdd(name, part.Id.Value);
        }
        foreach (var part in catalogue.Parts.Concat(open?.Parts ?? []))
            Add(part);
        // Most lists name every item by its id, number or name: the words of 26,000 names are only looked at when one does not.
        _names = new(Index);
        _offers = new(() => catalogue.Offers.Where(o => o.Reference is not null && o.Condition != Condition.BuildTotal).ToLookup(o => new PriceItem(o.Subject, o.Reference!)));
    }

    /// <summary>Is a maker's card that card, rather than the accelerator that it carries?</summary>
    public bool KeepsCards { get; }

    /// <summary>Every part that a line can be for.</summary>
    public IEnumerable<Part> Parts => _parts.Values;

    /// <summary>What a row is for. A total of a whole build is a record, never the price of an item.</summary>
    /// <returns>The offer with its item, if it has one, and how it was understood; null where the file says itself what it is for, and for totals.</returns>
    public (Offer Offer, MatchResult? Match) Assign(PriceRow row)
    {
        var offer = row.Offer;
        if (row.IsDecided || offer.Condition == Condition.BuildTotal)
            return (offer, null);
        var match = Match(offer.Item, offer.PartNumber, row.Kind);
        if (match.Item is null && offer.MemoryOption is { } size && Sized(match, size) is { } sized)
            match = match with { Item = sized, Memory = size, Basis = MatchBasis.Name };
        return match.Item is { } item ? (offer with { Subject = item.Subject, Reference = item.Id, MemoryOption = offer.MemoryOption ?? match.Memory }, match) : (offer, match);
    }

    /// <summary>What the catalogue knows that shops asked for an item: the least and the most, in one currency where it has offers in that one; null without offers.</summary>
    /// <param name="item">The item.</param>
    /// <param name="currency">The currency wanted.</param>
    public (Money Least, Money Most)? Asked(PriceItem item, Currency currency)
    {
        var offers = _offers.Value[item].ToList();
        var same = offers.Where(o => o.PriceLow.Currency == currency).ToList();
        if (same.Count > 0)
            offers = same;
        return offers.Count == 0 ? null : (offers.MinBy(o => o.PriceLow.Amount)!.PriceLow, offers.Select(o => o.PriceHigh ?? o.PriceLow).MaxBy(m => m.Amount));
    }

    /// <summary>The nearest name to one that means nothing, or null.</summary>
    public string? Nearest(string text) => _items.Nearest(text);

    private NameIndex Index()
    {
        var names = new NameIndex();
        // A processor is bought as a part; as an accelerator it only says how fast it computes.
        foreach (var accelerator in _catalogue.Accelerators.Where(a => a.Kind != AcceleratorKind.Cpu))
            names.Add(new(OfferSubject.Accelerator, accelerator.Id.Value), $"{accelerator.Vendor} {accelerator.Name}", null);
        foreach (var name in _catalogue.AcceleratorNames.Names)
        {
            if (_catalogue.AcceleratorNames.Find(name) is [var only] && _accelerators.GetValueOrDefault(only)?.Kind != AcceleratorKind.Cpu)
                names.Add(new(OfferSubject.Accelerator, only), name, null);
        }
        foreach (var prebuilt in _catalogue.Prebuilts)
            names.Add(new(OfferSubject.Prebuilt, prebuilt.Id), prebuilt.Name, null);
        foreach (var (item, part) in _named)
            names.Add(item, part.Name, part.Category);
        return names;
    }

    /// <summary>What a line is for.</summary>
    /// <param name="text">The item as written.</param>
    /// <param name="partNumber">The part number that the list states, or null.</param>
    /// <param name="kind">The kind of part that the list states, or null.</param>
    public MatchResult Match(string text, string? partNumber = null, PartCategory? kind = null)
    {
        var key = (text, partNumber, kind);
        if (!_known.TryGetValue(key, out var result))
            _known[key] = result = WithMemory(Find(text, partNumber, kind), text);
        return result;
    }

    /// <summary>The one machine that a result means when the size that it lacked is known otherwise; null for any other result.</summary>
    public PriceItem? Sized(MatchResult result, ByteSize size) =>
        result is { Item: null, Candidates: [var only, ..] } && result.Reason == SizeMissing(only.Item) && _accelerators[only.Item.Id].MemoryOptions.Any(o => o.Value == size) ? only.Item : null;

    /// <summary>The name of an item; its id when nothing is known by it.</summary>
    public string NameOf(OfferSubject subject, string reference) => subject switch
    {
        OfferSubject.Accelerator => _accelerators.GetValueOrDefault(reference)?.Name ?? reference,
        OfferSubject.Prebuilt => _catalogue.FindPrebuilt(reference)?.Name ?? reference,
        _ => _parts.GetValueOrDefault(reference)?.Name ?? reference,
    };

    /// <summary>Is there an item with this id?</summary>
    public bool Knows(OfferSubject subject, string reference) => subject switch
    {
        OfferSubject.Accelerator => _accelerators.ContainsKey(reference),
        OfferSubject.Prebuilt => _catalogue.FindPrebuilt(reference) is not null,
        _ => _parts.ContainsKey(reference),
    };

    private void Add(Part part)
    {
        if (!_parts.TryAdd(part.Id.Value, part))
            return;
        // A card whose chip is not in the catalogue has no place in a plan; its words must not hide the accelerator that the line may mean.
        if (part is GraphicsCard { Accelerator: null })
            return;
        var item = Carried(part);
        foreach (var number in part.PartNumbers)
        {
            var folded = AliasResolver.Fold(number);
            if (folded.Length == 0)
                continue;
            if (!_numbers.TryGetValue(folded, out var list))
                _numbers[folded] = list = [];
            if (!list.Contains(item))
                list.Add(item);
        }
        _named.Add((item, part));
    }

    private PriceItem Carried(Part part) => part is GraphicsCard { Accelerator: { } chip } && !KeepsCards ? new(OfferSubject.Accelerator, chip.Value)
        : new(OfferSubject.Part, _checked.GetValueOrDefault(AliasResolver.Fold(part.Name)) ?? part.PartNumbers.Select(n => _checked.GetValueOrDefault(AliasResolver.Fold(n))).FirstOrDefault(id => id is not null) ?? part.Id.Value);

    private MatchResult Find(string text, string? partNumber, PartCategory? kind)
    {
        if (AliasResolver.Fold(text).Length == 0)
            return new(null, null, null, [], "it names nothing");
        if (partNumber is not null && ByNumber(partNumber) is { Count: > 0 } stated)
            return Decided(stated, MatchBasis.PartNumber, $"the part number {partNumber}");
        var numbered = ByNumber(text);
        var named = numbered.Count > 1 ? numbered : _items.Resolve(text).Select(Carried).Where(i => i.Subject != OfferSubject.Accelerator || i.Id == text || _accelerators.GetValueOrDefault(i.Id)?.Kind != AcceleratorKind.Cpu)
                .Where(i => KeepsCards || i.Subject != OfferSubject.Part || _parts.GetValueOrDefault(i.Id) is not GraphicsCard).Distinct().ToList();
        if (named.Count > 0)
            return Decided(named, named.Exists(i => i.Id == text) ? MatchBasis.Id : numbered.Count > 0 ? MatchBasis.PartNumber : MatchBasis.Name, $"'{text}'");
        var inside = Words(text).SelectMany(w => ByNumber(w)).Distinct().ToList();
        if (inside.Count > 0)
            return Decided(inside, MatchBasis.PartNumber, "a part number in it");
        return ByWords(text, kind);
    }

    private PriceItem Carried(PriceItem item) => item.Subject == OfferSubject.Part && _parts.GetValueOrDefault(item.Id) is { } part ? Carried(part) : item;

    // Rows of one product count once: the parts of one number that agree in everything else.
    private List<PriceItem> ByNumber(string number)
    {
        var items = _numbers.GetValueOrDefault(AliasResolver.Fold(number)) ?? [];
        return items.Count < 2 ? items
            : [.. items.GroupBy(i => _parts.GetValueOrDefault(i.Id) is { } part && i.Subject == OfferSubject.Part ? $"{PriceItems.ProductOf(part)}/{AliasResolver.Fold(part.Name)}" : i.Id, StringComparer.Ordinal).Select(g => g.First())];
    }

    // A word is taken for a part number only when it looks like one: "9950X" or "RTX5090" are names of models.
    private static IEnumerable<string> Words(string text) => text.Split([' ', ',', ';', '(', ')', '[', ']', '|'], StringSplitOptions.RemoveEmptyEntries)
        .Where(w => w.Length >= 7 && w.Any(char.IsAsciiDigit) && w.Any(char.IsAsciiLetterOrDigit) && w.Count(char.IsAsciiLetterOrDigit) >= 7 && !w.Contains("GHz", StringComparison.OrdinalIgnoreCase));

    private MatchResult Decided(List<PriceItem> items, MatchBasis basis, string what)
    {
        var candidates = items.Take(Shown).Select(i => new MatchCandidate(i, NameOf(i.Subject, i.Id), 1)).ToList();
        return items.Count == 1
            ? new(items[0], null, basis, candidates, null)
            : new(null, null, null, candidates, string.Create(CultureInfo.InvariantCulture, $"{what} stands for {items.Count} items"));
    }

    private MatchResult ByWords(string text, PartCategory? kind)
    {
        var candidates = _names.Value.Find(text, kind, Shown);
        if (candidates.Count == 0 || candidates[0].Score < LeastScore)
            return new(null, null, null, candidates, "nothing that is known is called so");
        if (candidates.Skip(1).FirstOrDefault(c => !IsSameProduct(c, candidates[0])) is { } second && candidates[0].Score - second.Score < LeastLead)
            return new(null, null, null, candidates, "it may be one of several items");
        if (HasOtherNumber(text, candidates[0].Name))
            return new(null, null, null, candidates, "the nearest item has another number in its name");
        return new(candidates[0].Item, null, MatchBasis.Words, candidates, null);
    }

    // "Dark Rock Pro 6" shares all its words but one with the Pro 5, and that one says that it is another product: each has a number that the other lacks.
    private static bool HasOtherNumber(string text, string name)
    {
        var (written, known) = (Numbers(text), Numbers(name));
        return written.Except(known).Any() && known.Except(written).Any();

        static HashSet<string> Numbers(string words) => [.. NameIndex.Tokens(words).Select(t => string.Concat(t.Where(char.IsAsciiDigit))).Where(n => n.Length > 0)];
    }

    // Open databases hold some products in several rows.
    private bool IsSameProduct(MatchCandidate a, MatchCandidate b) => _parts.GetValueOrDefault(a.Item.Id) is { } one && _parts.GetValueOrDefault(b.Item.Id) is { } other
        && AliasResolver.Fold(one.Name) == AliasResolver.Fold(other.Name) && PriceItems.ProductOf(one) == PriceItems.ProductOf(other);

    private MatchResult WithMemory(MatchResult result, string text)
    {
        if (result.Item is not { Subject: OfferSubject.Accelerator } item || _accelerators.GetValueOrDefault(item.Id) is not { MemoryOptions.Count: > 1 } accelerator)
            return result;
        var sizes = NameIndex.Tokens(text).Where(t => t.EndsWith("gb", StringComparison.Ordinal) || t.EndsWith("gib", StringComparison.Ordinal))
            .Select(t => t[..t.IndexOf('g', StringComparison.Ordinal)]).ToHashSet(StringComparer.Ordinal);
        var options = accelerator.MemoryOptions.Select(o => o.Value).Where(o => sizes.Contains(o.GiB.ToString("0.##", CultureInfo.InvariantCulture))).ToList();
        return options.Count == 1
            ? result with { Memory = options[0] }
            : result with { Item = null, Basis = null, Reason = SizeMissing(item) };
    }

    private string? SizeMissing(PriceItem item) => _accelerators.GetValueOrDefault(item.Id) is { MemoryOptions.Count: > 1 } accelerator
        ? $"{item.Id} is sold with {string.Join(", ", accelerator.MemoryOptions.Select(o => o.Value))}, and the line does not say which (column memory_gib)" : null;
}
