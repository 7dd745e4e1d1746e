using Rigwright.App.Size;
using Rigwright.Formats.Catalogues;
using Rigwright.Formats.Size;
using Rigwright.TestKit;
using Shouldly;

namespace Rigwright.App.Tests.Size;

/// <summary>What a published name means for its size, and that every inference is said to be one.</summary>
public sealed class SizeBasisTests
{
    private static readonly Lazy<SizeHandler> Handler = new(() =>
        new SizeHandler(CatalogueReader.Read(Repository.PathOf("data")).Value!, new ConfigurationLibrary(Repository.PathOf("data"))));

    [Theory]
    [InlineData("mlx-community/Kimi-K2-Thinking", "mlx", "")]
    [InlineData("mlx-community/Kimi-K2.5", "mlx", "native")]
    public void Integers_of_compressed_tensors_get_a_bias_beside_the_scale_in_mlx(string model, string format, string quant)
    {
        var published = Bytes(model.Replace("mlx-community", "moonshotai", StringComparison.Ordinal), "hf safetensors", "native");
        var converted = Bytes(model, format, quant);

        // 384 experts of 60 layers, three matrices of 7168 x 2048 each, and 16 more bits for every 32 weights.
        (converted - published).ShouldBe(60L * 384 * 3 * 7168 * 2048 / 32 * 2);
    }

    [Fact]
    public void The_makers_own_repository_keeps_its_integers() =>
        (Bytes("moonshotai/Kimi-K2.6", "mlx", "") < Bytes("mlx-community/Kimi-K2.5", "mlx", "")).ShouldBeTrue();

    [Fact]
    public void A_draft_model_is_counted_where_its_size_is_known_and_named_where_it_is_not()
    {
        (Bytes("Gemma-4-12B-it-MTP-GGUF", "gguf", "Q4_K_M") - Bytes("Gemma-4-12B-it-GGUF", "gguf", "Q4_K_M")).ShouldBe(460_000_000);
        Answer("Gemma-4-12B-it-MTP-GGUF", "gguf", "Q4_K_M").Basis.ShouldContain("an estimate: the entry counts the draft model's file");

        Bytes("Gemma-4-E4B-it-MTP-GGUF", "gguf", "Q4_K_M").ShouldBe(Bytes("Gemma-4-E4B-it-GGUF", "gguf", "Q4_K_M"));
        Answer("Gemma-4-E4B-it-MTP-GGUF", "gguf", "Q4_K_M").Basis.ShouldContain("whose size is not known and is left out");
    }

    [Fact]
    public void Both_towers_of_an_omni_model_are_in_its_projector()
    {
        var entry = Answer("Qwen2.5-Omni-7B-GGUF", "gguf", "Q4_K_M");
        var text = Bytes("ggml-org/Qwen2.5-7B-Instruct-GGUF", "gguf", "Q4_K_M");

        entry.Basis.ShouldContain("counts the projector");
        // 1.318 B weights of tower and sound encoder in 16 bits, vectors and positions in 32.
        (entry.Bytes!.Value - text).ShouldBe(2L * (1_318_110_208 + 2_935_808));
    }

    [Fact]
    public void Dockers_Q4_K_M_of_unsloths_series_is_the_dynamic_file_and_of_others_is_not()
    {
        Bytes("ai/ministral3:14B", "gguf", "Q4_K_M").ShouldBe(Bytes("ai/ministral3:14B-UD-Q4_K_XL", "gguf", "UD-Q4_K_XL"));
        Answer("ai/ministral3:14B", "gguf", "Q4_K_M").Basis.ShouldContain("an estimate: Docker's Q4_K_M");
        Bytes("ai/qwen3:8B-Q4_K_M", "gguf", "Q4_K_M").ShouldBeLessThan(Bytes("ai/qwen3:8B-UD-Q4_K_XL", "gguf", "UD-Q4_K_XL"));
    }

    [Fact]
    public void A_head_of_its_own_is_stored_by_two_conversions_of_Gemma_3_only()
    {
        // 262,208 padded to 262,144 rows of 3840 in 4.5 bits.
        (Bytes("gemma-3-12b-it-qat-4bit", "mlx", "4bit") - Bytes("gemma-3-12b-it-4bit", "mlx", "4bit")).ShouldBe(262_144L * 3840 * 9 / 16);
        Bytes("gemma-3-4b-it-qat-4bit", "mlx", "4bit").ShouldBe(Bytes("gemma-3-4b-it-4bit", "mlx", "4bit"));
    }

    [Fact]
    public void Types_of_the_fork_have_their_own_bits_and_its_files_of_latent_attention_the_joint_matrix()
    {
        var nearest = Bytes("llama 8B IQ2_XXS", "gguf", "IQ2_XXS");
        var own = Answer("llama 8B IQ2_KS - 2.1875 bpw", "gguf", "IQ2_KS - 2.1875 bpw");

        own.Bytes!.Value.ShouldBeGreaterThan(nearest);
        own.Basis.ShouldContain("with its own bits");
        const long Model = 671_026_419_200, Joint = 61L * 512 * 128 * (128 + 128);
        Answer("deepseek2 671B IQ2_K_R4", "gguf", "IQ2_K_R4").Basis.ShouldContain($"{Model + Joint} weights");
        Answer("deepseek2 671B Q4_K_R4", "gguf", "Q4_K_R4").Basis.ShouldContain($"{Model} weights");
    }

    [Fact]
    public void What_of_a_configuration_is_inferred_stands_in_the_basis() =>
        Answer("LFM2.5-8B-A1B", "gguf", "Q4_K_M").Basis.ShouldContain("an estimate: a vocabulary of 131,072");

    [Theory]
    [InlineData("granite-4.1-30b-GGUF", "Q4_K_M", "num_hidden_layers")]
    [InlineData("llama ?B Q4_0", "Q4_0", "does not say which model")]
    public void An_unknown_says_which_facts_would_answer_it(string model, string quant, string needed)
    {
        var answer = Answer(model, "gguf", quant);

        answer.IsAnswered.ShouldBeFalse();
        answer.Basis.ShouldContain(needed);
    }

    private static long Bytes(string model, string format, string quant)
    {
        var answer = Answer(model, format, quant);
        return answer.Bytes ?? throw new InvalidOperationException(answer.Basis);
    }

    private static SizeAnswer Answer(string model, string format, string quant) => Handler.Value.Handle([new SizeCase("1", model, format, quant, new("cases.csv", 1, 1))]).Single();
}
