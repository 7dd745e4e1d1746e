using System.Globalization;
using Rigwright.App.Catalogues;
using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Provenance;
using Spectre.Console;

namespace Rigwright.Reports.Catalogues;

/// <summary>The catalogue as text for a terminal.</summary>
public static class CatalogueText
{
    /// <summary>Narrowest width that the tables are laid out for when the output is not a terminal.</summary>
    public const int PlainWidth = 160;

    /// <summary>A listing with the number of its rows.</summary>
    public static void List(IAnsiConsole console, CatalogueListing listing)
    {
        var table = Grid([.. listing.Columns.Select(c => c.Header)]);
        for (var i = 0; i < listing.Columns.Count; i++)
        {
            if (listing.Rows.Any(r => r[i] is double or int or long or decimal))
                table.Columns[i].RightAligned();
        }
        foreach (var row in listing.Rows)
            table.AddRow([.. row.Select(c => new Text(Cell(c)))]);
        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{listing.Rows.Count} {listing.Kind}"));
    }

    /// <summary>An entry: every value with source, evidence and day, then what is unknown, then the claims in dispute.</summary>
    public static void Show(IAnsiConsole console, ShownEntry entry)
    {
        console.WriteLine(entry.Subject);
        var table = Grid(["field", "value", "source", "evidence", "as of", "note"]);
        foreach (var v in entry.Values)
            table.AddRow(new Text(v.Key), new Text(v.Text), new Text(v.Source ?? ""), new Text(v.Evidence is { } e ? Word(e) : ""), new Text(Day(v.AsOf)), new Text(v.Note ?? ""));
        console.Write(table);
        if (entry.Unknown.Count > 0)
            console.WriteLine("unknown: " + string.Join(", ", entry.Unknown));
        foreach (var dispute in entry.Disputes)
            Dispute(console, dispute);
        console.WriteLine();
    }

    /// <summary>Sources with their grade.</summary>
    public static void Sources(IAnsiConsole console, IEnumerable<Source> sources)
    {
        var table = Grid(["id", "producer", "title", "published", "grade", "licence", "address"]);
        var count = 0;
        foreach (var s in sources)
        {
            table.AddRow(new Text(s.Id.Value), new Text(s.Producer ?? ""), new Text(s.Title), new Text(s.Published ?? ""), new Text(Word(s.Grade)), new Text(s.Licence ?? ""), new Text(s.Address ?? ""));
            count++;
        }
        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} sources"));
    }

    /// <summary>Every dispute with all its claims.</summary>
    public static void Disputes(IAnsiConsole console, Catalogue catalogue)
    {
        foreach (var dispute in catalogue.Disputes)
            Dispute(console, dispute);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{catalogue.Disputes.Count} disputes"));
    }

    /// <summary>The findings of the catalogue check.</summary>
    public static void Check(IAnsiConsole console, IReadOnlyList<CatalogueFinding> findings)
    {
        foreach (var f in findings)
        {
            console.WriteLine($"{Word(f.Severity)} {f.Rule}: {f.Subject}: {f.Message}");
            if (f.Explanation is not null)
                console.WriteLine($"  {f.Explanation}");
        }
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{findings.Count(f => f.Severity == DiagnosticSeverity.Error)} errors, {findings.Count(f => f.Severity == DiagnosticSeverity.Warning)} warnings, {findings.Count(f => f.Severity == DiagnosticSeverity.Info)} explained"));
    }

    /// <summary>The word for a kind of evidence.</summary>
    public static string Word(Evidence evidence) => evidence switch
    {
        Evidence.MeasuredHere => "measured here",
        Evidence.MeasuredByOthers => "measured",
        Evidence.VendorSpec => "vendor",
        Evidence.DerivedFromSpec => "derived",
        Evidence.CommunityReport => "community",
        _ => "assumed",
    };

    /// <summary>The word for a severity.</summary>
    public static string Word(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    private static void Dispute(IAnsiConsole console, Dispute dispute)
    {
        console.WriteLine($"disputed: {dispute.Subject}: {dispute.Field}");
        for (var i = 0; i < dispute.Claims.Count; i++)
        {
            var c = dispute.Claims[i];
            console.WriteLine($"  {(i == 0 ? "chosen" : "      ")} {c.Value}  [{c.Source}, {Word(c.Evidence)}, {Day(c.AsOf)}]{(c.Note is null ? "" : " " + c.Note)}");
        }
        console.WriteLine($"  because: {dispute.Chosen}");
    }

    private static Table Grid(string[] headers)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var header in headers)
            table.AddColumn(new TableColumn(new Text(header)));
        return table;
    }

    private static string Cell(object? cell) => cell switch
    {
        null => "",
        bool yes => yes ? "yes" : "no",
        double number => number.ToString("0.##", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.####", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
