using System.Globalization;

namespace Rigwright.Domain.Quantities;

/// <summary>Arithmetic throughput; the precision and dense or sparse basis is named by the field that holds it. <c>default</c> is zero.</summary>
public readonly record struct ComputeRate : IComparable<ComputeRate>
{
    private ComputeRate(double value) => FlopPerSecond = value;

    /// <summary>The value in floating-point (or integer) operations per second, finite and not negative.</summary>
    public double FlopPerSecond { get; }

    /// <summary>The value in TFLOP/s (10^12).</summary>
    public double TeraflopPerSecond => FlopPerSecond / 1e12;

    /// <summary>From floating-point (or integer) operations per second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public static ComputeRate FromFlopPerSecond(double value)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "ComputeRate is finite and not negative.");
        return new(value);
    }

    /// <summary>From TFLOP/s (10^12 operations per second).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public static ComputeRate FromTeraflopPerSecond(double value) => FromFlopPerSecond(value * 1e12);

    /// <summary>Sum.</summary>
    public static ComputeRate operator +(ComputeRate a, ComputeRate b) => new(a.FlopPerSecond + b.FlopPerSecond);

    /// <summary>Multiple by a dimensionless factor.</summary>
    public static ComputeRate operator *(ComputeRate a, double factor) => FromFlopPerSecond(a.FlopPerSecond * factor);

    /// <summary>The dimensionless ratio of two values.</summary>
    public static double operator /(ComputeRate a, ComputeRate b) => a.FlopPerSecond / b.FlopPerSecond;

    /// <summary>Is a smaller than b?</summary>
    public static bool operator <(ComputeRate a, ComputeRate b) => a.FlopPerSecond < b.FlopPerSecond;

    /// <summary>Is a larger than b?</summary>
    public static bool operator >(ComputeRate a, ComputeRate b) => a.FlopPerSecond > b.FlopPerSecond;

    /// <summary>Is a at most b?</summary>
    public static bool operator <=(ComputeRate a, ComputeRate b) => a.FlopPerSecond <= b.FlopPerSecond;

    /// <summary>Is a at least b?</summary>
    public static bool operator >=(ComputeRate a, ComputeRate b) => a.FlopPerSecond >= b.FlopPerSecond;

    /// <inheritdoc/>
    public int CompareTo(ComputeRate other) => FlopPerSecond.CompareTo(other.FlopPerSecond);

    /// <summary>With its unit, culture-invariant.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{TeraflopPerSecond:0.##} TFLOP/s");
}
