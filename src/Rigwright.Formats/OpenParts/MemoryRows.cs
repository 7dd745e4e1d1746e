using System.Globalization;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Formats.OpenParts;

/// <summary>Memory kits and drives: everything with a capacity in its name.</summary>
internal static class MemoryRows
{
    public static readonly string[] KitColumns = ["memory_type", "speed_mts", "form_factor", "modules", "module_gb", "capacity_gb", "ecc", "registered"];

    public static readonly string[] DriveColumns = ["type", "capacity_gb", "form_factor", "interface"];

    public static MemoryKit Kit(PartRow row)
    {
        var (modules, size) = Modules(row);
        var registered = Kind(row);
        return new MemoryKit
        {
            Id = row.Id,
            Name = row.Name,
            Manufacturer = row.Manufacturer,
            PartNumbers = row.PartNumbers(),
            ReleaseYear = row.ReleaseYear,
            MemoryType = row.Text("memory_type"),
            Kind = registered,
            Ecc = Ecc(row, registered?.Value),
            SpeedMts = row.Count("speed_mts", 200, 12_000),
            Modules = modules,
            ModuleSize = size,
        };
    }

    public static Drive Drive(PartRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Manufacturer = row.Manufacturer,
        PartNumbers = row.PartNumbers(),
        ReleaseYear = row.ReleaseYear,
        Capacity = DriveCapacity(row),
        FormFactor = row.Text("form_factor"),
        Interface = row.Text("interface"),
        SolidState = row["type"] switch { "SSD" => row.Fact(true), "HDD" or "SSHD" => row.Fact(false), _ => null },
    };

    // The name is on the box: where "(2x24GB)" and the columns disagree, the name counts.
    private static (Sourced<int>? Modules, Sourced<ByteSize>? Size) Modules(PartRow row)
    {
        var modules = row.Count("modules", 1, 16);
        var size = row.Number("module_gb", 0.25, 512);
        var capacity = row.Number("capacity_gb", 0.25, 8192);
        if (modules is null || size is null || capacity is null || modules.Value * size == capacity)
            return (modules, size is null ? null : row.Fact(ByteSize.FromGiB(size.Value)));
        if (KitName.Size(row.Name) is not { } named)
        {
            row.Repair(OpenPartCodes.CapacityContradiction, "capacity_gb", null, FormattableString.Invariant($"{modules.Value} modules of {size} GB do not make it"));
            return (null, null);
        }
        var (count, each) = named;
        row.Repair(OpenPartCodes.CapacityContradiction, "capacity_gb", FormattableString.Invariant($"{count * each} GB"), FormattableString.Invariant($"the name says {count} x {each} GB"));
        return (row.Fact(count, "from the name"), row.Fact(ByteSize.FromGiB(each), "from the name"));
    }

    private static Sourced<DimmKind>? Kind(PartRow row)
    {
        if (row["form_factor"].Contains("SO-DIMM", StringComparison.Ordinal))
            return row.Fact(DimmKind.Sodimm);
        var says = row["registered"];
        if (KitName.SaysRegistered(row.Name))
        {
            if (says is "Registered")
                return row.Fact(DimmKind.Rdimm);
            row.Repair(OpenPartCodes.RegisteredByName, "registered", "Registered", "the name says so");
            return row.Fact(DimmKind.Rdimm, "from the name; the row says unbuffered");
        }
        return says switch { "Unbuffered" => row.Fact(DimmKind.Udimm), "Registered" => row.Fact(DimmKind.Rdimm), _ => null };
    }

    private static Sourced<bool>? Ecc(PartRow row, DimmKind? kind)
    {
        var says = row["ecc"];
        if (says is not "ECC" && (kind == DimmKind.Rdimm || KitName.SaysEcc(row.Name)))
        {
            row.Repair(OpenPartCodes.EccByName, "ecc", "ECC", kind == DimmKind.Rdimm ? "a registered module carries ECC" : "the name says so");
            return row.Fact(true, kind == DimmKind.Rdimm ? "registered modules carry ECC" : "from the name");
        }
        return says switch { "ECC" => row.Fact(true), "Non-ECC" => row.Fact(false), _ => null };
    }

    private static Sourced<ByteSize>? DriveCapacity(PartRow row)
    {
        if (row.Number("capacity_gb", 1, 200_000) is not { } gb)
            return null;
        var named = SizesIn(row.Name);
        if (named.Count != 1 || named[0] == gb)
        {
            // A rotating disk of 8 to 40 "GB" in a 3.5 inch case is one of as many TB.
            if (row["type"] is not "HDD" || gb >= 40)
                return row.Fact(ByteSize.FromGB(gb));
            row.Repair(OpenPartCodes.TerabytesForGigabytes, "capacity_gb", FormattableString.Invariant($"{gb * 1000} GB"), "the figure is in TB");
            return row.Fact(ByteSize.FromGB(gb * 1000), "listed in TB");
        }
        if (named[0] == gb * 1000)
            row.Repair(OpenPartCodes.TerabytesForGigabytes, "capacity_gb", FormattableString.Invariant($"{named[0]} GB"), "the figure is in TB");
        else if (named[0] < gb / 2 || named[0] > gb * 2.5)
            // Not a rounding of the name ("1.92 TB" is often listed as 1000): the name may count a cache, so the row stands.
            return row.Fact(ByteSize.FromGB(gb), FormattableString.Invariant($"the name also says {named[0]} GB"));
        else
            row.Repair(OpenPartCodes.CapacityContradiction, "capacity_gb", FormattableString.Invariant($"{named[0]} GB"), "the name says so");
        return row.Fact(ByteSize.FromGB(named[0]), "from the name");
    }

    // The sizes that a name states in GB, each once: "2TB", "960 GB"; a rate ("6 GB/s") is no size.
    private static List<double> SizesIn(string name)
    {
        var sizes = new List<double>();
        for (var unit = name.IndexOf('B', StringComparison.Ordinal); unit > 0; unit = name.IndexOf('B', unit + 1))
        {
            var rest = name.AsSpan(unit + 1);
            if (name[unit - 1] is not ('T' or 'G') || rest.Length > 0 && (char.IsLetterOrDigit(rest[0]) || rest[0] == '_') || rest.StartsWith("/s", StringComparison.Ordinal))
                continue;
            var end = unit - 1 > 0 && name[unit - 2] == ' ' ? unit - 2 : unit - 1;
            var start = end;
            while (start > 0 && (char.IsAsciiDigit(name[start - 1]) || name[start - 1] == '.'))
                start--;
            if (double.TryParse(name.AsSpan(start, end - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && name[start] != '.' && name[end - 1] != '.' && !sizes.Contains(number * (name[unit - 1] == 'T' ? 1000 : 1)))
                sizes.Add(number * (name[unit - 1] == 'T' ? 1000 : 1));
        }
        return sizes;
    }
}
