using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Costs;

/// <summary>A price at which the order of the rigs changes, everything else as it is.</summary>
/// <param name="Item">Id of the device, the part or the vendor's model whose price it is.</param>
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

/// <summary>What is bought in the place of a part that becomes dearer.</summary>
/// <param name="Above">The dearest price of one, to a hundredth, at which some of it are still bought; at any dearer one the platform has none.</param>
/// <param name="By">The items of the bill that are bought then and are not bought now.</param>
/// <param name="Total">What the rig costs without the part: it does not become dearer than that by this price.</param>
public sealed record PartReplacement(Money Above, IReadOnlyList<string> By, Money Total);

/// <summary>What the price of one part of the first rig's platform decides.</summary>
/// <param name="Item">Id of the part.</param>
/// <param name="ItemName">For people.</param>
/// <param name="Quantity">How many the rig has.</param>
/// <param name="From">The landed price of one now.</param>
/// <param name="Loses">The price from which another set of devices comes first; null when none does that: another part, or the
/// same devices on another platform, are bought before.</param>
/// <param name="Replaced">Where the first rig gets another part instead; null when no other will do on its platform.</param>
/// <param name="Moves">The price from which the first devices are better off on another platform, which stands in <see cref="PriceThreshold.Ahead"/>; null when they never are.</param>
public sealed record PartThreshold(string Item, string ItemName, int Quantity, Money From, PriceThreshold? Loses, PartReplacement? Replaced, PriceThreshold? Moves);

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

    /// <summary>For each part of the first rig's platform what its price decides, in the order of the bill; empty when the rig is not put together from parts.</summary>
    public IReadOnlyList<PartThreshold> WinnerParts { get; init; } = [];

    /// <summary>The other sets of devices: the next ranked ones, then those that only their price keeps out.</summary>
    public required IReadOnlyList<RigThresholds> Others { get; init; }

    /// <summary>Of the prices of devices and of the first rig's parts, the one whose smallest relative change makes another rig the first; null when none does. What other
    /// parts would do is not asked.</summary>
    public required PriceThreshold? MattersMost { get; init; }
}
