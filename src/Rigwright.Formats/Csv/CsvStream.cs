using Rigwright.Domain.Diagnostics;

namespace Rigwright.Formats.Csv;

/// <summary>
/// The records of a CSV text of any length, in constant memory: blocks that end where a record ends are handed to <see cref="CsvScanner"/>.
/// A record longer than a block is reported and left out; so is one whose quote is never closed.
/// </summary>
internal sealed class CsvStream(TextReader reader, string file, DiagnosticBag bag, string code, char separator)
{
    /// <summary>Longest record in characters.</summary>
    public const int MaxRecordLength = 1 << 20;

    private readonly char[] _buffer = new char[MaxRecordLength];
    private int _length;
    private int _line = 1;

    /// <summary>Every record that can be split, with positions in the whole text.</summary>
    public IEnumerable<CsvField[]> Records()
    {
        while (Fill())
        {
            var end = _length < _buffer.Length ? _length : EndOfLastRecord();
            if (end == 0)
            {
                bag.Error(code, new(file, _line, 1), $"the row is longer than {MaxRecordLength} characters, or a quote in it is never closed; it is left out.");
                SkipLine();
                continue;
            }
            foreach (var record in Block(new string(_buffer, 0, end)))
                yield return record;
            Drop(end);
        }
    }

    private IEnumerable<CsvField[]> Block(string text)
    {
        var found = new DiagnosticBag();
        var scanner = new CsvScanner(text, file, found, code, separator);
        while (scanner.Next() is { } record)
        {
            for (var i = 0; i < record.Length && _line > 1; i++)
                record[i] = record[i] with { Line = record[i].Line + _line - 1 };
            yield return record;
        }
        bag.AddRange(found.Items.Select(d => d with { Position = d.Position with { Line = d.Position.Line + _line - 1 } }));
    }

    private bool Fill()
    {
        _length += reader.ReadBlock(_buffer, _length, _buffer.Length - _length);
        return _length > 0;
    }

    // The scanner's rule: a quote opens a field only at its start, and two quotes inside are one.
    private int EndOfLastRecord()
    {
        var end = 0;
        var (atStart, quoted, closed) = (true, false, false);
        for (var i = 0; i < _length; i++)
        {
            var c = _buffer[i];
            (quoted, closed) = (quoted, c) switch
            {
                (true, '"') => (false, true),
                (true, _) => (true, false),
                (false, '"') => (atStart || closed, false),
                _ => (false, false),
            };
            if (!quoted && c == '\n')
                end = i + 1;
            atStart = !quoted && (c == separator || c is '\n' or '\r');
        }
        return end;
    }

    private void SkipLine()
    {
        while (true)
        {
            var end = Array.IndexOf(_buffer, '\n', 0, _length);
            if (end >= 0)
            {
                Drop(end + 1);
                return;
            }
            _length = 0;
            if (!Fill())
                return;
        }
    }

    private void Drop(int count)
    {
        _line += _buffer.AsSpan(0, count).Count('\n');
        _buffer.AsSpan(count, _length - count).CopyTo(_buffer);
        _length -= count;
    }
}
