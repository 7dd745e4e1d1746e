using System.Globalization;

namespace Rigwright.Domain.Quantities;

/// <summary>An exact amount in one currency. Amounts in two currencies never add: converting needs a dated, named rate.</summary>
public readonly record struct Money : IComparable<Money>
{
    /// <summary>An amount, which may be negative (a difference).</summary>
    /// <exception cref="ArgumentException">The currency is <c>default</c>.</exception>
    public Money(decimal amount, Currency currency)
    {
        if (currency.Code is null)
            throw new ArgumentException("Money needs a currency.", nameof(currency));
        Amount = amount;
        Currency = currency;
    }

    /// <summary>The amount in units of the currency.</summary>
    public decimal Amount { get; }

    /// <summary>The currency.</summary>
    public Currency Currency { get; }

    /// <summary>An amount of Swiss francs.</summary>
    public static Money Chf(decimal amount) => new(amount, Currency.Chf);

    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>The exact sum of a sequence in one currency.</summary>
    /// <exception cref="InvalidOperationException">A term is in another currency.</exception>
    public static Money Sum(IEnumerable<Money> amounts, Currency currency) =>
        amounts.Aggregate(Zero(currency), (a, b) => a + b);

    /// <summary>Sum.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money a, Money b) => new(a.Amount + b.Amount, Same(a, b));

    /// <summary>Difference.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money a, Money b) => new(a.Amount - b.Amount, Same(a, b));

    /// <summary>Multiple.</summary>
    public static Money operator *(Money a, decimal factor) => new(a.Amount * factor, a.Currency);

    /// <summary>Is a less than b?</summary>
    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;

    /// <summary>Is a more than b?</summary>
    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;

    /// <summary>Is a at most b?</summary>
    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;

    /// <summary>Is a at least b?</summary>
    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    /// <summary>Compares two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public int CompareTo(Money other)
    {
        Same(this, other);
        return Amount.CompareTo(other.Amount);
    }

    /// <summary>Currency and amount with two decimals and thousands separators, culture-invariant.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Currency} {Amount:#,##0.00}");

    private static Currency Same(Money a, Money b) => a.Currency == b.Currency
        ? a.Currency
        : throw new InvalidOperationException($"{a.Currency} and {b.Currency} do not mix: convert with a dated exchange rate first.");
}
