using System.Buffers.Binary;
using System.Text;

namespace Rigwright.Formats.Tests.Gguf;

/// <summary>Writes little-endian header bytes without any check, so that tests can lie.</summary>
internal sealed class RawHeader
{
    private readonly MemoryStream _bytes = new();

    public long Length => _bytes.Length;

    public RawHeader(ulong tensors, ulong entries, string magic = "GGUF", uint version = 3) =>
        Raw(Encoding.ASCII.GetBytes(magic)).U32(version).U64(tensors).U64(entries);

    public RawHeader Raw(params byte[] bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public RawHeader U32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public RawHeader U64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public RawHeader Text(string text) => U64((ulong)Encoding.UTF8.GetByteCount(text)).Raw(Encoding.UTF8.GetBytes(text));

    /// <summary>An entry with a value type and raw value bytes.</summary>
    public RawHeader Entry(string key, uint type, params byte[] value) => Text(key).U32(type).Raw(value);

    /// <summary>The architecture, which every complete header names.</summary>
    public RawHeader Llama() => Text("general.architecture").U32(8).Text("llama");

    public RawHeader Tensor(string name, ulong[] dimensions, uint type, ulong offset)
    {
        Text(name).U32((uint)dimensions.Length);
        foreach (var extent in dimensions)
            U64(extent);
        return U32(type).U64(offset);
    }

    /// <summary>Pads to the data section and appends data.</summary>
    public byte[] WithData(int bytes)
    {
        var length = (_bytes.Length + 31) / 32 * 32 + bytes;
        _bytes.SetLength(length);
        return _bytes.ToArray();
    }

    public byte[] Bytes() => _bytes.ToArray();
}
