using System.Globalization;
using System.Text.RegularExpressions;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.Prices;

/// <summary>A price as a person writes it.</summary>
/// <param name="Amount">The amount; at most two decimals.</param>
/// <param name="Sign">The currency written beside it (<c>CHF</c>, <c>€</c>, <c>$</c>), or null.</param>
public readonly record struct WrittenPrice(decimal Amount, string? Sign);

/// <summary>Reads prices with decimal comma or point and thousands separators. What can be read in two ways is refused, not guessed.</summary>
public static partial class PriceText
{
    // A home machine costs less, and hundredths of it fit every database.
    private const decimal Limit = 10_000_000m;

    /// <summary>Reads a price; else says what is wrong with it.</summary>
    public static bool TryParse(string text, DecimalMark? mark, out WrittenPrice price, out string? problem)
    {
        price = default;
        var match = Written().Match(text.Trim());
        if (!match.Success)
        {
            problem = $"'{Short(text)}' is not a price.";
            return false;
        }
        var sign = match.Groups["before"].Success ? match.Groups["before"].Value : match.Groups["after"].Success ? match.Groups["after"].Value : null;
        if (match.Groups["minus"].Length > 0)
            problem = $"'{Short(text)}' is negative.";
        else if (Digits(match.Groups["number"].Value, mark, out problem) is not { } digits)
            problem ??= $"'{Short(text)}' is not a price.";
        else if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount >= Limit)
            problem = $"'{Short(text)}' is more than {Limit:0}.";
        else if (amount == 0)
            problem = $"'{Short(text)}' is nothing.";
        else
        {
            price = new(amount, sign);
            return true;
        }
        return false;
    }

    /// <summary>The currency of a sign; false for a dollar sign (of which country?) and for anything unknown.</summary>
    public static bool TryCurrency(string sign, out Currency currency)
    {
        var code = sign.ToUpperInvariant().TrimEnd('.') switch
        {
            "€" => "EUR",
            "£" => "GBP",
            "US$" => "USD",
            "FR" or "SFR" => "CHF",
            var other => other,
        };
        return Currency.TryParse(code, out currency);
    }

    // Digits with a point, or null. The separators that stand for thousands are taken out.
    private static string? Digits(string number, DecimalMark? mark, out string? problem)
    {
        problem = null;
        var text = NoCents().Replace(number, "");
        if (Grouped().IsMatch(text))
            text = Spaces().Replace(text, "");
        var point = text.Count(c => c == '.');
        var comma = text.Count(c => c == ',');
        if (point > 0 && comma > 0)
        {
            var last = text.LastIndexOf('.') > text.LastIndexOf(',') ? '.' : ',';
            return Join(text, last == '.' ? ',' : '.', last, mark);
        }
        if (point + comma == 0)
            return text.All(char.IsAsciiDigit) ? text : null;
        var separator = point > 0 ? '.' : ',';
        if (point + comma > 1)
            return Join(text, separator, null, mark);
        var decimals = text.Length - text.IndexOf(separator) - 1;
        if (decimals is 1 or 2)
            return Join(text, separator == '.' ? ',' : '.', separator, mark);
        if (decimals == 3 && mark is { } stated)
            return (stated == DecimalMark.Point) == (separator == '.') ? null : Join(text, separator, null, mark);
        if (decimals == 3)
            problem = $"'{number}' may be {text.Replace(separator.ToString(), "", StringComparison.Ordinal)} or {text[..text.IndexOf(separator)]} and a fraction: write two decimals, or import the file with --decimal comma or point.";
        return null;
    }

    private static string? Join(string text, char thousands, char? decimals, DecimalMark? mark)
    {
        if (mark is { } stated && decimals is { } used && (stated == DecimalMark.Point) != (used == '.'))
            return null;
        var at = decimals is { } d ? text.LastIndexOf(d) : text.Length;
        var groups = text[..at].Split(thousands);
        var fraction = at < text.Length ? text[(at + 1)..] : "";
        var isGood = groups[0].Length is > 0 and <= 3 || groups.Length == 1;
        isGood &= groups.Skip(1).All(g => g.Length == 3) && groups.All(g => g.All(char.IsAsciiDigit)) && fraction.All(char.IsAsciiDigit) && fraction.Length <= 2;
        return isGood ? string.Concat(groups) + (fraction.Length > 0 ? "." + fraction : "") : null;
    }

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;

    [GeneratedRegex(@"^(?:(?<before>CHF|EUR|USD|GBP|US\$|SFr\.|Fr\.|€|\$|£)\s*)?(?<minus>[-−]?)\s*(?<number>[0-9](?:[0-9.,'’ \u00a0\u202f]*[0-9])?(?:[.,][-–—]{1,2})?)\s*(?<after>CHF|EUR|USD|GBP|US\$|SFr\.|Fr\.|€|\$|£)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex(@"[.,][-–—]{1,2}$")]
    private static partial Regex NoCents();

    [GeneratedRegex(@"^\d{1,3}(?:['’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"['’ \u00a0\u202f]")]
    private static partial Regex Spaces();
}
