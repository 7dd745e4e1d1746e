using System.Globalization;

namespace Rigwright.Domain.Quantities;

/// <summary>Memory or link bandwidth; GB/s is 10^9 bytes per second. <c>default</c> is zero.</summary>
public readonly record struct Bandwidth : IComparable<Bandwidth>
{
    private Bandwidth(double value) => BytesPerSecond = value;

    /// <summary>The value in bytes per second, finite and not negative.</summary>
    public double BytesPerSecond { get; }

    /// <summary>The value in GB/s (10^9 bytes per second).</summary>
    public double GigabytesPerSecond => BytesPerSecond / 1e9;

    /// <summary>From bytes per second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public static Bandwidth FromBytesPerSecond(double value)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "Bandwidth is finite and not negative.");
        return new(value);
    }

    /// <summary>From GB/s (10^9 bytes per second).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public static Bandwidth FromGigabytesPerSecond(double value) => FromBytesPerSecond(value * 1e9);

    /// <summary>Sum.</summary>
    public static Bandwidth operator +(Bandwidth a, Bandwidth b) => new(a.BytesPerSecond + b.BytesPerSecond);

    /// <summary>Multiple by a dimensionless factor.</summary>
    public static Bandwidth operator *(Bandwidth a, double factor) => FromBytesPerSecond(a.BytesPerSecond * factor);

    /// <summary>The dimensionless ratio of two values.</summary>
    public static double operator /(Bandwidth a, Bandwidth b) => a.BytesPerSecond / b.BytesPerSecond;

    /// <summary>Is a smaller than b?</summary>
    public static bool operator <(Bandwidth a, Bandwidth b) => a.BytesPerSecond < b.BytesPerSecond;

    /// <summary>Is a larger than b?</summary>
    public static bool operator >(Bandwidth a, Bandwidth b) => a.BytesPerSecond > b.BytesPerSecond;

    /// <summary>Is a at most b?</summary>
    public static bool operator <=(Bandwidth a, Bandwidth b) => a.BytesPerSecond <= b.BytesPerSecond;

    /// <summary>Is a at least b?</summary>
    public static bool operator >=(Bandwidth a, Bandwidth b) => a.BytesPerSecond >= b.BytesPerSecond;

    /// <inheritdoc/>
    public int CompareTo(Bandwidth other) => BytesPerSecond.CompareTo(other.BytesPerSecond);

    /// <summary>With its unit, culture-invariant.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{GigabytesPerSecond:0.##} GB/s");
}
