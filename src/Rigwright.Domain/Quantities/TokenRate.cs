using System.Globalization;

namespace Rigwright.Domain.Quantities;

/// <summary>Tokens per second; the name that holds it says decode or prefill, per stream or total. <c>default</c> is zero.</summary>
public readonly record struct TokenRate : IComparable<TokenRate>
{
    private TokenRate(double value) => TokensPerSecond = value;

    /// <summary>The value in tokens per second, finite and not negative.</summary>
    public double TokensPerSecond { get; }

    /// <summary>From tokens per second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, NaN or infinite.</exception>
    public static TokenRate FromTokensPerSecond(double value)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "TokenRate is finite and not negative.");
        return new(value);
    }

    /// <summary>Sum.</summary>
    public static TokenRate operator +(TokenRate a, TokenRate b) => new(a.TokensPerSecond + b.TokensPerSecond);

    /// <summary>Multiple by a dimensionless factor.</summary>
    public static TokenRate operator *(TokenRate a, double factor) => FromTokensPerSecond(a.TokensPerSecond * factor);

    /// <summary>The dimensionless ratio of two values.</summary>
    public static double operator /(TokenRate a, TokenRate b) => a.TokensPerSecond / b.TokensPerSecond;

    /// <summary>Is a smaller than b?</summary>
    public static bool operator <(TokenRate a, TokenRate b) => a.TokensPerSecond < b.TokensPerSecond;

    /// <summary>Is a larger than b?</summary>
    public static bool operator >(TokenRate a, TokenRate b) => a.TokensPerSecond > b.TokensPerSecond;

    /// <summary>Is a at most b?</summary>
    public static bool operator <=(TokenRate a, TokenRate b) => a.TokensPerSecond <= b.TokensPerSecond;

    /// <summary>Is a at least b?</summary>
    public static bool operator >=(TokenRate a, TokenRate b) => a.TokensPerSecond >= b.TokensPerSecond;

    /// <inheritdoc/>
    public int CompareTo(TokenRate other) => TokensPerSecond.CompareTo(other.TokensPerSecond);

    /// <summary>With its unit, culture-invariant.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{TokensPerSecond:0.#} tok/s");
}
