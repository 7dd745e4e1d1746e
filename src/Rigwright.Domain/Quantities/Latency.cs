using System.Globalization;

namespace Rigwright.Domain.Quantities;

/// <summary>A duration in seconds as a real number (TimeSpan ticks are too coarse for per-kernel microseconds). <c>default</c> is zero.</summary>
public readonly record struct Latency : IComparable<Latency>
{
    private Latency(double value) => Seconds = value;

    /// <summary>The value in seconds, finite and not negative.</summary>
    public double Seconds { get; }

    /// <summary>The value in milliseconds.</summary>
    public double Milliseconds => Seconds * 1e3;

    /// <summary>From seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public static Latency FromSeconds(double value)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "Latency is finite and not negative.");
        return new(value);
    }

    /// <summary>Sum.</summary>
    public static Latency operator +(Latency a, Latency b) => new(a.Seconds + b.Seconds);

    /// <summary>Multiple by a dimensionless factor.</summary>
    public static Latency operator *(Latency a, double factor) => FromSeconds(a.Seconds * factor);

    /// <summary>The dimensionless ratio of two values.</summary>
    public static double operator /(Latency a, Latency b) => a.Seconds / b.Seconds;

    /// <summary>Is a smaller than b?</summary>
    public static bool operator <(Latency a, Latency b) => a.Seconds < b.Seconds;

    /// <summary>Is a larger than b?</summary>
    public static bool operator >(Latency a, Latency b) => a.Seconds > b.Seconds;

    /// <summary>Is a at most b?</summary>
    public static bool operator <=(Latency a, Latency b) => a.Seconds <= b.Seconds;

    /// <summary>Is a at least b?</summary>
    public static bool operator >=(Latency a, Latency b) => a.Seconds >= b.Seconds;

    /// <inheritdoc/>
    public int CompareTo(Latency other) => Seconds.CompareTo(other.Seconds);

    /// <summary>With its unit, culture-invariant.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds:0.###} ms");
}
