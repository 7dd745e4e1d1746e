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
            var products = Products(table, rows);
            if (products.Count > 1)
            {
                foreach (var i in rows)
                    table.Repairs.Add(new(OpenPartCodes.AmbiguousPartNumber, table.Parts[i].Id, "part_numbers", number, null,
                        $"{products.Count} different products have it", new(table.File, table.Lines[i], 1)));
            }
            foreach (var product in products)
            {
                if (product.Rows.Count > 1)
                    Settle(table, product.Rows, disputes);
            }
        }
    }

    private static List<KeyValuePair<string, List<int>>> SharedNumbers(PartTable table)
    {
        var shared = new List<KeyValuePair<string, List<int>>>();
        foreach (var number in table.SharedNumbers)
        {
            if (number.Key.Length >= ShortestPartNumber)
                shared.Add(number);
        }
        shared.Sort((a, b) => a.Value[0].CompareTo(b.Value[0]) is var c and not 0 ? c : string.CompareOrdinal(a.Key, b.Key));
        return shared;
    }

    // In the order of their first rows. A number is shared by two to five rows.
    private static List<Product> Products(PartTable table, List<int> rows)
    {
        var products = new List<Product>(1);
        foreach (var row in rows)
        {
            var identity = PartFields.Identity(table.Parts[row]);
            if (products.Find(p => p.Identity == identity) is { } known)
                known.Rows.Add(row);
            else
                products.Add(new(identity, [row]));
        }
        return products;
    }

    private static void Settle(PartTable table, List<int> rows, List<Dispute> disputes)
    {
        foreach (var field in PartFields.Of(table.Parts[rows[0]]))
        {
            if (Claims(table, rows, field) is not { } claims)
                continue;
            var verified = claims.FindAll(c => table.Verified[c.Row]);
            var chosen = Chosen(verified.Count > 0 ? verified : claims, field.Cautious);
            var why = verified.Count > 0 ? "a row that was verified by hand upstream counts before the others" : "no row was verified: the claim that is harder to satisfy counts";
            List<Claim> ordered = [chosen, .. claims.Where(c => c != chosen)];
            var all = string.Join(", ", ordered.Select(c => c.Text).Distinct(StringComparer.Ordinal));
            disputes.Add(new Dispute($"part/{table.Parts[chosen.Row].Id}", field.Column,
                [.. ordered.Select(c => new Sourced<string>(c.Text, PartRow.Source, Evidence.CommunityReport, PartRow.Commit, $"{table.File}:{table.Lines[c.Row]}"))], why));
            var source = table.Parts[chosen.Row];
            var note = $"disputed: {all}; {why}";
            foreach (var claim in claims)
            {
                table.Parts[claim.Row] = field.Copy(table.Parts[claim.Row], source, note);
                if (claim.Text != chosen.Text)
                    table.Repairs.Add(new(OpenPartCodes.Disputed, table.Parts[claim.Row].Id, field.Column, claim.Text, chosen.Text,
                        "another row of the same product says so", new Position(table.File, table.Lines[claim.Row], 1)));
            }
        }
    }

    // What the rows say about a field, or null where they agree. Most rows share one object for one fact: no text is made of it.
    private static List<Claim>? Claims(PartTable table, List<int> rows, PartField field)
    {
        object? first = null;
        var areSame = true;
        foreach (var row in rows)
        {
            if (field.Fact(table.Parts[row]) is not { } fact)
                continue;
            first ??= fact;
            areSame &= ReferenceEquals(first, fact);
        }
        if (areSame)
            return null;
        var claims = new List<Claim>(rows.Count);
        areSame = true;
        foreach (var row in rows)
        {
            if (field.Read(table.Parts[row]) is not { } value)
                continue;
            claims.Add(new(row, value.Text, value.Size));
            areSame &= value.Text == claims[0].Text;
        }
        return areSame ? null : claims;
    }

    private static Claim Chosen(List<Claim> claims, Cautious cautious)
    {
        var chosen = claims[0];
        foreach (var claim in claims)
        {
            if (cautious == Cautious.Smaller && claim.Size < chosen.Size || cautious == Cautious.Larger && claim.Size > chosen.Size)
                chosen = claim;
        }
        return chosen;
    }

    private sealed record Product(string Identity, List<int> Rows);

    private sealed record Claim(int Row, string Text, double Size);
}
