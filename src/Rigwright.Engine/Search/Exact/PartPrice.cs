using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Search.Exact;

/// <summary>A part that can be bought (or that is there already, at the price of nothing). A part without a price cannot be chosen.</summary>
/// <param name="Part">The part.</param>
/// <param name="Price">Price of one, not negative.</param>
public sealed record PartPrice(Part Part, Money Price);

/// <summary>A part of the answer.</summary>
/// <param name="Part">The part.</param>
/// <param name="Quantity">How many, at least 1.</param>
/// <param name="Price">Price of one.</param>
public sealed record ChosenPart(Part Part, int Quantity, Money Price)
{
    /// <summary>Price of all of them.</summary>
    public Money Total => Price * Quantity;
}
