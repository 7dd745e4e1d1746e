using System.Globalization;
using Rigwright.App.Size;
using Rigwright.Domain.Diagnostics;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.Csv;
using Rigwright.Formats.Size;
using Rigwright.TestKit;
using Shouldly;

namespace Rigwright.App.Tests.Size;

/// <summary>Sizes against 550 published ones (published-sizes.csv, collected 2026-11-22 from the pages in its source column).
/// <c>plain</c> rows follow stated rules; the other kinds are custom mixes, several files in one figure, or figures typed in by hand.</summary>
public sealed class PublishedSizeTests
{
    private static readonly IReadOnlyList<Row> Rows = Measure();

    [Fact]
    public void Plain_gguf_files_are_met() => Hold(Rows.Where(r => r is { IsGguf: true, Kind: "plain" }), median: 0.1, p95: 0.5);

    [Fact]
    public void Plain_files_of_other_formats_are_met() => Hold(Rows.Where(r => r is { IsGguf: false, Kind: "plain" }), median: 1, p95: 3);

    [Fact]
    public void Over_all_rows_whatever_their_kind_the_median_is_met()
    {
        Hold(Rows.Where(r => r.IsGguf), median: 0.1, p95: 13);
        Hold(Rows.Where(r => !r.IsGguf), median: 1, p95: 8);
    }

    [Fact]
    public void No_model_of_the_catalogue_is_unknown() =>
        Rows.Where(r => r.Error is null && !r.Basis.StartsWith("unknown: no model", StringComparison.Ordinal) && !r.Basis.StartsWith("unknown: the quantisation", StringComparison.Ordinal))
            .Select(r => $"{r.Model} {r.Quant}: {r.Basis}").ShouldBeEmpty();

    private static void Hold(IEnumerable<Row> rows, double median, double p95)
    {
        var errors = rows.Where(r => r.Error is not null).Select(r => r.Error!.Value).Order().ToList();

        errors.Count.ShouldBeGreaterThan(50);
        errors[errors.Count / 2].ShouldBeLessThanOrEqualTo(median);
        errors[(int)(0.95 * errors.Count)].ShouldBeLessThanOrEqualTo(p95);
    }

    private static List<Row> Measure()
    {
        var path = Repository.PathOf("tests", "Rigwright.App.Tests", "Size", "published-sizes.csv");
        var folder = Repository.PathOf("data");
        var cases = SizeCaseReader.Read(path).Value!;
        var answers = new SizeHandler(CatalogueReader.Read(folder).Value!, new ConfigurationLibrary(folder)).Handle(cases);
        var published = CsvDocument.Load(path, path, new DiagnosticBag(), "RW5101")!;
        return [.. published.Records.Select((r, i) =>
        {
            double bytes = double.Parse(r[4].Text, CultureInfo.InvariantCulture), rounding = double.Parse(r[5].Text, CultureInfo.InvariantCulture);
            double? error = answers[i].Bytes is { } b ? Math.Max(0, (Math.Abs(b - bytes) / bytes * 100) - rounding) : null;
            return new Row(r[1].Text, r[3].Text, r[2].Text.StartsWith("gguf", StringComparison.Ordinal), r[6].Text, error, answers[i].Basis);
        })];
    }

    private sealed record Row(string Model, string Quant, bool IsGguf, string Kind, double? Error, string Basis);
}
