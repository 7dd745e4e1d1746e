using Rigwright.App.Predict;
using Rigwright.Domain.Diagnostics;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Cases;

namespace Rigwright.App.Tests.Speed;

public sealed class PredictHandlerTests : IDisposable
{
    private const string Header =
        "id,hardware,hw_count,engine,backend,model,quant,file_size_gib,params_b,parallelism,concurrency,prompt_tokens,gen_tokens,depth_tokens,metric";

    private readonly string _folder = Directory.CreateTempSubdirectory("rig-predict").FullName;

    private string Out => Path.Combine(_folder, "out.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("RTX 3090,1,llama.cpp,cuda,meta-llama/Llama-3.1-8B-Instruct,Q4_K_M,,,single,1,,128,0,decode_tps_per_stream")]
    [InlineData("RTX 3090,1,,,Llama-2-7B,Q4_0,,,,,,,,decode_tps_total")]
    [InlineData("NVIDIA DGX Spark (GB10),1,vllm,cuda,openai/gpt-oss-120b,MXFP4,,,single,8,2048,256,0,ttft_s")]
    [InlineData("Apple M2 Ultra (76-core GPU),1,mlx,metal,Qwen/Qwen3-8B,MLX-4bit,,,single,1,1024,,0,prefill_tps")]
    [InlineData("RTX 5090,2,vllm,cuda,Qwen/Qwen3-32B,AWQ-4bit,,,tp2,16,1024,256,0,decode_tps_total")]
    public void A_case_is_answered_with_an_interval_and_a_basis(string row)
    {
        var answer = Answers(row).ShouldHaveSingleItem();

        answer.Predicted.ShouldNotBeNull(answer.Basis);
        answer.Low!.Value.ShouldBeLessThan(answer.Predicted.Value);
        answer.High!.Value.ShouldBeGreaterThan(answer.Predicted.Value);
        answer.Basis.ShouldContain("measurements");
    }

    [Theory]
    [InlineData("RTX 9999,1,llama.cpp,cuda,Qwen/Qwen3-8B,Q4_K_M,,,single,1,,,0,decode_tps_per_stream", "RTX 9999")]
    [InlineData("RTX 3090,1,llama.cpp,cuda,nobody/nothing,Q4_K_M,,,single,1,,,0,decode_tps_per_stream", "neither its file size nor its parameters")]
    [InlineData("RTX 3090,1,llama.cpp,cuda,Qwen/Qwen3-8B,banana,,,single,1,,,0,decode_tps_per_stream", "banana")]
    [InlineData("RTX 3090,0,llama.cpp,cuda,Qwen/Qwen3-8B,Q4_K_M,,,single,1,,,0,decode_tps_per_stream", "hw_count")]
    [InlineData("RTX 3090,1,llama.cpp,cuda,Qwen/Qwen3-8B,Q4_K_M,,,single,-3,,,0,decode_tps_per_stream", "concurrency")]
    [InlineData("RTX 3090,1,llama.cpp,cuda,Qwen/Qwen3-8B,Q4_K_M,nan,,single,1,,,0,decode_tps_per_stream", "file_size_gib")]
    [InlineData("RTX 3090,1,llama.cpp,cuda,Qwen/Qwen3-8B,Q4_K_M,,,single,1,,,9000000,decode_tps_per_stream", "context within")]
    [InlineData("RTX 3090,1,llama.cpp,cuda,Qwen/Qwen3-8B,Q4_K_M,,,tp4,1,,,0,decode_tps_per_stream", "4 devices")]
    [InlineData("RTX 3090,2,llama.cpp,cuda,Qwen/Qwen3-8B,Q4_K_M,,,sideways,1,,,0,decode_tps_per_stream", "sideways")]
    [InlineData("RTX 3090,1,llama.cpp,metal,Qwen/Qwen3-8B,Q4_K_M,,,single,1,,,0,decode_tps_per_stream", "Metal")]
    [InlineData("RTX 3090,1,llama.cpp,cuda,Qwen/Qwen3-8B,Q4_K_M,,,cpu-offload,1,,,0,decode_tps_per_stream", "system memory")]
    [InlineData("RTX 3090,1,llama.cpp,cuda,Qwen/Qwen3-8B,Q4_K_M,,,single,1,,,0,decode_tps", "metric")]
    [InlineData("RTX 3090,1,llama.cpp,cuda,Qwen/Qwen3-8B,Q4_K_M,,,single,1,,,0,ttft_s", "prompt_tokens")]
    public void A_case_that_cannot_be_answered_says_why(string row, string reason)
    {
        var answer = Answers(row).ShouldHaveSingleItem();

        answer.Predicted.ShouldBeNull();
        answer.Basis.ShouldStartWith("unknown: ");
        answer.Basis.ShouldContain(reason);
    }

    [Theory]
    [InlineData(",13,")]
    [InlineData("7.3,,")]
    [InlineData("7.3,13,")]
    public void A_model_that_the_catalogue_lacks_is_answered_from_its_size_with_a_wider_interval(string size)
    {
        string Row(string model, string facts) => $"RTX 3090,1,llama.cpp,cuda,{model},Q4_K_M,{facts}single,1,,,0,decode_tps_per_stream";
        var answers = Answers(Row("nobody/thing-13B", size), Row("meta-llama/Llama-2-13b", ",,"));

        answers[0].Predicted!.Value.ShouldBe(answers[1].Predicted!.Value, answers[1].Predicted!.Value * 0.15);
        (answers[0].High / answers[0].Low).ShouldNotBeNull().ShouldBeGreaterThan((answers[1].High / answers[1].Low)!.Value);
        answers[0].Basis.ShouldContain("not in the catalogue");
    }

    [Fact]
    public void The_output_has_one_line_a_case_in_the_order_of_the_cases()
    {
        Answers("RTX 9999,1,,,Qwen/Qwen3-8B,Q4_K_M,,,,,,,,decode_tps_total", "RTX 3090,1,,,Qwen/Qwen3-8B,Q4_K_M,,,,,,,,decode_tps_total");

        var lines = File.ReadAllLines(Out);
        lines[0].ShouldBe("id,status,predicted,low,high,basis");
        lines[1].ShouldStartWith("c1,unknown,,,,");
        lines[2].ShouldStartWith("c2,answered,");
        lines.Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("id,hardware,model,metric\nx,y,z,w\n", "RW6002", 1)]
    [InlineData("id,hardwear,model,quant,metric\nx,y,z,w,v\n", "RW6002", 1)]
    [InlineData("id,id,hardware,model,quant,metric\n", "RW6003", 1)]
    [InlineData("id,hardware,model,quant,metric\na,b,c\n", "RW6001", 2)]
    [InlineData("id,hardware,model,quant,metric\n\"a,b,c,d,e\n", "RW6001", 2)]
    public void A_file_that_is_no_table_of_cases_is_refused_at_its_place(string text, string code, int line)
    {
        var path = Write(text);
        File.WriteAllText(Out, "before");
        var response = Handler().Handle(new(path, Out));

        response.Value.ShouldBeNull();
        var diagnostic = response.Diagnostics.First();
        diagnostic.Code.ShouldBe(code);
        diagnostic.Position.Line.ShouldBe(line);
        File.ReadAllText(Out).ShouldBe("before");
    }

    [Fact]
    public void A_misspelt_column_is_suggested() =>
        Handler().Handle(new(Write("id,hardwear,model,quant,metric\n"), Out)).Diagnostics[0].Help!.ShouldContain("hardwear");

    [Fact]
    public void A_missing_file_is_refused() =>
        Handler().Handle(new(Path.Combine(_folder, "none.csv"), Out)).Diagnostics[0].Code.ShouldBe("RW6001");

    [Fact]
    public void An_output_that_cannot_be_written_is_said() =>
        Handler().Handle(new(Write(Header + "\n"), Path.Combine(_folder, "no", "such", "folder.csv"))).Diagnostics[0].Code.ShouldBe("RW6004");

    [Fact]
    public void Every_name_of_the_measurements_resolves()
    {
        var unresolved = SpeedShipped.Measurements.LeftOut.Where(l => !l.Reason.StartsWith("flagged", StringComparison.Ordinal)
            && !l.Reason.StartsWith("a context within", StringComparison.Ordinal) && !l.Reason.StartsWith("the prompt was cached", StringComparison.Ordinal) && !l.Reason.Contains("system memory", StringComparison.Ordinal));

        unresolved.Select(l => l.Reason).ShouldBeEmpty();
    }

    private IReadOnlyList<SpeedAnswer> Answers(params string[] rows)
    {
        var response = Handler().Handle(new(Write(Header + "\n" + string.Concat(rows.Select((r, i) => $"c{i + 1},{r}\n"))), Out));
        response.Diagnostics.ShouldBeEmpty();
        return response.Value!.Answers;
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder, "cases.csv");
        File.WriteAllText(path, text);
        return path;
    }

    private static PredictHandler Handler() => new(SpeedShipped.Catalogue, new SpeedPredictor(SpeedShipped.Calibration));
}
