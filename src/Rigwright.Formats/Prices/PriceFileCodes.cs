namespace Rigwright.Formats.Prices;

/// <summary>Diagnostic codes of price files.</summary>
public static class PriceFileCodes
{
    /// <summary>The file is missing, too large, or no text.</summary>
    public const string Unreadable = "RW8501";

    /// <summary>A column is missing, unknown or named twice.</summary>
    public const string Header = "RW8502";

    /// <summary>A row has another number of fields than the header, is too long, or has a quote that is never closed.</summary>
    public const string Row = "RW8503";

    /// <summary>Not a price.</summary>
    public const string Price = "RW8504";

    /// <summary>A currency that is not known or not stated.</summary>
    public const string Currencies = "RW8505";

    /// <summary>A day that is not one, that is not stated, or that lies in the future.</summary>
    public const string Day = "RW8506";

    /// <summary>Nothing that is known has this name.</summary>
    public const string Unmatched = "RW8507";

    /// <summary>The line may mean several things.</summary>
    public const string Ambiguous = "RW8508";

    /// <summary>A word, memory size or text that the column does not take.</summary>
    public const string Field = "RW8509";

    /// <summary>The JSON document is broken or is no list of offers.</summary>
    public const string Json = "RW8510";

    /// <summary>Nothing in the text looks like a line of a parts list with a price.</summary>
    public const string NoLines = "RW8511";

    /// <summary>The same item is priced twice in a list.</summary>
    public const string Duplicate = "RW8513";

    /// <summary>The line was understood by the words that it shares with a name.</summary>
    public const string ByWords = "RW8514";

    /// <summary>Bytes of two encodings in one file, or bytes of none.</summary>
    public const string Encoding = "RW8512";
}
