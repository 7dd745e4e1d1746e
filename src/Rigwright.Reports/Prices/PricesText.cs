using System.Globalization;
using Rigwright.App.Prices;
using Rigwright.Domain.Offers;
using Rigwright.Engine.Pricing;

namespace Rigwright.Reports.Prices;

/// <summary>Offers for people.</summary>
public static class PricesText
{
    private const int LongestName = 44;

    /// <summary>What an import did.</summary>
    public static void WriteImport(TextWriter output, ImportPricesResponse import, bool dryRun)
    {
        if (import.Count is not { } count)
            return;
        var unmatched = import.Rows - import.Matched;
        output.WriteLine(Text($"{(dryRun ? "Would import" : "Imported")} {Plural(import.Rows, "offer")} into {import.Store}: {count.Added:#,##0} new, {count.Known:#,##0} known already."));
        output.WriteLine(Text($"{import.Matched:#,##0} are for items that are known{(unmatched > 0 ? Text($", {unmatched:#,##0} are kept without an item and price nothing") : "")}."));
        if (dryRun)
            output.WriteLine("Nothing was changed (--dry-run).");
    }

    /// <summary>The prices of a day, one line a listing.</summary>
    public static void WriteList(TextWriter output, ListPricesResponse list, int limit)
    {
        output.WriteLine(Text($"{Plural(list.Prices.Count, "price")} on {list.Day:yyyy-MM-dd}, from {list.CatalogueOffers:#,##0} offers of the catalogue{(list.Store is null ? "" : Text($" and {list.StoreOffers:#,##0} of {list.Store}"))}"));
        string? item = null;
        foreach (var price in list.Prices.Take(limit))
        {
            var offer = price.Listing.Current;
            var key = Text($"{offer.Reference ?? offer.Item}{(offer.MemoryOption is { } memory ? Text($", {memory}") : "")}");
            if (key != item)
            {
                output.WriteLine();
                output.WriteLine(offer.Reference is null ? offer.Item : Text($"{price.Name} [{key}]"));
            }
            item = key;
            output.WriteLine($"  {Amount(offer),-22} {Words(price),-40} {Seller(offer)}".TrimEnd());
            if (price.Listing.Dispute is { } dispute)
                output.WriteLine($"  {"",-22} disputed: {Amount(dispute)} stated for {PriceQuote.TextOf(dispute)} by {dispute.Source}");
        }
        if (list.Prices.Count > limit)
        {
            output.WriteLine();
            output.WriteLine(Text($"{list.Prices.Count - limit} more are not shown (--limit N)."));
        }
    }

    /// <summary>Every offer of an item, then its trends.</summary>
    public static void WriteHistory(TextWriter output, PriceHistoryResponse history)
    {
        output.WriteLine(Text($"{history.Name} [{history.Item.Id}], {Plural(history.Offers.Count, "offer")} up to {history.Day:yyyy-MM-dd}; stale after {history.StaleAfterDays} days"));
        output.WriteLine();
        foreach (var dated in history.Offers)
        {
            var offer = dated.Offer;
            var size = offer.MemoryOption is { } memory ? Text($"{memory}") : "";
            var state = string.Join(", ", new[] { OfferBook.Word(offer.Condition), size, offer.Verified ? "" : "estimate", offer.Tax is { } tax ? OfferWords.Of(OfferWords.Taxes, tax) : "", offer.Stock is { } stock ? OfferWords.Of(OfferWords.Stocks, stock) : "" }.Where(s => s.Length > 0));
            output.WriteLine($"  {PriceQuote.TextOf(offer),-10}  {Amount(offer),-22} {state,-24} {Seller(offer)}  [{offer.Source}{(dated.IsOwn ? ", yours" : "")}]{(dated.Dispute is { } other ? $" disputed: {Amount(other)} the same day" : "")}");
        }
        if (history.Trends.Count > 0)
            output.WriteLine();
        foreach (var trend in history.Trends)
        {
            var what = Text($"{OfferBook.Word(trend.Condition)}{(trend.Memory is { } memory ? Text($", {memory}") : "")}, {trend.Currency}");
            output.WriteLine(trend.Trend.TryGet(out var known)
                ? Text($"Trend ({what}): {known.PercentPerMonth:+0.0;-0.0;0.0} % in 30 days, from {known.Days} days between {known.First:yyyy-MM-dd} and {known.Last:yyyy-MM-dd}, {known.Lowest} to {known.Highest}")
                : Text($"Trend ({what}): unknown, it needs {string.Join(", ", trend.Trend.Missing)}"));
        }
    }

    /// <summary>What lines mean.</summary>
    public static void WriteMatches(TextWriter output, IReadOnlyList<(string Line, MatchResult Match)> matches)
    {
        foreach (var (line, match) in matches)
        {
            output.WriteLine(match.Item is { } item
                ? Text($"{line}\n  = {item.Id}{(match.Memory is { } memory ? Text($", {memory}") : "")}  {match.Candidates[0].Name}  (by {BasisWord(match.Basis!.Value)}, score {match.Candidates[0].Score:0.00})")
                : Text($"{line}\n  ? {match.Reason}"));
            foreach (var candidate in match.Item is null ? match.Candidates : [])
                output.WriteLine(Text($"    {candidate.Score:0.00}  {candidate.Item.Id}  {candidate.Name}"));
        }
    }

    /// <summary>How a line was understood, in words.</summary>
    public static string BasisWord(MatchBasis basis) => basis switch
    {
        MatchBasis.Id => "id",
        MatchBasis.PartNumber => "part number",
        MatchBasis.Name => "name",
        _ => "words",
    };

    private static string Words(ListedPrice price)
    {
        var offer = price.Listing.Current;
        var age = Text($"{PriceQuote.TextOf(offer)} ({price.AgeDays} d{(price.IsStale ? ", stale" : "")})");
        return string.Join(", ", new[] { OfferBook.Word(offer.Condition), age, offer.Verified ? "" : "estimate" }.Where(w => w.Length > 0));
    }

    private static string Seller(Offer offer) => offer.Reference is null || offer.Item.Length == 0
        ? offer.Seller ?? "no seller named"
        : $"{offer.Seller ?? "no seller named"}: {Short(offer.Item)}";

    private static string Amount(Offer offer) => offer.PriceHigh is { } high ? Text($"{offer.PriceLow}-{high.Amount:#,##0.00}") : offer.PriceLow.ToString();

    private static string Short(string text) => text.Length <= LongestName ? text : text[..(LongestName - 1)] + "…";

    private static string Plural(long count, string word) => Text($"{count:#,##0} {word}{(count == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
