namespace Rigwright.Formats.Prices;

/// <summary>The columns of an offer in CSV and its keys in JSON: one list for what is exported and what is imported.</summary>
public static class OfferColumns
{
    /// <summary>Every column in the order of an export.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "id", "item", "part_number", "subject", "reference", "memory_gib", "price_low", "price_high", "currency", "tax",
        "condition", "seller", "url", "seen", "stock", "verified", "source", "note",
    ];

    /// <summary>Other names that price lists use for a column.</summary>
    public static IReadOnlyDictionary<string, string> Synonyms { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["price"] = "price_low",
        ["date"] = "seen",
        ["name"] = "item",
        ["mpn"] = "part_number",
        ["sku"] = "part_number",
        ["vendor"] = "seller",
        ["shop"] = "seller",
        ["link"] = "url",
    };

    /// <summary>What stands in <c>seen</c> for an offer whose day nobody knows.</summary>
    public const string Undated = "undated";

    /// <summary>The column that a name in a file means.</summary>
    public static string Canonical(string name)
    {
        var folded = name.Trim().ToLowerInvariant();
        return Synonyms.GetValueOrDefault(folded, folded);
    }
}

/// <summary>One row of a price file by column, whatever the file's form.</summary>
internal interface IOfferFields
{
    /// <summary>The trimmed text of a column; empty when it is missing.</summary>
    string this[string column] { get; }

    /// <summary>Where a column's text begins.</summary>
    Domain.Diagnostics.Position At(string column);
}
