using FsCheck;
using FsCheck.Fluent;
using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;
using Rigwright.Engine.Memory;

namespace Rigwright.Engine.Tests.Memory;

public sealed class PlacementTests
{
    private static readonly ModelArchitecture[] Models =
        [Architectures.Llama8B, Architectures.GptOss20B, Architectures.Qwen3Moe30B, Architectures.Gemma4Of12B, Architectures.DeepSeekV3, Architectures.Qwen35Of27B];

    [Fact]
    public void A_balanced_split_fills_unequal_devices_alike()
    {
        var split = LayerSplit.Balanced([.. Enumerable.Repeat(1L << 20, 96)], [0, 0], [96L << 20, 32L << 20]);

        split.Count(d => d == 0).ShouldBe(72);
        split.Count(d => d == 1).ShouldBe(24);
        split.ShouldBe(split.Order());
    }

    [Theory]
    [InlineData(33, new[] { 1.0, 1.0 }, 17)]
    [InlineData(33, new[] { 3.0, 1.0 }, 25)]
    [InlineData(49, new[] { 24.0, 24.0, 24.0 }, 17)]
    public void Given_proportions_place_entries_as_llama_cpp_does(int entries, double[] shares, int first) =>
        LayerSplit.ByShares(entries, shares).Count(d => d == 0).ShouldBe(first);

    [Fact]
    public void Devices_of_a_layer_split_add_up_to_one_device()
    {
        foreach (var model in Models)
        {
            var one = Demand(model, 8192, 2, Devices(1));
            var three = Demand(model, 8192, 2, Devices(3));

            three.Weights.ShouldBe(one.Weights);
            three.KvCache.ShouldBe(one.KvCache);
            three.State.ShouldBe(one.State);
            three.Devices.Sum(d => d.Layers).ShouldBe(model.Layers.Count);
        }
    }

    [Fact]
    public void Replicas_hold_everything_each_and_share_the_streams()
    {
        var one = Demand(Architectures.Llama8B, 8192, 2, Devices(1));
        var two = Demand(Architectures.Llama8B, 8192, 4, Devices(2) with { Split = SplitMode.Replica });

        two.Devices.Select(d => d.KvCache).ShouldAllBe(c => c == one.KvCache);
        two.Weights.ShouldBe(one.Weights * 2);
    }

    [Fact]
    public void Ranks_divide_weights_and_heads()
    {
        var one = Demand(Architectures.Llama8B, 8192, 1, Devices(1));
        var four = Demand(Architectures.Llama8B, 8192, 1, Devices(4) with { Split = SplitMode.Tensor });

        four.KvCache.ShouldBe(one.KvCache);
        (four.Weights.Bytes - one.Weights.Bytes).ShouldBeInRange(0, 4);
    }

    [Fact]
    public void Experts_on_the_host_leave_the_device_and_nothing_is_lost()
    {
        var all = Demand(Architectures.Qwen3Moe30B, 8192, 1, Devices(1));
        var host = Demand(Architectures.Qwen3Moe30B, 8192, 1, Devices(1) with { ExpertsOnHost = true });

        (host.Weights + host.HostWeights).ShouldBe(all.Weights + all.HostWeights);
        host.Weights.ShouldBeLessThan(ByteSize.FromBytes(all.Weights.Bytes / 5));
    }

