using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Planning;

/// <summary>The rigs that are worth their price in speed: the Pareto front of price and expected decode of the first role.</summary>
public static class PriceSpeedFront
{
    /// <summary>The rigs to which no other is at least as fast for at most the same price and better in one of the two, cheapest first.</summary>
    /// <param name="rigs">Feasible rigs with a price and a layout.</param>
    public static IReadOnlyList<Assessment> Of(IEnumerable<Assessment> rigs)
    {
        var front = new List<Assessment>();
        var fastest = TokenRate.FromTokensPerSecond(0);
        foreach (var rig in rigs.OrderBy(r => r.Candidate.Total!.Value.Amount).ThenByDescending(Speed).ThenBy(r => r.Candidate.Id, StringComparer.Ordinal))
        {
            if (Speed(rig) <= fastest)
                continue;
            fastest = Speed(rig);
            front.Add(rig);
        }
        return front;
    }

    private static TokenRate Speed(Assessment rig) => rig.Layout!.Roles[0].Expected.Value;
}
