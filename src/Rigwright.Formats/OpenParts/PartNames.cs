using System.Globalization;

namespace Rigwright.Formats.OpenParts;

/// <summary>What names of boards and cases say about what no column holds: SATA ports, radiators, the room for a power supply. Read by hand, as
/// <see cref="SupplyNames"/> is; a name that only resembles these forms says nothing.</summary>
internal static class PartNames
{
    private static readonly int[] Radiators = [120, 140, 240, 280, 360, 420, 480, 560];
    private static readonly string[] RadiatorWords = ["radiator", "AIO", "liquid cooler", "water cooling"];

    // How far behind a length the word stands that says what it is the length of.
    private const int Near = 26;

    /// <summary>The number of SATA ports that a board's name states ("8 SATA3"), 1 to 32, or null.</summary>
    public static int? SataPorts(string name)
    {
        var at = name.IndexOf(" SATA", StringComparison.Ordinal);
        if (at <= 0)
            return null;
        var before = name.AsSpan(0, at);
        var count = before[(before.LastIndexOf(' ') + 1)..];
        return count.Length <= 2 && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var ports) && ports is >= 1 and <= 32 ? ports : null;
    }

    /// <summary>The longest radiator that a case's name states ("up to 420mm radiator", "240mm AIO support"), in mm of its fans, and whether it says that
    /// none is longer ("up to"); null when it states none.</summary>
    public static (int Millimetres, bool IsMost)? Radiator(string name)
    {
        (int Millimetres, bool IsMost)? found = null;
        for (var at = name.IndexOf("mm", StringComparison.Ordinal); at >= 0; at = name.IndexOf("mm", at + 2, StringComparison.Ordinal))
        {
            if (NumberBefore(name, at) is not { } number || !Radiators.Contains(number.Value) || !SaysRadiator(name.AsSpan(at + 2)))
                continue;
            if (found is null || number.Value > found.Value.Millimetres)
                found = (number.Value, SaysUpTo(name.AsSpan(0, number.Start)));
        }
        return found;
    }

    /// <summary>The longest power supply that a case's name states ("(up to 220mm) Power Supply"), in mm, or null.</summary>
    public static int? SupplyLength(string name)
    {
        for (var at = name.IndexOf("mm", StringComparison.Ordinal); at >= 0; at = name.IndexOf("mm", at + 2, StringComparison.Ordinal))
        {
            var rest = name.AsSpan(at + 2).TrimStart(") ");
            if (NumberBefore(name, at) is { Value: >= 100 and <= 400 } number && SaysUpTo(name.AsSpan(0, number.Start))
                && (rest.StartsWith("power supply", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("PSU", StringComparison.Ordinal)))
                return number.Value;
        }
        return null;
    }

    /// <summary>The largest of three lengths in mm ("413 x 217 x 453", "372 x 185 x 292mm", "268 * 639 * 659"); null for other units and forms.</summary>
    public static double? LongestOfThree(ReadOnlySpan<char> text)
    {
        double? longest = null;
        var count = 0;
        foreach (var range in text.SplitAny('x', '*', '×'))
        {
            var field = text[range].Trim();
            if (field.EndsWith("mm", StringComparison.Ordinal))
                field = field[..^2].TrimEnd();
            if (!double.TryParse(field, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var length) || !double.IsFinite(length))
                return null;
            longest = Math.Max(longest ?? 0, length);
            count++;
        }
        return count == 3 ? longest : null;
    }

    private static (int Value, int Start)? NumberBefore(string name, int end)
    {
        var start = end;
        while (start > 0 && char.IsAsciiDigit(name[start - 1]))
            start--;
        return end - start is > 0 and <= 4 ? (int.Parse(name.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture), start) : null;
    }

    // What belongs to another clause is about something else.
    private static bool SaysRadiator(ReadOnlySpan<char> after)
    {
        after = after[..Math.Min(Near, after.Length)];
        if (after.IndexOfAny(",;") is >= 0 and var end)
            after = after[..end];
        foreach (var word in RadiatorWords)
        {
            if (after.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static bool SaysUpTo(ReadOnlySpan<char> before) => before[^Math.Min(12, before.Length)..].Contains("up to ", StringComparison.OrdinalIgnoreCase);
}
