namespace Rigwright.Domain.Offers;

/// <summary>The words of an offer in every file, table and JSON document.</summary>
public static class OfferWords
{
    /// <summary>Words of <see cref="OfferSubject"/>.</summary>
    public static IReadOnlyList<(string Word, OfferSubject Value)> Subjects { get; } =
        [("accelerator", OfferSubject.Accelerator), ("part", OfferSubject.Part), ("prebuilt", OfferSubject.Prebuilt), ("none", OfferSubject.Unmatched)];

    /// <summary>Words of <see cref="Condition"/>.</summary>
    public static IReadOnlyList<(string Word, Condition Value)> Conditions { get; } =
        [("new", Condition.New), ("refurbished", Condition.Refurbished), ("used", Condition.Used), ("build-total", Condition.BuildTotal)];

    /// <summary>Words of <see cref="PriceTax"/>.</summary>
    public static IReadOnlyList<(string Word, PriceTax Value)> Taxes { get; } =
        [("gross", PriceTax.Gross), ("net", PriceTax.Net), ("private", PriceTax.Private)];

    /// <summary>Words of <see cref="StockState"/>.</summary>
    public static IReadOnlyList<(string Word, StockState Value)> Stocks { get; } =
        [("in-stock", StockState.InStock), ("on-order", StockState.OnOrder), ("preorder", StockState.Preorder), ("out-of-stock", StockState.OutOfStock)];

    /// <summary>The word of a value.</summary>
    /// <exception cref="InvalidOperationException">The value is not in the list.</exception>
    public static string Of<T>(IReadOnlyList<(string Word, T Value)> words, T value) where T : struct
    {
        foreach (var (word, known) in words)
        {
            if (EqualityComparer<T>.Default.Equals(known, value))
                return word;
        }
        throw new InvalidOperationException($"{typeof(T).Name} {value} has no word.");
    }

    /// <summary>The value of a word, ignoring case; false for any other word.</summary>
    public static bool TryParse<T>(IReadOnlyList<(string Word, T Value)> words, string text, out T value) where T : struct
    {
        foreach (var (word, known) in words)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                value = known;
                return true;
            }
        }
        value = default;
        return false;
    }
}
