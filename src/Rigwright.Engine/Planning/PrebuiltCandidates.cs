using System.Globalization;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Pricing;

namespace Rigwright.Engine.Planning;

/// <summary>Vendors' models with the accelerators that they are sold with.</summary>
public static class PrebuiltCandidates
{
    /// <summary>One candidate a model and count, in order of id.</summary>
    public static IEnumerable<Candidate> Of(Catalogue catalogue, PriceQuery query, CheckContext context)
    {
        foreach (var prebuilt in catalogue.Prebuilts.OrderBy(p => p.Id, StringComparer.Ordinal))
        {
            var vendor = catalogue.Vendors.FirstOrDefault(v => v.Id == prebuilt.Vendor);
            if (vendor is null || catalogue.Find(new AcceleratorId(prebuilt.Accelerator)) is not { } accelerator)
                continue;
            foreach (var count in prebuilt.Counts.Order())
                yield return Candidate(prebuilt, vendor, accelerator, count, query, context, catalogue);
        }
    }

    private static Candidate Candidate(Prebuilt prebuilt, Vendor vendor, Accelerator accelerator, int count, PriceQuery query, CheckContext context, Catalogue catalogue)
    {
        var price = PriceOf(prebuilt, vendor, count, query, catalogue);
        var device = new DeviceCount(new(accelerator, accelerator.LargestMemory.Value, Condition.New, Answer<PriceQuote>.Unknown("part of a vendor's model")), count);
        var name = $"{prebuilt.Name.Split(" with ")[0]} with {device}";
        var rig = new Rig
        {
            Name = name,
            Form = RigForm.Prebuilt,
            Devices = [device.Device.InRig(count)],
            Prebuilt = prebuilt,
            Lines =
            [
                new()
                {
                    Item = name,
                    Reference = prebuilt.Id,
                    Subject = OfferSubject.Prebuilt,
                    UnitPrice = price.TryGet(out var p) ? p.Price : null,
                    PriceBasis = price.TryGet(out var q) ? q.Derivation : null,
                },
            ],
        };
        return new()
        {
            Id = $"{prebuilt.Id}-{count}x",
            Name = name,
            DeviceName = name,
            Platform = "prebuilt",
            Devices = [device],
            Rig = rig,
            Total = price.TryGet(out var known) ? known.Price : null,
            PriceMissing = price.Missing,
            Findings = CompatibilityChecker.Check(rig, context),
            Prebuilt = prebuilt,
        };
    }

    // A total that the documents state for this count goes first, in the buyer's currency before another; else base price + accelerators.
    private static Answer<LandedPrice> PriceOf(Prebuilt prebuilt, Vendor vendor, int count, PriceQuery query, Catalogue catalogue)
    {
        var stated = prebuilt.ConfiguredTotals.TryGetValue(count, out var range) && Known(range.High.Source, range.High.AsOf) <= query.AsOf ? range.High : null;
        if (stated is not null && stated.Value.Currency == query.Currency)
            return Answer<LandedPrice>.Known(new(stated.Value, null, $"total stated for {count} accelerators, high end ({stated.Source}); estimate"));
        if (prebuilt.BasePrice is { } @base && prebuilt.PerAccelerator is { } each && Known(@base.Source, @base.AsOf) <= query.AsOf && Known(each.Source, each.AsOf) <= query.AsOf)
        {
            var sum = @base.Value + each.Value * count;
            return Explain(LandedPrice.Of(sum, vendor.Name, vendor, query),
                string.Create(CultureInfo.InvariantCulture, $"base {@base.Value} + {count} × {each.Value}"));
        }
        return stated is not null
            ? Explain(LandedPrice.Of(stated.Value, vendor.Name, vendor, query), $"total stated for {count} accelerators, high end ({stated.Source})")
            : Answer<LandedPrice>.Unknown(prebuilt.BasePrice is null ? $"a published price ({vendor.PricingRule ?? "price on request"})" : "a price with these accelerators (the vendor's configurator or a quote gives it)");

        // The day on which a source was published is the day from which its prices were known.
        DateOnly Known(SourceId source, DateOnly read) =>
            catalogue.Sources.TryGetValue(source, out var entry) && DateOnly.TryParseExact(entry.Published, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : read;
    }

    private static Answer<LandedPrice> Explain(Answer<LandedPrice> price, string basis) =>
        price.Map(p => p with { Derivation = p.Derivation is null ? basis : $"{basis}; {p.Derivation}" });
}
