using Rigwright.Domain.Hardware;
using Rigwright.Domain.Naming;
using Rigwright.Domain.Parts;

namespace Rigwright.App.Parts;

/// <summary>What to look for; a null filter does not filter.</summary>
public sealed record FindPartsRequest
{
    /// <summary>Words that name, maker or part numbers must all contain; case and punctuation do not matter.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Kind of part.</summary>
    public PartCategory? Category { get; init; }

    /// <summary>Socket of a processor or board, or one that a cooler mounts on.</summary>
    public string? Socket { get; init; }

    /// <summary>Least rating of a power supply, board power of a card, or package power of a processor.</summary>
    public double? MinWatts { get; init; }

    /// <summary>Least memory (card, kit) in GiB or capacity (drive) in GB.</summary>
    public double? MinGb { get; init; }

    /// <summary>Least card length that a case takes, in mm.</summary>
    public double? MinCardLength { get; init; }

    /// <summary>Greatest length of a card or power supply, in mm.</summary>
    public double? MaxLength { get; init; }

    /// <summary>Memory generation, for example DDR5.</summary>
    public string? MemoryType { get; init; }

    /// <summary>Board form factor: of a board, or one that a case takes.</summary>
    public string? FormFactor { get; init; }

    /// <summary>Only cards of this accelerator.</summary>
    public AcceleratorId? Chip { get; init; }

    /// <summary>At most so many are returned.</summary>
    public int Limit { get; init; } = 20;
}

/// <summary>What was found.</summary>
/// <param name="Parts">The first of them by name.</param>
/// <param name="Total">How many match.</param>
/// <param name="Unknown">How many match the words but lack a fact that a filter asks for.</param>
public sealed record FindPartsResponse(IReadOnlyList<Part> Parts, int Total, int Unknown);

/// <summary>Finds parts by words and facts.</summary>
public static class FindPartsHandler
{
    /// <summary>All matching parts, sorted by name and id. A part whose fact is unknown does not pass a filter; it is counted apart.</summary>
    public static FindPartsResponse Handle(FindPartsRequest request, OpenPartsCatalogue parts)
    {
        var words = request.Words.SelectMany(w => w.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(AliasResolver.Fold).Where(w => w.Length > 0).ToList();
        var matches = new List<Part>();
        var unknown = 0;
        var buffer = new char[512];
        foreach (var part in parts.Parts)
        {
            if (request.Category is { } category && part.Category != category || !HasWords(part, words, ref buffer))
                continue;
            var verdict = Filter(part, request);
            if (verdict == true)
                matches.Add(part);
            else if (verdict is null)
                unknown++;
        }
        matches.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name) is var c and not 0 ? c : string.CompareOrdinal(a.Id.Value, b.Id.Value));
        return new([.. matches.Take(request.Limit)], matches.Count, unknown);
    }

    // Maker, name, part numbers and id in one text, folded: 26,000 times, so it is written into one buffer and never becomes a string.
    private static bool HasWords(Part part, List<string> words, ref char[] buffer)
    {
        if (words.Count == 0)
            return true;
        var length = 0;
        Append(part.Manufacturer, ref buffer, ref length);
        Append(part.Name, ref buffer, ref length);
        foreach (var number in part.PartNumbers)
            Append(number, ref buffer, ref length);
        Append(part.Id.Value, ref buffer, ref length);
        ReadOnlySpan<char> text = buffer.AsSpan(0, length);
        foreach (var word in words)
        {
            if (text.IndexOf(word, StringComparison.Ordinal) < 0)
                return false;
        }
        return true;
    }

    private static void Append(string? text, ref char[] buffer, ref int length)
    {
        if (text is null)
            return;
        if (buffer.Length < length + text.Length)
            Array.Resize(ref buffer, 2 * (length + text.Length));
        length += AliasResolver.Fold(text, buffer.AsSpan(length));
    }

    // True: passes every filter. False: fails one, or one does not concern this kind of part. Null: a fact is missing.
    private static bool? Filter(Part part, FindPartsRequest r)
    {
        bool?[] checks =
        [
            Check(r.Socket, part switch
            {
                Cpu p => p.Socket is null ? null : Same(p.Socket.Value, r.Socket),
                Motherboard p => p.Socket is null ? null : Same(p.Socket.Value, r.Socket),
                Cooler p => p.Sockets?.Value.Any(s => Same(s, r.Socket)),
                _ => false,
            }),
            Check(r.MinWatts, part switch
            {
                PowerSupply p => p.Rating?.Value.Watts >= r.MinWatts,
                GraphicsCard p => p.BoardPower?.Value.Watts >= r.MinWatts,
                Cpu p => (p.PackagePowerLimit ?? p.Tdp)?.Value.Watts >= r.MinWatts,
                _ => false,
            }, part is PowerSupply { Rating: null } or GraphicsCard { BoardPower: null } or Cpu { PackagePowerLimit: null, Tdp: null }),
            Check(r.MinGb, part switch
            {
                GraphicsCard p => p.Memory?.Value.GiB >= r.MinGb,
                MemoryKit p => p.Capacity?.GiB >= r.MinGb,
                Drive p => p.Capacity?.Value.GB >= r.MinGb,
                _ => false,
            }, part is GraphicsCard { Memory: null } or MemoryKit { Capacity: null } or Drive { Capacity: null }),
            Check(r.MinCardLength, part is Case { MaxCardLength: { } room } && room.Value.Millimetres >= r.MinCardLength, part is Case { MaxCardLength: null }),
            Check(r.MaxLength, part switch
            {
                GraphicsCard p => p.Length?.Value.Millimetres <= r.MaxLength,
                PowerSupply p => p.Length?.Value.Millimetres <= r.MaxLength,
                _ => false,
            }, part is GraphicsCard { Length: null } or PowerSupply { Length: null }),
            Check(r.MemoryType, part switch
            {
                Motherboard p => p.MemoryType is null ? null : Same(p.MemoryType.Value, r.MemoryType),
                MemoryKit p => p.MemoryType is null ? null : Same(p.MemoryType.Value, r.MemoryType),
                Cpu p => p.MemoryTypes?.Value.Any(t => Same(t, r.MemoryType)),
                _ => false,
            }),
            Check(r.FormFactor, part switch
            {
                Motherboard p => p.FormFactor is null ? null : Same(p.FormFactor.Value, r.FormFactor),
                Case p => p.BoardFormFactors?.Value.Any(f => Same(f, r.FormFactor)),
                _ => false,
            }),
            r.Chip is null || part is GraphicsCard card && card.Accelerator == r.Chip,
        ];
        return checks.Contains(false) ? false : checks.Contains(null) ? null : true;
    }

    private static bool? Check(object? asked, bool? verdict, bool isUnknown = false) => asked is null ? true : isUnknown ? null : verdict;

    private static bool Same(string a, string? b) => b is not null && AliasResolver.Fold(a) == AliasResolver.Fold(b);
}
