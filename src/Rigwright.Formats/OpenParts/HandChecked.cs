using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Parts;

namespace Rigwright.Formats.OpenParts;

/// <summary>Hand-checked parts count before the open database: where a part number is in both, the hand-checked part takes the row's place,
/// keeps its own facts and takes over only those that it lacks.</summary>
internal static class HandChecked
{
    public static void Override(IReadOnlyList<PartTable> tables, IReadOnlyList<Part> checkedParts)
    {
        var merged = new Dictionary<string, Part>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            if (table.Parts.Count == 0)
                continue;
            var byNumber = ByNumber(checkedParts, table.Parts[0].Category);
            var rows = new SortedSet<int>();
            foreach (var number in byNumber.Keys)
                rows.UnionWith(table.RowsOf(number));
            foreach (var i in rows)
            {
                var row = table.Parts[i];
                var hand = row.PartNumbers.Select(n => byNumber.GetValueOrDefault(AliasResolver.Fold(n))).FirstOrDefault(p => p is not null);
                // The same number on a different product (a 16 GB kit with the number of a 64 GB kit) is upstream's slip.
                if (hand is null || hand is MemoryKit && Contradicts(hand, row))
                    continue;
                merged[hand.Id.Value] = table.Parts[i] = Merge(merged.GetValueOrDefault(hand.Id.Value, hand), row, table, table.Lines[i]);
            }
        }
    }

    private static Dictionary<string, Part> ByNumber(IReadOnlyList<Part> parts, PartCategory category)
    {
        var byNumber = new Dictionary<string, Part>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (part.Category != category)
                continue;
            foreach (var number in part.PartNumbers)
                byNumber.TryAdd(AliasResolver.Fold(number), part);
        }
        return byNumber;
    }

    private static bool Contradicts(Part hand, Part row) =>
        hand is MemoryKit { Capacity: { } a } && row is MemoryKit { Capacity: { } b } && a != b;

    private static Part Merge(Part hand, Part row, PartTable table, int line)
    {
        var result = hand with
        {
            Manufacturer = hand.Manufacturer ?? row.Manufacturer,
            ReleaseYear = hand.ReleaseYear ?? row.ReleaseYear,
            PartNumbers = [.. hand.PartNumbers.Concat(row.PartNumbers).Distinct(StringComparer.Ordinal)],
        };
        foreach (var field in PartFields.Of(row))
        {
            var (ours, theirs) = (field.Read(hand), field.Read(row));
            if (ours is null)
                result = field.Copy(result, row, null);
            else if (theirs is not null && !string.Equals(theirs.Value.Text, ours.Value.Text, StringComparison.OrdinalIgnoreCase))
                table.Repairs.Add(new PartRepair(OpenPartCodes.HandChecked, hand.Id, field.Column, theirs.Value.Text, ours.Value.Text,
                    "the hand-checked part says so", new Position(table.File, line, 1)));
        }
        return result;
    }
}
