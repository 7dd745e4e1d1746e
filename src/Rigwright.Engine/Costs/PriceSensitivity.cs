using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Costs;

/// <summary>A price at which the order of the rigs changes, everything else as it is.</summary>
/// <param name="Item">Id of the device, or of the vendor's model, whose price it is.</param>
/// <param name="ItemName">For people.</param>
/// <param name="From">The landed price of one now.</param>
/// <param name="To">The landed price of one at which it happens, to a hundredth; one hundredth nearer to now it does not.</param>
/// <param name="Total">What the rig in question costs in all at that price.</param>
/// <param name="Ahead">The rig that comes first then (winner loses), or the rig that is overtaken; null when the rig enters the ranking.</param>
public sealed record PriceThreshold(string Item, string ItemName, Money From, Money To, Money Total, string? Ahead)
{
    /// <summary>The change as a share of the price now; negative for a lower price.</summary>
    public double Change => From.Amount == 0 ? 0 : (double)(To.Amount / From.Amount) - 1;
}

/// <summary>At which price a rig that is not the first would do better.</summary>
/// <param name="Id">Id of the candidate.</param>
/// <param name="Name">For people.</param>
/// <param name="Place">Its place among the sets of devices; null when it is out.</param>
/// <param name="Total">What it costs now.</param>
/// <param name="MovesUp">The price at which it gains a place, or enters the ranking; null when no price does that.</param>
/// <param name="Wins">The price at which it becomes the first; null when no price does that.</param>
public sealed record RigThresholds(string Id, string Name, int? Place, Money Total, PriceThreshold? MovesUp, PriceThreshold? Wins);

/// <summary>How the decision hangs on single prices. Each threshold is found on the planner's own scores, one price at a time.</summary>
public sealed record PriceSensitivity
{
    /// <summary>The currency of every amount.</summary>
    public required Currency Currency { get; init; }

    /// <summary>For each device of the first rig: the price from which another set of devices comes first; empty when no price up to twice the present one does that.</summary>
    public required IReadOnlyList<PriceThreshold> WinnerLoses { get; init; }

    /// <summary>The other sets of devices: the next ranked ones, then those that only their price keeps out.</summary>
    public required IReadOnlyList<RigThresholds> Others { get; init; }

    /// <summary>The single price whose smallest relative change makes another rig the first; null when none does.</summary>
    public required PriceThreshold? MattersMost { get; init; }
}
