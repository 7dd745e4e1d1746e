using System.Globalization;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;

namespace Rigwright.App.Land;

/// <summary>Exchange rates as they stand on a command line: <c>USD=0.90@2026-02-16</c>, or <c>EUR:GBP=0.87@2026-02-16</c> with the target named.</summary>
public static class RateOptions
{
    /// <summary>A rate that cannot be read.</summary>
    public const string BadRate = "RW2021";

    /// <summary>Reads every rate.</summary>
    /// <param name="texts">As written.</param>
    /// <param name="to">The currency that a rate leads to when it does not name one.</param>
    /// <param name="diagnostics">Every text that is no rate is reported here.</param>
    public static IReadOnlyList<ExchangeRate> Read(IReadOnlyList<string> texts, Currency to, List<Diagnostic> diagnostics)
    {
        var rates = new List<ExchangeRate>();
        foreach (var text in texts)
        {
            if (Parse(text, to) is { } rate)
            {
                rates.Add(rate);
                continue;
            }
            diagnostics.Add(new(BadRate, DiagnosticSeverity.Error, new("command line", 1, 1), $"'{text}' is not an exchange rate to {to}.",
                $"Write it like USD=0.90@2026-02-16: one unit of the currency costs that much on that day; another target than {to} is named, EUR:CHF=0.94@2026-02-16."));
        }
        return rates;
    }

    private static ExchangeRate? Parse(string text, Currency to)
    {
        if (text.Split('=', '@') is not [var pair, var number, var day])
            return null;
        var names = pair.Split(':');
        return names.Length <= 2 && Currency.TryParse(names[0], out var from) && (names.Length == 1 || Currency.TryParse(names[1], out to)) && from != to
            && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and < 10_000
            && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new(from, to, rate, date, "given on the command line")
            : null;
    }
}
