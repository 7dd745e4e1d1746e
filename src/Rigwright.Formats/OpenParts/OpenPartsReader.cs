using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;

namespace Rigwright.Formats.OpenParts;

/// <summary>Reads the open parts of BuildCores OpenDB. Nothing is repaired silently: every value that is not taken as it stands is in
/// <see cref="OpenPartsCatalogue.Repairs"/>.</summary>
public static class OpenPartsReader
{
    /// <summary>Reads <c>open-parts/</c> below the catalogue's directory, joins the cards to the accelerators and lets hand-checked parts count first.</summary>
    public static Loaded<OpenPartsCatalogue> Read(string catalogueDirectory, Catalogue catalogue) =>
        ReadFiles(Path.Combine(catalogueDirectory, "open-parts"), catalogue);

    /// <summary>Reads a folder with the eight files.</summary>
    public static Loaded<OpenPartsCatalogue> ReadFiles(string directory, Catalogue? catalogue) => Read(directory, () => catalogue);

    /// <summary>Reads a folder with the eight files while the catalogue is still on its way.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="catalogue">Waits for the catalogue; asked once, after the rows are read. Null leaves cards without accelerators.</param>
    public static Loaded<OpenPartsCatalogue> Read(string directory, Func<Catalogue?> catalogue)
    {
        var platforms = Platforms.Read(directory);
        PartTable[] tables =
        [
            new("cpus.csv", ProcessorRows.CpuColumns, row => ProcessorRows.Cpu(row, platforms)),
            new("motherboards.csv", ProcessorRows.BoardColumns, row => ProcessorRows.Board(row, platforms)),
            new("memory-kits.csv", MemoryRows.KitColumns, MemoryRows.Kit),
            new("power-supplies.csv", ChassisRows.SupplyColumns, ChassisRows.Supply),
            new("cases.csv", ChassisRows.CaseColumns, ChassisRows.Case),
            new("coolers.csv", ChassisRows.CoolerColumns, ChassisRows.Cooler),
            new("drives.csv", MemoryRows.DriveColumns, MemoryRows.Drive),
            new("gpus.csv", CardRows.Columns, CardRows.Read),
        ];
        var disputes = new List<Dispute>[tables.Length];
        Parallel.For(0, tables.Length, i =>
        {
            tables[i].Read(directory);
            DuplicateRows.Settle(tables[i], disputes[i] = []);
        });
        var facts = catalogue();
        if (facts is not null)
        {
            new AcceleratorJoin(facts).Join(tables[^1]);
            HandChecked.Override(tables, facts.Parts);
        }
        var diagnostics = new DiagnosticBag();
        diagnostics.AddRange(platforms.Bag.Items);
        foreach (var table in tables)
            diagnostics.AddRange(table.Bag.Items);
        var parts = new OpenPartsCatalogue
        {
            Source = Upstream,
            Parts = Distinct(tables, facts?.Parts ?? []),
            Repairs = [.. tables.SelectMany(t => t.Repairs)],
            Disputes = [.. disputes.SelectMany(d => d)],
            Diagnostics = diagnostics.Items,
        };
        return new(parts, diagnostics.Items);
    }

    /// <summary>Where the parts come from.</summary>
    public static Source Upstream { get; } = new(PartRow.Source, "BuildCores", "BuildCores OpenDB, commit 136a77ae",
        "https://github.com/buildcores/buildcores-open-db", "2026-08-17", new DateOnly(2026, 11, 22), "ODC-By 1.0", Evidence.CommunityReport);

    // A hand-checked part stands once, as it was merged first, though several rows may have its number; those without a row stand too.
    private static List<Part> Distinct(PartTable[] tables, IReadOnlyList<Part> handChecked)
    {
        var parts = new List<Part>(tables.Sum(t => t.Parts.Count) + handChecked.Count);
        var seen = new HashSet<string>(parts.Capacity, StringComparer.Ordinal);
        foreach (var table in tables)
            parts.AddRange(table.Parts.Where(p => seen.Add(p.Id.Value)));
        parts.AddRange(handChecked.Where(p => seen.Add(p.Id.Value)));
        return parts;
    }
}
