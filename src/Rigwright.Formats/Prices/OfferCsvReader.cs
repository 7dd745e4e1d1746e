using System.Globalization;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;
using Rigwright.Formats.Csv;

namespace Rigwright.Formats.Prices;

/// <summary>Reads offers from CSV of any length, row by row: comma, semicolon or tab, decimal comma or point, UTF-8 or Windows-1252, quoted fields over several lines.</summary>
public static class OfferCsvReader
{
    private static readonly string[] Separators = [",", ";", "\t"];

    /// <summary>Every good row; what is wrong with the others is in the bag when the last one was read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">What the caller knows.</param>
    /// <param name="bag">Receives every problem.</param>
    /// <param name="progress">Is told the number of bytes that were read.</param>
    public static IEnumerable<PriceRow> Read(PriceFile file, PriceFileOptions options, DiagnosticBag bag, Action<long>? progress = null)
    {
        if (file.DetectEncoding(bag) is not { } encoding)
            yield break;
        using var stream = file.OpenRead();
        using var reader = new StreamReader(stream, encoding);
        var (first, separator) = Header(reader);
        var columns = new Columns(file.Name);
        var binder = new OfferBinder(options, bag);
        var rows = 0;
        foreach (var record in new CsvStream(new PrependedReader(first, reader), file.Name, bag, PriceFileCodes.Row, separator).Records())
        {
            if (columns.Count == 0)
            {
                if (!columns.Read(record, bag))
                    yield break;
                continue;
            }
            if (record.Length != columns.Count)
            {
                bag.Error(PriceFileCodes.Row, new(file.Name, record[0].Line, 1), string.Create(CultureInfo.InvariantCulture, $"the row has {record.Length} fields, the header {columns.Count}."));
                continue;
            }
            columns.Row = record;
            if (++rows % 1024 == 0)
                progress?.Invoke(stream.Position);
            if (binder.Bind(columns) is { } row)
                yield return row;
        }
        if (columns.Count == 0)
            bag.Error(PriceFileCodes.Header, new(file.Name, 1, 1), "the file is empty.");
        else if (rows == 0 && !bag.HasErrors)
            bag.Error(PriceFileCodes.Row, new(file.Name, 1, 1), "the file holds no offer.");
    }

    // Spreadsheets of countries with a decimal comma write semicolons: the separator is what the header uses most.
    private static (string Line, char Separator) Header(StreamReader reader)
    {
        var line = new System.Text.StringBuilder();
        while (line.Length < CsvStream.MaxRecordLength && reader.Read() is var c and >= 0)
        {
            line.Append((char)c);
            if (c == '\n')
                break;
        }
        var text = line.ToString();
        return (text, Separators.MaxBy(s => text.Count(c => c == s[0]))![0]);
    }

    private sealed class Columns(string name) : IOfferFields
    {
        private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

        public CsvField[] Row { get; set; } = [];

        public int Count { get; private set; }

        public string this[string column] => _index.TryGetValue(column, out var i) ? SpreadsheetText.Restore(Row[i].Text.Trim()) : "";

        public Position At(string column)
        {
            var field = Row[_index.GetValueOrDefault(column)];
            return new(name, field.Line, field.Column);
        }

        public bool Read(CsvField[] header, DiagnosticBag bag)
        {
            foreach (var field in header)
            {
                var column = OfferColumns.Canonical(field.Text);
                var at = new Position(name, field.Line, field.Column);
                if (!_index.TryAdd(column, Count++))
                    bag.Error(PriceFileCodes.Header, at, $"the column '{column}' is named twice{(field.Text.Trim() == column ? "" : $" ('{field.Text.Trim()}' means it too)")}.");
                else if (!OfferColumns.All.Contains(column))
                    bag.Warning(PriceFileCodes.Header, at, $"the column '{Short(field.Text)}' is not known and is not read.", NearestName.Suggest(Short(column), OfferColumns.All.Concat(OfferColumns.Synonyms.Keys)));
            }
            if (!_index.ContainsKey("item") && !_index.ContainsKey("part_number"))
                bag.Error(PriceFileCodes.Header, new(name, 1, 1), "the column 'item' is missing.", "A price list has at least the columns item and price.");
            if (!_index.ContainsKey("price_low"))
                bag.Error(PriceFileCodes.Header, new(name, 1, 1), "the column 'price' is missing.", "A price list has at least the columns item and price.");
            return !bag.HasErrors;
        }

        private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
    }

    /// <summary>A text, then what a reader still holds.</summary>
    private sealed class PrependedReader(string first, StreamReader rest) : TextReader
    {
        private int _at;

        public override int Read(char[] buffer, int index, int count)
        {
            if (_at >= first.Length)
                return rest.Read(buffer, index, count);
            var taken = Math.Min(count, first.Length - _at);
            first.CopyTo(_at, buffer, index, taken);
            _at += taken;
            return taken;
        }
    }
}
