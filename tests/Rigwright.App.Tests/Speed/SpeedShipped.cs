using Rigwright.Domain.Catalogues;
using Rigwright.Engine.Speed;
using Rigwright.Formats.Catalogues;
using Rigwright.Measuring.Calibration;
using Rigwright.TestKit;

namespace Rigwright.App.Tests.Speed;

/// <summary>The shipped data, read once.</summary>
internal static class SpeedShipped
{
    private static readonly Lazy<Catalogue> LazyCatalogue = new(() => CatalogueReader.Read(Folder).Value!);
    private static readonly Lazy<MeasurementSet> LazyMeasurements = new(() => MeasurementSet.Load(Folder, Catalogue).Value!);
    private static readonly Lazy<SpeedCalibration> LazyCalibration = new(() => CalibrationFile.Load(Folder));

    public static string Folder => Repository.PathOf("data");

    public static Catalogue Catalogue => LazyCatalogue.Value;

    public static MeasurementSet Measurements => LazyMeasurements.Value;

    public static SpeedCalibration Calibration => LazyCalibration.Value;
}
