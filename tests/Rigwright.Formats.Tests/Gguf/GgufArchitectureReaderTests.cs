using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Models;
using Rigwright.Formats.Gguf;

namespace Rigwright.Formats.Tests.Gguf;

/// <summary>Layers from a header; the families of the catalogue are read back in Rigwright.App.Tests.</summary>
public sealed class GgufArchitectureReaderTests
{
    [Fact]
    public void A_mixture_of_experts_is_read_from_its_tensors()
    {
        var model = Read(GgufSamples.Tiny()).Value!;

        model.Vocabulary.ShouldBe(2);
        model.TiedEmbeddings.ShouldBeTrue();
        model.MaxContext.ShouldBe(4096);
        var layer = model.Layers.ShouldHaveSingleItem();
        layer.Mixers.ShouldBe([new SoftmaxAttention(4, 2, 8, 8)]);
        layer.FeedForward.ShouldBe(new MixtureOfExperts(4, 2, 32, 0));
    }

    [Fact]
    public void A_delta_rule_layer_has_the_state_that_its_keys_say()
    {
        var layer = Read(GgufSamples.TinyHybrid()).Value!.Layers.ShouldHaveSingleItem();

        var mixer = layer.Mixers.ShouldHaveSingleItem().ShouldBeOfType<RecurrentMixer>();
        (mixer.Kind, mixer.ConvElements, mixer.StateElements).ShouldBe((RecurrentKind.GatedDeltaNet, 3 * 64L, 8 * 32L));
        layer.FeedForward.ShouldBe(new DenseFeedForward(64) { IsFused = true });
    }

    [Fact]
    public void Latent_attention_is_known_by_its_compressed_key() =>
        Read(GgufSamples.TinyLatent()).Value!.Layers[0].Mixers.ShouldBe([new LatentAttention(4, 16, 8, 16, 16, null)]);

    [Fact]
    public void A_file_from_before_absorbed_attention_caches_full_keys_and_values()
    {
        var writer = new GgufWriter()
            .Add("general.architecture", "deepseek2").Add("deepseek2.block_count", 1u).Add("deepseek2.embedding_length", 32u)
            .Add("deepseek2.attention.head_count", 4u).Add("deepseek2.attention.kv_lora_rank", 16u).Add("deepseek2.rope.dimension_count", 8u)
            .Add("deepseek2.attention.key_length", 24u).Add("deepseek2.attention.value_length", 16u)
            .Add(new ModelTensor("token_embd.weight", [32, 2], TensorType.F32))
            .Add(new ModelTensor("blk.0.attn_kv_a_mqa.weight", [32, 24], TensorType.F32))
            .Add(new ModelTensor("blk.0.attn_kv_b.weight", [16, 128], TensorType.F32));

        Read(writer).Value!.Layers[0].Mixers.ShouldBe([new SoftmaxAttention(4, 4, 24, 16)]);
    }

    [Theory]
    [InlineData(6, 0, true), InlineData(6, 4, true), InlineData(6, 5, false)]
    public void The_window_pattern_follows_the_architecture_when_the_file_has_none(int layers, int layer, bool isLocal)
    {
        var writer = new GgufWriter().Add("general.architecture", "gemma3").Add("gemma3.block_count", (uint)layers).Add("gemma3.embedding_length", 32u)
            .Add("gemma3.attention.head_count", 4u).Add("gemma3.attention.sliding_window", 512u).Add(new ModelTensor("token_embd.weight", [32, 2], TensorType.F32));
        for (var l = 0; l < layers; l++)
            writer.Add(new ModelTensor($"blk.{l}.attn_q.weight", [32, 32], TensorType.F32));

        ((SoftmaxAttention)Read(writer).Value!.Layers[layer].Mixers[0]).Window.ShouldBe(isLocal ? 512 : null);
    }

