using Rigwright.Domain.Diagnostics;

namespace Rigwright.Formats.Csv;

/// <summary>One field with the place where it begins.</summary>
/// <param name="Text">The value without quotes.</param>
/// <param name="Line">1-based line of its first character.</param>
/// <param name="Column">1-based column of its first character (of the quote, when it is quoted).</param>
public readonly record struct CsvField(string Text, int Line, int Column);

/// <summary>A parsed CSV file (RFC 4180: comma, double quotes, quotes doubled inside): the header and every well-formed record.</summary>
/// <param name="File">Path as given.</param>
/// <param name="Header">Fields of the first record; empty for an empty file.</param>
/// <param name="Records">The other records; those with a wrong number of fields were reported and left out.</param>
public sealed record CsvDocument(string File, IReadOnlyList<CsvField> Header, IReadOnlyList<CsvField[]> Records)
{
    /// <summary>Largest file that is read.</summary>
    public const long MaxBytes = 64 << 20;

    /// <summary>Longest field in characters.</summary>
    public const int MaxFieldLength = 64 << 10;

    /// <summary>Most columns.</summary>
    public const int MaxColumns = 256;

    /// <summary>Reads a file; null when it cannot be read. A UTF-8 byte order mark is skipped; bytes that are not UTF-8 are an error.</summary>
    /// <param name="path">The file to open.</param>
    /// <param name="shownPath">The path to print in diagnostics.</param>
    /// <param name="bag">Receives every problem.</param>
    /// <param name="code">Diagnostic code of a malformed or unreadable file.</param>
    public static CsvDocument? Load(string path, string shownPath, DiagnosticBag bag, string code)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaxBytes)
            {
                bag.Error(code, new(shownPath, 0, 0), $"The file has {length} bytes; at most {MaxBytes} are read.");
                return null;
            }
            var bytes = System.IO.File.ReadAllBytes(path);
            var start = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
            return Parse(StrictUtf8.GetString(bytes, start, bytes.Length - start), shownPath, bag, code);
        }
        catch (System.Text.DecoderFallbackException)
        {
            bag.Error(code, new(shownPath, 0, 0), "The file is not UTF-8 text.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            bag.Error(code, new(shownPath, 0, 0), $"The file cannot be read: {e.Message}");
        }
        return null;
    }

    /// <summary>Parses text.</summary>
    public static CsvDocument Parse(string text, string file, DiagnosticBag bag, string code)
    {
        var scanner = new CsvScanner(text, file, bag, code);
        List<CsvField[]> records = [];
        CsvField[]? header = null;
        while (scanner.Next() is { } record)
        {
            if (header is null)
                header = record;
            else if (record.Length == header.Length)
                records.Add(record);
            else
            {
                bag.Error(code, new(file, record[0].Line, record[0].Column),
                    $"The record has {record.Length} fields, the header has {header.Length}.");
            }
        }
        return new(file, header ?? [], records);
    }

    private static readonly System.Text.UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
}
