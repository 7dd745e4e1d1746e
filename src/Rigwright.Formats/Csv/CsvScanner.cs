using System.Text;
using Rigwright.Domain.Diagnostics;

namespace Rigwright.Formats.Csv;

/// <summary>One field as a part of the text.</summary>
/// <param name="Start">Index of its first character, after an opening quote.</param>
/// <param name="Length">Characters up to its end, before a closing quote.</param>
/// <param name="Line">1-based line of its first character.</param>
/// <param name="Column">1-based column of its first character (of the quote, when it is quoted).</param>
/// <param name="Unescaped">Its text where doubled quotes inside make it differ from the text; else null.</param>
internal readonly record struct CsvRange(int Start, int Length, int Line, int Column, string? Unescaped);

/// <summary>Splits CSV text into records and keeps the position of every field. Blank lines are skipped.</summary>
internal sealed class CsvScanner(string text, string file, DiagnosticBag bag, string code, char separator = ',')
{
    private CsvRange[] _fields = new CsvRange[16];
    private int _count;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    /// <summary>Number of fields of the record that was read last.</summary>
    public int Count => _count;

    /// <summary>A field of the record that was read last; valid until the next one is read.</summary>
    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            ref readonly var field = ref _fields[index];
            return field.Unescaped is { } value ? value : text.AsSpan(field.Start, field.Length);
        }
    }

    /// <summary>Line and column of a field of the record that was read last.</summary>
    public (int Line, int Column) PlaceOf(int index) => (_fields[index].Line, _fields[index].Column);

    /// <summary>The next record, or null at the end of the text. A record that cannot be split is reported and skipped.</summary>
    public CsvField[]? Next()
    {
        if (!Read())
            return null;
        var record = new CsvField[_count];
        for (var i = 0; i < record.Length; i++)
            record[i] = new CsvField(_fields[i].Unescaped ?? text.Substring(_fields[i].Start, _fields[i].Length), _fields[i].Line, _fields[i].Column);
        return record;
    }

    /// <summary>Reads the next record without making texts of its fields; false at the end. A record that cannot be split is reported and skipped.</summary>
    public bool Read()
    {
        while (_at < text.Length)
        {
            if (text[_at] is '\n' or '\r')
            {
                NewLine();
                continue;
            }
            _count = 0;
            if (ReadRecord())
                return true;
        }
        return false;
    }

    private bool ReadRecord()
    {
        var isGood = true;
        while (true)
        {
            var (line, column) = (_line, _at - _lineStart + 1);
            CsvRange? value = _at < text.Length && text[_at] == '"' ? Quoted(line, column) : Plain(line, column);
            if (value is null || value.Value.Length > CsvDocument.MaxFieldLength || _count >= CsvDocument.MaxColumns)
            {
                if (value is { } known && isGood)
                {
                    bag.Error(code, new(file, line, column), known.Length > CsvDocument.MaxFieldLength
                        ? $"The field has {known.Length} characters; at most {CsvDocument.MaxFieldLength} are allowed."
                        : $"The record has more than {CsvDocument.MaxColumns} fields.");
                }
                isGood = false;
            }
            else
                Add(value.Value);
            if (_at >= text.Length)
                return isGood;
            if (text[_at] == separator)
            {
                _at++;
                continue;
            }
            NewLine();
            return isGood;
        }
    }

    private void Add(CsvRange field)
    {
        if (_count == _fields.Length)
            Array.Resize(ref _fields, 2 * _count);
        _fields[_count++] = field;
    }

    private CsvRange Plain(int line, int column)
    {
        // Local copies: the loop runs once for each of millions of characters.
        var (start, end, mark) = (_at, _at, separator);
        ReadOnlySpan<char> all = text;
        while (end < all.Length && all[end] is var c && c != mark && c is not ('\n' or '\r'))
            end++;
        _at = end;
        return new(start, end - start, line, column, null);
    }

    private CsvRange? Quoted(int line, int column)
    {
        var start = ++_at;
        StringBuilder? unescaped = null;
        while (_at < text.Length)
        {
            if (text[_at] == '"')
            {
                if (_at + 1 >= text.Length || text[_at + 1] != '"')
                    return Close(unescaped, start, line, column);
                (unescaped ??= new()).Append(text, start, _at + 1 - start);
                _at += 2;
                start = _at;
            }
            else if (text[_at] is '\n' or '\r')
                NewLine();
            else
                _at++;
        }
        bag.Error(code, new(file, line, column), "The quote is never closed.");
        return null;
    }

    private CsvRange? Close(StringBuilder? unescaped, int start, int line, int column)
    {
        var value = unescaped?.Append(text, start, _at - start).ToString();
        var field = new CsvRange(start, value?.Length ?? _at - start, line, column, value);
        _at++;
        if (_at >= text.Length || text[_at] is '\n' or '\r' || text[_at] == separator)
            return field;
        bag.Error(code, new(file, _line, _at - _lineStart + 1), "Text follows the closing quote.");
        Plain(line, column);
        return null;
    }

    private void NewLine()
    {
        _at += text[_at] == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n' ? 2 : 1;
        _line++;
        _lineStart = _at;
    }
}
