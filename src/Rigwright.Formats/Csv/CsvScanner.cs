using System.Text;
using Rigwright.Domain.Diagnostics;

namespace Rigwright.Formats.Csv;

/// <summary>Splits CSV text into records and keeps the position of every field. Blank lines are skipped.</summary>
internal sealed class CsvScanner(string text, string file, DiagnosticBag bag, string code, char separator = ',')
{
    private readonly List<CsvField> _fields = [];
    private int _at;
    private int _line = 1;
    private int _lineStart;

    /// <summary>The next record, or null at the end of the text. A record that cannot be split is reported and skipped.</summary>
    public CsvField[]? Next()
    {
        while (_at < text.Length)
        {
            if (text[_at] is '\n' or '\r')
            {
                NewLine();
                continue;
            }
            _fields.Clear();
            if (ReadRecord())
                return [.. _fields];
        }
        return null;
    }

    private bool ReadRecord()
    {
        var isGood = true;
        while (true)
        {
            var (line, column) = (_line, _at - _lineStart + 1);
            var value = _at < text.Length && text[_at] == '"' ? Quoted(line, column) : Plain();
            if (value is null || value.Length > CsvDocument.MaxFieldLength || _fields.Count >= CsvDocument.MaxColumns)
            {
                if (value is not null && isGood)
                {
                    bag.Error(code, new(file, line, column), value.Length > CsvDocument.MaxFieldLength
                        ? $"The field has {value.Length} characters; at most {CsvDocument.MaxFieldLength} are allowed."
                        : $"The record has more than {CsvDocument.MaxColumns} fields.");
                }
                isGood = false;
            }
            else
                _fields.Add(new(value, line, column));
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

    private string Plain()
    {
        var start = _at;
        while (_at < text.Length && text[_at] is not ('\n' or '\r') && text[_at] != separator)
            _at++;
        return text[start.._at];
    }

    private string? Quoted(int line, int column)
    {
        var start = ++_at;
        StringBuilder? unescaped = null;
        while (_at < text.Length)
        {
            if (text[_at] == '"')
            {
                if (_at + 1 >= text.Length || text[_at + 1] != '"')
                    return Close(unescaped, start);
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

    private string? Close(StringBuilder? unescaped, int start)
    {
        var value = unescaped is null ? text[start.._at] : unescaped.Append(text, start, _at - start).ToString();
        _at++;
        if (_at >= text.Length || text[_at] is '\n' or '\r' || text[_at] == separator)
            return value;
        bag.Error(code, new(file, _line, _at - _lineStart + 1), "Text follows the closing quote.");
        Plain();
        return null;
    }

    private void NewLine()
    {
        _at += text[_at] == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n' ? 2 : 1;
        _line++;
        _lineStart = _at;
    }
}
