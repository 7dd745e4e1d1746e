namespace Rigwright.Engine.Explaining;

/// <summary>Reproducible random numbers: SplitMix64 (Steele, Lea and Flood, 2014), the same on every machine and runtime.</summary>
/// <param name="seed">Any number.</param>
internal sealed class NormalDraws(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Uniform, strictly between 0 and 1.</summary>
    public double Uniform()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (((z ^ (z >> 31)) >> 11) + 0.5) / (1UL << 53);
        }
    }

    /// <summary>The standard normal quantile of a probability strictly between 0 and 1, by Acklam's rational approximation (relative error below 1.2e-9).</summary>
    public static double Quantile(double p)
    {
        const double Low = 0.02425;
        if (p < Low)
            return Tail(Math.Sqrt(-2 * Math.Log(p)));
        if (p > 1 - Low)
            return -Tail(Math.Sqrt(-2 * Math.Log(1 - p)));
        var q = p - 0.5;
        var r = q * q;
        return (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.3577518672690) * r - 30.66479806614716) * r + 2.506628277459239) * q
            / (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r - 13.28068155288572) * r + 1);
    }

    private static double Tail(double q) =>
        (((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q + 2.938163982698783)
        / ((((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1);
}
