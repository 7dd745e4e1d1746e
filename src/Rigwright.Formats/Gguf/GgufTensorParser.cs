using System.Globalization;
using System.Text;
using Rigwright.Domain.Models;

namespace Rigwright.Formats.Gguf;

/// <summary>Reads the tensor entries of one part and checks that their data can lie where they say.</summary>
internal sealed class GgufTensorParser(GgufSource source, GgufBudget budget, GgufFindings findings, int part)
{
    /// <summary>About what a kept tensor costs beside its name: two records, the dimensions, hash and list slots.</summary>
    private const int TensorOverhead = 280;

    /// <summary>Least bytes of an entry: name length, number of dimensions, type, offset.</summary>
    private const int SmallestEntry = 8 + 4 + 4 + 8;

    private long _dataEnd;

    /// <summary>End of the data section, relative to its start, when every entry was sound.</summary>
    public long DataBytes => _dataEnd;

    /// <summary>Reads the entries. Unsound ones are reported and left out.</summary>
    /// <param name="count">Claimed number.</param>
    /// <param name="alignment">A power of two.</param>
    /// <param name="names">Names so far, of all parts.</param>
    /// <param name="tensors">Receives the tensors.</param>
    public void Read(long count, long alignment, HashSet<string> names, List<GgufTensor> tensors)
    {
        if (count > source.Remaining / SmallestEntry || count > GgufLimits.Tensors - budget.Tensors)
            throw new GgufFault("RW4005", 8, string.Create(CultureInfo.InvariantCulture,
                $"{count} tensors are claimed; at most {GgufLimits.Tensors} are read for a model and {source.Remaining} bytes follow."));
        budget.Tensors += (int)count;
        for (long i = 0; i < count; i++)
            ReadEntry(alignment, names, tensors);
    }

    private void ReadEntry(long alignment, HashSet<string> names, List<GgufTensor> tensors)
    {
        var start = source.Offset;
        var name = ReadName(start);
        var dimensions = ReadDimensions(name);
        var typeOffset = source.Offset;
        var typeId = source.U32("a tensor's type");
        var dataAt = source.Offset;
        var offset = source.U64("a tensor's offset");
        if (!names.Add(name))
            findings.Error("RW4015", start, $"the tensor {GgufFindings.Show(name)} occurs twice.");
        if (dimensions is null || FindType(name, typeOffset, typeId) is not { } type)
            return;
        if (BytesOf(name, start, dimensions, type) is not { } bytes)
            return;
        Place(name, dataAt, offset, bytes, alignment);
        tensors.Add(new(new(name, dimensions, type), (long)Math.Min(offset, long.MaxValue), part));
    }

    private string ReadName(long start)
    {
        var length = source.U64("a tensor name's length");
        if (length is 0 or > GgufLimits.TensorNameBytes)
            throw new GgufFault("RW4014", start, string.Create(CultureInfo.InvariantCulture,
                $"a tensor's name has {length} bytes; 1 to {GgufLimits.TensorNameBytes} are allowed."));
        budget.Keep(TensorOverhead + 2 * (long)length, start);
        return Encoding.UTF8.GetString(source.Take((int)length, "a tensor's name"));
    }

    private long[]? ReadDimensions(string name)
    {
        var offset = source.Offset;
        var count = source.U32("a tensor's number of dimensions");
        if (count > GgufLimits.Dimensions)
            throw new GgufFault("RW4016", offset, string.Create(CultureInfo.InvariantCulture,
                $"the tensor {GgufFindings.Show(name)} has {count} dimensions; at most {GgufLimits.Dimensions} are allowed."));
        var dimensions = new long[count];
        var elements = (UInt128)1;
        var sound = true;
        for (var i = 0; i < dimensions.Length; i++)
        {
            var at = source.Offset;
            var extent = source.U64("a tensor's dimension");
            elements = elements <= long.MaxValue ? elements * extent : elements;
            if (sound && (extent > long.MaxValue || elements > long.MaxValue))
            {
                findings.Error("RW4017", at, string.Create(CultureInfo.InvariantCulture,
                    $"dimension {i} of {GgufFindings.Show(name)} is {unchecked((long)extent)}: extents are not negative and their product stays below 2^63."));
                sound = false;
            }
            dimensions[i] = sound ? (long)extent : 0;
        }
        return sound ? dimensions : null;
    }

    private TensorType? FindType(string name, long offset, uint id)
    {
        var type = id <= int.MaxValue ? TensorType.Find((int)id) : null;
        if (type is null)
            findings.Error("RW4018", offset, string.Create(CultureInfo.InvariantCulture,
                $"the tensor {GgufFindings.Show(name)} has type {id}, which is unknown or was removed from the format."));
        return type;
    }

    private long? BytesOf(string name, long offset, long[] dimensions, TensorType type)
    {
        var row = dimensions.Length > 0 ? dimensions[0] : 1;
        if (row % type.BlockElements != 0)
        {
            findings.Error("RW4019", offset, string.Create(CultureInfo.InvariantCulture,
                $"a row of {GgufFindings.Show(name)} has {row} elements; {type.Name} stores blocks of {type.BlockElements}."));
            return null;
        }
        var elements = dimensions.Aggregate(1L, (product, extent) => product * extent);
        if ((Int128)elements / type.BlockElements * type.BlockBytes > long.MaxValue)
        {
            findings.Error("RW4017", offset, $"the tensor {GgufFindings.Show(name)} would take 2^63 bytes or more.");
            return null;
        }
        return type.BytesOf(elements);
    }

    /// <summary>The reference demands that the data lie without gaps, in the order of the entries, each padded to the alignment.</summary>
    private void Place(string name, long at, ulong offset, long bytes, long alignment)
    {
        if (offset != (ulong)_dataEnd)
        {
            var what = offset % (ulong)alignment != 0 ? "is not aligned"
                : offset < (ulong)_dataEnd ? "overlaps the tensor before it" : "leaves a gap after the tensor before it";
            findings.Error("RW4020", at, string.Create(CultureInfo.InvariantCulture,
                $"the data of {GgufFindings.Show(name)} {what}: it starts at {offset}, but must start at {_dataEnd} of the data section."));
        }
        var padded = ((Int128)bytes + alignment - 1) / alignment * alignment + _dataEnd;
        budget.AddData(padded - _dataEnd, at);
        _dataEnd = (long)padded;
    }
}
