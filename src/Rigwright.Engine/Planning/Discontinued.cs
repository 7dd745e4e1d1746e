using System.Globalization;
using Rigwright.Domain.Hardware;

namespace Rigwright.Engine.Planning;

/// <summary>Reads the end of a device's sale off what the catalogue says of its market.</summary>
public static class Discontinued
{
    private const string Word = "discontinued ";

    /// <summary>The day from which a device is not made any more; null when the catalogue states none.</summary>
    public static DateOnly? On(Accelerator accelerator)
    {
        var text = accelerator.MarketStatus?.Value ?? "";
        var at = text.IndexOf(Word, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && text.Length >= at + Word.Length + 10
            && DateOnly.TryParseExact(text.AsSpan(at + Word.Length, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }
}
