using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Parts;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.OpenParts;

namespace Rigwright.App.Parts;

/// <summary>The catalogue and the open parts, loaded only by commands that need parts.</summary>
/// <param name="Catalogue">The catalogue.</param>
/// <param name="Parts">The open parts with the hand-checked ones among them.</param>
public sealed record LoadedParts(Catalogue Catalogue, OpenPartsCatalogue Parts);

/// <summary>Loads the catalogue together with the open parts.</summary>
public static class PartsLoader
{
    /// <summary>Loads both; no value when either has an error.</summary>
    public static Loaded<LoadedParts> Load(string? catalogueDirectory)
    {
        var directory = CatalogueLocation.Find(catalogueDirectory);
        if (directory is null)
            return new(null, [new Diagnostic(OpenPartCodes.Unreadable, DiagnosticSeverity.Error, new("data", 0, 0), "no catalogue was found.", "Name its folder with --catalogue.")]);
        // The catalogue is read on another core while the rows of the parts are.
        var reading = Task.Run(() => CatalogueReader.Read(directory));
        var parts = OpenPartsReader.Read(Path.Combine(directory, "open-parts"), () => reading.GetAwaiter().GetResult().Value);
        var catalogue = reading.GetAwaiter().GetResult();
        if (catalogue.Value is null)
            return new(null, catalogue.Diagnostics);
        IReadOnlyList<Diagnostic> all = [.. catalogue.Diagnostics, .. parts.Diagnostics];
        return new(parts.Value is null || parts.HasErrors ? null : new(catalogue.Value, parts.Value), all);
    }
}
