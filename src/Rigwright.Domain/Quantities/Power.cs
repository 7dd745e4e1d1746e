using System.Globalization;

namespace Rigwright.Domain.Quantities;

/// <summary>Electrical power. <c>default</c> is zero.</summary>
public readonly record struct Power : IComparable<Power>
{
    private Power(double value) => Watts = value;

    /// <summary>The value in watts, finite and not negative.</summary>
    public double Watts { get; }

    /// <summary>From watts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public static Power FromWatts(double value)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "Power is finite and not negative.");
        return new(value);
    }

    /// <summary>Sum.</summary>
    public static Power operator +(Power a, Power b) => new(a.Watts + b.Watts);

    /// <summary>Multiple by a dimensionless factor.</summary>
    public static Power operator *(Power a, double factor) => FromWatts(a.Watts * factor);

    /// <summary>The dimensionless ratio of two values.</summary>
    public static double operator /(Power a, Power b) => a.Watts / b.Watts;

    /// <summary>Is a smaller than b?</summary>
    public static bool operator <(Power a, Power b) => a.Watts < b.Watts;

    /// <summary>Is a larger than b?</summary>
    public static bool operator >(Power a, Power b) => a.Watts > b.Watts;

    /// <summary>Is a at most b?</summary>
    public static bool operator <=(Power a, Power b) => a.Watts <= b.Watts;

    /// <summary>Is a at least b?</summary>
    public static bool operator >=(Power a, Power b) => a.Watts >= b.Watts;

    /// <inheritdoc/>
    public int CompareTo(Power other) => Watts.CompareTo(other.Watts);

    /// <summary>With its unit, culture-invariant.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Watts:0} W");
}
