using System.Buffers.Binary;
using System.Globalization;

namespace Rigwright.Formats.Gguf;

/// <summary>Reads a header forward through a fixed buffer and knows the byte offset; nothing is believed beyond the bytes that are there.</summary>
internal sealed class GgufSource(Stream stream, byte[] buffer)
{
    private readonly long? _length = stream.CanSeek ? stream.Length : null;
    private int _start;
    private int _end;

    /// <summary>Offset of the next byte from the start of the file.</summary>
    public long Offset { get; private set; }

    /// <summary>Length of the file, or null for a pipe.</summary>
    public long? Length => _length;

    /// <summary>Most bytes that may follow: what is left of the file and of the longest header.</summary>
    public long Remaining => Math.Max(0, Math.Min(_length ?? long.MaxValue, GgufLimits.HeaderBytes) - Offset);

    /// <summary>Are numbers stored most significant byte first?</summary>
    public bool IsBigEndian { get; set; }

    /// <summary>The next bytes; the span is valid until the next call.</summary>
    /// <param name="count">At most the size of the buffer.</param>
    /// <param name="what">What is read, for the diagnostic.</param>
    public ReadOnlySpan<byte> Take(int count, string what)
    {
        if (_end - _start < count)
            Fill(count, what);
        var span = buffer.AsSpan(_start, count);
        _start += count;
        Offset += count;
        return span;
    }

    /// <summary>Passes over bytes without keeping them.</summary>
    public void Skip(long count, string what)
    {
        if (count > Remaining)
            throw Truncated(count, what);
        var buffered = (int)Math.Min(count, _end - _start);
        _start += buffered;
        Offset += buffered;
        count -= buffered;
        if (count == 0)
            return;
        _start = _end = 0;
        if (stream.CanSeek)
        {
            stream.Seek(count, SeekOrigin.Current);
            Offset += count;
            return;
        }
        while (count > 0)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(count, buffer.Length));
            if (read == 0)
                throw Truncated(count, what);
            count -= read;
            Offset += read;
        }
    }

    /// <summary>Passes over strings (length and bytes) that lie in the buffer as a whole; a vocabulary has some hundred thousand.</summary>
    /// <returns>How many were passed over; the next one is cut by the end of the buffer, claims too much, or there is none.</returns>
    public long SkipBufferedStrings(long count)
    {
        var bytes = buffer.AsSpan(_start, (int)Math.Min(_end - _start, Remaining));
        var (at, done) = (0, 0L);
        while (done < count && bytes.Length - at >= sizeof(ulong))
        {
            var field = bytes.Slice(at, sizeof(ulong));
            var length = IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(field) : BinaryPrimitives.ReadUInt64LittleEndian(field);
            if (length > (ulong)(bytes.Length - at - sizeof(ulong)))
                break;
            at += sizeof(ulong) + (int)length;
            done++;
        }
        _start += at;
        Offset += at;
        return done;
    }

    public ushort U16(string what)
    {
        var bytes = Take(2, what);
        return IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    public uint U32(string what)
    {
        var bytes = Take(4, what);
        return IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    public ulong U64(string what)
    {
        var bytes = Take(8, what);
        return IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    private void Fill(int count, string what)
    {
        if (count > Remaining)
            throw Truncated(count, what);
        buffer.AsSpan(_start, _end - _start).CopyTo(buffer);
        _end -= _start;
        _start = 0;
        while (_end < count)
        {
            var read = stream.Read(buffer, _end, buffer.Length - _end);
            if (read == 0)
                throw Truncated(count, what);
            _end += read;
        }
    }

    private GgufFault Truncated(long count, string what)
    {
        if (Offset + Math.Min(count, GgufLimits.HeaderBytes) > GgufLimits.HeaderBytes && (_length is null || Offset + count <= _length))
            return new("RW4022", Offset, $"the header goes on beyond {GgufLimits.HeaderBytes >> 20} MiB, which no model needs.");
        var left = _length is { } length ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, length - Offset)} are left") : "the input ended";
        return new("RW4004", Offset, string.Create(CultureInfo.InvariantCulture, $"the file ends inside {what}: {count} bytes are needed, {left}."));
    }
}

/// <summary>The header cannot be read on: becomes one diagnostic.</summary>
internal sealed class GgufFault(string code, long offset, string message) : Exception(message)
{
    public string Code { get; } = code;

    public long Offset { get; } = offset;
}