    [Fact]
    public void A_key_of_the_wrong_type_is_reported_once_although_every_layer_asks_for_it()
    {
        var writer = new GgufWriter().Add("general.architecture", "qwen35").Add("qwen35.block_count", 2u).Add("qwen35.embedding_length", 32u).Add("qwen35.ssm.conv_kernel", "four")
            .Add("qwen35.ssm.inner_size", 32u).Add("qwen35.ssm.state_size", 8u).Add("qwen35.ssm.group_count", 2u).Add("qwen35.ssm.time_step_rank", 4u)
            .Add(new ModelTensor("token_embd.weight", [32, 2], TensorType.F32));
        for (var l = 0; l < 2; l++)
            writer.Add(new ModelTensor($"blk.{l}.ssm_conv1d.weight", [4, 64], TensorType.F32));

        var diagnostic = Read(writer).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Code.ShouldBe("RW4026");
        diagnostic.Message.ShouldContain("'qwen35.ssm.conv_kernel' is String; expected a whole number");
    }

    [Fact]
    public void Metadata_that_contradict_the_tensors_are_refused()
    {
        var writer = new GgufWriter().Add("general.architecture", "llama").Add("llama.block_count", 1u).Add("llama.embedding_length", 32u)
            .Add("llama.attention.head_count", 4u).Add("llama.attention.head_count_kv", 4u)
            .Add(new ModelTensor("token_embd.weight", [32, 2], TensorType.F32))
            .Add(new ModelTensor("blk.0.attn_q.weight", [32, 32], TensorType.F32)).Add(new ModelTensor("blk.0.attn_k.weight", [32, 16], TensorType.F32));

        var diagnostic = Read(writer).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Code.ShouldBe("RW4027");
        diagnostic.Message.ShouldContain("'blk.0.attn_k.weight' has 16 rows; the metadata make 32");
    }

    [Theory]
    [InlineData("blk.7.attn_q.weight", "a tensor belongs to layer 7, but there are 2 layers")]
    [InlineData("blk.0.attn_q.weight", "2 layers are stated, the tensors are those of 1")]
    public void Layers_and_block_count_must_agree(string tensor, string message)
    {
        var writer = new GgufWriter().Add("general.architecture", "llama").Add("llama.block_count", 2u).Add("llama.embedding_length", 32u)
            .Add("llama.attention.head_count", 4u).Add(new ModelTensor("token_embd.weight", [32, 2], TensorType.F32)).Add(new ModelTensor(tensor, [32, 32], TensorType.F32));

        Read(writer).Diagnostics.ShouldHaveSingleItem().Message.ShouldContain(message);
    }

    [Fact]
    public void An_unknown_architecture_names_what_would_be_needed_and_the_nearest_known_one()
    {
        var writer = new GgufWriter().Add("general.architecture", "qwen3mo").Add("qwen3mo.block_count", 2u);

        var diagnostic = Read(writer).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Code.ShouldBe("RW4028");
        diagnostic.ToString().ShouldContain("would need: embedding_length, attention.head_count");
        diagnostic.ToString().ShouldEndWith("Did you mean 'qwen3moe'?");
    }

    [Fact]
    public void Missing_keys_are_named_together()
    {
        var writer = new GgufWriter().Add("general.architecture", "llama").Add("llama.block_count", 1u).Add("llama.embedding_length", 32u)
            .Add(new ModelTensor("token_embd.weight", [32, 2], TensorType.F32)).Add(new ModelTensor("blk.0.attn_q.weight", [32, 32], TensorType.F32))
            .Add(new ModelTensor("blk.0.ffn_down_exps.weight", [32, 32, 4], TensorType.F32));

        var diagnostic = Read(writer).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Code.ShouldBe("RW4029");
        diagnostic.Message.ShouldContain("llama.attention.head_count, llama.expert_used_count");
    }

    private static Loaded<ModelArchitecture> Read(GgufWriter writer)
    {
        var loaded = GgufReader.ReadStream(new MemoryStream(GgufSamples.Bytes(writer)), "test.gguf");
        loaded.Diagnostics.ShouldBeEmpty();
        return GgufArchitectureReader.Read(loaded.Value!);
    }
}
