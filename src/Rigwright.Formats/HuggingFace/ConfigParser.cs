using System.Globalization;
using System.Text;
using Rigwright.Domain.Diagnostics;

namespace Rigwright.Formats.HuggingFace;

/// <summary>Reads JSON as Python writes it (NaN and Infinity included) into nodes that know their line and column.
/// System.Text.Json refuses NaN outside strings and keeps no positions in its tree, both of which a configuration needs.</summary>
internal sealed class ConfigParser
{
    /// <summary>Longest accepted file in characters; the largest published configuration is below 0.1 MiB.</summary>
    public const int MaxLength = 8 * 1024 * 1024;

    /// <summary>Deepest accepted nesting; published configurations stay below 8.</summary>
    public const int MaxDepth = 64;

    private readonly string _file;
    private readonly string _text;
    private readonly DiagnosticBag _bag;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private ConfigParser(string file, string text, DiagnosticBag bag) => (_file, _text, _bag) = (file, text, bag);

    /// <summary>The root node, or null after an error that is in the bag.</summary>
    public static ConfigNode? Parse(string file, string text, DiagnosticBag bag)
    {
        if (text.Length > MaxLength)
        {
            bag.Error("RW5002", new(file, 1, 1), $"The file has {text.Length.ToString(CultureInfo.InvariantCulture)} characters; at most {MaxLength.ToString(CultureInfo.InvariantCulture)} are read.");
            return null;
        }
        var parser = new ConfigParser(file, text, bag);
        try
        {
            parser.SkipSpace();
            var node = parser.Value(0);
            parser.SkipSpace();
            if (parser._at < text.Length)
                throw parser.Malformed("Text follows after the end of the JSON value.");
            return node;
        }
        catch (Refused)
        {
            return null;
        }
    }

    private int Column => _at - _lineStart + 1;

    private ConfigNode Value(int depth)
    {
        if (depth > MaxDepth)
        {
            _bag.Error("RW5003", new(_file, _line, Column), $"Nested deeper than {MaxDepth} levels.");
            throw new Refused();
        }
        if (_at >= _text.Length)
            throw Malformed("The file ends where a value is expected: it is truncated.");
        var (line, column) = (_line, Column);
        switch (_text[_at])
        {
            case '{':
                return Table(depth, line, column);
            case '[':
                return List(depth, line, column);
            case '"':
                return new(ConfigKind.Text, line, column) { Text = QuotedText() };
            case 't' when Take("true"):
                return new(ConfigKind.Boolean, line, column) { Boolean = true, Text = "true" };
            case 'f' when Take("false"):
                return new(ConfigKind.Boolean, line, column) { Text = "false" };
            case 'n' when Take("null"):
                return new(ConfigKind.Null, line, column) { Text = "null" };
            case 'N' when Take("NaN"):
                return new(ConfigKind.Number, line, column) { Number = double.NaN, Text = "NaN" };
            case 'I' when Take("Infinity"):
                return new(ConfigKind.Number, line, column) { Number = double.PositiveInfinity, Text = "Infinity" };
            case '-' when Take("-Infinity"):
                return new(ConfigKind.Number, line, column) { Number = double.NegativeInfinity, Text = "-Infinity" };
            case '-' or (>= '0' and <= '9'):
                return NumberValue(line, column);
            default:
                throw Malformed($"'{_text[_at]}' is not the start of a JSON value.");
        }
    }

    private ConfigNode Table(int depth, int line, int column)
    {
        var members = new Dictionary<string, ConfigNode>(StringComparer.Ordinal);
        _at++;
        SkipSpace();
        if (Take("}"))
            return new(ConfigKind.Table, line, column) { Members = members };
        while (true)
        {
            if (_at >= _text.Length)
                throw Malformed("The file ends inside an object: it is truncated.");
            if (_text[_at] != '"')
                throw Malformed("A key in quotes is expected.");
            var (keyLine, keyColumn) = (_line, Column);
            var key = QuotedText();
            SkipSpace();
            if (!Take(":"))
                throw Malformed($"A colon is expected after the key '{key}'.");
            SkipSpace();
            var value = Value(depth + 1);
            if (!members.TryAdd(key, value))
                _bag.Error("RW5004", new(_file, keyLine, keyColumn), $"The key '{key}' stands twice.");
            SkipSpace();
            if (Take("}"))
                return new(ConfigKind.Table, line, column) { Members = members };
            if (!Take(","))
                throw Malformed(_at >= _text.Length ? "The file ends inside an object: it is truncated." : "A comma or a closing brace is expected.");
            SkipSpace();
        }
    }

    private ConfigNode List(int depth, int line, int column)
    {
        var items = new List<ConfigNode>();
        _at++;
        SkipSpace();
        if (Take("]"))
            return new(ConfigKind.List, line, column) { Items = items };
        while (true)
        {
            items.Add(Value(depth + 1));
            SkipSpace();
            if (Take("]"))
                return new(ConfigKind.List, line, column) { Items = items };
            if (!Take(","))
                throw Malformed(_at >= _text.Length ? "The file ends inside a list: it is truncated." : "A comma or a closing bracket is expected.");
            SkipSpace();
        }
    }

    private string QuotedText()
    {
        var builder = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == '"')
            {
                _at++;
                return builder.ToString();
            }
            if (c < ' ')
                throw Malformed("A control character stands inside a text.");
            builder.Append(c == '\\' ? Escape() : c);
        }
        throw Malformed("The file ends inside a text: it is truncated.");
    }

    private char Escape()
    {
        if (++_at >= _text.Length)
            throw Malformed("The file ends inside a text: it is truncated.");
        switch (_text[_at])
        {
            case '"' or '\\' or '/':
                return _text[_at];
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _at + 4 < _text.Length
                && ushort.TryParse(_text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                throw Malformed("An unknown escape stands inside a text.");
        }
    }

    private ConfigNode NumberValue(int line, int column)
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] is '-' or '+' or '.' or 'e' or 'E'))
            _at++;
        var text = _text[start.._at];
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            _at = start;
            throw Malformed($"'{text}' is not a number.");
        }
        return new(ConfigKind.Number, line, column) { Number = number, Text = text };
    }

    private bool Take(string token)
    {
        if (string.CompareOrdinal(_text, _at, token, 0, token.Length) != 0)
            return false;
        _at += token.Length;
        return true;
    }

    private void SkipSpace()
    {
        for (; _at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n' or '\uFEFF'; _at++)
        {
            if (_text[_at] == '\n')
                (_line, _lineStart) = (_line + 1, _at + 1);
        }
    }

    private Refused Malformed(string message)
    {
        _bag.Error("RW5001", new(_file, _line, Column), message);
        return new Refused();
    }

    /// <summary>Leaves the recursive descent after the first syntax error; what follows it cannot be trusted.</summary>
    private sealed class Refused : Exception;
}
