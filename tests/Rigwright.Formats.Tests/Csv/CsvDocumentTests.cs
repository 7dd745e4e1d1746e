using System.Text;
using CsvReader = CsvHelper.CsvReader;
using CsvReaderOptions = CsvHelper.CsvReaderOptions;
using FsCheck;
using FsCheck.Fluent;
using Rigwright.Domain.Diagnostics;
using Rigwright.Formats.Csv;
using Rigwright.TestKit;

namespace Rigwright.Formats.Tests.Csv;

public sealed class CsvDocumentTests
{
    [Fact]
    public void Fields_know_their_place_across_quoted_line_breaks()
    {
        var document = Parse("a,b\n\"one\ntwo\",x\n y ,\"say \"\"hi\"\"\"\r\n", out var bag);

        bag.Items.ShouldBeEmpty();
        document.Records.Select(r => r.Select(f => f.Text).ToArray()).ShouldBe([["one\ntwo", "x"], [" y ", "say \"hi\""]]);
        document.Records[0][1].ShouldBe(new CsvField("x", 3, 6));
        document.Records[1][1].ShouldBe(new CsvField("say \"hi\"", 4, 5));
    }

    [Theory]
    [InlineData("a\n\"x\"y\n", 2, 4)]
    [InlineData("a\n\"x\n", 2, 1)]
    public void Broken_quotes_are_reported_where_they_break(string text, int line, int column)
    {
        Parse(text, out var bag);

        bag.Items.ShouldHaveSingleItem().Position.ShouldBe(new Position("f.csv", line, column));
    }

    [Fact]
    public void Hostile_sizes_are_refused_without_being_kept()
    {
        Parse("a\n" + new string('x', CsvDocument.MaxFieldLength + 1) + "\n", out var longField).Records.ShouldBeEmpty();
        longField.Items.ShouldHaveSingleItem();
        Parse(string.Join(',', Enumerable.Repeat("c", CsvDocument.MaxColumns + 5)), out var wide).Header.ShouldBeEmpty();
        wide.Items.ShouldHaveSingleItem();
    }

    /// <summary>Agrees with CsvHelper, the field's parser, on whatever a writer of well-formed CSV can produce.</summary>
    [Fact]
    public void Reads_what_CsvHelper_reads()
    {
        var field = Gen.Elements("", "a", "b c", "x,y", "q\"q", "line\nbreak", "\"", "é", "1.5").ArrayOf(3);
        Prop.ForAll(field.ArrayOf().ToArbitrary(), records =>
        {
            var text = new StringBuilder("h1,h2,h3\n");
            foreach (var record in records.Where(r => r.Any(f => f.Length > 0)))
                text.Append(string.Join(',', record.Select(Quote))).Append('\n');
            return Same(text.ToString());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Reads_every_shipped_table_as_CsvHelper_does()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("data"), "*.csv", SearchOption.AllDirectories))
            Same(File.ReadAllText(file)).ShouldBeTrue(file);
    }

    private static bool Same(string text)
    {
        var mine = Parse(text, out var bag);
        using var reader = CsvReader.FromText(text, new CsvReaderOptions { HasHeader = false, SkipEmptyLines = true, Separator = ',', TrimWhitespace = false });
        List<string[]> theirs = [];
        while (reader.Read())
            theirs.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return !bag.HasErrors && theirs.Skip(1).Zip(mine.Records).All(p => p.First.SequenceEqual(p.Second.Select(f => f.Text))) && theirs.Count == mine.Records.Count + 1;
    }

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(',', '"', '\n') ? "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : field;

    private static CsvDocument Parse(string text, out DiagnosticBag bag) => CsvDocument.Parse(text, "f.csv", bag = new DiagnosticBag(), "RW1002");
}
