using Rigwright.Domain.Models;
using Rigwright.Engine.Memory;

namespace Rigwright.Engine.Tests.Memory;

/// <summary>Published logs of real servers; the sources stand in docs/formulas/kv-cache.md.</summary>
public sealed class KvCacheGoldenTests
{
    [Theory]
    [InlineData(KvType.F16, 2196.00)]
    [InlineData(KvType.Q8_0, 1166.62)]
    public void DeepSeek_v3_latent_cache_of_32768_tokens(KvType type, double mebibytes) =>
        Kv(Architectures.DeepSeekV3, new(32768, 1, type, EngineKind.LlamaCpp)).ShouldBe(mebibytes, 0.01);

    [Fact]
    public void Qwen3_235b_at_32768_tokens() =>
        Kv(Architectures.Qwen3Moe235B, new(32768, 1, KvType.F16, EngineKind.LlamaCpp)).ShouldBe(6016.00, 0.005);

    [Fact]
    public void Qwen3_30b_saves_3456_mebibytes_from_40960_to_4096_tokens() =>
        (Kv(Architectures.Qwen3Moe30B, new(40960, 1, KvType.F16, EngineKind.LlamaCpp))
            - Kv(Architectures.Qwen3Moe30B, new(4096, 1, KvType.F16, EngineKind.LlamaCpp))).ShouldBe(3456.00, 0.005);

    [Theory]
    [InlineData(512, 768, 3072 + 18)]
    [InlineData(2048, 2304, 3072 + 54)]
    public void Gpt_oss_20b_window_layers_hold_the_window_and_one_batch(int microBatch, int cells, double mebibytes)
    {
        var request = new CacheRequest(131072, 1, KvType.F16, EngineKind.LlamaCpp) { MicroBatch = microBatch };

        LlamaCppCache.WindowCells(request, 128).ShouldBe(cells);
        Kv(Architectures.GptOss20B, request).ShouldBe(mebibytes, 0.005);
    }

    [Fact]
    public void Gpt_oss_120b_with_four_unified_slots()
    {
        var request = new CacheRequest(131072 / 4, 4, KvType.F16, EngineKind.LlamaCpp) { Unified = true };

        LlamaCppCache.WindowCells(request, 128).ShouldBe(1024);
        Kv(Architectures.GptOss120B, request).ShouldBe(4608 + 36, 0.005);
    }

    [Theory]
    [InlineData(4, 32768 / 4, 2560 + 1872)]
    [InlineData(1, 32768, 2560 + 624)]
    public void Gemma_3_27b_unified_slots_enlarge_the_window_cache(int slots, int context, double mebibytes) =>
        Kv(Architectures.Gemma3Of27B, new(context, slots, KvType.F16, EngineKind.LlamaCpp) { Unified = true }).ShouldBe(mebibytes, 0.005);

    [Fact]
    public void Laguna_at_a_million_tokens_of_q4_0()
    {
        var request = new CacheRequest(1 << 20, 1, KvType.Q4_0, EngineKind.LlamaCpp);

        LlamaCppCache.WindowCells(request, 512).ShouldBe(1024);
        Kv(Architectures.Laguna, request).ShouldBe(13824.00 + 40.50, 0.005);
    }

    [Theory]
    [InlineData(2048, 4, KvType.Q8_0, 833)]
    [InlineData(8192, 1, KvType.Q8_0, 323)]
    [InlineData(16384, 1, KvType.Q8_0, 391)]
    [InlineData(4096, 1, KvType.Q8_0, 289)]
    [InlineData(8192, 1, KvType.Q4_0, 171)]
    [InlineData(8192, 1, KvType.F16, 608)]
    public void Gemma_4_12b_as_reported_by_its_server(int context, int slots, KvType type, double mebibytes) =>
        Kv(Architectures.Gemma4Of12B, new(context, slots, type, EngineKind.LlamaCpp) { Unified = slots > 1 }).ShouldBe(mebibytes, 0.5);

