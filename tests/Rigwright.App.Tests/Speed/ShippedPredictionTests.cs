using Rigwright.Domain.Hardware;
using Rigwright.Domain.Models;
using Rigwright.Engine.Speed;

namespace Rigwright.App.Tests.Speed;

/// <summary>The shipped calibration asked about the whole catalogue: far outside what was measured, too.</summary>
public sealed class ShippedPredictionTests
{
    private static readonly SpeedPredictor Predictor = new(SpeedShipped.Calibration);

    [Fact]
    public void Every_model_of_the_catalogue_on_very_different_devices_stays_within_physics()
    {
        string[] devices = ["gtx-1650", "rtx-5090", "rtx-pro-6000-blackwell-ws", "b200-sxm", "mi300x", "apple-m1", "apple-m5-max-40", "gb10-dgx-spark-fe", "arc-b580"];

        foreach (var model in SpeedShipped.Catalogue.Models)
        {
            foreach (var device in devices)
                Check(SpeedShipped.Catalogue.Find(new AcceleratorId(device))!, model);
        }
    }

    [Fact]
    public void Every_accelerator_of_the_catalogue_stays_within_physics()
    {
        foreach (var accelerator in SpeedShipped.Catalogue.Accelerators)
        {
            foreach (var model in new[] { "openai/gpt-oss-120b", "meta-llama/Llama-3.2-1B-Instruct", "deepseek-ai/DeepSeek-R1" })
                Check(accelerator, SpeedShipped.Catalogue.Find(new ModelId(model))!);
        }
    }

    [Fact]
    public void A_faster_card_of_a_family_is_predicted_faster()
    {
        double Rate(string id) => Ask(SpeedShipped.Catalogue.Find(new AcceleratorId(id))!, SpeedShipped.Catalogue.Find(new ModelId("Qwen/Qwen3-8B"))!, 1, 0)!.Value.TokensPerSecond;

        Rate("rtx-5090").ShouldBeGreaterThan(Rate("rtx-5070"));
        Rate("apple-m2-ultra").ShouldBeGreaterThan(Rate("apple-m2-pro"));
        Rate("rx-7900-xtx").ShouldBeGreaterThan(Rate("rx-7600"));
    }

    private static void Check(Accelerator accelerator, LanguageModel model)
    {
        foreach (var (streams, depth) in new[] { (1, 0.0), (1, 4000.0), (64, 1000.0) })
        {
            if (Ask(accelerator, model, streams, depth) is not { } p)
                continue;
            var name = $"{model.Id} on {accelerator.Id}, {streams} streams at {depth}";
            p.Low.TokensPerSecond.ShouldBeGreaterThan(0, name);
            (p.Low <= p.Value && p.Value <= p.High).ShouldBeTrue(name);
            double.IsFinite(p.High.TokensPerSecond).ShouldBeTrue(name);
        }
    }

    private static Prediction? Ask(Accelerator accelerator, LanguageModel model, int streams, double depth)
    {
        if (!DeviceProfile.From(accelerator).TryGet(out var device) || !DecodeWork.Of(model, "Q4_K_M").TryGet(out var work) || depth > (work.MaxContext ?? int.MaxValue))
            return null;
        var query = new SpeedQuery { Device = device, Model = work, Engine = "llama.cpp", Backend = EngineKey.DefaultBackend(device), Streams = streams, Depth = depth };
        var prediction = Predictor.Decode(query).Value.ShouldNotBeNull();
        var bytes = work.StepBytes(depth, streams);
        (prediction.High.TokensPerSecond * bytes).ShouldBeLessThanOrEqualTo(device.BandwidthBytesPerSec * (1 + 1e-9), $"{model.Id} on {accelerator.Id}");
        return prediction;
    }
}
