using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Provenance;
using Rigwright.Formats.Csv;

namespace Rigwright.Formats.OpenParts;

/// <summary>Which memory modules the processors of a socket take: the open database does not say.</summary>
internal sealed class Platforms
{
    private static readonly CsvCodes Codes = new(OpenPartCodes.Unreadable, OpenPartCodes.Header, OpenPartCodes.Row);
    private static readonly SourceId Source = new("open-parts-platforms");

    private readonly Dictionary<string, Sourced<IReadOnlyList<DimmKind>>> _kinds = new(StringComparer.Ordinal);

    public DiagnosticBag Bag { get; } = new();

    public static Platforms Read(string directory)
    {
        const string file = "platforms.csv";
        var platforms = new Platforms();
        if (CsvSource.Open(Path.Combine(directory, file), file, Codes, platforms.Bag) is not { } source
            || !source.ReadHeader(["socket", "dimm_kind", "evidence", "note"], []))
            return platforms;
        foreach (var row in source.Rows())
        {
            if (!Enum.TryParse<DimmKind>(row["dimm_kind"], ignoreCase: true, out var kind))
                platforms.Bag.Error(OpenPartCodes.NotANumber, row.At("dimm_kind"), $"'{row["dimm_kind"]}' is no kind of module (udimm, rdimm, sodimm).");
            else
                platforms._kinds[row["socket"]] = new([kind], Source, row["evidence"] == "derived" ? Evidence.DerivedFromSpec : Evidence.Assumed, PartRow.Commit, row["note"]);
        }
        return platforms;
    }

    public Sourced<IReadOnlyList<DimmKind>>? DimmKinds(string? socket) => socket is null ? null : _kinds.GetValueOrDefault(socket);
}
