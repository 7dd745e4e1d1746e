using Rigwright.Domain.Offers;

namespace Rigwright.Formats.Prices;

/// <summary>What a price is for.</summary>
/// <param name="Subject">Accelerator, part or prebuilt.</param>
/// <param name="Id">Its id.</param>
public readonly record struct PriceItem(OfferSubject Subject, string Id);
