using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Quantities;
using Rigwright.Formats.Prices;

namespace Rigwright.App.Prices;

/// <summary>One good row of an own price list.</summary>
/// <param name="Item">What it prices.</param>
/// <param name="Offer">The price as an offer.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Basis">How its item was understood.</param>
public sealed record OwnPrice(PriceItem Item, Offer Offer, Position Position, MatchBasis Basis);

/// <summary>A row whose item is not known: reported, not used.</summary>
/// <param name="Text">The item as written.</param>
/// <param name="Nearest">The nearest known name, or null.</param>
/// <param name="Position">Where it stands.</param>
public sealed record UnmatchedPrice(string Text, string? Nearest, Position Position);

/// <summary>An own price list. When any row is wrong nothing of it is to be applied: <see cref="Loaded{T}.HasErrors"/> of the reader's answer says so,
/// and the good rows are there to be shown.</summary>
/// <param name="Matched">The good rows in file order.</param>
/// <param name="Unmatched">Rows for nothing that is known.</param>
public sealed record OwnPriceList(IReadOnlyList<OwnPrice> Matched, IReadOnlyList<UnmatchedPrice> Unmatched)
{
    /// <summary>The good rows as offers.</summary>
    public IReadOnlyList<Offer> Offers => [.. Matched.Select(m => m.Offer)];
}

/// <summary>
/// Reads a user's own price list for a plan or build: any file that <c>rig prices import</c> takes, through the same reader and matcher. What a plan is made of
/// has to be one price for each thing, so what a history keeps beside each other is an error here: two prices of one seller and day, a name for several things,
/// two currencies where nothing converts them.
/// </summary>
public static class OwnPriceReader
{
    // Less than half a unit is a slip of the decimal mark, more than a million is no part of a home machine. Assumed.
    private const decimal Least = 0.5m;
    private const decimal Most = 1_000_000m;

    // So many times more or less than any shop asked is doubted, or is no price of that thing. Assumed; the known currencies lie within a factor of two.
    private const int Doubtful = 5;
    private const int Absurd = 50;

    // A name that is near to an unknown one is looked for only so often: it means comparing with forty thousand.
    private const int MostNearest = 100;

    // Least score of a candidate that is shown for a name that means nothing.
    private const double LeastShown = 0.3;

    /// <summary>Reads a list. The good rows are returned even when others are wrong; whether to use them is the caller's decision.</summary>
    /// <param name="path">The file.</param>
    /// <param name="matcher">Says what each row is for.</param>
    /// <param name="day">The day of prices that state none.</param>
    /// <param name="today">No price was seen after this day.</param>
    /// <param name="severalCurrencies">May the list mix currencies (the caller has exchange rates)?</param>
    /// <param name="currency">The currency of prices that state none; null makes such a price an error.</param>
    public static Loaded<OwnPriceList> Read(string path, ItemMatcher matcher, DateOnly day, DateOnly today, bool severalCurrencies, Currency? currency = null)
    {
        var bag = new DiagnosticBag();
        if (PriceFile.Open(path, bag) is not { } file)
            return new(new OwnPriceList([], []), bag.Items);
        var list = new Builder(matcher, severalCurrencies, bag);
        foreach (var row in PriceFileReader.Read(file, PriceFileReader.KindOf(file), new(today, day, currency), bag))
            list.Add(row);
        return new(new OwnPriceList(list.Matched, list.Unmatched), bag.Items);
    }

    private sealed class Builder(ItemMatcher matcher, bool severalCurrencies, DiagnosticBag bag)
    {
        private readonly Dictionary<(PriceItem, Condition, ByteSize?, string?, DateOnly?), OwnPrice> _seen = [];
        private Currency? _first;

        public List<OwnPrice> Matched { get; } = [];

        public List<UnmatchedPrice> Unmatched { get; } = [];

        public void Add(PriceRow row)
        {
            var price = row.Offer.PlanningPrice;
            _first ??= price.Currency;
            var (offer, match) = matcher.Assign(row);
            var known = Item(row, offer, match);
            if (row.Offer.PriceLow.Amount < Least || price.Amount > Most)
                bag.Error(PriceFileCodes.Price, row.PriceAt, $"{price} is no price of a part: {Least} to {Most:0} is expected.", "Is the decimal mark where it belongs?");
            else if (!severalCurrencies && price.Currency != _first)
                bag.Error(PriceFileCodes.Currencies, row.CurrencyAt, $"the price is in {price.Currency}, those before are in {_first}.", "Use one currency in a list, or give an exchange rate with --rate.");
            else if (known is { } item && IsPossible(row, price, item))
                Keep(new(item, Own(offer), row.Position, match?.Basis ?? MatchBasis.Id));
        }

