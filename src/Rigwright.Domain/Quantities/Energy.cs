using System.Globalization;

namespace Rigwright.Domain.Quantities;

/// <summary>Electrical energy. <c>default</c> is zero.</summary>
public readonly record struct Energy : IComparable<Energy>
{
    private Energy(double value) => KilowattHours = value;

    /// <summary>The value in kilowatt-hours, finite and not negative.</summary>
    public double KilowattHours { get; }

    /// <summary>From kilowatt-hours.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public static Energy FromKilowattHours(double value)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "Energy is finite and not negative.");
        return new(value);
    }

    /// <summary>Sum.</summary>
    public static Energy operator +(Energy a, Energy b) => new(a.KilowattHours + b.KilowattHours);

    /// <summary>Multiple by a dimensionless factor.</summary>
    public static Energy operator *(Energy a, double factor) => FromKilowattHours(a.KilowattHours * factor);

    /// <summary>The dimensionless ratio of two values.</summary>
    public static double operator /(Energy a, Energy b) => a.KilowattHours / b.KilowattHours;

    /// <summary>Is a smaller than b?</summary>
    public static bool operator <(Energy a, Energy b) => a.KilowattHours < b.KilowattHours;

    /// <summary>Is a larger than b?</summary>
    public static bool operator >(Energy a, Energy b) => a.KilowattHours > b.KilowattHours;

    /// <summary>Is a at most b?</summary>
    public static bool operator <=(Energy a, Energy b) => a.KilowattHours <= b.KilowattHours;

    /// <summary>Is a at least b?</summary>
    public static bool operator >=(Energy a, Energy b) => a.KilowattHours >= b.KilowattHours;

    /// <inheritdoc/>
    public int CompareTo(Energy other) => KilowattHours.CompareTo(other.KilowattHours);

    /// <summary>With its unit, culture-invariant.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{KilowattHours:0.###} kWh");
}
