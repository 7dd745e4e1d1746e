using System.Globalization;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.OpenParts;

/// <summary>Processors and boards: the two sides of a socket.</summary>
internal static class ProcessorRows
{
    public static readonly string[] CpuColumns =
        ["socket", "cores", "tdp_w", "ppt_w", "memory_types", "memory_channels", "memory_max_gb", "ecc", "includes_cooler", "integrated_graphics"];

    public static readonly string[] BoardColumns =
        ["socket", "form_factor", "chipset", "memory_type", "memory_slots", "memory_max_gb", "ecc", "pcie_slots", "m2_slots", "cpu_power"];

    // More M.2 sockets than this on an unverified row come from the import (a Z890 board is listed with twelve); no desktop board sold
    // has more than five on the board itself. Assumed from the verified rows, of which 7 in 225 have more.
    private const int MostM2Sockets = 5;

    public static Cpu Cpu(PartRow row, Platforms platforms)
    {
        var socket = row.Text("socket");
        var memory = row.List("memory_types");
        return new Cpu
        {
            Id = row.Id,
            Name = row.Name,
            Manufacturer = row.Manufacturer,
            PartNumbers = row.PartNumbers(),
            ReleaseYear = row.ReleaseYear,
            Socket = socket,
            Cores = row.Count("cores", 1, 256),
            Tdp = row.Watts("tdp_w", 4, 600),
            PackagePowerLimit = row.Watts("ppt_w", 4, 800),
            MemoryType = memory?.Value is [var only] ? row.Fact(only) : null,
            MemoryTypes = memory,
            MemoryChannels = row.Count("memory_channels", 1, 12),
            MemoryMax = MemoryMax(row, memory?.Value ?? []),
            DimmKinds = platforms.DimmKinds(socket?.Value),
            Ecc = row.Flag("ecc"),
            IntegratedGraphics = row["integrated_graphics"] is { Length: > 0 } graphics ? row.Fact(graphics is not "None") : null,
            IncludesCooler = row.Flag("includes_cooler"),
        };
    }

    public static Motherboard Board(PartRow row, Platforms platforms)
    {
        var socket = row.Text("socket");
        var type = row.Text("memory_type");
        return new Motherboard
        {
            Id = row.Id,
            Name = row.Name,
            Manufacturer = row.Manufacturer,
            PartNumbers = row.PartNumbers(),
            ReleaseYear = row.ReleaseYear,
            Socket = socket,
            Chipset = row.Text("chipset")?.Map(WithoutMaker),
            FormFactor = row.Text("form_factor")?.Map(Spelling.BoardFormFactor),
            MemoryType = type,
            DimmKinds = platforms.DimmKinds(socket?.Value),
            MemorySlots = row.Count("memory_slots", 1, 32),
            MemoryMax = MemoryMax(row, type is null ? [] : [type.Value]),
            Ecc = row.Flag("ecc"),
            Slots = Slots(row),
            M2Slots = M2(row),
            SataPorts = PartNames.SataPorts(row.Name) is { } ports ? row.Fact(ports, "from the name") : null,
            EpsPlugs = row["cpu_power"] is { Length: > 0 } power && EightPins(power) is > 0 and var n ? row.Fact(n) : null,
        };
    }

    // A DDR4 or DDR5 platform takes at least 16 GB: a smaller figure is in TB. DDR2 and DDR3 boards with 4 GB existed.
    private static Sourced<ByteSize>? MemoryMax(PartRow row, IReadOnlyList<string> types)
    {
        if (row.Number("memory_max_gb", 1, 12_288) is not { } value)
            return null;
        if (value >= 8 || types.Any(t => t is not ("DDR4" or "DDR5")) || types.Count == 0)
            return row.Fact(ByteSize.FromGiB(value));
        row.Repair(OpenPartCodes.TerabytesForGigabytes, "memory_max_gb", FormattableString.Invariant($"{value * 1024} GB"), "the figure is in TB");
        return row.Fact(ByteSize.FromGiB(value * 1024), "listed in TB");
    }

