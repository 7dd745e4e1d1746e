using BenchmarkDotNet.Attributes;
using Rigwright.Domain.Provenance;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Calibration;

namespace Rigwright.Benchmarks;

/// <summary>How many speeds a second? `rig predict` has 10,000 cases a second as its target.</summary>
public class PredictionBenchmarks
{
    private SpeedPredictor _predictor = null!;
    private SpeedQuery _query = null!;

    [GlobalSetup]
    public void Setup()
    {
        _predictor = new(CalibrationFile.Load(ShippedData.Folder));
        var device = DeviceProfile.From(ShippedData.Accelerator("rtx-pro-6000-blackwell-ws")).Value!;
        _query = new()
        {
            Device = device,
            Model = DecodeWork.Of(ShippedData.Model("openai/gpt-oss-120b"), "MXFP4_MOE").Value!,
            Parallelism = Parallelism.Single,
            Engine = EngineKey.Of(Domain.Models.EngineKind.LlamaCpp),
            Backend = EngineKey.DefaultBackend(device),
            Depth = 8192,
            Streams = 4,
            PromptTokens = 2048,
        };
    }

    /// <summary>Decode with its interval.</summary>
    [Benchmark(Baseline = true)]
    public Answer<Prediction> Decode() => _predictor.Decode(_query);

    /// <summary>Seconds of a decode step alone, as a search asks.</summary>
    [Benchmark]
    public double DecodeStep() => _predictor.StepSeconds(_query);

    /// <summary>Prefill with its interval.</summary>
    [Benchmark]
    public Answer<Prediction> Prefill() => _predictor.Prefill(_query);
}
