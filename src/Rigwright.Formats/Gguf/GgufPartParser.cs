using System.Globalization;

namespace Rigwright.Formats.Gguf;

/// <summary>The header of one part.</summary>
internal sealed record GgufPart(int Version, bool IsBigEndian, Dictionary<string, GgufValue> Metadata, long HeaderBytes, long DataBytes)
{
    /// <summary>A split key; null when it is absent or no integer.</summary>
    public long? Split(string name) => Metadata.GetValueOrDefault("split." + name)?.Integer;
}

/// <summary>Reads the header of one part: magic, version, counts, metadata, tensors; then compares the data section with the file's length.</summary>
internal static class GgufPartParser
{
    private static ReadOnlySpan<byte> Magic => "GGUF"u8;

    public static GgufPart Read(GgufSource source, GgufBudget budget, GgufFindings findings, int part, HashSet<string> names, List<GgufTensor> tensors)
    {
        if (!source.Take(4, "the magic number").SequenceEqual(Magic))
            throw new GgufFault("RW4002", 0, "this is no GGUF file: it does not begin with the letters GGUF.");
        var version = ReadVersion(source);
        var tensorCount = ReadCount(source, "tensors");
        var metadataCount = ReadCount(source, "metadata entries");
        var metadata = new GgufMetadataParser(source, budget, findings).Read(metadataCount);
        var alignment = Alignment(metadata, findings);
        var parser = new GgufTensorParser(source, budget, findings, part);
        parser.Read(tensorCount, alignment, names, tensors);
        var dataStart = (source.Offset + alignment - 1) / alignment * alignment;
        CheckLength(source, findings, dataStart, parser.DataBytes);
        return new(version, source.IsBigEndian, metadata, dataStart, parser.DataBytes);
    }

    /// <summary>Big-endian files are told apart by a version whose low 16 bits are zero, as the reference does.</summary>
    private static int ReadVersion(GgufSource source)
    {
        var version = source.U32("the version");
        if ((version & 0xFFFF) == 0)
        {
            source.IsBigEndian = true;
            version = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(version);
        }
        return version is 2 or 3
            ? (int)version
            : throw new GgufFault("RW4003", 4, string.Create(CultureInfo.InvariantCulture, $"version {version} of the format cannot be read; 2 and 3 can."));
    }

    private static long ReadCount(GgufSource source, string what)
    {
        var offset = source.Offset;
        var count = source.U64("the number of " + what);
        return count <= long.MaxValue
            ? (long)count
            : throw new GgufFault("RW4005", offset, string.Create(CultureInfo.InvariantCulture, $"the number of {what} is negative ({unchecked((long)count)})."));
    }

    private static long Alignment(Dictionary<string, GgufValue> metadata, GgufFindings findings)
    {
        if (!metadata.TryGetValue("general.alignment", out var value))
            return GgufLimits.DefaultAlignment;
        if (value is { Type: GgufValueType.U32, Integer: { } alignment and > 0 } && long.IsPow2(alignment))
            return alignment;
        findings.Error("RW4013", value.Offset, "general.alignment is no power of two stored as an unsigned 32-bit integer.");
        return GgufLimits.DefaultAlignment;
    }

    private static void CheckLength(GgufSource source, GgufFindings findings, long dataStart, long dataBytes)
    {
        if (source.Length is not { } length || findings.HasErrors || dataBytes == 0)
            return;
        if (dataBytes > length - dataStart)
            findings.Error("RW4021", source.Offset, string.Create(CultureInfo.InvariantCulture,
                $"the tensors need {dataBytes} bytes from offset {dataStart} on, but the file ends at {length}: it is truncated or its header is wrong."));
    }
}
