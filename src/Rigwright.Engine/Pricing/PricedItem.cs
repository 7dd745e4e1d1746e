using Rigwright.Domain.Hardware;
using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Pricing;

/// <summary>Something that offers are for.</summary>
/// <param name="Subject">Accelerator, part or prebuilt.</param>
/// <param name="Reference">Its id.</param>
/// <param name="Memory">The memory option of a machine that is sold with several; null otherwise.</param>
public readonly record struct PricedItem(OfferSubject Subject, string Reference, ByteSize? Memory = null)
{
    /// <summary>A part.</summary>
    public static PricedItem Of(Part part) => new(OfferSubject.Part, part.Id.Value);

    /// <summary>An accelerator with one of its memory sizes; the size matters only where there are several.</summary>
    public static PricedItem Of(Accelerator accelerator, ByteSize memory) =>
        new(OfferSubject.Accelerator, accelerator.Id.Value, accelerator.MemoryOptions.Count > 1 ? memory : null);

    /// <summary>A vendor's model.</summary>
    public static PricedItem Of(Prebuilt prebuilt) => new(OfferSubject.Prebuilt, prebuilt.Id);
}
