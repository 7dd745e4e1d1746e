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
        var byNumber = new Dictionary<(PartCategory, string), Part>();
        foreach (var part in checkedParts)
        {
            foreach (var number in part.PartNumbers)
                byNumber.TryAdd((part.Category, AliasResolver.Fold(number)), part);
        }
        var merged = new Dictionary<PartId, Part>();
        foreach (var table in tables)
        {
            foreach (var i in byNumber.Keys.Where(k => table.Parts.Count > 0 && k.Item1 == table.Parts[0].Category).SelectMany(k => table.RowsOf(k.Item2)).Distinct().Order())
            {
                var row = table.Parts[i];
                var hand = row.PartNumbers.Select(n => byNumber.GetValueOrDefault((row.Category, AliasResolver.Fold(n)))).FirstOrDefault(p => p is not null);
                // The same number on a different product (a 16 GB kit with the number of a 64 GB kit) is upstream's slip.
                if (hand is null || hand is MemoryKit && Contradicts(hand, row))
                    continue;
                merged[hand.Id] = table.Parts[i] = Merge(merged.GetValueOrDefault(hand.Id, hand), row, table, table.Lines[i]);
            }
        }
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
