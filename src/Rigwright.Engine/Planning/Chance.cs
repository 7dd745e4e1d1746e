using Rigwright.Domain.Quantities;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Planning;

/// <summary>How likely a prediction reaches a rate.</summary>
public static class Chance
{
    // The 90 % interval reaches from the 5 % to the 95 % quantile: 1.645 standard deviations to either side.
    private const double Z90 = 1.6448536269514722;

    /// <summary>P(rate ≥ target) with the logarithm of the rate taken as normal on either side of the value, as wide as the 90 % interval says. One half at the value itself.</summary>
    public static double AtLeast(Prediction prediction, TokenRate target)
    {
        var (value, aim) = (prediction.Value.TokensPerSecond, target.TokensPerSecond);
        if (value <= 0 || aim <= 0)
            return aim <= 0 ? 1 : 0;
        var (down, up) = Spread(prediction);
        var spread = aim <= value ? down : up;
        return spread < 1e-9 ? (value >= aim ? 1 : 0) : Normal(Math.Log(value / aim) / spread);
    }

    /// <summary>Standard deviation of the logarithm of the rate below and above the value.</summary>
    public static (double Down, double Up) Spread(Prediction prediction)
    {
        var value = prediction.Value.TokensPerSecond;
        return (Of(prediction.Low.TokensPerSecond), Of(prediction.High.TokensPerSecond));

        double Of(double end) => Math.Abs(Math.Log(value / Math.Max(end, 1e-9))) / Z90;
    }

    // Φ(z) by Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17 (absolute error below 7.5e-8).
    private static double Normal(double z)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(z));
        var tail = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z >= 0 ? 1 - tail : tail;
    }
}
