namespace Rigwright.Domain.Offers;

/// <summary>Whether the seller had the item on the day of the offer.</summary>
public enum StockState
{
    /// <summary>In stock.</summary>
    InStock,

    /// <summary>Ordered by the seller when somebody buys it.</summary>
    OnOrder,

    /// <summary>Announced, not yet delivered to anybody.</summary>
    Preorder,

    /// <summary>Listed with a price, but not to be had on that day.</summary>
    OutOfStock,
}
