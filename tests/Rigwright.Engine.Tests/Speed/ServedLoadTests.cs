using FsCheck;
using FsCheck.Fluent;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Tests.Speed;

public sealed class ServedLoadTests
{
    private readonly SpeedPredictor _predictor = new(SpeedFixtures.Calibration);

    [Theory]
    [InlineData(1, 5, 1)]
    [InlineData(4, 0, 4)] // nothing but prefills: everyone waits for everyone
    [InlineData(2, 1, 1.5)] // by hand: the second finds the first in its prefill half of the time
    public void A_request_waits_for_the_prefills_before_it(int streams, double decoding, double expected) =>
        FirstTokenTerms.Residence(streams, decoding).ShouldBe(expected, 1e-12);

    [Fact]
    public void Waiting_lies_between_one_prefill_and_all_and_obeys_littles_law() =>
        Prop.ForAll(Gen.Choose(1, 2000).Zip(Gen.Choose(0, 5000)).ToArbitrary(), pair =>
        {
            var (streams, decoding) = (pair.Item1, pair.Item2 / 10.0);
            var residence = FirstTokenTerms.Residence(streams, decoding);
            // The prefill is one server: at most one prompt a prefill passes it.
            return residence >= 1 && residence <= streams && streams / (residence + decoding) <= 1 + 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Experts_touched_are_those_of_one_token_for_one_stream_and_all_for_many()
    {
        var model = SpeedFixtures.Moe();

        model.ExpertBytesTouched(1).ShouldBe(60e9 * 8 / 128, 1);
        model.ExpertBytesTouched(16).ShouldBe(60e9 * 128 / 248, 1);
        model.ExpertBytesTouched(1e9).ShouldBe(60e9, 60e9 * 1e-6);
    }

    [Fact]
    public void More_streams_touch_more_experts_but_never_more_than_even_routing_would() =>
        Prop.ForAll(Gen.Choose(1, 4000).ToArbitrary(), streams =>
        {
            var model = SpeedFixtures.Moe();
            var even = model.ExpertBytes * (1 - Math.Pow(1 - 8.0 / 128, streams));
            return model.ExpertBytesTouched(streams) <= even * (1 + 1e-9) && model.ExpertBytesTouched(streams + 1) >= model.ExpertBytesTouched(streams);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Streams_beyond_the_slots_do_not_make_a_server_faster()
    {
        var four = SpeedFixtures.Query() with { Streams = 4 };
        var queued = SpeedFixtures.Query() with { Streams = 32, Slots = 4 };

        _predictor.DecodeTotal(queued).Value!.Value.ShouldBe(_predictor.DecodeTotal(four).Value!.Value);
        _predictor.TimeToFirstToken(queued with { GeneratedTokens = 256 }).Value.Value.Seconds
            .ShouldBeGreaterThan(_predictor.TimeToFirstToken(four with { GeneratedTokens = 256 }).Value.Value.Seconds);
    }

    [Fact]
    public void Prefills_of_the_others_slow_a_stream_and_its_own_slows_the_wall_time()
    {
        var query = SpeedFixtures.Query() with { Streams = 4, GeneratedTokens = 128, PromptTokens = 4096 };
        double Rate(PrefillsIncluded prefills) => _predictor.DecodeUnderLoad(query, prefills, perStream: true).Value!.Value.TokensPerSecond;

        Rate(PrefillsIncluded.OfOthers).ShouldBeLessThan(_predictor.Decode(query).Value!.Value.TokensPerSecond);
        Rate(PrefillsIncluded.All).ShouldBeLessThan(Rate(PrefillsIncluded.OfOthers));
        // A cycle of four prefills and 128 steps: the wall time holds all four, a stream's gaps the other three.
        var (step, prefill) = (_predictor.StepSeconds(query), _predictor.PrefillSeconds(query with { Depth = 0 }));
        Rate(PrefillsIncluded.All).ShouldBe(1 / (step + prefill / 128), 1e-9);
        Rate(PrefillsIncluded.OfOthers).ShouldBe(1 / (step + prefill * 0.75 / 128), 1e-9);
    }

    [Fact]
    public void One_stream_meets_no_other_prefills()
    {
        var query = SpeedFixtures.Query() with { GeneratedTokens = 128 };

        _predictor.DecodeUnderLoad(query, PrefillsIncluded.OfOthers, perStream: true).Value!.Value.TokensPerSecond
            .ShouldBe(_predictor.Decode(query).Value!.Value.TokensPerSecond, 1e-9);
    }

    [Theory]
    [InlineData("q4_k", "llama.cpp", 320e12)] // 8-bit integers
    [InlineData("int4", "vllm", 160e12)] // expanded to 16 bit
    [InlineData("nvfp4", "vllm", 640e12)]
    [InlineData("fp8", "vllm", 300e12)]
    [InlineData("f16", "vllm", 160e12)]
    public void The_peak_is_that_of_the_units_which_an_engine_uses(string quantClass, string engine, double peak)
    {
        var card = SpeedFixtures.Card() with { MatrixFlopsPerSec = 160e12, Int8OpsPerSec = 320e12, Fp8FlopsPerSec = 300e12, Fp4FlopsPerSec = 640e12 };

        card.PeakFor(quantClass, engine).ShouldBe(peak);
    }

    [Fact]
    public void A_class_that_spreads_more_gets_a_wider_interval()
    {
        var query = SpeedFixtures.Query() with { Parallelism = Parallelism.TensorSplit(2) };
        var spread = SpeedFixtures.Calibration.Decode.Spread;
        var wider = spread with { Classes = new Dictionary<string, double> { ["tensor/single/Known"] = 2 } };

        wider.Interval(query, Novelty.Known, true).Down.ShouldBe(2 * spread.Interval(query, Novelty.Known, true).Down, 1e-12);
        wider.Interval(query, Novelty.NewModel, true).Down.ShouldBe(spread.Interval(query, Novelty.NewModel, true).Down, 1e-12);
    }
}
