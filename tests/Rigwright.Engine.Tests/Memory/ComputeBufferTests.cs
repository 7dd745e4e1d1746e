using Rigwright.Domain.Models;
using Rigwright.Engine.Memory;

namespace Rigwright.Engine.Tests.Memory;

/// <summary>Against llama.cpp itself: the no-allocation load of node-llama-cpp 3.22.1 (llama.cpp release v0.5.0 of 2026-09-28, CPU only) on
/// header-only files. It reports cache and compute together; the expected values are the difference to the cache.</summary>
public sealed class ComputeBufferTests
{
    private static readonly ModelArchitecture Qwen3Of4B = Architectures.Of("qwen3", 151936, 2560, Architectures.Repeat(36,
        _ => Architectures.Layer(new SoftmaxAttention(32, 8, 128, 128), new DenseFeedForward(9728))));

    public static TheoryData<string, int, int, bool, int, KvType, long> Recorded => new()
    {
        { "llama", 4096, 1, true, 512, KvType.F16, 279_447_552 },
        { "llama", 4096, 1, false, 512, KvType.F16, 322_971_648 },
        { "llama", 32768, 5, true, 512, KvType.F16, 279_496_736 },
        { "llama", 32768, 1, true, 2048, KvType.Q8_0, 1_151_344_640 },
        { "qwen3moe", 4096, 1, true, 512, KvType.F16, 319_555_584 },
        { "qwen3moe", 4096, 1, false, 512, KvType.F16, 319_555_584 },
        { "qwen3moe", 32768, 5, true, 512, KvType.F16, 319_580_192 },
        { "qwen3moe", 32768, 1, true, 2048, KvType.Q8_0, 1_278_222_336 },
        { "qwen3", 4096, 1, true, 512, KvType.F16, 321_652_736 },
        { "qwen3", 4096, 1, false, 512, KvType.F16, 321_652_736 },
        { "qwen3", 32768, 5, true, 512, KvType.F16, 321_683_488 },
        { "qwen3", 32768, 1, true, 2048, KvType.Q8_0, 1_286_610_944 },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void The_buffer_is_llama_cpps_to_the_byte(string model, int context, int streams, bool flash, int microBatch, KvType type, long expected) =>
        Device(Model(model), Request(context, streams, flash, microBatch, type)).ShouldBe(expected);

    [Fact]
    public void The_kernel_does_not_allocate()
    {
        var profile = ComputeProfile.Of(Architectures.GptOss120B);
        var request = new ComputeRequest(Request(8192, 1, true, 512, KvType.F16));
        for (var i = 0; i < 100; i++)
            ComputeBufferCalculator.LlamaCpp(profile, request);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            ComputeBufferCalculator.LlamaCpp(profile, request);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Without_flash_attention_the_scores_grow_with_the_context()
    {
        var model = Architectures.Llama8B;

        var flash = Device(model, Request(65536, 1, true, 512, KvType.F16));
        var scores = Device(model, Request(65536, 1, false, 512, KvType.F16));

        scores.ShouldBeGreaterThan(flash + 65536L * 512 * 32 * 4 / 2);
    }

    private static long Device(ModelArchitecture model, CacheRequest request) =>
        ComputeBufferCalculator.LlamaCpp(ComputeProfile.Of(model), new(request)).Device;

    private static CacheRequest Request(int context, int streams, bool flash, int microBatch, KvType type) =>
        new(context, streams, type, EngineKind.LlamaCpp) { FlashAttention = flash, MicroBatch = microBatch };

    private static ModelArchitecture Model(string name) => name switch
    {
        "llama" => Architectures.Llama8B,
        "qwen3moe" => Architectures.Qwen3Moe30B,
        "qwen3" => Qwen3Of4B,
        "gpt-oss" => Architectures.GptOss20B,
        "gemma3" => Architectures.Gemma3Of27B,
        "gemma4" => Architectures.Gemma4Of12B,
        "deepseek2" => Architectures.DeepSeekV3,
        _ => Architectures.Qwen35Of27B,
    };
}