        private bool IsPossible(PriceRow row, Money price, PriceItem item)
        {
            if (matcher.Asked(item, price.Currency) is not var (least, most))
                return true;
            var times = Math.Max(least.Amount / price.Amount, price.Amount / most.Amount);
            if (times > Absurd)
                bag.Error(PriceFileCodes.Price, row.PriceAt, Said(price, item, least, most, Absurd), "Is the decimal mark where it belongs?");
            else if (times > Doubtful)
                bag.Warning(PriceFileCodes.Price, row.PriceAt, Said(price, item, least, most, Doubtful), "Is it for one piece of this?");
            return times <= Absurd;
        }

        private static string Said(Money price, PriceItem item, Money least, Money most, int times) =>
            $"{price} is {(price.Amount < least.Amount ? FormattableString.Invariant($"less than a {times}th of") : FormattableString.Invariant($"more than {times} times"))} what shops asked for {item.Id}: {(least == most ? $"{least}" : $"{least} to {most}")}.";

        // Whatever its source says: what is in this list can be bought.
        private Offer Own(Offer offer) => offer with
        {
            Id = FormattableString.Invariant($"own-{Matched.Count + 1:0000}"),
            Seller = offer.Seller ?? "your price list",
            Source = Offer.OwnSource,
        };

        private PriceItem? Item(PriceRow row, Offer offer, MatchResult? match)
        {
            if (match is null && offer is { Subject: not OfferSubject.Unmatched, Reference: { } id } && matcher.Knows(offer.Subject, id))
                return new(offer.Subject, id);
            if (match?.Item is { } item)
            {
                if (match.Basis == MatchBasis.Words)
                    bag.Info(PriceFileCodes.ByWords, row.Position, FormattableString.Invariant($"'{OfferText.Short(offer.Item)}' is taken for {item.Id} by its words (score {match.Candidates[0].Score:0.00})."), "An id or part number leaves no doubt.");
                return item;
            }
            // A known name that stands for several things is a question to the user; a text that only resembles some is not understood.
            if (match is { Candidates: [{ Score: 1 }, ..] })
            {
                bag.Error(PriceFileCodes.Ambiguous, row.Position, $"{offer.Item}: {match.Reason}.", match.Candidates.Count > 1 ? $"Write an id: {string.Join(", ", match.Candidates.Select(MatchCandidate.Shown))}." : null);
                return null;
            }
            var text = OfferText.Short(match is null ? offer.Reference ?? offer.Item : offer.Item);
            var like = match?.Candidates.Where(c => c.Score >= LeastShown).Take(5).ToList() ?? [];
            var nearest = like.Count > 0 ? like[0].Item.Id : Unmatched.Count < MostNearest ? matcher.Nearest(text) : null;
            Unmatched.Add(new(text, nearest, row.Position));
            var why = offer.Condition == Condition.BuildTotal ? "the total of a whole build prices no item" : like is [{ Score: >= ItemMatcher.LeastScore }, ..] ? $"'{text}': {match!.Reason}" : $"nothing is called '{text}'";
            bag.Warning(PriceFileCodes.Unmatched, row.Position, $"{why}; the price is not used.", Help(like, nearest));
            return null;
        }

        private static string Help(List<MatchCandidate> like, string? nearest) => like.Count > 0
            ? $"It may be {string.Join(" or ", like.Select(MatchCandidate.Shown))}."
            : nearest is null ? "Ids, part numbers and names are understood." : $"Did you mean '{nearest}'?";

        private void Keep(OwnPrice price)
        {
            var offer = price.Offer;
            var key = (price.Item, offer.Condition, offer.MemoryOption, offer.Seller, offer.Seen);
            if (_seen.TryAdd(key, price))
            {
                Matched.Add(price);
                return;
            }
            var before = _seen[key];
            if (before.Offer.PlanningPrice == offer.PlanningPrice)
                bag.Warning(PriceFileCodes.Duplicate, price.Position, $"{price.Item.Id} stands already in line {before.Position.Line} with the same price.");
            else
                bag.Error(PriceFileCodes.Duplicate, price.Position, $"{price.Item.Id} costs {offer.PlanningPrice} here and {before.Offer.PlanningPrice} in line {before.Position.Line}.", "Keep one of them, or name the sellers.");
        }
    }
}
