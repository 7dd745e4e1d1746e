using System.Text;

namespace Rigwright.Reports.Documents;

/// <summary>Passes text on with hidden characters made visible: what a user's file or a catalogue says reaches a terminal as text, never as an order.</summary>
/// <param name="inner">Where the text goes.</param>
public sealed class SafeWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        // One half of a pair says nothing yet: pairs come as strings.
        if (char.IsSurrogate(value))
            inner.Write(value);
        else
            inner.Write(SafeText.Lines(value.ToString()));
    }

    /// <inheritdoc/>
    public override void Write(string? value) => inner.Write(value is null ? null : SafeText.Lines(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => inner.Write(SafeText.Lines(new string(buffer, index, count)));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => inner.Write(SafeText.Lines(buffer.ToString()));

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        Write(value);
        inner.WriteLine();
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
