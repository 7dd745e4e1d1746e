using System.Globalization;

namespace Rigwright.Domain.Quantities;

/// <summary>An A-weighted sound pressure level. Levels do not add; see <see cref="Combine"/>. <c>default</c> is zero.</summary>
public readonly record struct SoundLevel : IComparable<SoundLevel>
{
    private SoundLevel(double value) => DecibelA = value;

    /// <summary>The value in dB(A), finite and not negative.</summary>
    public double DecibelA { get; }

    /// <summary>From dB(A).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public static SoundLevel FromDecibelA(double value)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "SoundLevel is finite and not negative.");
        return new(value);
    }

    /// <summary>The level of incoherent sources together: 10·log10(Σ 10^(L/10)). Two equal sources give +3 dB.</summary>
    /// <exception cref="ArgumentException">No level is given.</exception>
    public static SoundLevel Combine(IEnumerable<SoundLevel> levels)
    {
        double power = 0;
        var any = false;
        foreach (var level in levels)
        {
            power += Math.Pow(10, level.DecibelA / 10);
            any = true;
        }
        if (!any)
            throw new ArgumentException("At least one level is needed.", nameof(levels));
        return FromDecibelA(10 * Math.Log10(power));
    }

    /// <summary>Is a smaller than b?</summary>
    public static bool operator <(SoundLevel a, SoundLevel b) => a.DecibelA < b.DecibelA;

    /// <summary>Is a larger than b?</summary>
    public static bool operator >(SoundLevel a, SoundLevel b) => a.DecibelA > b.DecibelA;

    /// <summary>Is a at most b?</summary>
    public static bool operator <=(SoundLevel a, SoundLevel b) => a.DecibelA <= b.DecibelA;

    /// <summary>Is a at least b?</summary>
    public static bool operator >=(SoundLevel a, SoundLevel b) => a.DecibelA >= b.DecibelA;

    /// <inheritdoc/>
    public int CompareTo(SoundLevel other) => DecibelA.CompareTo(other.DecibelA);

    /// <summary>With its unit, culture-invariant.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DecibelA:0.#} dBA");
}
