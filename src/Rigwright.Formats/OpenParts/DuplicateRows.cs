using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Provenance;

namespace Rigwright.Formats.OpenParts;

/// <summary>Rows that share a part number: the same product with one chosen claim a field, or two products and an ambiguous number.</summary>
internal static class DuplicateRows
{
    // A shorter "part number" is a series or a capacity ("1000g"), not a product.
    private const int ShortestPartNumber = 5;

    public static void Settle(PartTable table, List<Dispute> disputes)
    {
        foreach (var (number, rows) in SharedNumbers(table))
        {
            var products = rows.GroupBy(i => PartFields.Identity(table.Parts[i]), StringComparer.Ordinal).ToList();
            if (products.Count > 1)
            {
                foreach (var i in rows)
                    table.Repairs.Add(new(OpenPartCodes.AmbiguousPartNumber, table.Parts[i].Id, "part_numbers", number, null,
                        $"{products.Count} different products have it", new(table.File, table.Lines[i], 1)));
            }
            foreach (var product in products.Where(p => p.Count() > 1))
                Settle(table, [.. product], disputes);
        }
    }

    private static IEnumerable<(string Number, List<int> Rows)> SharedNumbers(PartTable table) => table.SharedNumbers()
        .Where(r => r.Number.Length >= ShortestPartNumber).OrderBy(r => r.Rows[0]).ThenBy(r => r.Number, StringComparer.Ordinal);

    private static void Settle(PartTable table, List<int> rows, List<Dispute> disputes)
    {
        foreach (var field in PartFields.Of(table.Parts[rows[0]]))
        {
            var claims = rows.Select(i => (Row: i, Value: field.Read(table.Parts[i]))).Where(c => c.Value is not null).ToList();
            if (claims.Select(c => c.Value!.Value.Text).Distinct(StringComparer.Ordinal).Count() < 2)
                continue;
            var verified = claims.Where(c => table.Verified[c.Row]).ToList();
            var chosen = field.Cautious switch
            {
                Cautious.Smaller => (verified.Count > 0 ? verified : claims).MinBy(c => c.Value!.Value.Size),
                Cautious.Larger => (verified.Count > 0 ? verified : claims).MaxBy(c => c.Value!.Value.Size),
                _ => (verified.Count > 0 ? verified : claims)[0],
            };
            var why = verified.Count > 0 ? "a row that was verified by hand upstream counts before the others" : "no row was verified: the claim that is harder to satisfy counts";
            var ordered = claims.OrderBy(c => c.Row == chosen.Row ? 0 : 1).ToList();
            var all = string.Join(", ", ordered.Select(c => c.Value!.Value.Text).Distinct(StringComparer.Ordinal));
            disputes.Add(new Dispute($"part/{table.Parts[chosen.Row].Id}", field.Column,
                [.. ordered.Select(c => new Sourced<string>(c.Value!.Value.Text, PartRow.Source, Evidence.CommunityReport, PartRow.Commit, $"{table.File}:{table.Lines[c.Row]}"))], why));
            var source = table.Parts[chosen.Row];
            foreach (var (row, value) in claims)
            {
                table.Parts[row] = field.Copy(table.Parts[row], source, $"disputed: {all}; {why}");
                if (value!.Value.Text != chosen.Value!.Value.Text)
                    table.Repairs.Add(new(OpenPartCodes.Disputed, table.Parts[row].Id, field.Column, value.Value.Text, chosen.Value.Value.Text,
                        "another row of the same product says so", new Position(table.File, table.Lines[row], 1)));
            }
        }
    }
}
