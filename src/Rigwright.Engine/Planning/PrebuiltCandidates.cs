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
        var price = PrebuiltPricing.Of(prebuilt, vendor, count, query, catalogue);
        var known = price.Value;
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
                    UnitPrice = known?.Landed.Total,
                    LowestUnitPrice = known?.Lowest,
                    HighestUnitPrice = known?.Landed.Total,
                    Landed = known?.Landed,
                    PriceBasis = known?.Basis,
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
            Total = known?.Landed.Total,
            PriceMissing = price.Missing,
            Findings = CompatibilityChecker.Check(rig, context),
            Prebuilt = prebuilt,
        };
    }
}
