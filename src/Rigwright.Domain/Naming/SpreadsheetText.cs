using System.Globalization;

namespace Rigwright.Domain.Naming;

/// <summary>
/// Texts in CSV files that a spreadsheet will open. A cell that begins with =, +, - or @ runs as a formula there; an apostrophe before it makes it
/// text. Apostrophes that stand before such a character already get one more, so that taking one away again restores every text exactly.
/// </summary>
public static class SpreadsheetText
{
    // The full-width forms run as well in spreadsheets that fold them.
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    /// <summary>The text as it stands in the file.</summary>
    public static string Neutralise(string text) => Runs(text) ? "'" + text : text;

    /// <summary>The text that was neutralised.</summary>
    public static string Restore(string text) => text.StartsWith('\'') && Runs(text) ? text[1..] : text;

    /// <summary>A cell of a CSV file: neutralised unless it is a plain number, quoted where it must be.</summary>
    public static string Cell(string text)
    {
        var safe = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? text : Neutralise(text);
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    private static bool Runs(string text)
    {
        var first = text.AsSpan().TrimStart('\'');
        return first.Length > 0 && Dangerous.Contains(first[0], StringComparison.Ordinal);
    }
}
