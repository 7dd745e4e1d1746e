using BenchmarkDotNet.Attributes;
using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Memory;

namespace Rigwright.Benchmarks;

/// <summary>How many fits a second? A search asks the kernels for many contexts and streams of few models. Target: 100,000 a second on one core without allocation.</summary>
public class FitBenchmarks
{
    private const int Evaluations = 1024;

    private readonly KvElement _element = KvElement.Find(KvType.F16, EngineKind.LlamaCpp)!.Value;
    private ComputeProfile _profile = null!;
    private ModelLoad _load = null!;
    private Placement _one = null!;
    private Placement _two = null!;
    private int _contexts;

    /// <summary>Dense; sliding window with experts; hybrid.</summary>
    [Params("meta-llama/Llama-3.3-70B-Instruct", "openai/gpt-oss-120b", "Qwen/Qwen3-Next-80B-A3B-Instruct")]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var model = ShippedData.Model(Model);
        _profile = ComputeProfile.Of(model.Architecture!);
        _load = new() { Model = model, Quantisation = new("gguf", "Q4_K_M"), ContextPerStream = 32_768, Streams = 2 };
        _one = Placement.Single(ShippedData.Accelerator("rtx-pro-6000-blackwell-ws"));
        _two = Placement.Of(ShippedData.Accelerator("rtx-pro-6000-blackwell-ws"), 2);
    }

    /// <summary>Cache, state and compute buffer of one load, at 32 contexts and 32 numbers of streams in turn.</summary>
    [Benchmark(OperationsPerInvoke = Evaluations, Baseline = true)]
    public long Kernel()
    {
        long sum = 0;
        for (var i = 0; i < Evaluations; i++)
        {
            var request = new CacheRequest(4096 + (1024 * (i & 31)), 1 + (i >> 5), KvType.F16, EngineKind.LlamaCpp);
            sum += KvCacheCalculator.Of(_profile.Cache, _profile.Cache.LayersPerClass, request, _element).Total
                + ComputeBufferCalculator.LlamaCpp(_profile, new ComputeRequest(request)).Device;
        }
        return sum;
    }

    /// <summary>Cache, state and compute buffer at a context that nobody asked for before: the graph is built and placed anew.</summary>
    [Benchmark]
    public long NewShape()
    {
        var request = new CacheRequest(256 * ++_contexts, 1, KvType.F16, EngineKind.LlamaCpp);
        return KvCacheCalculator.Of(_profile.Cache, _profile.Cache.LayersPerClass, request, _element).Total
            + ComputeBufferCalculator.LlamaCpp(_profile, new ComputeRequest(request)).Device;
    }

    /// <summary>The whole answer on one device: weights, cache, state, buffers, overhead.</summary>
    [Benchmark]
    public Answer<MemoryDemand> OneDevice() => MemoryCalculator.Demand(_load, _one);

    /// <summary>The same with the layers split over two devices.</summary>
    [Benchmark]
    public Answer<MemoryDemand> TwoDevices() => MemoryCalculator.Demand(_load, _two);
}
