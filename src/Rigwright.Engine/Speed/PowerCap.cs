using System.Globalization;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Speed;

/// <summary>What of a rate is left under a power cap, with a 90 % interval.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="Value">Expected share of the uncapped rate.</param>
/// <param name="High">Upper end, at most 1.</param>
public readonly record struct RateShare(double Low, double Value, double High)
{
    /// <summary>Nothing is lost.</summary>
    public static RateShare Whole => new(1, 1, 1);

    /// <summary>A prediction under the cap.</summary>
    public Prediction Of(Prediction uncapped, string note) => new(
        TokenRate.FromTokensPerSecond(uncapped.Low.TokensPerSecond * Low), TokenRate.FromTokensPerSecond(uncapped.Value.TokensPerSecond * Value),
        TokenRate.FromTokensPerSecond(uncapped.High.TokensPerSecond * High), $"{uncapped.Basis}; {note}");
}

/// <summary>
/// The effect of a power limit below the default on speed (docs/formulas/power-cap.md), read from a measured sweep: RTX PRO 6000 Blackwell
/// Workstation Edition, 600 W down to 200 W, Llama 2 7B Q4_0 with llama.cpp b6413 and flash attention, one stream, 2025-09-09
/// (calibration rows pro6000_sweep-0003 to -0018). Decoding waits for memory and hardly needs the upper half of the power; a prompt computes and
/// needs more of it. Straight lines between the measured limits; nothing is said below a third of the default.
/// </summary>
public static class PowerCap
{
    /// <summary>The lowest share of the default limit that was measured: 200 of 600 W.</summary>
    public const double LeastShare = 200.0 / 600;

    /// <summary>Assumed: on another card the same loss may come at a limit that is higher or lower by this share. One card was measured.</summary>
    public const double OtherCard = 0.15;

    private static readonly double[] Watts = [200, 250, 300, 350, 400, 450, 500, 600];
    private static readonly double[] DecodeRates = [189.82, 236.88, 260.42, 274.81, 279.04, 279.04, 279.00, 278.95];
    private static readonly double[] PrefillRates = [9115.39, 10619.58, 12802.05, 14118.89, 15225.27, 16060.49, 16496.11, 16634.04];

    /// <summary>The share of the decode rate of up to eight streams that is left.</summary>
    /// <param name="limit">The cap.</param>
    /// <param name="rated">The default limit, above 0 W.</param>
    /// <returns>Unknown below a third of the default.</returns>
    public static Answer<RateShare> Decode(Power limit, Power rated) => Share(limit, rated, DecodeRates);

    /// <summary>The share of the prefill rate that is left.</summary>
    /// <param name="limit">The cap.</param>
    /// <param name="rated">The default limit, above 0 W.</param>
    /// <returns>Unknown below a third of the default.</returns>
    public static Answer<RateShare> Prefill(Power limit, Power rated) => Share(limit, rated, PrefillRates);

    private static Answer<RateShare> Share(Power limit, Power rated, double[] rates)
    {
        var share = limit / rated;
        if (share >= 1)
            return Answer<RateShare>.Known(RateShare.Whole);
        if (share < LeastShare)
        {
            return Answer<RateShare>.Unknown(string.Create(CultureInfo.InvariantCulture,
                $"the speed at {limit.Watts:0} of {rated.Watts:0} W (measured down to {100 * LeastShare:0} % of the default)"));
        }
        var value = At(share, rates);
        return Answer<RateShare>.Known(new(Math.Min(value, At(share * (1 - OtherCard), rates)), value, Math.Max(value, At(share * (1 + OtherCard), rates))));
    }

    // Below the measured range of a shifted reading the rate falls in proportion to the power.
    private static double At(double share, double[] rates)
    {
        var watts = share * Watts[^1];
        if (watts <= Watts[0])
            return rates[0] / rates[^1] * watts / Watts[0];
        for (var i = 1; i < Watts.Length; i++)
        {
            if (watts <= Watts[i])
                return Math.Min(1, (rates[i - 1] + ((rates[i] - rates[i - 1]) * (watts - Watts[i - 1]) / (Watts[i] - Watts[i - 1]))) / rates[^1]);
        }
        return 1;
    }
}
