using Rigwright.App.Plan;
using Rigwright.Domain.Catalogues;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Speed;
using Rigwright.Formats.Catalogues;
using Rigwright.Measuring.Calibration;
using Rigwright.TestKit;

namespace Rigwright.App.Tests.Plan;

/// <summary>The shipped catalogue, calibration and example, read once.</summary>
internal static class PlanFixture
{
    public static readonly Catalogue Shipped = CatalogueReader.Read(Repository.PathOf("data")).Value!;

    public static readonly SpeedCalibration Calibration = CalibrationFile.Load(Repository.PathOf("data"));

    public static readonly string Example = File.ReadAllText(Repository.PathOf("examples", "home-office.yaml"));

    public static readonly DateOnly Day = new(2026, 2, 17);

    private static readonly Lazy<PlanAnswer> Answer = new(() => Plan(Example));

    /// <summary>The reference scenario.</summary>
    public static PlanAnswer Reference => Answer.Value;

    public static IRoleEstimator Estimator(DateOnly day) => new RoleEstimator(new SpeedPredictor(Calibration), day);

    public static PlanAnswer Plan(string requirements, Catalogue? catalogue = null, params string[] rates) =>
        Handle(requirements, catalogue, null, rates).Answer ?? throw new InvalidOperationException("The requirements of this test are wrong.");

    /// <summary>With the file's own day, or the catalogue's newest.</summary>
    public static PlanAnswer Plan(string requirements, DateOnly? day) => Run(requirements, Shipped, null, day, []).Answer!;

    public static PlanResponse Handle(string requirements, Catalogue? catalogue = null, string? prices = null, params string[] rates) =>
        Run(requirements, catalogue ?? Shipped, prices, Day, rates);

    private static PlanResponse Run(string requirements, Catalogue catalogue, string? prices, DateOnly? day, string[] rates)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, requirements);
        try
        {
            return new PlanHandler(catalogue, Estimator).Handle(new(path, day, prices, rates));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
