using System.Buffers;
using System.Globalization;
using Rigwright.Domain.Diagnostics;

namespace Rigwright.Formats.Gguf;

/// <summary>Reads the header of a GGUF model: versions 2 and 3, either byte order, single or split, from a path or standard input.
/// Only the header is read, streaming; memory stays within <see cref="GgufLimits.MemoryBytes"/> whatever the header claims.</summary>
public static class GgufReader
{
    /// <summary>Holds the longest thing that is read at once: a key of 65,535 bytes.</summary>
    private const int BufferBytes = 1 << 16;

    /// <summary>Reads a model from a path, with its further parts when it is split, or from standard input for <c>-</c>.</summary>
    /// <returns>The header, or null with error diagnostics (RW40xx) that name the byte offset.</returns>
    public static Loaded<GgufFile> Read(string path)
    {
        if (path != "-")
            return Read(path, p => File.Exists(p) || Directory.Exists(p) ? File.OpenRead(p) : null);
        using var input = Console.OpenStandardInput();
        return ReadStream(input, path);
    }

    /// <summary>Reads a single-file model from a stream, seekable or not.</summary>
    /// <param name="stream">Positioned at the start; not closed.</param>
    /// <param name="name">Name for the diagnostics.</param>
    public static Loaded<GgufFile> ReadStream(Stream stream, string name)
    {
        var session = new Session(name, null);
        return session.Finish(session.ReadPart(name, _ => stream, 0, keepOpen: true));
    }

    /// <summary>Reads a model with its parts through a given way of opening them.</summary>
    /// <param name="path">The only or the first part.</param>
    /// <param name="open">Opens a part, or returns null when there is none of that name.</param>
    public static Loaded<GgufFile> Read(string path, Func<string, Stream?> open)
    {
        var session = new Session(path, open);
        return session.Finish(session.ReadPart(path, open, 0, keepOpen: false));
    }

    /// <summary>What is shared by the parts of one model.</summary>
    private sealed class Session(string path, Func<string, Stream?>? open)
    {
        private readonly DiagnosticBag _bag = new();
        private readonly GgufBudget _budget = new();
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);
        private readonly List<GgufTensor> _tensors = [];

        public GgufPart? ReadPart(string partPath, Func<string, Stream?> openPart, int part, bool keepOpen)
        {
            var findings = new GgufFindings(partPath, _bag);
            var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
            Stream? stream = null;
            try
            {
                stream = openPart(partPath) ?? throw new FileNotFoundException("there is no such file");
                return GgufPartParser.Read(new(stream, buffer), _budget, findings, part, _names, _tensors);
            }
            catch (GgufFault fault)
            {
                findings.Add(fault);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
            {
                findings.Error("RW4001", 0, $"the file cannot be read: {e.Message}");
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
                if (!keepOpen)
                    stream?.Dispose();
            }
            return null;
        }

        public Loaded<GgufFile> Finish(GgufPart? first)
        {
            if (first is null)
                return new(null, _bag.Items);
            List<GgufPart> parts = [first];
            if (first.Split("count") is { } count && count != 1)
                ReadFurtherParts(first, count, parts);
            if (!_bag.HasErrors && !first.Metadata.ContainsKey("general.architecture"))
                new GgufFindings(path, _bag).Error("RW4025", 0, "the key general.architecture is missing: nothing says what the tensors belong to.");
            if (_bag.HasErrors)
                return new(null, _bag.Items);
            return new(new GgufFile
            {
                Path = path,
                Version = first.Version,
                IsBigEndian = first.IsBigEndian,
                Metadata = first.Metadata,
                Tensors = _tensors,
                Parts = parts.Count,
                HeaderBytes = parts.Sum(p => p.HeaderBytes),
                DataBytes = parts.Sum(p => p.DataBytes),
            }, _bag.Items);
        }

        private void ReadFurtherParts(GgufPart first, long count, List<GgufPart> parts)
        {
            var findings = new GgufFindings(path, _bag);
            if (!CheckFirst(first, count, findings, out var names))
                return;
            var missing = names.Skip(1).Where(IsMissing).ToList();
            if (missing.Count > 0)
            {
                var more = missing.Count > 3 ? string.Create(CultureInfo.InvariantCulture, $" and {missing.Count - 3} more") : "";
                findings.Error("RW4023", first.Metadata["split.count"].Offset, string.Create(CultureInfo.InvariantCulture,
                    $"{missing.Count} of {count} parts are missing: {string.Join(", ", missing.Take(3).Select(Path.GetFileName))}{more}."));
                return;
            }
            for (var i = 1; i < names.Count; i++)
            {
                if (ReadPart(names[i], open!, i, keepOpen: false) is not { } part)
                    continue;
                if (part.Split("no") != i || part.Split("count") != count)
                    new GgufFindings(names[i], _bag).Error("RW4024", 0, string.Create(CultureInfo.InvariantCulture,
                        $"the header says part {part.Split("no")} of {part.Split("count")} (counted from 0), the name says part {i} of {count}."));
                parts.Add(part);
            }
            if (!_bag.HasErrors && first.Split("tensors.count") is { } total && total != _tensors.Count)
                findings.Error("RW4024", first.Metadata["split.tensors.count"].Offset, string.Create(CultureInfo.InvariantCulture,
                    $"the parts hold {_tensors.Count} tensors, split.tensors.count says {total}."));
        }

        private bool IsMissing(string name)
        {
            using var stream = open!(name);
            return stream is null;
        }

        private bool CheckFirst(GgufPart first, long count, GgufFindings findings, out IReadOnlyList<string> names)
        {
            var offset = first.Metadata["split.count"].Offset;
            names = [];
            if (count is < 1 or > GgufLimits.Parts)
                findings.Error("RW4024", offset, string.Create(CultureInfo.InvariantCulture, $"split.count is {count}; 1 to {GgufLimits.Parts} parts are read."));
            else if (first.Split("no") != 0)
                findings.Error("RW4024", offset, string.Create(CultureInfo.InvariantCulture,
                    $"this is part {first.Split("no")} (counted from 0) of {count}."), "Name the first part, …-00001-of-….gguf.");
            else if (open is null)
                findings.Error("RW4023", offset, string.Create(CultureInfo.InvariantCulture,
                    $"this is the first of {count} parts; the others cannot be found from standard input."), "Give a path.");
            else if (GgufSplitName.Parts(path, (int)count) is { } found)
            {
                names = found;
                return true;
            }
            else
                findings.Error("RW4024", offset, string.Create(CultureInfo.InvariantCulture,
                    $"the model has {count} parts, but the name does not end in -00001-of-{count:00000}.gguf, so the others cannot be found."));
            return false;
        }
    }
}
