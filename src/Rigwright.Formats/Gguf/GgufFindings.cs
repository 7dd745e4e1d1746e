using System.Globalization;
using System.Text;
using Rigwright.Domain.Diagnostics;

namespace Rigwright.Formats.Gguf;

/// <summary>Findings about one part. A binary file has no lines: the position is line 1, column = byte offset + 1, and the message names the offset.</summary>
internal sealed class GgufFindings(string path, DiagnosticBag bag)
{
    /// <summary>Longest piece of a file's text in a message.</summary>
    private const int ShownCharacters = 64;

    public string Path => path;

    public bool HasErrors => bag.HasErrors;

    public void Error(string code, long offset, string message, string? help = null) =>
        bag.Error(code, At(offset), string.Create(CultureInfo.InvariantCulture, $"offset {offset}: {message}"), help);

    public void Add(GgufFault fault) => Error(fault.Code, fault.Offset, fault.Message);

    private Position At(long offset) => new(path, 1, (int)Math.Min(offset + 1, int.MaxValue));

    /// <summary>Text of a hostile file made safe to print: control characters escaped, length limited.</summary>
    public static string Show(string text)
    {
        var builder = new StringBuilder(Math.Min(text.Length, ShownCharacters) + 2).Append('\'');
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, ShownCharacters)))
        {
            if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\ufffd')
                builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                builder.Append(c);
        }
        return builder.Append(text.Length > ShownCharacters ? "…'" : "'").ToString();
    }
}

/// <summary>Counts what is kept of a model and refuses before the memory is taken.</summary>
internal sealed class GgufBudget
{
    private long _kept;
    private Int128 _data;

    /// <summary>Tensors of the parts read so far.</summary>
    public int Tensors { get; set; }

    /// <summary>Charges an object of about so many bytes.</summary>
    /// <exception cref="GgufFault">The bound would be passed.</exception>
    public void Keep(long bytes, long offset)
    {
        _kept = checked(_kept + bytes);
        if (_kept > GgufLimits.KeptBytes)
            throw new GgufFault("RW4022", offset, string.Create(CultureInfo.InvariantCulture,
                $"keys, values and names take more than {GgufLimits.KeptBytes >> 20} MiB, which no model needs."));
    }

    /// <summary>Counts the data of a tensor, so that sums over a model cannot overflow.</summary>
    /// <exception cref="GgufFault">The bound would be passed.</exception>
    public void AddData(Int128 bytes, long offset)
    {
        _data += bytes;
        if (_data > GgufLimits.DataBytes)
            throw new GgufFault("RW4021", offset, "the tensors take more than 2^60 bytes, which no storage holds.");
    }
}
