using System.Globalization;

namespace Rigwright.Domain.Quantities;

/// <summary>An exact, non-negative amount of memory in bytes. <c>default</c> is zero bytes. GB is 10^9, GiB is 2^30.</summary>
public readonly record struct ByteSize : IComparable<ByteSize>
{
    private ByteSize(long bytes) => Bytes = bytes;

    /// <summary>The amount in bytes, never negative.</summary>
    public long Bytes { get; }

    /// <summary>The amount in GiB (2^30 bytes).</summary>
    public double GiB => Bytes / (double)(1L << 30);

    /// <summary>The amount in MiB (2^20 bytes).</summary>
    public double MiB => Bytes / (double)(1L << 20);

    /// <summary>The amount in GB (10^9 bytes).</summary>
    public double GB => Bytes / 1e9;

    /// <summary>Zero bytes.</summary>
    public static ByteSize Zero => default;

    /// <summary>From a byte count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static ByteSize FromBytes(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new(bytes);
    }

    /// <summary>From GiB (2^30 bytes), rounded to the nearest byte.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or too large for 63 bits.</exception>
    public static ByteSize FromGiB(double gib) => FromReal(gib * (1L << 30), gib);

    /// <summary>From MiB (2^20 bytes), rounded to the nearest byte.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or too large for 63 bits.</exception>
    public static ByteSize FromMiB(double mib) => FromReal(mib * (1L << 20), mib);

    /// <summary>From GB (10^9 bytes), rounded to the nearest byte.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or too large for 63 bits.</exception>
    public static ByteSize FromGB(double gb) => FromReal(gb * 1e9, gb);

    private static ByteSize FromReal(double bytes, double given)
    {
        if (double.IsNaN(bytes) || bytes < 0 || bytes >= long.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(given), given, "An amount of memory is finite, not negative and below 2^63 bytes.");
        return new((long)Math.Round(bytes));
    }

    /// <summary>Exact sum; overflow throws.</summary>
    public static ByteSize operator +(ByteSize a, ByteSize b) => new(checked(a.Bytes + b.Bytes));

    /// <summary>Difference; throws when it would be negative (see <see cref="SubtractOrZero"/>).</summary>
    public static ByteSize operator -(ByteSize a, ByteSize b) => FromBytes(a.Bytes - b.Bytes);

    /// <summary>Exact multiple; overflow throws.</summary>
    public static ByteSize operator *(ByteSize a, long factor) => FromBytes(checked(a.Bytes * factor));

    /// <summary>The time to read this much at a bandwidth.</summary>
    public static Latency operator /(ByteSize a, Bandwidth b) => Latency.FromSeconds(a.Bytes / b.BytesPerSecond);

    /// <summary>Is a smaller than b?</summary>
    public static bool operator <(ByteSize a, ByteSize b) => a.Bytes < b.Bytes;

    /// <summary>Is a larger than b?</summary>
    public static bool operator >(ByteSize a, ByteSize b) => a.Bytes > b.Bytes;

    /// <summary>Is a at most b?</summary>
    public static bool operator <=(ByteSize a, ByteSize b) => a.Bytes <= b.Bytes;

    /// <summary>Is a at least b?</summary>
    public static bool operator >=(ByteSize a, ByteSize b) => a.Bytes >= b.Bytes;

    /// <summary>a − b, or zero when b is larger.</summary>
    public static ByteSize SubtractOrZero(ByteSize a, ByteSize b) => a > b ? a - b : Zero;

    /// <summary>The exact sum of a sequence.</summary>
    public static ByteSize Sum(IEnumerable<ByteSize> sizes) => sizes.Aggregate(Zero, (a, b) => a + b);

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>In GiB with two decimals, culture-invariant.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{GiB:0.##} GiB");
}
