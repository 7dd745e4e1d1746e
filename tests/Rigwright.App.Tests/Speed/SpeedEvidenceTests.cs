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

    // gpt-oss-120b itself is not among the measurements: its smaller sister on one machine with the same chip is what a buyer looks at first.
    [Fact]
    public void Two_small_machines_cite_one_of_them_before_two_cards_of_another_kind()
    {
        var query = Query("gb10-asus-ascent-gx10", "openai/gpt-oss-120b", "MXFP4_MOE") with { Parallelism = Parallelism.TensorSplit(2), Engine = "vllm" };
        var nearest = Measurements.Find(query, SpeedMetric.DecodePerStream);

        nearest[0].Hardware.ShouldContain("GB10");
        nearest[0].Model.ShouldBe("openai/gpt-oss-20b");
        nearest.ShouldAllBe(m => m.Hardware.Contains("GB10", StringComparison.Ordinal));
    }

    [Fact]
    public void The_very_model_on_the_very_card_comes_before_any_other_engine_count_or_model()
    {
        var query = Query("rtx-3090", "Qwen/Qwen3.6-27B", "Q4_K_M") with { Engine = "sglang", Backend = "cuda", Depth = 500 };
        var (own, four) = (Measurements.Find(query, SpeedMetric.DecodePerStream)[0], Measurements.Find(query with { Parallelism = Parallelism.TensorSplit(4) }, SpeedMetric.DecodePerStream)[0]);

        (own.Hardware, own.Model).ShouldBe(("NVIDIA GeForce RTX 3090", "Qwen/Qwen3.6-27B"));
        (four.Hardware, four.Model).ShouldBe(("4x NVIDIA GeForce RTX 3090", "Qwen/Qwen3.6-27B"));
        // Three of them were never measured: another number of the same card with the same model.
        var three = Measurements.Find(query with { Parallelism = Parallelism.TensorSplit(3) }, SpeedMetric.DecodePerStream)[0];
        three.Hardware.ShouldEndWith("NVIDIA GeForce RTX 3090");
        three.Model.ShouldBe("Qwen/Qwen3.6-27B");
    }

    [Fact]
    public void A_model_never_measured_cites_its_kind_on_the_same_card()
    {
        var nearest = Measurements.Find(Query("rtx-4090", "mistralai/Mistral-Small-3.2-24B-Instruct-2506", "Q4_K_M"), SpeedMetric.DecodePerStream);

        nearest.ShouldAllBe(m => m.Hardware == "NVIDIA GeForce RTX 4090");
    }

    [Fact]
    public void A_card_never_measured_cites_the_model_on_its_family()
    {
        var nearest = Measurements.Find(Query("rtx-4500-ada", "meta-llama/Llama-3.1-8B-Instruct", "Q4_K_M"), SpeedMetric.DecodePerStream)[0];

        nearest.Model.ShouldContain("lama-3");
        (nearest.Hardware.Contains("RTX 40", StringComparison.Ordinal) || nearest.Hardware.Contains("Ada", StringComparison.Ordinal)).ShouldBeTrue(nearest.Hardware);
    }

    // The steps between the ranks are larger than all that may differ besides.
    [Fact]
    public void Engine_type_and_context_only_decide_among_equals()
    {
        var query = Query("rtx-3090", "meta-llama/Llama-3.1-8B-Instruct", "Q4_K_M");
        var rows = SpeedShipped.Measurements.Measurements.Where(m => m.Metric == SpeedMetric.DecodePerStream && m.Query.Streams == 1).ToList();
        double To(Func<SpeedQuery, bool> belongs, Func<IEnumerable<double>, double> pick) => pick(rows.Where(m => belongs(m.Query)).Select(m => NearestMeasurements.Distance(query, m.Query)));
        bool OnCard(SpeedQuery q) => q.Device.Id == "rtx-3090" && q.Parallelism.Devices == 1;
        bool IsModel(SpeedQuery q) => q.Model.Signature == query.Model.Signature;

        var same = To(q => OnCard(q) && IsModel(q), d => d.Max());
        same.ShouldBeLessThan(To(q => OnCard(q) && !IsModel(q), d => d.Min()));
        same.ShouldBeLessThan(To(q => !OnCard(q) && IsModel(q), d => d.Min()));
        To(q => OnCard(q) && !IsModel(q), d => d.Max()).ShouldBeLessThan(To(q => q.Device.Family != "ampere", d => d.Min()));
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
