using BenchmarkDotNet.Attributes;
using Rigwright.App.Plan;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Calibration;

namespace Rigwright.Benchmarks;

/// <summary>How long does a plan take on the shipped catalogue, the catalogue being loaded? `rig plan` has 1 s for everything.</summary>
public class PlanBenchmarks
{
    private PlanHandler _handler = null!;
    private PlanRequest _request = null!;

    [GlobalSetup]
    public void Setup()
    {
        var calibration = CalibrationFile.Load(ShippedData.Folder);
        _handler = new(ShippedData.Catalogue, day => new RoleEstimator(new SpeedPredictor(calibration), day));
        _request = new(Path.Combine(ShippedData.Folder, "..", "examples", "home-office.yaml"), new DateOnly(2026, 2, 17), null, []);
        if (_handler.Handle(_request).Answer is null)
            throw new InvalidOperationException("The example has no plan.");
    }

    /// <summary>The home-office example.</summary>
    [Benchmark]
    public PlanResponse HomeOffice() => _handler.Handle(_request);
}
