using Rigwright.Engine.Speed;
using Rigwright.Measuring.Cases;

namespace Rigwright.App.Tests.Speed;

/// <summary>Cases as people write them: every spelling is the case that it means.</summary>
public sealed class CaseSpellingTests
{
    private const string Header = "id,hardware,hw_count,engine,backend,model,quant,file_size_gib,params_b,parallelism,metric\n";
    private static readonly SpeedPredictor Predictor = new(SpeedShipped.Calibration);

    [Theory]
    [InlineData("RTX 3090", "rtx-3090", 1)]
    [InlineData("2x RTX 3090", "rtx-3090", 2)]
    [InlineData("2×RTX 3090", "rtx-3090", 2)]
    [InlineData("RTX 4090 x2", "rtx-4090", 2)]
    [InlineData("RTX 4090x4", "rtx-4090", 4)]
    [InlineData("Dual RTX 3090", "rtx-3090", 2)]
    [InlineData("4x A100 80GB", "a100-sxm-80", 4)]
    [InlineData("2x RTX 3090 NVLink", "rtx-3090", 2)]
    [InlineData("nvidia rtx 3090 (220W)", "rtx-3090", 1)]
    [InlineData("5090", "rtx-5090", 1)]
    [InlineData("2080Ti 22GB", "rtx-2080-ti", 1)]
    [InlineData("4070 Ti Super", "rtx-4070-ti-super", 1)]
    [InlineData("7900XTX", "rx-7900-xtx", 1)]
    [InlineData("9070XT", "rx-9070-xt", 1)]
    [InlineData("Tesla T4", "t4", 1)]
    [InlineData("V100-SXM2-32GB", "v100-pcie-32", 1)]
    [InlineData("Instinct MI50 32GB", "mi50-32", 1)]
    [InlineData("RTX 3080 12GB", "rtx-3080-12gb", 1)]
    [InlineData("RTX 4090 Laptop GPU", "rtx-4090-laptop", 1)]
    [InlineData("NVIDIA H100 80GB HBM3", "h100-sxm", 1)]
    [InlineData("H100 PCIe", "h100-pcie", 1)]
    [InlineData("RTX PRO 6000 Blackwell Max-Q", "rtx-pro-6000-blackwell-maxq", 1)]
    [InlineData("Mac Studio M3 Ultra 512GB (80-core)", "apple-m3-ultra-80", 1)]
    [InlineData("M3 Ultra 512GB", "apple-m3-ultra-80", 1)]
    [InlineData("MacBook Pro M4 Max", "apple-m4-max-40", 1)]
    [InlineData("M4 Max 36GB", "apple-m4-max-32", 1)]
    [InlineData("M3 Max (40-core GPU)", "apple-m3-max-40", 1)]
    [InlineData("M2 Ultra 76-core", "apple-m2-ultra", 1)]
    [InlineData("M3 Pro 18-core", "apple-m3-pro", 1)]
    [InlineData("NVIDIA GB10", "gb10-dgx-spark-fe", 1)]
    [InlineData("ASUS Ascent GX10", "gb10-asus-ascent-gx10", 1)]
    [InlineData("GMKtec EVO-X2 (Ryzen AI Max+ 395, 128GB)", "ryzen-ai-max-128", 1)]
    public void Hardware_is_found_as_it_is_written(string hardware, string id, int count)
    {
        var query = Resolve($"{hardware.Replace(",", " ", StringComparison.Ordinal)},,,,meta-llama/Llama-3.1-8B-Instruct,Q4_K_M,,,,decode_tps_per_stream").Value!.Query;

        query.Device.Id.ShouldBe(id);
        query.Parallelism.Devices.ShouldBe(count);
    }

