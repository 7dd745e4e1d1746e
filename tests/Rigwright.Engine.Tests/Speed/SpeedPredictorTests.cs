using FsCheck;
using FsCheck.Fluent;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Tests.Speed;

public sealed class SpeedPredictorTests
{
    private readonly SpeedPredictor _predictor = new(SpeedFixtures.Calibration);

    [Fact]
    public void A_dense_step_is_bytes_over_efficient_bandwidth_and_a_cost_per_layer()
    {
        // 8 GB / (1 TB/s × 0.8) + 32 layers × 5 µs + 2 × 8e9 FLOP / 160 TFLOP/s at full efficiency.
        const double expected = 0.010 + 32 * 5e-6 + 16e9 / 160e12;

        _predictor.StepSeconds(SpeedFixtures.Query()).ShouldBe(expected, 1e-7);
    }

    [Fact]
    public void A_token_of_a_mixture_reads_only_its_experts_and_a_batch_their_union()
    {
        var moe = SpeedFixtures.Moe();

        moe.ExpertBytesTouched(1).ShouldBe(60e9 * 8 / 128, 1);
        moe.ExpertBytesTouched(2).ShouldBe(60e9 * 16 / 136, 1);
        moe.ExpertBytesTouched(1e12).ShouldBe(60e9, 1);
    }

    [Fact]
    public void Tensor_parallelism_is_faster_than_one_device_and_slower_than_as_many_times_faster()
    {
        var one = Rate(SpeedFixtures.Query());
        var two = Rate(SpeedFixtures.Query() with { Parallelism = Parallelism.TensorSplit(2) });

        two.ShouldBeGreaterThan(one);
        two.ShouldBeLessThan(2 * one);
    }

    [Fact]
    public void A_layer_split_is_not_faster_than_one_device() =>
        Rate(SpeedFixtures.Query() with { Parallelism = Parallelism.LayerSplit(4) }).ShouldBeLessThanOrEqualTo(Rate(SpeedFixtures.Query()));

    [Fact]
    public void Replicas_multiply_the_total()
    {
        var one = _predictor.DecodeTotal(SpeedFixtures.Query() with { Streams = 4 }).Value!.Value;
        var two = _predictor.DecodeTotal(SpeedFixtures.Query() with { Streams = 8, Parallelism = new(1, 1, 2) }).Value!.Value;

        (two / one).ShouldBe(2, 1e-9);
    }

    [Fact]
    public void An_interval_is_wider_for_hardware_and_models_that_were_not_measured()
    {
        double Width(SpeedQuery query) => _predictor.Decode(query).Value is { } p ? p.High / p.Low : 0;

        var known = Width(SpeedFixtures.Query());
        var newHardware = Width(SpeedFixtures.Query(device: SpeedFixtures.Card() with { Chip = "other" }));
        var newModel = Width(SpeedFixtures.Query(SpeedFixtures.Dense(layers: 33)));

        newHardware.ShouldBeGreaterThan(known);
        // The same card under another name is no new hardware; two of it over a link that nobody measured are.
        Width(SpeedFixtures.Query(device: SpeedFixtures.Card() with { Id = "other" })).ShouldBe(known, 1e-9);
        Width(SpeedFixtures.Query() with { Parallelism = Parallelism.TensorSplit(2) }).ShouldBeGreaterThan(known * 1.2);
        newModel.ShouldBeGreaterThan(known);
    }

    [Theory]
    [InlineData(0, 0, 1, "streams")]
    [InlineData(-1, 0, 1, "streams")]
    [InlineData(1, -5, 1, "context")]
    [InlineData(1, double.NaN, 1, "context")]
    [InlineData(1, 0, 0, "prompt")]
    public void A_question_without_sense_is_unknown(int streams, double depth, int prompt, string reason) =>
        _predictor.Decode(SpeedFixtures.Query() with { Streams = streams, Depth = depth, PromptTokens = prompt }).Missing.ShouldHaveSingleItem().ShouldContain(reason);

    [Fact]
    public void A_context_beyond_the_model_is_unknown() =>
        _predictor.Decode(SpeedFixtures.Query(SpeedFixtures.Dense() with { MaxContext = 4096 }) with { Depth = 4097 }).Missing.ShouldHaveSingleItem().ShouldContain("4096");

    [Fact]
    public void A_prefill_needs_a_compute_rate() =>
        _predictor.Prefill(SpeedFixtures.Query(device: SpeedFixtures.Card() with { MatrixFlopsPerSec = null })).Missing.ShouldHaveSingleItem().ShouldContain("compute rate");

    [Fact]
    public void The_first_token_takes_longer_than_the_prefill()
    {
        var query = SpeedFixtures.Query() with { PromptTokens = 4096 };

        _predictor.FirstTokenSeconds(query).ShouldBeGreaterThan(_predictor.PrefillSeconds(query));
    }

