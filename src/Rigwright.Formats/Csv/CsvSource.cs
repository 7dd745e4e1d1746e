using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Naming;

namespace Rigwright.Formats.Csv;

/// <summary>The diagnostic codes of one kind of CSV file.</summary>
/// <param name="Unreadable">The file is missing, too large, or is not UTF-8.</param>
/// <param name="Header">A column is missing, unknown or named twice.</param>
/// <param name="Row">A row has another number of fields than the header, or a quote is never closed.</param>
public sealed record CsvCodes(string Unreadable, string Header, string Row);

/// <summary>One row of a CSV file, its fields by column name.</summary>
public sealed class CsvRow(CsvSource source, CsvField[] fields)
{
    /// <summary>The line on which the row begins, 1-based.</summary>
    public int Line => fields[0].Line;

    /// <summary>The field in a column, trimmed; empty when the file lacks an optional column.</summary>
    public string this[string column] => source.Columns.TryGetValue(column, out var i) ? fields[i].Text.Trim() : "";

    /// <summary>Where a field begins.</summary>
    public Position At(string column)
    {
        var field = fields[source.Columns.GetValueOrDefault(column)];
        return new(source.Name, field.Line, field.Column);
    }
}

/// <summary>A CSV file with a header row and columns by name: strict UTF-8, bounded size, comma or semicolon, every problem with its place, good rows kept.</summary>
public sealed class CsvSource
{
    private readonly string _text;
    private readonly CsvCodes _codes;
    private readonly DiagnosticBag _bag;
    private CsvScanner? _scanner;

    private CsvSource(string name, string text, CsvCodes codes, DiagnosticBag bag)
    {
        Name = name;
        _text = text;
        _codes = codes;
        _bag = bag;
    }

    /// <summary>The path as given.</summary>
    public string Name { get; }

    /// <summary>Characters of the whole file, for a guess at the number of rows.</summary>
    public int Length => _text.Length;

    /// <summary>Column index by name.</summary>
    public Dictionary<string, int> Columns { get; } = new(StringComparer.Ordinal);

    /// <summary>Opens a file; null when it cannot be used at all.</summary>
    public static CsvSource? Open(string path, string shownAs, CsvCodes codes, DiagnosticBag bag)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length <= CsvDocument.MaxBytes)
                return Decode(File.ReadAllBytes(path), shownAs, codes, bag) is { } text ? new CsvSource(shownAs, text, codes, bag) : null;
            bag.Error(codes.Unreadable, new(shownAs, 0, 0), string.Create(CultureInfo.InvariantCulture, $"the file has {length} bytes; at most {CsvDocument.MaxBytes} are read."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            bag.Error(codes.Unreadable, new(shownAs, 0, 0), $"the file cannot be read: {(e is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : e.Message)}.");
        }
        return null;
    }

    /// <summary>Reads the header. False when a required column is missing, so that no row can be read.</summary>
    public bool ReadHeader(IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        var end = _text.IndexOf('\n');
        var line = end < 0 ? _text : _text[..end];
        // Spreadsheets of countries with a decimal comma write semicolons.
        _scanner = new CsvScanner(_text, Name, _bag, _codes.Row, line.Count(c => c == ';') > line.Count(c => c == ',') ? ';' : ',');
        var good = true;
        foreach (var field in _scanner.Next() ?? [])
        {
            var name = field.Text.Trim().ToLowerInvariant();
            var at = new Position(Name, field.Line, field.Column);
            if (!Columns.TryAdd(name, Columns.Count))
            {
                _bag.Error(_codes.Header, at, $"the column '{name}' is named twice.");
                return false;
            }
            if (!required.Contains(name) && !optional.Contains(name))
                _bag.Warning(_codes.Header, at, $"the column '{name}' is not known and is not read.", NearestName.Suggest(name, required.Concat(optional)));
        }
        foreach (var missing in required.Where(r => !Columns.ContainsKey(r)))
        {
            _bag.Error(_codes.Header, new(Name, 1, 1), $"the column '{missing}' is missing.");
            good = false;
        }
        return good;
    }

    /// <summary>The rows after the header. A row that cannot be read is reported and left out.</summary>
    public IEnumerable<CsvRow> Rows()
    {
        while (_scanner!.Next() is { } fields)
        {
            if (fields.Length == Columns.Count)
                yield return new CsvRow(this, fields);
            else
                _bag.Error(_codes.Row, new(Name, fields[0].Line, 1), string.Create(CultureInfo.InvariantCulture, $"the row has {fields.Length} fields, the header {Columns.Count}."));
        }
    }

    /// <summary>Reads the next row after the header without making texts of its fields; false at the end. A row that cannot be read is
    /// reported and left out.</summary>
    public bool ReadRow()
    {
        while (_scanner!.Read())
        {
            if (_scanner.Count == Columns.Count)
                return true;
            _bag.Error(_codes.Row, new(Name, _scanner.PlaceOf(0).Line, 1), string.Create(CultureInfo.InvariantCulture, $"the row has {_scanner.Count} fields, the header {Columns.Count}."));
        }
        return false;
    }

    /// <summary>The line on which the row that was read last begins, 1-based.</summary>
    public int Line => _scanner!.PlaceOf(0).Line;

    /// <summary>The place of a column in each row; -1 when the file lacks it.</summary>
    public int IndexOf(string column) => Columns.TryGetValue(column, out var i) ? i : -1;

    /// <summary>A field of the row that was read last, trimmed; empty when the file lacks the column. Valid until the next row is read.</summary>
    public ReadOnlySpan<char> Field(string column) => Field(IndexOf(column));

    /// <summary>A field of the row that was read last by its place, trimmed; empty for -1. Valid until the next row is read.</summary>
    public ReadOnlySpan<char> Field(int index) => index < 0 ? [] : _scanner![index].Trim();

    /// <summary>Where a field of the row that was read last begins.</summary>
    public Position At(string column)
    {
        var (line, at) = _scanner!.PlaceOf(Columns.GetValueOrDefault(column));
        return new(Name, line, at);
    }

    private static string? Decode(byte[] bytes, string name, CsvCodes codes, DiagnosticBag bag)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            bag.Error(codes.Unreadable, new(name, 1, 1), "the file is UTF-16; save it as UTF-8.");
            return null;
        }
        var body = bytes.AsSpan(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0);
        if (Utf8.IsValid(body))
            return Encoding.UTF8.GetString(body);
        ReportBadBytes(body, name, codes, bag);
        return null;
    }

    // Every line that is not UTF-8 is named: in a list saved as Windows-1252 they are the ones with umlauts.
    private static void ReportBadBytes(ReadOnlySpan<byte> body, string name, CsvCodes codes, DiagnosticBag bag)
    {
        var line = 1;
        foreach (var range in body.Split((byte)'\n'))
        {
            var bytes = body[range];
            if (!Utf8.IsValid(bytes))
            {
                var good = 0;
                var column = 1;
                while (good < bytes.Length && Rune.DecodeFromUtf8(bytes[good..], out var rune, out var length) == System.Buffers.OperationStatus.Done)
                {
                    good += length;
                    column += rune.Utf16SequenceLength;
                }
                bag.Error(codes.Unreadable, new(name, line, column), string.Create(CultureInfo.InvariantCulture,
                    $"byte 0x{bytes[good]:X2} is not UTF-8; save the file as UTF-8 (it looks like Windows-1252 or Latin-1)."));
            }
            line++;
        }
    }
}