    [Theory]
    [InlineData("RTX 9999")]
    [InlineData("RTX 5090 Laptop")] // not in the catalogue: another chip and another memory than the desktop's card
    [InlineData("RTX 4090D")]
    [InlineData("Tesla M40")]
    [InlineData("GH200 96GB")]
    [InlineData("iPhone 15 Pro")]
    public void A_device_that_only_sounds_like_another_stays_unknown(string hardware) =>
        Resolve($"{hardware},,,,meta-llama/Llama-3.1-8B-Instruct,Q4_K_M,,,,decode_tps_per_stream").Missing.ShouldHaveSingleItem().ShouldContain(hardware);

    [Theory]
    [InlineData("Ryzen AI Max+ 395", "AMD Ryzen AI Max+ 395 (Strix Halo)")]
    [InlineData("Framework Desktop 395 128GB", "AMD Ryzen AI Max+ 395 (Strix Halo)")]
    [InlineData("Radeon 8060S", "Strix Halo")]
    [InlineData("ASUS Ascent GX10", "NVIDIA DGX Spark (GB10)")]
    [InlineData("Dell Pro Max with GB10", "DGX Spark")]
    public void One_chip_is_one_speed_whatever_machine_it_is_sold_in(string one, string other)
    {
        SpeedAnswer Of(string hardware) => Answer($"{hardware},,llama.cpp,,meta-llama/Llama-3.1-8B-Instruct,Q4_K_M,,,,decode_tps_per_stream");

        Of(one).Predicted.ShouldBe(Of(other).Predicted);
        Of(one).Basis.ShouldContain("hardware and model measured");
    }

    [Theory]
    [InlineData("H100", "h100-sxm", "h100-pcie", "h100-nvl")]
    [InlineData("M4 Max", "apple-m4-max-40", "apple-m4-max-32", "apple-m4-max-40")]
    [InlineData("RTX 3080", "rtx-3080-10gb", "rtx-3080-10gb", "rtx-3080-12gb")]
    [InlineData("RTX PRO 6000", "rtx-pro-6000-blackwell-ws", "rtx-pro-6000-blackwell-server", "rtx-pro-6000-blackwell-ws")]
    public void A_name_of_several_devices_is_answered_for_the_usual_one_with_an_interval_over_all(string name, string usual, string slowest, string fastest)
    {
        SpeedAnswer Of(string hardware) => Answer($"{hardware},,,,meta-llama/Llama-3.1-8B-Instruct,Q4_K_M,,,,decode_tps_per_stream");
        var answer = Of(name);

        answer.Predicted.ShouldBe(Of(usual).Predicted);
        answer.Low!.Value.ShouldBeLessThanOrEqualTo(Of(slowest).Low!.Value);
        answer.High!.Value.ShouldBeGreaterThanOrEqualTo(Of(fastest).High!.Value);
        answer.Basis.ShouldContain($"taken as {usual}");
    }

    [Theory]
    [InlineData("llama.cpp", "4bit", "Q4_K_M")]
    [InlineData("llama.cpp", "Q4_K - Medium", "Q4_K_M")]
    [InlineData("llama.cpp", "gguf:Q4_K_M", "Q4_K_M")]
    [InlineData("llama.cpp", "mostly Q4_K - Medium", "Q4_K_M")]
    [InlineData("llama.cpp", "q8", "Q8_0")]
    [InlineData("vllm", "4-bit", "AWQ-4bit")]
    [InlineData("vllm", "float16", "F16")]
    [InlineData("vllm", "none", "BF16")]
    [InlineData("vllm", "", "BF16")]
    [InlineData("ollama", "", "Q4_K_M")]
    [InlineData("exllamav2", "6.5bpw", "EXL2 6.5bpw")]
    [InlineData("exllamav2", "exl2-6.0", "exl2-6.0bpw")]
    public void Labels_of_one_type_give_one_speed(string engine, string label, string same)
    {
        double? Of(string quant) => Answer($"RTX 3090,,{engine},cuda,meta-llama/Llama-3.1-8B-Instruct,{quant},,,,decode_tps_per_stream").Predicted;

        Of(label).ShouldNotBeNull().ShouldBe(Of(same)!.Value, Of(same)!.Value * 1e-3);
    }

