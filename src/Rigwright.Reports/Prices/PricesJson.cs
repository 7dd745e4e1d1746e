using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rigwright.App.Prices;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Offers;
using Rigwright.Engine.Pricing;

namespace Rigwright.Reports.Prices;

/// <summary>Offers for machines: snake_case keys with units, the words of the price files.</summary>
public static class PricesJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What an import did.</summary>
    public static string Import(ImportPricesResponse import, bool dryRun) => Write(json =>
    {
        json.WriteString("form", JsonNamingPolicy.SnakeCaseLower.ConvertName(import.Kind.ToString()));
        json.WriteBoolean("dry_run", dryRun);
        json.WriteString("store", import.Store);
        json.WriteNumber("offers", import.Rows);
        json.WriteNumber("matched", import.Matched);
        json.WriteNumber("new", import.Count?.Added ?? 0);
        json.WriteNumber("known", import.Count?.Known ?? 0);
        json.WriteStartArray("findings");
        foreach (var diagnostic in import.Diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code", diagnostic.Code);
            json.WriteString("severity", diagnostic.Severity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "info" });
            json.WriteString("position", diagnostic.Position.ToString());
            json.WriteString("message", diagnostic.Message);
            json.WriteString("help", diagnostic.Help);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>The prices of a day.</summary>
    public static string List(ListPricesResponse list, int limit) => Write(json =>
    {
        json.WriteString("as_of", Day(list.Day));
        json.WriteNumber("catalogue_offers", list.CatalogueOffers);
        json.WriteString("store", list.Store);
        json.WriteNumberOrNull("store_offers", list.StoreOffers);
        json.WriteNumber("total", list.Prices.Count);
        json.WriteStartArray("prices");
        foreach (var price in list.Prices.Take(limit))
        {
            json.WriteStartObject();
            json.WriteString("name", price.Name);
            Offer(json, price.Listing.Current);
            json.WriteNumber("age_days", price.AgeDays);
            json.WriteNumber("stale_after_days", price.StaleAfterDays);
            json.WriteBoolean("stale", price.IsStale);
            json.WriteString("held_by", price.IsOwn ? "store" : "catalogue");
            Dispute(json, price.Listing.Dispute);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>The history of an item.</summary>
    public static string History(PriceHistoryResponse history) => Write(json =>
    {
        json.WriteString("subject", OfferWords.Of(OfferWords.Subjects, history.Item.Subject));
        json.WriteString("reference", history.Item.Id);
        json.WriteString("name", history.Name);
        json.WriteString("as_of", Day(history.Day));
        json.WriteNumber("stale_after_days", history.StaleAfterDays);
        json.WriteStartArray("offers");
        foreach (var dated in history.Offers)
        {
            json.WriteStartObject();
            Offer(json, dated.Offer);
            json.WriteString("held_by", dated.IsOwn ? "store" : "catalogue");
            Dispute(json, dated.Dispute);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("trends");
        foreach (var trend in history.Trends)
            Trend(json, trend);
        json.WriteEndArray();
    });

    /// <summary>What lines mean.</summary>
    public static string Matches(IReadOnlyList<(string Line, MatchResult Match)> matches) => Write(json =>
    {
        json.WriteStartArray("lines");
        foreach (var (line, match) in matches)
        {
            json.WriteStartObject();
            json.WriteString("text", line);
            json.WriteString("status", match.Item is not null ? "matched" : match.Candidates.Count > 0 && match.Candidates[0].Score >= ItemMatcher.LeastScore ? "ambiguous" : "unknown");
            json.WriteString("reference", match.Item?.Id);
            json.WriteString("basis", match.Basis is { } basis ? PricesText.BasisWord(basis) : null);
            json.WriteNumberOrNull("memory_gib", match.Memory?.GiB);
            json.WriteString("reason", match.Reason);
            json.WriteStartArray("candidates");
            foreach (var candidate in match.Candidates)
            {
                json.WriteStartObject();
                json.WriteString("subject", OfferWords.Of(OfferWords.Subjects, candidate.Item.Subject));
                json.WriteString("reference", candidate.Item.Id);
                json.WriteString("name", candidate.Name);
                json.WriteNumber("score", Math.Round(candidate.Score, 3));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static void Offer(Utf8JsonWriter json, Offer offer)
    {
        json.WriteString("id", offer.Id);
        json.WriteString("item", offer.Item);
        json.WriteString("part_number", offer.PartNumber);
        json.WriteString("subject", OfferWords.Of(OfferWords.Subjects, offer.Subject));
        json.WriteString("reference", offer.Reference);
        json.WriteNumberOrNull("memory_gib", offer.MemoryOption?.GiB);
        json.WriteNumber("price_low", offer.PriceLow.Amount);
        json.WriteNumberOrNull("price_high", offer.PriceHigh?.Amount);
        json.WriteString("currency", offer.PriceLow.Currency.Code);
        json.WriteString("tax", offer.Tax is { } tax ? OfferWords.Of(OfferWords.Taxes, tax) : null);
        json.WriteString("condition", OfferWords.Of(OfferWords.Conditions, offer.Condition));
        json.WriteString("seller", offer.Seller);
        json.WriteString("url", offer.Url);
        json.WriteString("seen", offer.Seen is null ? null : PriceQuote.TextOf(offer));
        json.WriteString("stock", offer.Stock is { } stock ? OfferWords.Of(OfferWords.Stocks, stock) : null);
        json.WriteBoolean("verified", offer.Verified);
        json.WriteString("source", offer.Source.Value);
        json.WriteString("note", offer.Note);
    }

    private static void Dispute(Utf8JsonWriter json, Offer? dispute)
    {
        if (dispute is null)
        {
            json.WriteNull("dispute");
            return;
        }
        json.WriteStartObject("dispute");
        json.WriteString("id", dispute.Id);
        json.WriteNumber("price_low", dispute.PriceLow.Amount);
        json.WriteNumberOrNull("price_high", dispute.PriceHigh?.Amount);
        json.WriteString("currency", dispute.PriceLow.Currency.Code);
        json.WriteString("seen", PriceQuote.TextOf(dispute));
        json.WriteString("source", dispute.Source.Value);
        json.WriteEndObject();
    }

    private static void Trend(Utf8JsonWriter json, TrendOf trend)
    {
        json.WriteStartObject();
        json.WriteString("condition", OfferWords.Of(OfferWords.Conditions, trend.Condition));
        json.WriteNumberOrNull("memory_gib", trend.Memory?.GiB);
        json.WriteString("currency", trend.Currency.Code);
        if (trend.Trend.TryGet(out var known))
        {
            json.WriteNumber("percent_per_30_days", Math.Round(known.PercentPerMonth, 2));
            json.WriteNumber("days", known.Days);
            json.WriteString("first", Day(known.First));
            json.WriteString("last", Day(known.Last));
            json.WriteNumber("lowest_price", known.Lowest.Amount);
            json.WriteNumber("highest_price", known.Highest.Amount);
        }
        else
        {
            json.WriteNull("percent_per_30_days");
            json.WriteString("missing", string.Join("; ", trend.Trend.Missing));
        }
        json.WriteEndObject();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Write(Action<Utf8JsonWriter> body)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