    [Fact]
    public void Sixteen_global_layers_of_4096_elements_at_8192_cells_of_q8_0()
    {
        var model = Architectures.Of("gemma3", 1000, 1024, Architectures.Repeat(16,
            _ => Architectures.Layer(new SoftmaxAttention(32, 16, 128, 128), new DenseFeedForward(1))));

        Kv(model, new(8192, 1, KvType.Q8_0, EngineKind.LlamaCpp)).ShouldBe(544.00, 0.005);
    }

    [Theory]
    [InlineData(1, 149.625)]
    [InlineData(4, 4 * 149.625)]
    public void Qwen3_5_27b_state_is_149_6_mebibytes_a_stream_at_any_context(int streams, double mebibytes)
    {
        var small = Bytes(Architectures.Qwen35Of27B, new(4096, streams, KvType.Q8_0, EngineKind.LlamaCpp));
        var large = Bytes(Architectures.Qwen35Of27B, new(65536, streams, KvType.F16, EngineKind.LlamaCpp));

        (small.State / 1048576.0).ShouldBe(mebibytes, 0.002);
        large.State.ShouldBe(small.State);
    }

    [Fact]
    public void Vllm_gemma_3_27b_pool_of_32768_tokens_is_3206_blocks()
    {
        var bytes = Bytes(Architectures.Gemma3Of27B, new(32768, 1, KvType.F16, EngineKind.Vllm));

        bytes.Kv.ShouldBe(3206 * 1_310_720L);
    }

    [Fact]
    public void Vllm_gpt_oss_120b_pool_of_131072_tokens_is_8329_blocks()
    {
        var bytes = Bytes(Architectures.GptOss120B, new(131072, 1, KvType.F16, EngineKind.Vllm));

        bytes.Kv.ShouldBe((8192 + 137) * 589_824L);
    }

    [Theory]
    [InlineData(KvType.Fp8, 800)]
    [InlineData(KvType.F16, 400)]
    public void Vllm_raises_the_block_of_a_hybrid_model_to_the_state_page(KvType type, int tokens)
    {
        var request = new CacheRequest(8192, 1, type, EngineKind.Vllm);
        var element = KvElement.Find(type, EngineKind.Vllm)!.Value;

        VllmCache.TokensPerBlock(CacheProfile.Of(Architectures.Qwen35Of27B).Classes, request, element).ShouldBe(tokens);
    }

    [Fact]
    public void Vllm_replicates_a_latent_cache_on_every_rank_and_divides_heads()
    {
        var latent = new CacheRequest(8192, 1, KvType.F16, EngineKind.Vllm);
        var heads = Bytes(Architectures.Llama8B, latent).Kv;

        Bytes(Architectures.DeepSeekV3, latent with { TensorParallel = 8 }).ShouldBe(Bytes(Architectures.DeepSeekV3, latent));
        Bytes(Architectures.Llama8B, latent with { TensorParallel = 4 }).Kv.ShouldBe(heads / 4);
        Bytes(Architectures.Llama8B, latent with { TensorParallel = 16 }).Kv.ShouldBe(heads / 8);
    }

    [Fact]
    public void Mlx_grows_in_steps_of_256_tokens_and_rotates_window_layers()
    {
        var full = Bytes(Architectures.Llama8B, new(1000, 1, KvType.F16, EngineKind.Mlx)).Kv;
        var windows = Bytes(Architectures.GptOss20B, new(131072, 1, KvType.Q8_0, EngineKind.Mlx)).Kv;

        full.ShouldBe(32L * 2048 * 1024 * 2);
        windows.ShouldBe(12L * 1024 * 131072 * 68 / 64 + 12L * 1024 * 128 * 2);
    }

    [Fact]
    public void An_engine_without_the_cache_type_gives_unknown() =>
        KvCacheCalculator.Calculate(Architectures.Llama8B, new(8192, 1, KvType.Q8_0, EngineKind.Vllm)).IsKnown.ShouldBeFalse();

    private static double Kv(ModelArchitecture model, CacheRequest request) => Bytes(model, request).Kv / 1048576.0;

    private static CacheBytes Bytes(ModelArchitecture model, CacheRequest request) =>
        KvCacheCalculator.Calculate(model, request).TryGet(out var bytes) ? bytes : throw new InvalidOperationException("unknown");
}
