using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Calibration;

namespace Rigwright.App.Tests.Speed;

public sealed class ServedMeasurementTests
{
    private static SpeedMeasurement Row(string id) => SpeedShipped.Measurements.Measurements.Single(m => m.Id == id);

    [Fact]
    public void A_llama_server_decodes_four_of_sixteen_streams_at_a_time() =>
        Row("lotto3090-0337").Query.ActiveStreams.ShouldBe(4);

    [Fact]
    public void A_server_runs_as_many_long_streams_as_its_cache_holds() =>
        // Qwen3-8B NVFP4 on 16 GB: of four prompts of 32k one fits, and the author saw 48 s to the first token.
        Row("hholtmann-0107").Query.ActiveStreams.ShouldBe(1);

    [Fact]
    public void A_batch_benchmark_runs_all_its_streams_and_reads_no_prompts_in_between()
    {
        var row = Row("bench_spark_b7941-0021");

        (row.Query.ActiveStreams, row.Prefills).ShouldBe((32, PrefillsIncluded.None));
    }

    [Fact]
    public void The_time_between_tokens_under_load_holds_the_others_prefills() =>
        Row("hholtmann-0001").Prefills.ShouldBe(PrefillsIncluded.OfOthers);

    [Fact]
    public void A_first_token_faster_than_any_prefill_of_its_family_is_left_out()
    {
        var left = SpeedShipped.Measurements.LeftOut.Where(l => l.Reason.Contains("cached", StringComparison.Ordinal)).Select(l => l.Row.Id).ToList();

        left.ShouldContain("lotto3090-0366"); // 512 tokens of a 12B model in 57 ms on an RTX 3090: three times its peak rate
        left.ShouldAllBe(id => id.StartsWith("lotto3090", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rate_whose_wall_time_is_shorter_than_the_authors_own_prefill_holds_none() =>
        // 256 tokens in 5.6 s after a prompt of 32k that takes the same author 39 s to read.
        Row("lotto3090-0046").Prefills.ShouldBe(PrefillsIncluded.None);

    [Fact]
    public void Decoding_reads_the_cache_that_the_memory_estimate_stores()
    {
        var element = KvElement.Find(KvType.F16, EngineKind.LlamaCpp)!.Value;
        var compared = 0;
        foreach (var model in SpeedShipped.Catalogue.Models)
        {
            // Layers that share a cache read it again; sparse indexers keep keys of their own; windows are stored with a batch of room.
            if (model.Architecture is not { } architecture || architecture.Layers.Any(l => l.Mixers.Any(IsExtra)) || !DecodeWork.Of(model, "Q8_0").TryGet(out var work))
                continue;
            var profile = CacheProfile.Of(architecture);
            var stored = KvCacheCalculator.Of(profile, profile.LayersPerClass, new(256, 1, KvType.F16, EngineKind.LlamaCpp), element);
            work.KvBytes(256).ShouldBe(stored.Kv, model.Id.Value);
            work.StateBytes.ShouldBe(stored.State, model.Id.Value);
            compared++;
        }
        compared.ShouldBeGreaterThan(80);

        static bool IsExtra(TokenMixer mixer) => mixer is SoftmaxAttention { OwnsCache: false } or SoftmaxAttention { Window: not null } or SoftmaxAttention { Indexer: not null } or LatentAttention { Indexer: not null }
            or not (SoftmaxAttention or LatentAttention or RecurrentMixer);
    }

    [Theory]
    [InlineData("rtx-3090", "pcie")] // its bridge is bought apart and joins two cards
    [InlineData("a100-sxm-80", "nvlink")]
    [InlineData("rtx-5090", "pcie")]
    [InlineData("gb10-dgx-spark-fe", "connectx")]
    public void Cards_talk_over_what_every_machine_with_them_has(string id, string link) =>
        DeviceProfile.From(SpeedShipped.Catalogue.Find(new AcceleratorId(id))!).Value!.LinkKind.ShouldBe(link);
}