    [Fact]
    public void An_explanation_adds_up_to_the_step()
    {
        var query = SpeedFixtures.Query() with { Depth = 8000 };
        var explanation = _predictor.Explain(query).Value!;

        explanation.Terms.Sum(t => t.Seconds).ShouldBe(_predictor.StepSeconds(query), 1e-12);
        explanation.BytesRead.ShouldBe(8e9 + 131072 * 8000.0, 1);
        explanation.Efficiency.ShouldBeInRange(0.5, 1);
        explanation.WouldNarrow.ShouldNotBeEmpty();
    }

    [Fact]
    public void No_prediction_beats_the_bandwidth_or_is_no_number() =>
        Prop.ForAll(Queries().ToArbitrary(), query =>
        {
            var decode = _predictor.Decode(query);
            if (!decode.IsKnown)
                return decode.Missing.Count > 0;
            var p = decode.Value;
            var bytes = query.Model.DenseBytes + query.Model.ExpertBytesTouched(query.Streams) + query.Streams * query.Model.KvBytes(query.Depth);
            var limit = query.Device.BandwidthBytesPerSec * query.Parallelism.Tensor * (1 + 1e-9);
            return double.IsFinite(p.Value.TokensPerSecond) && p.Value.TokensPerSecond > 0
                && p.Low <= p.Value && p.Value <= p.High && p.Value.TokensPerSecond * bytes <= limit && p.High.TokensPerSecond * bytes <= limit;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_bandwidth_never_slows_a_step_and_more_context_never_speeds_it() =>
        Prop.ForAll(Queries().ToArbitrary(), query =>
        {
            var step = _predictor.StepSeconds(query);
            return _predictor.StepSeconds(query with { Device = query.Device with { BandwidthBytesPerSec = query.Device.BandwidthBytesPerSec * 1.5 } }) <= step
                && _predictor.StepSeconds(query with { Depth = query.Depth + 1000 }) >= step;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("single", 1, 1, 1, 1)]
    [InlineData("layer-split", 4, 1, 4, 1)]
    [InlineData("tp4", 4, 4, 1, 1)]
    [InlineData("dp2", 2, 1, 1, 2)]
    [InlineData("tp2-pp2-x2", 8, 2, 2, 2)]
    public void A_way_of_splitting_is_read(string text, int devices, int tensor, int stages, int replicas)
    {
        Parallelism.TryParse(text, devices, out var parsed).ShouldBeTrue();
        parsed.ShouldBe(new(tensor, stages, replicas));
    }

    [Theory]
    [InlineData("tp0")]
    [InlineData("tp")]
    [InlineData("tp99999")]
    [InlineData("xy3")]
    public void A_way_of_splitting_that_is_none_is_refused(string text) => Parallelism.TryParse(text == "tp" ? "tpx" : text, 1, out _).ShouldBeFalse();

    [Theory]
    [InlineData("Q4_K_M", "q4_k")]
    [InlineData("UD-Q4_K_XL", "q4_k")]
    [InlineData("GGUF-Q8_0", "q8")]
    [InlineData("MXFP4_MOE", "mxfp4")]
    [InlineData("MLX-4bit", "mlx4")]
    [InlineData("mlx/4bit", "mlx4")]
    [InlineData("exl3-4.0bpw-mul1", "exl")]
    [InlineData("INT8-W8A8", "int8")]
    [InlineData("nvidia-NVFP4", "nvfp4")]
    [InlineData("autoround-int4", "int4")]
    [InlineData("BF16", "bf16")]
    public void Weight_types_fall_into_classes_that_share_kernels(string name, string expected) => QuantClass.Find(name)!.Value.Class.ShouldBe(expected);

    [Fact]
    public void A_weight_type_of_no_class_is_not_guessed() => QuantClass.Find("banana").ShouldBeNull();

    private double Rate(SpeedQuery query) => _predictor.Decode(query).Value!.Value.TokensPerSecond;

    private static Gen<SpeedQuery> Queries() =>
        from bandwidth in Gen.Choose(1, 10_000)
        from bytes in Gen.Choose(1, 1_000_000)
        from isMoe in Gen.Elements(true, false)
        from layers in Gen.Choose(1, 200)
        from depth in Gen.Choose(0, 1_000_000)
        from streams in Gen.Choose(1, 1000)
        from tensor in Gen.Elements(1, 2, 4, 8)
        from backend in Gen.Elements("cuda", "metal", "vulkan", "nothing-known")
        select SpeedFixtures.Query(
            (isMoe ? SpeedFixtures.Moe() : SpeedFixtures.Dense()) with { DenseBytes = bytes * 1e6, Layers = layers },
            SpeedFixtures.Card(bandwidth * 1e9)) with
        { Depth = depth, Streams = streams, Parallelism = Parallelism.TensorSplit(tensor), Backend = backend };
}
