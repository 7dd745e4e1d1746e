using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Search.Exact;

/// <summary>A part that can be bought or is there already. A part without a price that is not there cannot be chosen.</summary>
/// <param name="Part">The part.</param>
/// <param name="Price">Price of one that has to be bought, not negative.</param>
public sealed record PartPrice(Part Part, Money Price)
{
    /// <summary>How many are there already: they cost nothing.</summary>
    public int Owned { get; init; }

    /// <summary>Can more be bought at the price? False for a part that is only there.</summary>
    public bool IsSold { get; init; } = true;
}

/// <summary>A part of the answer.</summary>
/// <param name="Part">The part.</param>
/// <param name="Quantity">How many, at least 1.</param>
/// <param name="Price">Price of one that is bought; 0 when all are there already.</param>
/// <param name="Owned">How many of them are there already.</param>
public sealed record ChosenPart(Part Part, int Quantity, Money Price, int Owned = 0)
{
    /// <summary>How many are bought.</summary>
    public int Bought => Quantity - Owned;

    /// <summary>Price of those that are bought.</summary>
    public Money Total => Price * Bought;
}
