namespace Rigwright.Domain.Quantities;

/// <summary>An ISO 4217 currency code. <c>default</c> is not a currency and cannot be used in <see cref="Money"/>.</summary>
public readonly record struct Currency
{
    private Currency(string code) => Code = code;

    /// <summary>Three upper-case letters.</summary>
    public string Code { get; }

    /// <summary>Swiss franc.</summary>
    public static Currency Chf { get; } = new("CHF");

    /// <summary>Euro.</summary>
    public static Currency Eur { get; } = new("EUR");

    /// <summary>US dollar.</summary>
    public static Currency Usd { get; } = new("USD");

    /// <summary>Pound sterling.</summary>
    public static Currency Gbp { get; } = new("GBP");

    /// <summary>The currencies that offers and regions may use.</summary>
    public static IReadOnlyList<Currency> All { get; } = [Chf, Eur, Usd, Gbp];

    /// <summary>Finds a currency by its code, ignoring case; false when it is not one of <see cref="All"/>.</summary>
    public static bool TryParse(string? text, out Currency currency)
    {
        foreach (var known in All)
        {
            if (string.Equals(known.Code, text, StringComparison.OrdinalIgnoreCase))
            {
                currency = known;
                return true;
            }
        }
        currency = default;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
