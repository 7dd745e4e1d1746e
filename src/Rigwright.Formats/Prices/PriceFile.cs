using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.Prices;

/// <summary>How a price file is written.</summary>
public enum PriceFileKind
{
    /// <summary>CSV with the header of docs/prices.md.</summary>
    Csv,

    /// <summary>JSON: <c>{"offers": […]}</c>.</summary>
    Json,

    /// <summary>A parts list as part-picker sites export it: Markdown, BBCode or text.</summary>
    List,
}

/// <summary>The character for decimals.</summary>
public enum DecimalMark
{
    /// <summary>1299.90.</summary>
    Point,

    /// <summary>1299,90.</summary>
    Comma,
}

/// <summary>What the caller knows about a price file.</summary>
/// <param name="Today">No offer was seen after this day.</param>
/// <param name="Seen">The day of offers that state none; null makes such an offer an error.</param>
/// <param name="Currency">The currency of offers that state none; null makes such an offer an error.</param>
/// <param name="Decimal">The character for decimals where a number can be read in two ways; null makes such a number an error.</param>
public sealed record PriceFileOptions(DateOnly Today, DateOnly? Seen = null, Currency? Currency = null, DecimalMark? Decimal = null);

/// <summary>A price file that can be read more than once, from the disk or from standard input.</summary>
public sealed class PriceFile
{
    /// <summary>Largest file.</summary>
    public const long MaxBytes = 1L << 30;

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private readonly Func<Stream> _open;

    private PriceFile(string name, long length, Func<Stream> open)
    {
        Name = name;
        Length = length;
        _open = open;
    }

    /// <summary>The name in diagnostics.</summary>
    public string Name { get; }

    /// <summary>Size in bytes.</summary>
    public long Length { get; }

    /// <summary>A file on the disk; null when it cannot be used.</summary>
    public static PriceFile? Open(string path, DiagnosticBag bag)
    {
        try
        {
            var length = Directory.Exists(path) ? 0 : new FileInfo(path).Length;
            if (Directory.Exists(path))
                bag.Error(PriceFileCodes.Unreadable, new(path, 1, 1), "this is a folder, not a price file.");
            else if (length > MaxBytes)
                bag.Error(PriceFileCodes.Unreadable, new(path, 1, 1), string.Create(CultureInfo.InvariantCulture, $"the file has {length} bytes; at most {MaxBytes} are read."));
            else
            {
                using var probe = File.OpenRead(path);
                return new(path, length, () => File.OpenRead(path));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            bag.Error(PriceFileCodes.Unreadable, new(path, 1, 1), $"the file cannot be read: {(e is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : e.Message)}.");
        }
        return null;
    }

    /// <summary>Bytes in memory, for example of standard input.</summary>
    public static PriceFile Of(byte[] bytes, string name) => new(name, bytes.Length, () => new MemoryStream(bytes, writable: false));

    /// <summary>Opens it from the start.</summary>
    public Stream OpenRead() => _open();

    /// <summary>
    /// Finds out how the text is encoded: UTF-8 where every line is, Windows-1252 where no line holds a character of UTF-8 beyond ASCII and some
    /// hold bytes that are not UTF-8. Null after naming every bad line when both occur, and for UTF-16 and binary files.
    /// </summary>
    public Encoding? DetectEncoding(DiagnosticBag bag)
    {
        using var stream = OpenRead();
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        try
        {
            return new EncodingProbe(this, bag).Run(stream, buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private sealed class EncodingProbe(PriceFile file, DiagnosticBag bag)
    {
        private readonly List<Position> _bad = [];
        private int _line;
        private bool _hasUtf8;
        private Position? _nothing;

        public Encoding? Run(Stream stream, byte[] buffer)
        {
            var length = 0;
            var isFirst = true;
            while (true)
            {
                var read = stream.ReadAtLeast(buffer.AsSpan(length), 1, throwOnEndOfStream: false);
                length += read;
                if (isFirst && IsUtf16(buffer.AsSpan(0, length)))
                {
                    bag.Error(PriceFileCodes.Unreadable, new(file.Name, 1, 1), "the file is UTF-16.", "Save it as UTF-8.");
                    return null;
                }
                isFirst = false;
                // Whole lines; a line that fills the buffer is judged in pieces.
                var end = read == 0 ? length : buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
                if (end == 0 && length == buffer.Length)
                    end = length;
                Judge(buffer.AsSpan(0, end));
                buffer.AsSpan(end, length - end).CopyTo(buffer);
                length -= end;
                if (read == 0)
                    return Answer();
            }
        }

        // With its mark, or by every other of the first bytes being 0, as letters of Europe's languages have it.
        private static bool IsUtf16(ReadOnlySpan<byte> text) => text is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]
            || (text is [not 0, 0, not 0, 0, not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, 0, not 0, 0, not 0, ..]);

        private void Judge(ReadOnlySpan<byte> text)
        {
            if (_nothing is null && text.IndexOf((byte)0) is >= 0 and var at)
                _nothing = new(file.Name, _line + 1 + text[..at].Count((byte)'\n'), at - text[..at].LastIndexOf((byte)'\n'));
            if (Ascii.IsValid(text))
            {
                _line += text.Count((byte)'\n');
                return;
            }
            foreach (var range in text.Split((byte)'\n'))
            {
                var line = text[range];
                var isLast = range.End.Value == text.Length;
                if (!Ascii.IsValid(line))
                {
                    if (Utf8.IsValid(line))
                        _hasUtf8 = true;
                    else if (_bad.Count < DiagnosticBag.Limit)
                        _bad.Add(new(file.Name, _line + 1, 1 + line.IndexOfAnyInRange((byte)0x80, (byte)0xFF)));
                }
                if (!isLast)
                    _line++;
            }
        }

        private Encoding? Answer()
        {
            if (_nothing is { } nothing)
                bag.Error(PriceFileCodes.Unreadable, nothing, "this is no text file: a byte 0 stands here.");
            else if (_bad.Count == 0)
                return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            else if (!_hasUtf8)
            {
                bag.Info(PriceFileCodes.Encoding, _bad[0], "the file is read as Windows-1252: it holds bytes that are not UTF-8.");
                return Windows1252;
            }
            else
            {
                foreach (var position in _bad)
                    bag.Error(PriceFileCodes.Encoding, position, "this line is not UTF-8, others are: the file mixes two encodings.", "Save it as UTF-8.");
            }
            return null;
        }
    }
}
