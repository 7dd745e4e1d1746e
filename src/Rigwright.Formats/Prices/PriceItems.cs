using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Formats.OpenParts;

namespace Rigwright.Formats.Prices;

/// <summary>Names of everything that a price list can price: ids, part numbers and names of accelerators, prebuilts, hand-checked and open parts.</summary>
public sealed class PriceItems
{
    private readonly Catalogue _catalogue;
    private readonly Dictionary<string, List<Part>> _byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Part>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Part> _byId = new(StringComparer.Ordinal);
    private readonly Lazy<string[]> _curatedNames;
    private readonly Lazy<string[]> _allNames;

    /// <summary>Collects the names.</summary>
    /// <param name="catalogue">Accelerators, prebuilts and hand-checked parts.</param>
    /// <param name="open">The open parts, where they are wanted.</param>
    public PriceItems(Catalogue catalogue, OpenPartsCatalogue? open)
    {
        _catalogue = catalogue;
        foreach (var part in open?.Parts ?? [])
        {
            _byId.TryAdd(part.Id.Value, part);
            foreach (var number in part.PartNumbers)
                Add(_byNumber, AliasResolver.Fold(number), part);
            Add(_byName, AliasResolver.Fold(part.Name), part);
        }
        _curatedNames = new(() => Sorted(catalogue.AcceleratorNames.Names.Concat(catalogue.PartNames.Names)));
        _allNames = new(() => Sorted(_curatedNames.Value.Concat(_byId.Values.SelectMany(p => p.PartNumbers))));
    }

    /// <summary>Everything that a text can mean: an id first, then a part number, then a name. Rows of one product count once.</summary>
    public IReadOnlyList<PriceItem> Resolve(string text)
    {
        if (_catalogue.Prebuilts.Any(p => p.Id == text))
            return [new(OfferSubject.Prebuilt, text)];
        if (_byId.TryGetValue(text, out var part))
            return [Item(part)];
        var key = AliasResolver.Fold(text);
        // Signs alone are no name, though some rows have such a part number.
        if (key.Length == 0)
            return [];
        var known = _catalogue.AcceleratorNames.Knows(text) ? _catalogue.AcceleratorNames.Resolve(text).Ids.Select(i => new PriceItem(OfferSubject.Accelerator, i)) : [];
        var parts = _catalogue.PartNames.Knows(text) ? _catalogue.PartNames.Resolve(text).Ids.Select(i => new PriceItem(OfferSubject.Part, i)) : [];
        IReadOnlyList<PriceItem> curated = [.. known, .. parts];
        if (curated.Count > 0)
            return curated;
        return Products(_byNumber.GetValueOrDefault(key) ?? _byName.GetValueOrDefault(key) ?? []);
    }

    /// <summary>The nearest name to one that means nothing, or null.</summary>
    public string? Nearest(string text) => NearestName.FindSorted(text, text.Length is > 4 and < 40 ? _allNames.Value : _curatedNames.Value);

    private static string[] Sorted(IEnumerable<string> names) => [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What rows of one product have in common: two rows that agree in it are one thing to buy.</summary>
    public static string ProductOf(Part part) => $"{part.Category}/{PartFields.Identity(part)}";

    private static IReadOnlyList<PriceItem> Products(List<Part> parts) =>
        [.. parts.GroupBy(p => (p.Category, PartFields.Identity(p))).Select(g => Item(g.First()))];

    private static PriceItem Item(Part part) => new(OfferSubject.Part, part.Id.Value);

    private static void Add(Dictionary<string, List<Part>> map, string key, Part part)
    {
        if (!map.TryGetValue(key, out var list))
            map[key] = list = [];
        if (list.Count == 0 || !ReferenceEquals(list[^1], part))
            list.Add(part);
    }
}
