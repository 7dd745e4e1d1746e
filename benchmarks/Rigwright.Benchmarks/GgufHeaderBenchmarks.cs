using BenchmarkDotNet.Attributes;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Models;
using Rigwright.Engine.Memory.Weights;
using Rigwright.Formats.Gguf;

namespace Rigwright.Benchmarks;

/// <summary>How long does a header take? Kimi K2 has over 1,000 tensors; the tokenizer arrays are as long as its own. Target: under 10 ms.</summary>
public class GgufHeaderBenchmarks
{
    private byte[] _header = [];
    private string _path = "";
    private GgufFile? _file;

    [GlobalSetup]
    public void Setup()
    {
        var model = ShippedData.Model("moonshotai/Kimi-K2-Instruct").Architecture!;
        var tensors = TensorListBuilder.Build(model, new Quantisation("gguf", "Q4_K_M")).Value!;
        var writer = new GgufWriter().Add(model, withPrediction: false)
            .Add("tokenizer.ggml.tokens", [.. Enumerable.Range(0, model.Vocabulary).Select(i => $"token{i}")])
            .Add("tokenizer.ggml.token_type", [.. Enumerable.Repeat(1u, model.Vocabulary)])
            .Add("tokenizer.ggml.merges", [.. Enumerable.Range(0, model.Vocabulary).Select(i => $"to ken{i}")]);
        foreach (var tensor in tensors)
            writer.Add(tensor);
        var stream = new MemoryStream();
        writer.WriteHeader(stream);
        _header = stream.ToArray();
        _path = Path.Combine(Path.GetTempPath(), $"rigwright-benchmark-{Environment.ProcessId}.gguf");
        writer.WriteSparse(_path);
        _file = GgufReader.Read(_path).Value!;
        Console.WriteLine($"// {_file.Tensors.Count} tensors, {_header.Length} bytes of header");
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    /// <summary>From a sparse file, as `rig fit FILE.gguf` reads it.</summary>
    [Benchmark(Baseline = true)]
    public Loaded<GgufFile> HeaderFromFile() => GgufReader.Read(_path);

    /// <summary>Layers and shapes from a header that was read.</summary>
    [Benchmark]
    public Loaded<ModelArchitecture> Architecture() => GgufArchitectureReader.Read(_file!);

    /// <summary>All of it.</summary>
    [Benchmark]
    public Loaded<ModelArchitecture> HeaderAndArchitecture() => GgufArchitectureReader.Read(GgufReader.Read(_path).Value!);
}