    [Fact]
    public void Longer_contexts_and_more_streams_never_lower_the_cache() => Prop.ForAll(
        Gen.Elements(Models).Zip(Gen.Choose(1, 200_000).Zip(Gen.Choose(1, 8))).ToArbitrary(),
        Gen.Choose(1, 50_000).ToArbitrary(),
        (x, more) =>
        {
            var (model, (context, streams)) = x;
            foreach (var engine in Enum.GetValues<EngineKind>())
            {
                var request = new CacheRequest(context, streams, KvType.F16, engine);
                Cache(model, request with { ContextPerStream = context + more }).ShouldBeGreaterThanOrEqualTo(Cache(model, request));
                Cache(model, request with { Streams = streams + 1 }).ShouldBeGreaterThan(Cache(model, request));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_quantised_cache_is_smaller() => Prop.ForAll(
        Gen.Elements(Models).Zip(Gen.Choose(1, 200_000)).ToArbitrary(),
        x =>
        {
            CacheRequest Request(KvType type) => new(x.Item2, 1, type, EngineKind.LlamaCpp);
            KvOf(x.Item1, Request(KvType.Q8_0)).ShouldBeLessThan(KvOf(x.Item1, Request(KvType.F16)));
            KvOf(x.Item1, Request(KvType.Q4_0)).ShouldBeLessThan(KvOf(x.Item1, Request(KvType.Q8_0)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Longer_contexts_never_lower_the_compute_buffer_of_a_plain_model()
    {
        var profile = ComputeProfile.Of(Architectures.Llama8B);
        long previous = 0;
        for (var context = 16384; context <= 1 << 20; context *= 2)
        {
            var bytes = ComputeBufferCalculator.LlamaCpp(profile, new(new(context, 1, KvType.F16, EngineKind.LlamaCpp))).Device;
            bytes.ShouldBeGreaterThanOrEqualTo(previous);
            previous = bytes;
        }
    }

    [Theory]
    [InlineData(32, 2.0 / 3.0)]
    [InlineData(64, 0.75)]
    [InlineData(512, 0.75)]
    public void A_mac_wires_two_thirds_or_three_quarters(double gib, double share)
    {
        var mac = Card with { Vendor = "Apple", Kind = AcceleratorKind.Soc };

        DeviceCapacity.Usable(mac, ByteSize.FromGiB(gib), EngineKind.LlamaCpp).Usable.GiB.ShouldBe(gib * share, 0.001);
        DeviceCapacity.Usable(mac, ByteSize.FromGiB(gib), EngineKind.LlamaCpp, new() { GpuLimit = ByteSize.FromGiB(gib - 8) }).Usable.GiB.ShouldBe(gib - 8, 0.001);
    }

    [Fact]
    public void Vllm_uses_92_percent_of_what_is_visible()
    {
        var llama = DeviceCapacity.Usable(Card, ByteSize.FromGiB(24), EngineKind.LlamaCpp).Usable;
        var vllm = DeviceCapacity.Usable(Card, ByteSize.FromGiB(24), EngineKind.Vllm).Usable;

        vllm.GiB.ShouldBe(llama.GiB * 0.92, 0.001);
    }

    private static Accelerator Card { get; } = new()
    {
        Id = new("card"),
        Vendor = "NVIDIA",
        Name = "Card",
        Kind = AcceleratorKind.DiscreteGpu,
        MemoryOptions = [new(ByteSize.FromGiB(24), new("test"), Evidence.Assumed, new(2026, 1, 1))],
    };

    private static Placement Devices(int count) => Placement.Of(Card, count);

    // Weights of equal layers: placement does not care what they are.
    private static MemoryDemand Demand(ModelArchitecture model, int context, int streams, Placement placement)
    {
        var load = new ModelLoad
        {
            Model = new() { Id = new("test"), Family = "test", Kind = "dense", Architecture = model },
            Quantisation = new("gguf", "Q4_K_M"),
            ContextPerStream = context,
            Streams = streams,
        };
        var weights = new PlacementWeights
        {
            Layers = [.. model.Layers.Select(_ => 400_000_000L)],
            Experts = [.. model.Layers.Select(l => l.FeedForward is MixtureOfExperts ? 350_000_000L : 0)],
            Embedding = 300_000_000,
            Output = 300_000_000,
            TiedHead = 0,
        };
        return MemoryCalculator.Demand(load, weights, placement).TryGet(out var demand) ? demand : throw new InvalidOperationException("unknown");
    }

    private static long Cache(ModelArchitecture model, CacheRequest request) =>
        KvCacheCalculator.Calculate(model, request).TryGet(out var bytes) ? bytes.Total : 0;

    private static long KvOf(ModelArchitecture model, CacheRequest request) =>
        KvCacheCalculator.Calculate(model, request).TryGet(out var bytes) ? bytes.Kv : 0;
}
