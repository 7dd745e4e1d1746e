using System.Globalization;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Parts;

namespace Rigwright.Formats.Catalogues;

/// <summary>Cells that hold several things: plugs, slots, word lists.</summary>
internal static class CatalogueLists
{
    /// <summary><c>2x 12v-2x6; 1x eps-8</c>, or <c>none</c> for a sourced "there is none".</summary>
    public static IReadOnlyList<PlugCount>? Plugs(this CatalogueRow row, string column)
    {
        if (row.Text(column) is "none")
            return [];
        if (row.List(column) is not { } items)
            return null;
        List<PlugCount> plugs = [];
        foreach (var item in items)
        {
            var parts = item.Split("x ", 2);
            if (parts.Length == 2 && TryCount(parts[0], out var count) && CatalogueWords.Plugs.TryGet(parts[1], out var plug))
                plugs.Add(new(plug, count));
            else
            {
                row.Error(CatalogueCodes.BadList, column,
                    $"'{item}' is not a number of plugs such as '2x 12v-2x6' (known: {string.Join(", ", CatalogueWords.Plugs.Words)}).");
            }
        }
        return plugs;
    }

    /// <summary><c>2x 5.0 x16/16; 1x 4.0 x16/?</c>: count, generation, mechanical and wired lanes, with <c>?</c> for unknown.</summary>
    public static IReadOnlyList<SlotGroup>? Slots(this CatalogueRow row, string column)
    {
        if (row.List(column) is not { } items)
            return null;
        List<SlotGroup> slots = [];
        foreach (var item in items)
        {
            if (TrySlot(item) is { } slot)
                slots.Add(slot);
            else
                row.Error(CatalogueCodes.BadList, column, $"'{item}' is not a slot group such as '2x 5.0 x16/16' (unknown values: '?').");
        }
        return slots;
    }

    /// <summary>Words of an enumeration separated by a semicolon.</summary>
    public static IReadOnlyList<T>? Words<T>(this CatalogueRow row, string column, WordList<T> words) where T : struct
    {
        if (row.List(column) is not { } items)
            return null;
        List<T> values = [];
        foreach (var item in items)
        {
            if (words.TryGet(item, out var value))
                values.Add(value);
            else
            {
                row.Error(CatalogueCodes.UnknownWord, column, $"'{item}' is not one of {string.Join(", ", words.Words)}.",
                    Domain.Naming.NearestName.Suggest(item, words.Words));
            }
        }
        return values;
    }

    /// <summary>Whole numbers separated by a semicolon.</summary>
    public static IReadOnlyList<int>? Wholes(this CatalogueRow row, string column, int min, int max)
    {
        if (row.List(column) is not { } items)
            return null;
        List<int> values = [];
        foreach (var item in items)
        {
            if (TryCount(item, out var value) && value >= min && value <= max)
                values.Add(value);
            else
                row.Error(CatalogueCodes.BadList, column, $"'{item}' is not a whole number from {min} to {max}.");
        }
        return values;
    }

    private static SlotGroup? TrySlot(string item)
    {
        var parts = item.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 3 || !parts[0].EndsWith('x') || !TryCount(parts[0][..^1], out var count) || !parts[2].StartsWith('x'))
            return null;
        double? generation = null;
        if (parts[1] != "?")
        {
            if (!double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var g) || g is < 1 or > 7)
                return null;
            generation = g;
        }
        var lanes = parts[2][1..].Split('/');
        if (lanes.Length != 2 || !TryCount(lanes[0], out var mechanical) || mechanical > 16)
            return null;
        if (lanes[1] == "?")
            return new(count, generation, mechanical, null);
        return TryCount(lanes[1], out var wired) && wired <= mechanical ? new(count, generation, mechanical, wired) : null;
    }

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is > 0 and <= 64;
}
