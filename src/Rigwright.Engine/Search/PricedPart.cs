using Rigwright.Domain.Parts;
using Rigwright.Engine.Pricing;

namespace Rigwright.Engine.Search;

/// <summary>A part that can be bought: a part without a price cannot be chosen.</summary>
/// <param name="Part">The part.</param>
/// <param name="Quote">Its price and the offer behind it.</param>
public sealed record PricedPart(Part Part, PriceQuote Quote)
{
    /// <summary>Amount in the buyer's currency.</summary>
    public decimal Cost => Quote.Price.Amount;
}