    [Theory]
    [InlineData("MXFP4", "vllm")]
    [InlineData("NVFP4", "vllm")]
    [InlineData("w4a16", "vllm")]
    [InlineData("AWQ-INT4", "sglang")]
    [InlineData("FP8", "TensorRT-LLM")]
    [InlineData("bf16", "transformers")]
    [InlineData("EXL2 4.0bpw", "TabbyAPI")]
    [InlineData("UD-Q4_K_XL", "LM Studio")]
    [InlineData("NF4", "transformers")]
    [InlineData("q4f16_1", "MLC LLM")]
    [InlineData("IQ4_KSS", "ik_llama.cpp")]
    [InlineData("Q4_0", "llamafile")]
    [InlineData("INT4", "ktransformers")]
    public void Every_usual_type_and_engine_is_answered(string quant, string engine) =>
        Answer($"RTX 4090,,{engine},cuda,meta-llama/Llama-3.1-8B-Instruct,{quant},,,,decode_tps_per_stream").Predicted.ShouldNotBeNull();

    [Theory]
    [InlineData("MLX-4bit", "mlx")]
    [InlineData("AWQ", "vllm")]
    [InlineData("exl3-4.0bpw", "exllama")]
    [InlineData("Q4_K_M", "llama.cpp")]
    public void Where_no_engine_is_stated_it_is_the_one_that_the_weights_are_made_for(string quant, string engine) =>
        Resolve($"{(engine == "mlx" ? "Apple M3 Max (40-core GPU)" : "RTX 4090")},,,,meta-llama/Llama-3.1-8B-Instruct,{quant},,,,decode_tps_per_stream").Value!.Query.Engine.ShouldBe(engine);

    [Theory]
    [InlineData("Vulkan (RADV)", "vulkan")]
    [InlineData("ROCm 6.4", "rocm")]
    [InlineData("HIP", "rocm")]
    [InlineData("n/a", "vulkan/rocm")]
    public void Backends_are_found_as_they_are_written(string text, string backend) =>
        Resolve($"RX 7900 XTX,,llama.cpp,{text},meta-llama/Llama-3.1-8B-Instruct,Q4_K_M,,,,decode_tps_per_stream").Value!.Query.Backend.ShouldBe(backend);

    [Theory]
    [InlineData("Vicuna 33B", true)]
    [InlineData("Solar-10.7B-Instruct", true)]
    [InlineData("nobody/Thing-8x7B", false)]
    [InlineData("nobody/Thing-405B", false)]
    [InlineData("nobody/Thing-A3B", false)]
    [InlineData("nobody/Thing", false)]
    public void A_size_in_the_name_of_an_unknown_model_is_used_and_said(string model, bool isAnswered)
    {
        var answer = Answer($"RTX 3090,,llama.cpp,cuda,{model},Q4_K_M,,,,decode_tps_per_stream");

        (answer.Predicted is not null).ShouldBe(isAnswered, answer.Basis);
        if (isAnswered)
            answer.Basis.ShouldContain("which its name states");
    }

    private static Domain.Provenance.Answer<ResolvedCase> Resolve(string row)
    {
        var parsed = SpeedCaseReader.Parse(Header + "c," + row + "\n", "cases.csv");
        parsed.Diagnostics.ShouldBeEmpty();
        return new SpeedCaseResolver(SpeedShipped.Catalogue).Resolve(parsed.Value!.Single());
    }

    private static SpeedAnswer Answer(string row)
    {
        var parsed = SpeedCaseReader.Parse(Header + "c," + row + "\n", "cases.csv");
        return SpeedAnswer.Of(parsed.Value!.Single(), new SpeedCaseResolver(SpeedShipped.Catalogue), Predictor);
    }
}
