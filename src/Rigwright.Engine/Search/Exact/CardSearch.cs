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
    /// combination with the least that the platform of any of them costs is not cheaper than the best found, no later one can be. The same bound is asked for
    /// the combinations that differ in size only before one of these is looked at.
    /// </summary>
    /// <param name="options">For each kind of card what can be bought, at least one.</param>
    /// <param name="counts">How many of each kind.</param>
    /// <param name="solve">The platform around some cards.</param>
    /// <param name="costOf">What a platform costs; null when there is none.</param>
    /// <param name="leastOf">The least that the platform around any of several combinations costs, or less; null when none of them has a platform.</param>
    /// <returns>The choice; the first combination when none has a platform.</returns>
    public static (IReadOnlyList<CardOption> Cards, T Platform) Cheapest<T>(IReadOnlyList<IReadOnlyList<CardOption>> options, IReadOnlyList<int> counts,
        Func<IReadOnlyList<CardOption>, T> solve, Func<T, decimal?> costOf, Func<IReadOnlyList<IReadOnlyList<CardOption>>, decimal?> leastOf)
    {
        var combinations = Combinations(options, counts).OrderBy(c => c.Price).ToList();
        var first = combinations[0].Cards;
        if (combinations.Count == 1 || leastOf([.. combinations.Select(c => c.Cards)]) is not { } least)
            return (first, solve(first));
        var families = combinations.GroupBy(c => c.Cards, new SameNeeds()).ToDictionary(f => f.Key, f => new Family([.. f.Select(c => c.Cards)]), new SameNeeds());
        (IReadOnlyList<CardOption> Cards, T Platform)? best = null;
        var bestCost = decimal.MaxValue;
        foreach (var (cards, price) in combinations)
        {
            if (price + least >= bestCost)
                break;
            if (families[cards].Least(leastOf, least) is not { } floor || price + floor >= bestCost)
                continue;
            var platform = solve(cards);
            if (costOf(platform) is { } cost && cost + price < bestCost)
                (best, bestCost) = ((cards, platform), cost + price);
        }
        return best ?? (first, solve(first));
    }

    // Combinations that differ in price, length and width only.
    private sealed class Family(IReadOnlyList<IReadOnlyList<CardOption>> members)
    {
        private (decimal? Least, bool IsAsked) _known;

        public decimal? Least(Func<IReadOnlyList<IReadOnlyList<CardOption>>, decimal?> leastOf, decimal ofAll)
        {
            if (!_known.IsAsked)
                _known = (members.Count == 1 ? ofAll : leastOf(members), true);
            return _known.Least;
        }
    }

    private sealed class SameNeeds : IEqualityComparer<IReadOnlyList<CardOption>>
    {
        public bool Equals(IReadOnlyList<CardOption>? x, IReadOnlyList<CardOption>? y) => x is not null && y is not null && x.Zip(y).All(p => HasSameNeeds(p.First, p.Second));

        public int GetHashCode(IReadOnlyList<CardOption> cards) => cards.Aggregate(0, (hash, c) => HashCode.Combine(hash, c.Card?.BoardPower?.Value, c.Card?.Cooling?.Value, PlugsOf(c).Sum(p => p.Count)));
    }

    private static bool HasSameNeeds(CardOption a, CardOption b) => ReferenceEquals(a.Card, b.Card) || a.Card is { } one && b.Card is { } other
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
