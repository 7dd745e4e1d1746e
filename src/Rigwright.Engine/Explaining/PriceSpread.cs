using Rigwright.Domain.Offers;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>The range in which a price may lie on the day of the purchase.</summary>
/// <param name="Low">Lowest, as a share of the price planned with.</param>
/// <param name="High">Highest, as a share of the price planned with.</param>
public readonly record struct PriceSpread(double Low, double High)
{
    /// <summary>How far a price read from a shop lately may move. Assumed: shops differ by a few hundredths from day to day.</summary>
    public const double Fresh = 0.03;

    /// <summary>How far a price that is stale may have moved. Assumed: cards moved by a fifth within weeks early in 2026.</summary>
    public const double Stale = 0.2;

    /// <summary>How far an estimate may be off. Assumed.</summary>
    public const double Estimate = 0.15;

    /// <summary>The spread of a line: what else was stated for the same thing, and at least the assumed share for the kind of price it is.</summary>
    public static PriceSpread Of(RigLine line, Candidate candidate)
    {
        var least = line.Offer is not { Verified: true } ? Estimate : candidate.StaleLines.Contains(line.Reference) ? Stale : Fresh;
        double low = 1 - least, high = 1 + least;
        var device = candidate.Devices.FirstOrDefault(d => d.Device.Accelerator.Id.Value == line.Reference && d.Device.Price.Value?.Offer == line.Offer)?.Device;
        var claims = new List<Offer>();
        if (line.Offer is { } offer)
            claims.Add(offer);
        if (device?.Price.Value is { } quote)
            claims.AddRange(quote.Dispute is { } dispute ? [dispute, .. quote.OtherListings] : quote.OtherListings);
        foreach (var claim in claims.Where(c => line.Offer is { } planned && c.PlanningPrice.Currency == planned.PlanningPrice.Currency && planned.PlanningPrice.Amount > 0 && (c.Verified || c.Id == planned.Id)))
        {
            low = Math.Min(low, (double)(claim.PriceLow.Amount / line.Offer!.PlanningPrice.Amount));
            high = Math.Max(high, (double)(claim.PlanningPrice.Amount / line.Offer.PlanningPrice.Amount));
        }
        return new(low, high);
    }

    /// <summary>The factor at a uniform draw: half of the probability on either side of the price planned with, falling off in a straight line to the ends.</summary>
    public double At(double uniform) => uniform < 0.5
        ? 1 - (1 - Low) * (1 - Math.Sqrt(2 * uniform))
        : 1 + (High - 1) * (1 - Math.Sqrt(2 * (1 - uniform)));
}