    // Rows that list only generation 4.0 were filled by a default: boards of 2008 have it, and X870E boards, which must have a 5.0 slot.
    private static Sourced<IReadOnlyList<SlotGroup>>? Slots(PartRow row)
    {
        if (row["pcie_slots"].Length == 0)
            return null;
        var slots = row.Parsed("pcie_slots", ReadSlots);
        if (slots.LeftOut)
            row.Repair(OpenPartCodes.NotANumber, "pcie_slots", null, "a slot without lanes is left out");
        var isDefault = !row.Verified && slots.OnlyFour;
        if (isDefault && slots.Groups.Count > 0)
            row.Repair(OpenPartCodes.ImportDefault, "pcie_slots", null, "nothing but generation 4.0 is an import default: the generation counts as unknown");
        return slots.Groups.Count == 0 ? null
            : row.Fact(isDefault ? slots.WithoutGeneration : slots.Groups, isDefault ? "the generation is an import default upstream and counts as unknown" : null);
    }

    private static SlotText ReadSlots(string text)
    {
        var groups = new List<SlotGroup>();
        var entries = 0;
        foreach (var range in text.AsSpan().Split('|'))
        {
            entries++;
            if (TrySlot(text.AsSpan()[range]) is { MechanicalLanes: > 0 } slot)
                groups.Add(slot);
        }
        return new(Sorted(groups), Sorted(groups.ConvertAll(g => g with { Generation = null })), groups.Count != entries, groups.TrueForAll(g => g.Generation == 4.0));
    }

    // The longest slots first, among them the newest; equal ones stay as they stand.
    private static SlotGroup[] Sorted(List<SlotGroup> groups)
    {
        var sorted = new List<SlotGroup>(groups.Count);
        foreach (var group in groups)
        {
            var at = sorted.Count;
            while (at > 0 && (sorted[at - 1].MechanicalLanes, sorted[at - 1].Generation ?? 0) is var (lanes, generation)
                && (lanes < group.MechanicalLanes || lanes == group.MechanicalLanes && generation < (group.Generation ?? 0)))
                at--;
            sorted.Insert(at, group);
        }
        return sorted.ToArray();
    }

    /// <summary>What a text of slots says.</summary>
    /// <param name="Groups">Sorted, with the generations as written.</param>
    /// <param name="WithoutGeneration">Sorted, with unknown generations.</param>
    /// <param name="LeftOut">Was an entry without lanes left out?</param>
    /// <param name="OnlyFour">Is generation 4.0 the only one?</param>
    private sealed record SlotText(IReadOnlyList<SlotGroup> Groups, IReadOnlyList<SlotGroup> WithoutGeneration, bool LeftOut, bool OnlyFour);

    private static Sourced<int>? M2(PartRow row)
    {
        if (row["m2_slots"] is not { Length: > 0 } text)
            return null;
        var count = text.Count('|') + 1;
        if (count <= MostM2Sockets || row.Verified)
            return row.Fact(count);
        row.Repair(OpenPartCodes.ImportDefault, "m2_slots", null, $"{count} sockets on an unverified row are an import default");
        return null;
    }

    private static string WithoutMaker(string chipset) => chipset.IndexOf(' ') is > 0 and var i && chipset[..i] is "AMD" or "Intel" or "NVIDIA" or "VIA" ? chipset[(chipset.IndexOf(' ') + 1)..] : chipset;

    // "2xPCIe5.0x16", with "None" for an unknown generation. By hand: thousands of rows, and an expression takes most of their time.
    private static SlotGroup? TrySlot(ReadOnlySpan<char> text)
    {
        const string mark = "xPCIe";
        var middle = text.IndexOf(mark, StringComparison.Ordinal);
        if (middle < 0 || !TryWhole(text[..middle], out var count))
            return null;
        var rest = text[(middle + mark.Length)..];
        var end = rest.IndexOf('x');
        if (end < 0 || !TryWhole(rest[(end + 1)..], out var lanes))
            return null;
        if (rest[..end] is "None")
            return new(count, null, lanes, null);
        return double.TryParse(rest[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var generation) ? new(count, generation, lanes, null) : null;
    }

    private static bool TryWhole(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && text.Length <= 2;

    private static int EightPins(ReadOnlySpan<char> text) => text.Count("8-pin") + text.Count("8 pin");
}
