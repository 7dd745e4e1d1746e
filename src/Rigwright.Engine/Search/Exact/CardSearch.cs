using Rigwright.Domain.Parts;

namespace Rigwright.Engine.Search.Exact;

/// <summary>A card as it can be bought: some maker's card with its own length, width and plugs, or the accelerator as such.</summary>
/// <param name="Card">The maker's card; null for the accelerator, whose reference card's sizes count.</param>
/// <param name="Price">Price of one.</param>
public sealed record CardOption(GraphicsCard? Card, decimal Price);

/// <summary>Chooses makers' cards together with the platform: a shorter card may cost more than a larger case, or less.</summary>
public static class CardSearch
{
    /// <summary>
    /// The cards and the platform that cost least together: exact. Combinations of cards are tried in the order of their price; as soon as a
    /// combination with the least that any platform costs is not cheaper than the best found, no later one can be. Cards that differ in size only are first
    /// asked about together, as one card with the smallest length and width among them: what it costs to house that one is the least that any of them needs,
    /// and where it has no platform none of them has.
    /// </summary>
    /// <param name="options">For each kind of card what can be bought, at least one.</param>
    /// <param name="counts">How many of each kind.</param>
    /// <param name="solve">The platform around some cards; some of them may be the smallest of several and not for sale.</param>
    /// <param name="costOf">What a platform costs; null when there is none.</param>
    /// <param name="least">The least that any platform costs.</param>
    /// <returns>The choice; the first combination when none has a platform.</returns>
    public static (IReadOnlyList<CardOption> Cards, T Platform) Cheapest<T>(
        IReadOnlyList<IReadOnlyList<CardOption>> options, IReadOnlyList<int> counts, Func<IReadOnlyList<CardOption>, T> solve, Func<T, decimal?> costOf, decimal least)
    {
        var families = options.Select(Families).ToList();
        var floors = new Dictionary<string, decimal?>(StringComparer.Ordinal);
        (IReadOnlyList<CardOption> Cards, T Platform)? best = null;
        IReadOnlyList<CardOption>? first = null;
        var bestCost = decimal.MaxValue;
        foreach (var (cards, price) in Combinations(options, counts).OrderBy(c => c.Price))
        {
            first ??= cards;
            if (price + least >= bestCost)
                break;
            if (FloorOf(cards) is not { } floor || price + floor >= bestCost)
                continue;
            var platform = solve(cards);
            if (costOf(platform) is { } cost && cost + price < bestCost)
                (best, bestCost) = ((cards, platform), cost + price);
        }
        return best ?? (first!, solve(first!));

        // The least that a platform around such cards costs; null when there is none.
        decimal? FloorOf(IReadOnlyList<CardOption> cards)
        {
            var own = cards.Select((c, i) => families[i][c]).ToList();
            if (own.TrueForAll(f => f.Members == 1))
                return least;
            var key = string.Join('+', own.Select(f => f.Number));
            if (!floors.TryGetValue(key, out var floor))
                floors[key] = floor = costOf(solve([.. own.Select(f => f.Smallest)]));
            return floor;
        }
    }

    // Options that differ in price, length and width only, with the smallest card that stands for them.
    private static Dictionary<CardOption, (int Number, int Members, CardOption Smallest)> Families(IReadOnlyList<CardOption> options)
    {
        var families = new List<List<CardOption>>();
        foreach (var option in options)
        {
            if (families.Find(f => HasSameNeeds(f[0], option)) is { } family)
                family.Add(option);
            else
                families.Add([option]);
        }
        var found = new Dictionary<CardOption, (int, int, CardOption)>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < families.Count; i++)
        {
            var smallest = families[i].Count == 1 ? families[i][0] : Smallest(families[i]);
            foreach (var option in families[i])
                found[option] = (i, families[i].Count, smallest);
        }
        return found;
    }

    private static CardOption Smallest(List<CardOption> family)
    {
        var card = family[0].Card!;
        var smallest = card with
        {
            Id = new($"smallest of {family.Count} like {card.Id.Value}"),
            Length = family.Select(o => o.Card!.Length).MinBy(l => l?.Value.Millimetres),
            SlotWidth = family.Select(o => o.Card!.SlotWidth).MinBy(w => w?.Value),
        };
        return new(smallest, family.Min(o => o.Price));
    }

    private static bool HasSameNeeds(CardOption a, CardOption b) => a.Card is { } one && b.Card is { } other
        && one.Length is null == other.Length is null && one.SlotWidth is null == other.SlotWidth is null
        && one.BoardPower?.Value == other.BoardPower?.Value && one.Cooling?.Value == other.Cooling?.Value
        && PlugsOf(a).SequenceEqual(PlugsOf(b)) && one.PowerPlugs is null == other.PowerPlugs is null;

    /// <summary>
    /// The options that can be in a best answer, cheapest first: without each one that another beats in price and in room while it has the same plugs, cooling
    /// and the same power. An unknown size neither beats nor is beaten, except by a cheaper unknown.
    /// </summary>
    public static IReadOnlyList<CardOption> Worthwhile(IEnumerable<CardOption> options)
    {
        var kept = new List<CardOption>();
        foreach (var option in options.OrderBy(o => o.Price).ThenBy(o => o.Card?.Id.Value, StringComparer.Ordinal))
        {
            if (!kept.Exists(k => Beats(k, option)))
                kept.Add(option);
        }
        return kept;
    }

    private static bool Beats(CardOption cheaper, CardOption dearer) =>
        (cheaper.Card is null) == (dearer.Card is null)
        && NotMore(cheaper.Card?.Length?.Value.Millimetres, dearer.Card?.Length?.Value.Millimetres)
        && NotMore(cheaper.Card?.SlotWidth?.Value, dearer.Card?.SlotWidth?.Value)
        && cheaper.Card?.BoardPower?.Value == dearer.Card?.BoardPower?.Value && cheaper.Card?.Cooling?.Value == dearer.Card?.Cooling?.Value
        && PlugsOf(cheaper).SequenceEqual(PlugsOf(dearer)) && cheaper.Card?.PowerPlugs is null == dearer.Card?.PowerPlugs is null;

    private static bool NotMore(double? a, double? b) => a is null ? b is null : b is not null && a <= b;

    private static IEnumerable<Domain.Hardware.PlugCount> PlugsOf(CardOption option) => option.Card?.PowerPlugs?.Value ?? [];

    private static IEnumerable<(IReadOnlyList<CardOption> Cards, decimal Price)> Combinations(IReadOnlyList<IReadOnlyList<CardOption>> options, IReadOnlyList<int> counts)
    {
        IEnumerable<(IReadOnlyList<CardOption> Cards, decimal Price)> all = [([], 0)];
        for (var i = 0; i < options.Count; i++)
        {
            var (kinds, count) = (options[i], counts[i]);
            all = all.SelectMany(c => kinds.Select(k => ((IReadOnlyList<CardOption>)[.. c.Cards, k], c.Price + k.Price * count)));
        }
        return all;
    }
}
