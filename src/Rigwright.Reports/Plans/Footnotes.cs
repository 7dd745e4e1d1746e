using Rigwright.Domain.Offers;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Pricing;
using Rigwright.Reports.Documents;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>The sources that a report refers to, each with one number however often it is named.</summary>
internal sealed class Footnotes(PlanAnswer answer)
{
    private readonly List<Words> _notes = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Every note in the order of the numbers.</summary>
    public IReadOnlyList<Words> All => _notes;

    /// <summary>The mark for the offer that a price was read from; nothing where there is none.</summary>
    public Words Of(Offer? offer) => offer is null ? Words.None : Number($"offer/{offer.Url ?? offer.Source.Value}/{PriceQuote.TextOf(offer)}", () =>
        Words.Of(Link.To(offer.Url, offer.Item), new Plain($": {(offer.Verified ? offer.Seller ?? "price" : "estimate")}, {Range(offer)}, seen {PriceQuote.TextOf(offer)}{Origin(offer)}.")));

    private string Origin(Offer offer) => offer.Verified && offer.Url is not null ? ""
        : answer.Sources.TryGetValue(offer.Source, out var source) ? $" ({source.Title}{(source.Published is { } day ? ", " + day : "")})" : $" ({offer.Source})";

    private static string Range(Offer offer) => offer.PriceHigh is { } high && high != offer.PriceLow ? Text($"{offer.PriceLow}-{high.Amount:#,##0.00}") : offer.PriceLow.ToString();

    private Words Number(string key, Func<Words> note)
    {
        if (!_numbers.TryGetValue(key, out var number))
        {
            _notes.Add(note());
            _numbers[key] = number = _notes.Count;
        }
        return new Note(number);
    }

    /// <summary>The mark for a source of the catalogue; nothing where it is not known.</summary>
    public Words Of(Domain.Provenance.SourceId id) => !answer.Sources.TryGetValue(id, out var source) ? Words.None : Number("source/" + id.Value, () =>
        Words.Of(new Plain(source.Producer is { } producer ? producer + ": " : ""), Link.To(source.Address, source.Title),
            new Plain($"{(source.Published is { } published ? ", " + published : "")}, read {Day(source.Accessed)}.")));
}
