using System.Globalization;
using Rigwright.TestKit;

namespace Rigwright.Engine.Tests;

/// <summary>One recorded answer of the real llama.cpp (eng/llama-oracle).</summary>
public sealed record LlamaOracleRow(
    string Id, string Model, string Architecture, string Quant, int Context, int Streams, string KvType, bool FlashAttention, int MicroBatch,
    int Batch, int Outputs, long WeightsBytes, long ContextBytes, long KvBytes, long StateBytes, long ComputeBytes)
{
    /// <summary>Every recorded row, in file order.</summary>
    public static IReadOnlyList<LlamaOracleRow> All { get; } = Read();

    private static List<LlamaOracleRow> Read()
    {
        var lines = File.ReadAllLines(Repository.PathOf("tests", "Rigwright.Engine.Tests", "Golden", "llama-oracle.csv"));
        var names = lines[0].Split(',').ToList();
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(f => new LlamaOracleRow(
            f[names.IndexOf("id")], f[names.IndexOf("model")], f[names.IndexOf("arch")], f[names.IndexOf("quant")],
            Whole(f, "context"), Whole(f, "streams"), f[names.IndexOf("kv_type")], f[names.IndexOf("flash_attention")] == "on", Whole(f, "ubatch"),
            Whole(f, "n_batch"), Whole(f, "n_outputs"),
            Bytes(f, "weights_bytes"), Bytes(f, "context_bytes"), Bytes(f, "kv_bytes"), Bytes(f, "state_bytes"), Bytes(f, "compute_bytes")))];

        int Whole(string[] fields, string name) => int.Parse(fields[names.IndexOf(name)], CultureInfo.InvariantCulture);
        long Bytes(string[] fields, string name) => long.Parse(fields[names.IndexOf(name)], CultureInfo.InvariantCulture);
    }
}
