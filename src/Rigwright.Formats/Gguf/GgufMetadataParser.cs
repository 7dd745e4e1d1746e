using System.Globalization;
using System.Text;

namespace Rigwright.Formats.Gguf;

/// <summary>Reads the metadata entries of one part.</summary>
internal sealed class GgufMetadataParser(GgufSource source, GgufBudget budget, GgufFindings findings)
{
    /// <summary>About what a kept entry costs beside its text: dictionary slot, record and string headers.</summary>
    private const int EntryOverhead = 256;

    /// <summary>Least bytes of an entry: key length, one key byte, type, one value byte.</summary>
    private const int SmallestEntry = 8 + 1 + 4 + 1;

    public Dictionary<string, GgufValue> Read(long count)
    {
        if (count > GgufLimits.MetadataEntries || count > source.Remaining / SmallestEntry)
            throw new GgufFault("RW4005", 16, string.Create(CultureInfo.InvariantCulture,
                $"{count} metadata entries are claimed; at most {GgufLimits.MetadataEntries} are read and {source.Remaining} bytes follow."));
        var values = new Dictionary<string, GgufValue>(StringComparer.Ordinal);
        for (long i = 0; i < count; i++)
            ReadEntry(values);
        return values;
    }

    private void ReadEntry(Dictionary<string, GgufValue> values)
    {
        var offset = source.Offset;
        var key = ReadKey(offset);
        var value = ReadValue(key, offset);
        if (!values.TryAdd(key, value))
            findings.Error("RW4011", offset, $"the key {GgufFindings.Show(key)} occurs twice.");
    }

    private string ReadKey(long offset)
    {
        var length = source.U64("a key's length");
        if (length is 0 or > GgufLimits.KeyBytes)
            throw new GgufFault("RW4010", offset, string.Create(CultureInfo.InvariantCulture, $"a key has {length} bytes; 1 to {GgufLimits.KeyBytes} are allowed."));
        budget.Keep(EntryOverhead + 2 * (long)length, offset);
        return Encoding.UTF8.GetString(source.Take((int)length, "a key"));
    }

    private GgufValue ReadValue(string key, long offset)
    {
        var type = ReadType(key);
        switch (type)
        {
            case GgufValueType.String:
                return ReadString(key, offset);
            case GgufValueType.Array:
                return ReadArray(key, offset);
            case GgufValueType.F32:
                return new(type, offset) { Real = BitConverter.UInt32BitsToSingle(source.U32(key)) };
            case GgufValueType.F64:
                return new(type, offset) { Real = BitConverter.UInt64BitsToDouble(source.U64(key)) };
            case GgufValueType.Bool:
                return new(type, offset) { Boolean = ReadInteger(type, key) == 1 };
            default:
                return new(type, offset) { Integer = ReadInteger(type, key) };
        }
    }

    private GgufValueType ReadType(string key)
    {
        var offset = source.Offset;
        var number = source.U32("a value type");
        return number <= (uint)GgufValueType.F64
            ? (GgufValueType)number
            : throw new GgufFault("RW4008", offset, string.Create(CultureInfo.InvariantCulture,
                $"the key {GgufFindings.Show(key)} has the value type {number}; 0 to 12 exist."));
    }

    private long? ReadInteger(GgufValueType type, string key)
    {
        switch (type)
        {
            case GgufValueType.U8:
                return source.Take(1, key)[0];
            case GgufValueType.I8:
                return unchecked((sbyte)source.Take(1, key)[0]);
            case GgufValueType.U16:
                return source.U16(key);
            case GgufValueType.I16:
                return unchecked((short)source.U16(key));
            case GgufValueType.U32:
                return source.U32(key);
            case GgufValueType.I32:
                return unchecked((int)source.U32(key));
            case GgufValueType.I64:
                return unchecked((long)source.U64(key));
            case GgufValueType.U64:
                var wide = source.U64(key);
                return wide <= long.MaxValue ? (long)wide : null;
            default:
                var offset = source.Offset;
                var flag = source.Take(1, key)[0];
                if (flag > 1)
                    findings.Error("RW4012", offset, string.Create(CultureInfo.InvariantCulture, $"a boolean of {GgufFindings.Show(key)} is {flag}; 0 and 1 are allowed."));
                return flag == 0 ? 0 : 1;
        }
    }

    private GgufValue ReadString(string key, long offset)
    {
        var length = ReadStringLength(key);
        if (length > GgufLimits.KeptStringBytes)
        {
            source.Skip(length, "a string");
            return new(GgufValueType.String, offset) { Count = length };
        }
        budget.Keep(2 * length, offset);
        return new(GgufValueType.String, offset) { Count = length, Text = Encoding.UTF8.GetString(source.Take((int)length, "a string")) };
    }

    private long ReadStringLength(string key)
    {
        var offset = source.Offset;
        var length = source.U64("a string's length");
        if (length > GgufLimits.StringBytes || (long)length > source.Remaining)
            throw new GgufFault("RW4006", offset, string.Create(CultureInfo.InvariantCulture,
                $"a string of {GgufFindings.Show(key)} claims {length} bytes; at most {Math.Min(source.Remaining, GgufLimits.StringBytes)} can follow."));
        return (long)length;
    }

    private GgufValue ReadArray(string key, long offset)
    {
        var elementOffset = source.Offset;
        var element = ReadType(key);
        if (element == GgufValueType.Array)
            throw new GgufFault("RW4009", elementOffset, $"the key {GgufFindings.Show(key)} is an array of arrays, which no reader accepts.");
        var countOffset = source.Offset;
        var count = source.U64("an array's length");
        if (count > GgufLimits.ArrayElements || (long)count > source.Remaining / SizeOf(element))
            throw new GgufFault("RW4007", countOffset, string.Create(CultureInfo.InvariantCulture,
                $"the array {GgufFindings.Show(key)} claims {count} elements; at most {Math.Min(source.Remaining / SizeOf(element), GgufLimits.ArrayElements)} can follow."));
        return new(GgufValueType.Array, offset) { ElementType = element, Count = (long)count, Integers = ReadElements(key, element, (long)count, offset) };
    }

    private long[]? ReadElements(string key, GgufValueType element, long count, long offset)
    {
        if (element == GgufValueType.String)
        {
            for (count -= source.SkipBufferedStrings(count); count > 0; count -= source.SkipBufferedStrings(count))
            {
                source.Skip(ReadStringLength(key), "a string");
                count--;
            }
            return null;
        }
        if (element is GgufValueType.F32 or GgufValueType.F64 || count > GgufLimits.KeptArrayElements)
        {
            source.Skip(count * SizeOf(element), "an array");
            return null;
        }
        budget.Keep(8 * count, offset);
        var elements = new long[count];
        for (var i = 0; i < elements.Length; i++)
        {
            var at = source.Offset;
            elements[i] = ReadInteger(element, key)
                ?? throw new GgufFault("RW4026", at, $"an element of {GgufFindings.Show(key)} is 2^63 or more.");
        }
        return elements;
    }

    /// <summary>Bytes of an element; for a string those of its length.</summary>
    private static int SizeOf(GgufValueType type) => type switch
    {
        GgufValueType.U8 or GgufValueType.I8 or GgufValueType.Bool => 1,
        GgufValueType.U16 or GgufValueType.I16 => 2,
        GgufValueType.U32 or GgufValueType.I32 or GgufValueType.F32 => 4,
        _ => 8,
    };
}
