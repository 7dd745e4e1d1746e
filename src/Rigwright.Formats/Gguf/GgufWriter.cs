using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Rigwright.Domain.Models;

namespace Rigwright.Formats.Gguf;

/// <summary>Writes the header of a GGUF file: metadata and tensor entries in the order of adding. The data section is left as a hole of the
/// right length, so that the file of a 400 GB model takes a few hundred kilobytes on disk and still satisfies a loader that reads no weights.</summary>
public sealed class GgufWriter(int version = 3, bool bigEndian = false, int alignment = GgufLimits.DefaultAlignment)
{
    private readonly ArrayBufferWriter<byte> _metadata = new();
    private readonly List<ModelTensor> _tensors = [];
    private long _entries;

    /// <summary>Adds an unsigned 32-bit integer.</summary>
    public GgufWriter Add(string key, uint value) => Entry(key, GgufValueType.U32, () => U32(_metadata, value));

    /// <summary>Adds an unsigned 64-bit integer.</summary>
    public GgufWriter Add(string key, ulong value) => Entry(key, GgufValueType.U64, () => U64(_metadata, value));

    /// <summary>Adds an unsigned 16-bit integer.</summary>
    public GgufWriter Add(string key, ushort value) => Entry(key, GgufValueType.U16, () => U16(_metadata, value));

    /// <summary>Adds a signed 32-bit integer.</summary>
    public GgufWriter Add(string key, int value) => Entry(key, GgufValueType.I32, () => U32(_metadata, unchecked((uint)value)));

    /// <summary>Adds a 32-bit float.</summary>
    public GgufWriter Add(string key, float value) => Entry(key, GgufValueType.F32, () => U32(_metadata, BitConverter.SingleToUInt32Bits(value)));

    /// <summary>Adds a boolean.</summary>
    public GgufWriter Add(string key, bool value) => Entry(key, GgufValueType.Bool, () => U8(_metadata, value ? (byte)1 : (byte)0));

    /// <summary>Adds a string.</summary>
    public GgufWriter Add(string key, string value) => Entry(key, GgufValueType.String, () => Text(_metadata, value));

    /// <summary>Adds an array of unsigned 32-bit integers.</summary>
    public GgufWriter Add(string key, IReadOnlyCollection<uint> values) => Array(key, GgufValueType.U32, values, v => U32(_metadata, v));

    /// <summary>Adds an array of 32-bit floats.</summary>
    public GgufWriter Add(string key, IReadOnlyCollection<float> values) => Array(key, GgufValueType.F32, values, v => U32(_metadata, BitConverter.SingleToUInt32Bits(v)));

    /// <summary>Adds an array of booleans.</summary>
    public GgufWriter Add(string key, IReadOnlyCollection<bool> values) => Array(key, GgufValueType.Bool, values, v => U8(_metadata, v ? (byte)1 : (byte)0));

    /// <summary>Adds an array of strings.</summary>
    public GgufWriter Add(string key, IReadOnlyCollection<string> values) => Array(key, GgufValueType.String, values, v => Text(_metadata, v));

    /// <summary>Adds a tensor; its data lie behind those of the tensors before it.</summary>
    public GgufWriter Add(ModelTensor tensor)
    {
        _tensors.Add(tensor);
        return this;
    }

    /// <summary>Writes the header and the padding before the data.</summary>
    /// <returns>Bytes that the data section takes.</returns>
    public long WriteHeader(Stream stream)
    {
        var header = new ArrayBufferWriter<byte>();
        header.Write("GGUF"u8);
        U32(header, (uint)version);
        U64(header, (ulong)_tensors.Count);
        U64(header, (ulong)_entries);
        header.Write(_metadata.WrittenSpan);
        var offset = 0L;
        foreach (var tensor in _tensors)
        {
            Text(header, tensor.Name);
            U32(header, (uint)tensor.Dimensions.Count);
            foreach (var extent in tensor.Dimensions)
                U64(header, (ulong)extent);
            U32(header, (uint)tensor.Type.Id);
            U64(header, (ulong)offset);
            offset = Padded(checked(offset + tensor.Bytes.Bytes));
        }
        header.Write(new byte[Padded(header.WrittenCount) - header.WrittenCount]);
        stream.Write(header.WrittenSpan);
        return offset;
    }

    /// <summary>Writes a file whose data section is a hole; only the header takes room where the file system supports sparse files.</summary>
    public void WriteSparse(string path)
    {
        using var file = File.Create(path);
        var data = WriteHeader(file);
        file.SetLength(checked(file.Length + data));
    }

    private GgufWriter Entry(string key, GgufValueType type, Action value)
    {
        Text(_metadata, key);
        U32(_metadata, (uint)type);
        value();
        _entries++;
        return this;
    }

    private GgufWriter Array<T>(string key, GgufValueType type, IReadOnlyCollection<T> values, Action<T> write) => Entry(key, GgufValueType.Array, () =>
    {
        U32(_metadata, (uint)type);
        U64(_metadata, (ulong)values.Count);
        foreach (var value in values)
            write(value);
    });

    private long Padded(long length) => checked((length + alignment - 1) / alignment * alignment);

    private static void U8(ArrayBufferWriter<byte> target, byte value) => target.Write([value]);

    private void U16(ArrayBufferWriter<byte> target, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        if (bigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        target.Write(bytes);
    }

    private void U32(ArrayBufferWriter<byte> target, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (bigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        target.Write(bytes);
    }

    private void U64(ArrayBufferWriter<byte> target, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        if (bigEndian)
            BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        else
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        target.Write(bytes);
    }

    private void Text(ArrayBufferWriter<byte> target, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        U64(target, (ulong)bytes.Length);
        target.Write(bytes);
    }
}
