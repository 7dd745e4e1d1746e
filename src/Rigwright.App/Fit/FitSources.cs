using Rigwright.Domain.Catalogues;
using Rigwright.Engine.Speed;
using Rigwright.Formats.Catalogues;
using Rigwright.Measuring.Calibration;
using Rigwright.Measuring.Evidence;

namespace Rigwright.App.Fit;

/// <summary>What a fit is answered from; several can share it.</summary>
/// <param name="Catalogue">The catalogue.</param>
/// <param name="Predictor">The calibrated predictor, made when somebody asks.</param>
/// <param name="Measurements">Measured speeds near a prediction, on their way.</param>
internal sealed record FitSources(Catalogue Catalogue, Lazy<SpeedPredictor> Predictor, Task<NearestMeasurements> Measurements)
{
    /// <summary>Begins to read the calibration of a folder; the catalogue is still to come.</summary>
    public static FitSources Reading(string folder)
    {
        var calibration = Task.Run(() => CalibrationFile.Load(folder));
        return new(null!, new(() => new SpeedPredictor(calibration.GetAwaiter().GetResult())), Task.Run(() => new NearestMeasurements(folder)));
    }

    /// <summary>With a catalogue that was read from a folder; null for the shipped one.</summary>
    public static FitSources Of(string? folder, Catalogue catalogue) => Reading(CatalogueLocation.Find(folder) ?? "data") with { Catalogue = catalogue };
}
