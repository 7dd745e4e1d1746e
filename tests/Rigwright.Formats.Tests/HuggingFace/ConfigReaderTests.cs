using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Models;
using Rigwright.Formats.HuggingFace;
using Rigwright.TestKit;
using Shouldly;

namespace Rigwright.Formats.Tests.HuggingFace;

public sealed class ConfigReaderTests
{
    private const string Small = """
        {
          "model_type": "llama",
          "hidden_size": 64,
          "num_hidden_layers": 2,
          "num_attention_heads": 4,
          "num_key_value_heads": 2,
          "intermediate_size": 128,
          "vocab_size": 1000
        }
        """;

    public static TheoryData<string> ConfigFiles() => new(Directory.EnumerateFiles(Repository.PathOf("data", "models", "configs"), "*.json")
        .Select(f => Path.GetFileName(f)!).Where(f => !f.EndsWith(".hf_quant.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(ConfigFiles))]
    public void Every_shipped_configuration_is_read(string file)
    {
        var read = HuggingFaceConfigReader.Read(Repository.PathOf("data", "models", "configs", file));

        read.Diagnostics.Where(d => d.Severity != DiagnosticSeverity.Info).ShouldBeEmpty();
        read.Value.ShouldNotBeNull().Layers.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_plain_configuration_gives_its_layers()
    {
        var a = Read(Small).Value.ShouldNotBeNull();

        a.GgufArchitecture.ShouldBe("llama");
        a.Layers.Count.ShouldBe(2);
        a.Layers[0].Mixers.ShouldBe([new SoftmaxAttention(4, 2, 16, 16)]);
        a.Layers[0].FeedForward.ShouldBe(new DenseFeedForward(128));
    }

    [Fact]
    public void Vectors_and_position_tables_of_a_tower_are_counted_apart()
    {
        var tower = Read(Small.Replace("\"llama\"", "\"qwen3_vl\"", StringComparison.Ordinal).Replace("\"vocab_size\": 1000", """
            "vocab_size": 1000,
            "vision_config": { "model_type": "qwen3_vl", "depth": 1, "hidden_size": 8, "intermediate_size": 16, "patch_size": 2, "spatial_merge_size": 2,
              "num_position_embeddings": 4, "out_hidden_size": 8 }
            """, StringComparison.Ordinal)).Value!.Vision.ShouldNotBeNull();

        // Positions 4 x 8; of the layer two norms of 2 x 8, biases of q, k, v, o (4 x 8), 16 and 8; patch bias and last norm 3 x 8; merger 32 + 8.
        tower.FullPrecisionParameters.ShouldBe(32 + (32 + 32 + 16 + 8) + 24 + 40);
        // The rest: two patch embeddings, attention and network of the layer, two matrices of the merger.
        (tower.Parameters - tower.FullPrecisionParameters).ShouldBe((2 * 3 * 2 * 2 * 8) + (4 * 8 * 8) + (2 * 8 * 16) + (32 * 32) + (32 * 8));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(1001, 0)]
    public void A_stated_part_in_full_precision_is_no_more_than_the_whole(int stated, int read) =>
        Read(Small.Replace("\"vocab_size\": 1000", $$"""
            "vocab_size": 1000, "vision_config": { "parameters": 1000, "full_precision_parameters": {{stated}} }
            """, StringComparison.Ordinal)).Value!.Vision!.FullPrecisionParameters.ShouldBe(read);

    [Theory]
    [InlineData("RW5001", 3, 1, "{\n \"hidden_size\": 64,\n]")]
    [InlineData("RW5001", 1, 20, "{ \"hidden_size\": 64")]
    [InlineData("RW5001", 1, 17, "{\"hidden_size\": sixty}")]
    [InlineData("RW5001", 1, 9, "{\"a\": \"\\x\"}")]
    [InlineData("RW5004", 2, 2, "{\"a\": 1,\n \"a\": 2}")]
    [InlineData("RW5005", 1, 1, "[1, 2]")]
    [InlineData("RW5008", 1, 1, "{}")]
    [InlineData("RW5008", 1, 16, "{\"model_type\": \"qwen3_meo\"}")]
    public void A_broken_file_is_refused_at_its_place(string code, int line, int column, string text)
    {
        var read = Read(text);

        read.Value.ShouldBeNull();
        var error = read.Diagnostics.Single(d => d.Severity == DiagnosticSeverity.Error);
        error.Code.ShouldBe(code);
        error.Position.ShouldBe(new Position("config.json", line, column));
    }

    [Theory]
    [InlineData("RW5005", "\"hidden_size\": \"64\"")]
    [InlineData("RW5006", "\"hidden_size\": NaN")]
    [InlineData("RW5006", "\"hidden_size\": Infinity")]
    [InlineData("RW5006", "\"hidden_size\": -64")]
    [InlineData("RW5006", "\"hidden_size\": 64.5")]
    [InlineData("RW5006", "\"hidden_size\": 1e30")]
    [InlineData("RW5006", "\"hidden_size\": 99999999999999999999")]
    [InlineData("RW5006", "\"hidden_size\": 0")]
    public void A_wrong_size_is_reported_where_it_stands(string code, string line)
    {
        var read = Read(Small.Replace("\"hidden_size\": 64", line, StringComparison.Ordinal));

        read.Value.ShouldBeNull();
        var error = read.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
        error.Code.ShouldBe(code);
        (error.Position.Line, error.Position.Column).ShouldBe((3, 18));
    }

    [Fact]
    public void Missing_fields_are_all_named_and_nothing_is_guessed()
    {
        var read = Read("{\"model_type\": \"qwen3_moe\", \"hidden_size\": 2048}");

        read.Value.ShouldBeNull();
        var error = read.Diagnostics.Single(d => d.Code == "RW5007");
        foreach (var field in (string[])["vocab_size", "num_hidden_layers", "num_attention_heads", "num_experts", "moe_intermediate_size"])
            error.Message.ShouldContain(field);
    }

    [Theory]
    [InlineData("\"num_key_value_heads\": 2", "\"num_key_value_heads\": 3")]
    [InlineData("\"model_type\": \"llama\"", "\"model_type\": \"gemma3_text\", \"layer_types\": [\"full_attention\"]")]
    [InlineData("\"model_type\": \"llama\"", "\"model_type\": \"mixtral\", \"num_local_experts\": 4, \"num_experts_per_tok\": 5")]
    [InlineData("\"model_type\": \"llama\"", "\"model_type\": \"nemotron_h\", \"hybrid_override_pattern\": \"MX\", \"mamba_num_heads\": 2, \"mamba_head_dim\": 8, \"ssm_state_size\": 4")]
    public void Fields_that_contradict_each_other_are_reported(string from, string to) =>
        Read(Small.Replace(from, to, StringComparison.Ordinal)).Diagnostics.ShouldContain(d => d.Code == "RW5009");

    [Fact]
    public void A_bomb_of_brackets_is_refused_by_depth() =>
        Read(new string('[', 100_000)).Diagnostics.Single().Code.ShouldBe("RW5003");

    [Fact]
    public void A_file_beyond_the_limit_is_refused_by_size() =>
        Read(new string(' ', HuggingFaceConfigReader.MaxBytes + 1)).Diagnostics.Single().Code.ShouldBe("RW5002");

    [Fact]
    public void A_file_that_is_not_there_is_reported() =>
        HuggingFaceConfigReader.Read(Path.Combine(Path.GetTempPath(), "no-such-rigwright-config.json")).Diagnostics.Single().Code.ShouldBe("RW5012");

    [Fact]
    public void A_typo_in_the_architecture_suggests_the_nearest() =>
        Read("{\"model_type\": \"qwen3_meo\"}").Diagnostics.Single().Help.ShouldBe("Did you mean 'qwen3_moe'?");

    [Fact]
    public void A_transcribed_file_is_read_by_the_repository_that_it_names()
    {
        var read = Read(Small.Replace("\"model_type\": \"llama\"", "\"_source\": \"https://huggingface.co/Qwen/Qwen3-4B/blob/main/config.json\"", StringComparison.Ordinal));

        read.Diagnostics.Single().Code.ShouldBe("RW5010");
        read.Value.ShouldNotBeNull().GgufArchitecture.ShouldBe("qwen3");
    }

    [Fact]
    public void An_unknown_quantisation_method_leaves_the_model_usable()
    {
        var read = Read(Small.Replace("\"vocab_size\"", "\"quantization_config\": {\"quant_method\": \"hqq9\"}, \"vocab_size\"", StringComparison.Ordinal));

        read.Diagnostics.Single().Code.ShouldBe("RW5011");
        read.Value.ShouldNotBeNull().Checkpoint.ShouldBeNull();
    }

    [Fact]
    public void Every_prefix_of_a_real_configuration_is_refused_without_an_exception()
    {
        var text = File.ReadAllText(Repository.PathOf("data", "models", "configs", "Qwen__Qwen3.5-27B.json")).TrimEnd();
        for (var length = 0; length < text.Length; length++)
            Read(text[..length]).Value.ShouldBeNull();
    }

    private static Loaded<ModelArchitecture> Read(string json) => HuggingFaceConfigReader.ReadText("config.json", json);
}
