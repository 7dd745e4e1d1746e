using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Measuring.Accuracy;
using Rigwright.Measuring.Calibration;

namespace Rigwright.App.Calibrate;

/// <summary>What was fitted.</summary>
/// <param name="Result">The fits.</param>
/// <param name="Measurements">What they were fitted on, and what was left out.</param>
/// <param name="CalibrationText">Content of <see cref="CalibrationFile.Name"/>.</param>
/// <param name="HeldOutText">Content of <see cref="HeldOutFile.Name"/>.</param>
public sealed record CalibrateResponse(SpeedCalibrator.Result Result, MeasurementSet Measurements, string CalibrationText, string HeldOutText);

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
        return new(new(result, measurements, CalibrationFile.Write(result.Calibration), HeldOutFile.Write(result)), set.Diagnostics);
    }

    /// <summary>Writes both files below a data folder.</summary>
    public static void Write(string dataFolder, CalibrateResponse response)
    {
        Directory.CreateDirectory(Path.Combine(dataFolder, "calibration"));
        File.WriteAllText(Path.Combine(dataFolder, CalibrationFile.Name), response.CalibrationText);
        File.WriteAllText(Path.Combine(dataFolder, HeldOutFile.Name), response.HeldOutText);
    }
}
