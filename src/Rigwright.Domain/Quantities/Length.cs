using System.Globalization;

namespace Rigwright.Domain.Quantities;

/// <summary>A length. <c>default</c> is zero.</summary>
public readonly record struct Length : IComparable<Length>
{
    private Length(double value) => Millimetres = value;

    /// <summary>The value in millimetres, finite and not negative.</summary>
    public double Millimetres { get; }

    /// <summary>From millimetres.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public static Length FromMillimetres(double value)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "Length is finite and not negative.");
        return new(value);
    }

    /// <summary>Sum.</summary>
    public static Length operator +(Length a, Length b) => new(a.Millimetres + b.Millimetres);

    /// <summary>Multiple by a dimensionless factor.</summary>
    public static Length operator *(Length a, double factor) => FromMillimetres(a.Millimetres * factor);

    /// <summary>The dimensionless ratio of two values.</summary>
    public static double operator /(Length a, Length b) => a.Millimetres / b.Millimetres;

    /// <summary>Is a smaller than b?</summary>
    public static bool operator <(Length a, Length b) => a.Millimetres < b.Millimetres;

    /// <summary>Is a larger than b?</summary>
    public static bool operator >(Length a, Length b) => a.Millimetres > b.Millimetres;

    /// <summary>Is a at most b?</summary>
    public static bool operator <=(Length a, Length b) => a.Millimetres <= b.Millimetres;

    /// <summary>Is a at least b?</summary>
    public static bool operator >=(Length a, Length b) => a.Millimetres >= b.Millimetres;

    /// <inheritdoc/>
    public int CompareTo(Length other) => Millimetres.CompareTo(other.Millimetres);

    /// <summary>With its unit, culture-invariant.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Millimetres:0.#} mm");
}
