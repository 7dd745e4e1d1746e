using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory;
using Rigwright.Formats.Catalogues;

namespace Rigwright.Engine.Tests.Memory;

/// <summary>Cache, state and compute buffer against every recorded answer of the real llama.cpp (eng/llama-oracle).</summary>
public sealed class LlamaOracleTests
{
    private static readonly Lazy<Catalogue> Shipped = new(() => CatalogueReader.Read(Repository.PathOf("data")).Value!);

    [Fact]
    public void Cache_and_state_agree_within_a_thousandth_on_every_row()
    {
        var off = Rows().Where(r => Math.Abs(Ours(r).Kv - r.Kv) > Math.Max(1, r.Kv * 0.001)).Select(r => r.Id);

        off.ShouldBeEmpty();
    }

    [Fact]
    public void The_compute_buffer_agrees_within_five_percent_or_32_mebibytes()
    {
        var off = Rows().Where(r => Math.Abs(Ours(r).Compute - r.Compute) > Math.Max(32L << 20, r.Compute * 0.05)).Select(r => r.Id).ToList();

        off.ShouldBeEmpty();
    }

    [Fact]
    public void Nearly_all_compute_buffers_are_equal()
    {
        var rows = Rows().ToList();

        // The log that they were recorded from is rounded to hundredths of a MiB.
        rows.Count(r => Math.Abs(Ours(r).Compute - r.Compute) < 20_000).ShouldBe(Equal);
    }

    // The number that docs/formulas/compute-buffer.md states.
    private const int Equal = 1143;

    private static (long Kv, long Compute) Ours(OracleAnswer row)
    {
        KvCacheCalculator.Calculate(row.Model, row.Request).TryGet(out var cache);
        var buffers = ComputeBufferCalculator.LlamaCpp(ComputeProfile.Of(row.Model), new(row.Request) { Outputs = row.Outputs });
        return (cache.Total, buffers.Device);
    }

    private static IEnumerable<OracleAnswer> Rows() => LlamaOracleRow.All.Select(row => new OracleAnswer(
        row.Id, Shipped.Value.Find(new ModelId(row.Model))?.Architecture ?? throw new InvalidOperationException($"{row.Model} has no architecture."),
        new CacheRequest(row.Context, row.Streams, row.KvType switch { "f16" => KvType.F16, "q8_0" => KvType.Q8_0, _ => KvType.Q4_0 }, EngineKind.LlamaCpp)
        {
            FlashAttention = row.FlashAttention,
            MicroBatch = row.Batch,
        },
        row.Outputs, row.KvBytes + row.StateBytes, row.ComputeBytes));

    private sealed record OracleAnswer(
        string Id, ModelArchitecture Model, CacheRequest Request, int Outputs, long Kv, long Compute);
}
