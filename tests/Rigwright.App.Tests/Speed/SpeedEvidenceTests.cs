using Rigwright.App.Plan;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Engine.Planning;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Calibration;
using Rigwright.Measuring.Evidence;
using Rigwright.TestKit;

namespace Rigwright.App.Tests.Speed;

public sealed class SpeedEvidenceTests
{
    private static readonly NearestMeasurements Measurements = new(SpeedShipped.Folder);
    private static readonly SpeedPredictor Predictor = new(SpeedShipped.Calibration);

    [Fact]
    public void Every_measurement_is_its_own_nearest()
    {
        foreach (var m in SpeedShipped.Measurements.Measurements.Where((m, i) => i % 97 == 0 && m.Metric != SpeedMetric.FirstToken))
        {
            var nearest = Measurements.Find(m.Query, m.Metric, 1).ShouldHaveSingleItem();

            nearest.Distance.ShouldBeLessThan(0.01, m.Id);
        }
    }

    [Fact]
    public void Evidence_names_sources_dates_and_what_would_narrow_it()
    {
        var evidence = new SpeedEvidenceFinder(Predictor, Measurements).Of(Query("gb10-dgx-spark-fe", "openai/gpt-oss-120b", "MXFP4_MOE")).Value!;

        evidence.NearestDecode.Count.ShouldBe(3);
        evidence.NearestDecode.ShouldAllBe(m => m.Source.Length > 0 && m.Date.Length >= 4 && m.Value > 0);
        evidence.NearestDecode.Select(m => m.Distance).ShouldBeInOrder();
        evidence.NearestPrefill.ShouldAllBe(m => m.Metric == "prefill_tps");
        evidence.Prefill!.Efficiency.ShouldBeInRange(0.001, 1);
        evidence.Decode.WouldNarrow.ShouldNotBeEmpty();
        // The parts of the step add up to what is shown.
        (1 / evidence.Decode.Terms.Sum(t => t.Seconds)).ShouldBe(evidence.Decode.Prediction.Value.TokensPerSecond, 1e-6);
    }

    [Fact]
    public void A_plan_says_how_each_ranked_speed_is_known()
    {
        var day = new DateOnly(2026, 2, 17);
        var handler = new PlanHandler(SpeedShipped.Catalogue, date => new RoleEstimator(Predictor, date))
        {
            EvidenceOn = date => new(new(Predictor, date), new(Predictor, Measurements)),
        };
        var answer = handler.Handle(new(Repository.PathOf("examples", "home-office.yaml"), day, null, [])).Answer!;

        foreach (var role in answer.Ranked.SelectMany(r => r.Layout!.Roles))
        {
            var isEqual = role.Serving.Devices.Select(d => d.Accelerator.Id).Distinct().Count() == 1;
            (role.Evidence is not null).ShouldBe(isEqual);
            if (role.Evidence is { } evidence)
                evidence.Decode.Prediction.Value.TokensPerSecond.ShouldBe(role.Alone.Value.TokensPerSecond, 1e-9);
        }
    }

    private static SpeedQuery Query(string device, string model, string quantisation)
    {
        var profile = DeviceProfile.From(SpeedShipped.Catalogue.Find(new AcceleratorId(device))!).Value!;
        return new()
        {
            Device = profile,
            Model = DecodeWork.Of(SpeedShipped.Catalogue.Find(new ModelId(model))!, quantisation).Value!,
            Engine = "llama.cpp",
            Backend = EngineKey.DefaultBackend(profile),
        };
    }
}
