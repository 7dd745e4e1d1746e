using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Engine.Speed;
using Rigwright.Formats.Catalogues;
using Rigwright.Measuring.Calibration;

namespace Rigwright.Cli;

/// <summary>The data folder with its catalogue, for the commands about speed.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Catalogue">The catalogue in it.</param>
internal sealed record SpeedData(string Folder, Catalogue Catalogue)
{
    /// <summary>Opens a data folder; null after saying what is wrong.</summary>
    public static SpeedData? Open(string? given)
    {
        if (CatalogueLocation.Find(given) is not { } folder)
        {
            Console.Error.WriteLine(new Diagnostic("RW1001", DiagnosticSeverity.Error, new("data", 0, 0), "No catalogue folder was found.", "Name one with --catalogue."));
            return null;
        }
        var loaded = CatalogueReader.Read(folder);
        foreach (var diagnostic in loaded.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
            Console.Error.WriteLine(diagnostic);
        return loaded.Value is { } catalogue ? new(folder, catalogue) : null;
    }

    /// <summary>Its calibration; null after saying what is wrong.</summary>
    public SpeedCalibration? Calibration()
    {
        try
        {
            return CalibrationFile.Load(Folder);
        }
        catch (InvalidDataException e)
        {
            Console.Error.WriteLine(new Diagnostic("RW6007", DiagnosticSeverity.Error, new(Path.Combine(Folder, CalibrationFile.Name), 0, 0), e.Message));
            return null;
        }
    }
}
