using System.Text.RegularExpressions;

namespace Rigwright.Reports.Documents;

/// <summary>How a region writes numbers. The program composes every text in the invariant form (1,234.5); this rewrites it for readers.</summary>
/// <param name="Code">Word for <c>--numbers</c>.</param>
/// <param name="Group">Between groups of three digits.</param>
/// <param name="Decimal">Between whole and fraction.</param>
public sealed partial record NumberStyle(string Code, string Group, string Decimal)
{
    /// <summary>1,234.5</summary>
    public static NumberStyle English { get; } = new("en", ",", ".");

    /// <summary>Every style by its code: English, Swiss, German and Austrian, French (narrow no-break space), and the SI brochure's.</summary>
    public static IReadOnlyList<NumberStyle> All { get; } =
        [English, new("ch", "’", "."), new("de", ".", ","), new("fr", "\u202f", ","), new("si", "\u202f", ".")];

    /// <summary>The style with a code.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static NumberStyle Of(string code) =>
        All.FirstOrDefault(s => s.Code == code) ?? throw new ArgumentException($"'{code}' is not a number style.", nameof(code));

    /// <summary>
    /// Rewrites the numbers of a text. A group comma is one wherever it stands between three digits; a decimal point only where a unit follows or a currency precedes,
    /// because 5.0 in "PCIe 5.0" and 2.5 in "Qwen2.5" are names.
    /// </summary>
    public string InText(string text) => this == English ? text : Quantity().Replace(text, m => Number(m.Value));

    /// <summary>Rewrites a text that consists of numbers: a cell of a column of numbers, a label of an axis.</summary>
    public string InNumbers(string text) => this == English ? text : Bare().Replace(text, m => Number(m.Value));

    private string Number(string text) => string.Concat(text.Select(c => c switch { ',' => Group, '.' => Decimal, _ => c.ToString() }));

    private const string Unit = @"(?:[ \u00a0]?(?:%|×)| (?:points|[GM]iB|[GTM]B|tok/s|dBA?|k?Wh?|mm|cm|ms|s|million|times|hours|years|CHF|EUR|USD)\b)";

    [GeneratedRegex(@"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w|[,.]\d)|\d+\.\d+(?=" + Unit + @"|[-–]\d+\.\d+" + Unit + @")|(?<=\b(?:CHF|EUR|USD|GBP)[ \u00a0])\d+\.\d+(?!\w|\.\d))")]
    private static partial Regex Quantity();

    [GeneratedRegex(@"\d+(?:,\d{3})*(?:\.\d+)?")]
    private static partial Regex Bare();
}
