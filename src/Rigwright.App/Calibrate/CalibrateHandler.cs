using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Measuring.Accuracy;
using Rigwright.Measuring.Calibration;
using Rigwright.Measuring.Evidence;

namespace Rigwright.App.Calibrate;

/// <summary>What was fitted.</summary>
/// <param name="Result">The fits.</param>
/// <param name="Measurements">What they were fitted on, and what was left out.</param>
/// <param name="CalibrationText">Content of <see cref="CalibrationFile.Name"/>.</param>
/// <param name="HeldOutText">Content of <see cref="HeldOutFile.Name"/>.</param>
/// <param name="EvidenceText">Content of <see cref="EvidenceIndex.Name"/>.</param>
public sealed record CalibrateResponse(SpeedCalibrator.Result Result, MeasurementSet Measurements, string CalibrationText, string HeldOutText, string EvidenceText);

/// <summary>Fits the speed calibration to the measurements of a data folder. The same measurements give the same bytes.</summary>
public static class CalibrateHandler
{
    /// <summary>Fits; writes nothing.</summary>
    public static Loaded<CalibrateResponse> Fit(string dataFolder, Catalogue catalogue)
    {
        var set = MeasurementSet.Load(dataFolder, catalogue);
        if (set.Value is not { } measurements || set.HasErrors)
            return new(null, set.Diagnostics);
        var result = SpeedCalibrator.Fit(measurements.Measurements, measurements.AsOf, measurements.Hash);
        return new(new(result, measurements, CalibrationFile.Write(result.Calibration), HeldOutFile.Write(result), EvidenceIndex.Write(measurements)), set.Diagnostics);
    }

    /// <summary>Writes the files below a data folder.</summary>
    public static void Write(string dataFolder, CalibrateResponse response)
    {
        Directory.CreateDirectory(Path.Combine(dataFolder, "calibration"));
        foreach (var (path, text) in Files(dataFolder, response))
            File.WriteAllText(path, text);
    }

    /// <summary>The files below a data folder that are not what was fitted.</summary>
    public static IReadOnlyList<string> Stale(string dataFolder, CalibrateResponse response) =>
        [.. Files(dataFolder, response).Where(f => !File.Exists(f.Path) || File.ReadAllText(f.Path) != f.Text).Select(f => f.Path)];

    private static (string Path, string Text)[] Files(string dataFolder, CalibrateResponse response) =>
    [
        (Path.Combine(dataFolder, CalibrationFile.Name), response.CalibrationText),
        (Path.Combine(dataFolder, HeldOutFile.Name), response.HeldOutText),
        (Path.Combine(dataFolder, EvidenceIndex.Name), response.EvidenceText),
    ];
}
