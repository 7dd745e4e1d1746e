using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Models;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Pricing;

namespace Rigwright.App.Catalogues;

/// <summary>Looks for what is wrong with a catalogue that the reader could read: numbers that contradict each other, duplicates, loose ends, old prices.</summary>
public static class CatalogueCheck
{
    /// <summary>Every finding, errors first, then in the order of the catalogue.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="asOf">The day on which prices are judged; the catalogue's own day when null.</param>
    public static IReadOnlyList<CatalogueFinding> Examine(Catalogue catalogue, DateOnly? asOf = null) =>
    [
        .. PhysicsRules.Examine(catalogue)
            .Concat(Duplicates(catalogue))
            .Concat(Offers(catalogue))
            .Concat(Prebuilts(catalogue))
            .Concat(Configurations(catalogue))
            .Concat(GgufTypes(catalogue))
            .Concat(Sources(catalogue))
            .Concat(Ages(catalogue, asOf ?? catalogue.CollectedOn))
            .OrderByDescending(f => f.Severity),
    ];

    private static IEnumerable<CatalogueFinding> Duplicates(Catalogue catalogue)
    {
        foreach (var group in catalogue.Accelerators.GroupBy(a => $"{a.Vendor} {a.Name}".ToUpperInvariant()).Where(g => g.Count() > 1))
            yield return new("names-are-unique", DiagnosticSeverity.Error, $"accelerator/{group.First().Id}", $"'{group.Key}' is the name of {group.Count()} entries.");
        foreach (var group in catalogue.Parts.SelectMany(p => p.PartNumbers.Select(n => (n, p.Id))).GroupBy(x => x.n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            yield return new("part-numbers-are-unique", DiagnosticSeverity.Error, $"part/{group.First().Id}", $"Part number {group.Key} belongs to {group.Count()} parts.");
        foreach (var group in catalogue.Offers.GroupBy(o => (o.Item, o.Seller, o.Seen, o.PriceLow, o.PriceHigh, o.Condition, o.Source, o.Verified)).Where(g => g.Count() > 1))
            yield return new("offers-are-unique", DiagnosticSeverity.Error, $"offer/{group.First().Id}", $"'{group.Key.Item}' stands {group.Count()} times with the same seller, day, price and source.");
    }

    private static IEnumerable<CatalogueFinding> Offers(Catalogue catalogue)
    {
        foreach (var offer in catalogue.Offers)
        {
            var subject = $"offer/{offer.Id}";
            if (offer.Seen > catalogue.CollectedOn)
                yield return new("offers-are-not-from-the-future", DiagnosticSeverity.Error, subject, $"Seen on {Day(offer.Seen.Value)}, collected on {Day(catalogue.CollectedOn)}.");
            if (offer is { Verified: true, Seller: null })
                yield return new("verified-offers-name-a-seller", DiagnosticSeverity.Info, subject, $"'{offer.Item}' is called verified but names no seller.", "kept as the source states it");
            if (offer.Subject == OfferSubject.Accelerator && catalogue.Find(new Domain.Hardware.AcceleratorId(offer.Reference!)) is { } accelerator)
            {
                if (offer.MemoryOption is { } memory && accelerator.MemoryOptions.All(m => m.Value != memory))
                    yield return new("offered-memory-exists", DiagnosticSeverity.Error, subject, $"{accelerator.Id} is not sold with {memory}.");
                if (offer.MemoryOption is null && accelerator.MemoryOptions.Count > 1)
                    yield return new("offers-name-the-memory", DiagnosticSeverity.Info, subject, $"{accelerator.Id} has {accelerator.MemoryOptions.Count} memory sizes, the offer names none.", offer.Note);
            }
        }
        var unmatched = catalogue.Offers.Where(o => o.Subject == OfferSubject.Unmatched).ToList();
        if (unmatched.Count > 0)
        {
            yield return new("offers-match-an-entry", DiagnosticSeverity.Info, "offers",
                $"{unmatched.Count} of {catalogue.Offers.Count} offers are for nothing in the catalogue.",
                $"{unmatched.Count(o => o.Condition == Condition.BuildTotal)} are totals of whole builds, the rest are kept for the record");
        }
    }

    private static IEnumerable<CatalogueFinding> Prebuilts(Catalogue catalogue)
    {
        foreach (var prebuilt in catalogue.Prebuilts)
        {
            if (prebuilt.BasePrice is { } price && !catalogue.Offers.Any(o => o.Reference == prebuilt.Id && o.PriceLow == price.Value)
                && !catalogue.Offers.Any(o => o.Subject == OfferSubject.Prebuilt && o.PriceLow == price.Value && prebuilt.Id.StartsWith(o.Reference!.Split('-')[0], StringComparison.Ordinal)))
                yield return new("prebuilt-prices-are-offers", DiagnosticSeverity.Warning, $"prebuilt/{prebuilt.Id}", $"No offer states the base price {price.Value}.");
            foreach (var (count, (low, high)) in prebuilt.ConfiguredTotals)
            {
                if (high.Value < low.Value)
                    yield return new("ranges-ascend", DiagnosticSeverity.Error, $"prebuilt/{prebuilt.Id}", $"The total of {count} runs from {low.Value} to {high.Value}.");
            }
        }
    }

    /// <summary>Parses every configuration: the only place where all of them are read.</summary>
    private static IEnumerable<CatalogueFinding> Configurations(Catalogue catalogue)
    {
        foreach (var model in catalogue.Models)
        {
            if (model.Architecture is not { } architecture)
                yield return new("configurations-are-understood", DiagnosticSeverity.Warning, $"model/{model.Id}", "The configuration gives no architecture: sizes of this model are unknown.");
            else if (model.GgufArchitecture is { } name && name != architecture.GgufArchitecture)
                yield return new("gguf-architectures-agree", DiagnosticSeverity.Warning, $"model/{model.Id}", $"The table says '{name}', the configuration gives '{architecture.GgufArchitecture}'.");
        }
    }

    /// <summary>The types that the calculators know against the types that were collected.</summary>
    private static IEnumerable<CatalogueFinding> GgufTypes(Catalogue catalogue)
    {
        foreach (var fact in catalogue.GgufTypes.Where(t => t is { Kind: "tensor-type", Status: "current" }))
        {
            var known = TensorType.All.FirstOrDefault(t => t.Id == fact.Number);
            if (known is null || known.Name != fact.Name || known.BlockElements != fact.BlockElements?.Value || known.BlockBytes != fact.BlockBytes?.Value)
            {
                yield return new("tensor-types-agree", DiagnosticSeverity.Error, $"gguf-type/{fact.Id}",
                    $"{fact.Name}: {fact.BlockElements?.Value} elements in {fact.BlockBytes?.Value} bytes here, {(known is null ? "nothing" : $"{known.Name}: {known.BlockElements} in {known.BlockBytes}")} in the calculators.");
            }
        }
    }

    private static IEnumerable<CatalogueFinding> Sources(Catalogue catalogue)
    {
        foreach (var source in catalogue.Sources.Values)
        {
            if (source.Address is { } address && !Uri.TryCreate(address, UriKind.Absolute, out _))
                yield return new("addresses-are-addresses", DiagnosticSeverity.Error, $"source/{source.Id}", $"'{address}' is not a web address.");
            if (source is { Address: null, Grade: Evidence.VendorSpec or Evidence.MeasuredByOthers } && source.Producer is null)
                yield return new("strong-sources-name-their-producer", DiagnosticSeverity.Error, $"source/{source.Id}", $"Graded {source.Grade} without address and producer.");
            if (source.Accessed > catalogue.CollectedOn)
                yield return new("sources-are-not-from-the-future", DiagnosticSeverity.Error, $"source/{source.Id}", $"Read on {Day(source.Accessed)}, collected on {Day(catalogue.CollectedOn)}.");
        }
    }

    private static IEnumerable<CatalogueFinding> Ages(Catalogue catalogue, DateOnly day)
    {
        var newest = catalogue.Offers.Where(o => o.Subject != OfferSubject.Unmatched && (o.Seen is null || o.Seen <= day))
            .GroupBy(o => (o.Subject, o.Reference)).Select(g => g.MaxBy(o => o.Seen)!).ToList();
        var horizon = new StalenessHorizon(catalogue);
        var stale = newest.Where(o => horizon.IsStale(o, day)).ToList();
        if (stale.Count > 0)
        {
            var oldest = stale.Where(s => s.Seen is not null).MinBy(s => s.Seen);
            yield return new("prices-are-fresh", DiagnosticSeverity.Info, "offers",
                $"On {Day(day)} the newest price of {stale.Count} of {newest.Count} priced entries is older than its kind of item allows"
                + (oldest?.Seen is { } seen ? $" (oldest: {oldest.Reference}, {day.DayNumber - seen.DayNumber} days)." : "."),
                "every price is shown with its day; --as-of picks the day");
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
