using System.Globalization;
using Rigwright.Domain.Hardware;
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
}

/// <summary>
/// The effect of a power limit below the default on speed (docs/formulas/power-cap.md), read from a measured sweep: RTX PRO 6000 Blackwell
/// Workstation Edition, 600 W down to 200 W, Llama 2 7B Q4_0 with llama.cpp b6413 and flash attention, one stream, 2025-09-09
/// (calibration rows pro6000_sweep-0003 to -0018). Decoding waits for memory and hardly needs the upper half of the power; a prompt computes and
/// needs more of it. Straight lines between the measured limits; <see cref="SpeedPredictor"/> says nothing below a third of the default.
/// The one formula for capped devices: <see cref="DecodeTerms"/> and <see cref="PrefillTerms"/> divide every time by it, in the fit and in predictions.
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

    /// <summary>A cap as <see cref="SpeedQuery.PowerShare"/>: 1 without one, or where it is not below the device's default limit.</summary>
    /// <returns>Unknown when no source gives the device's default limit.</returns>
    public static Answer<double> ShareOf(Power? cap, Accelerator accelerator)
    {
        if (cap is not { } limit)
            return Answer<double>.Known(1);
        return accelerator.PowerLimit is { } rated && rated.Value.Watts > 0
            ? Answer<double>.Known(Math.Min(1, limit / rated.Value)) : Answer<double>.Unknown($"power limit of {accelerator.Name}");
    }

    /// <summary>What is missing to say anything at a cap; null where the sweep reaches.</summary>
    internal static string? Missing(double powerShare) => powerShare >= LeastShare - 1e-9 ? null : string.Create(CultureInfo.InvariantCulture,
        $"the speed at {100 * powerShare:0} % of the default power limit (measured down to {100 * LeastShare:0} %)");

    /// <summary>The share of the decode rate of up to eight streams that is left.</summary>
    /// <param name="powerShare">The cap over the default limit, above 0; from 1 on nothing is lost. Below <see cref="LeastShare"/> the rate is taken
    /// as proportional to the power, which no measurement supports.</param>
    public static RateShare Decode(double powerShare) => Share(powerShare, DecodeRates);

    /// <summary>The share of the prefill rate that is left.</summary>
    /// <param name="powerShare">As for <see cref="Decode"/>.</param>
    public static RateShare Prefill(double powerShare) => Share(powerShare, PrefillRates);

    /// <summary>The terms of a capped device: every part of a step waits for the same slower clock.</summary>
    internal static IReadOnlyList<StepTerm> Slow(List<StepTerm> terms, RateShare left)
    {
        if (left.Value >= 1)
            return terms;
        for (var i = 0; i < terms.Count; i++)
            terms[i] = terms[i] with { IdealSeconds = terms[i].IdealSeconds / left.Value };
        return terms;
    }

    private static RateShare Share(double share, double[] rates)
    {
        if (share >= 1)
            return RateShare.Whole;
        var value = At(share, rates);
        return new(Math.Min(value, At(share * (1 - OtherCard), rates)), value, Math.Max(value, At(share * (1 + OtherCard), rates)));
    }

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
