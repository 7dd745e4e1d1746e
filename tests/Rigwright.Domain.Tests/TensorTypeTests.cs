using Rigwright.Domain.Models;

namespace Rigwright.Domain.Tests;

public sealed class TensorTypeTests
{
    [Fact]
    public void Ids_and_names_are_unique_and_found_again()
    {
        foreach (var type in TensorType.All)
        {
            TensorType.Find(type.Id).ShouldBe(type);
            TensorType.Find(type.Name.ToLowerInvariant()).ShouldBe(type);
        }
        TensorType.All.Select(t => t.Id).ShouldBeUnique();
    }

    [Theory]
    [InlineData(4), InlineData(5), InlineData(31), InlineData(32), InlineData(33), InlineData(36), InlineData(37), InlineData(38), InlineData(43), InlineData(-1)]
    public void Removed_and_unknown_ids_are_not_found(int id) => TensorType.Find(id).ShouldBeNull();

    [Theory]
    [InlineData("Q4_K", 4.5), InlineData("Q6_K", 6.5625), InlineData("MXFP4", 4.25), InlineData("IQ1_S", 1.5625), InlineData("Q8_0", 8.5), InlineData("BF16", 16)]
    public void Bits_per_element_are_those_that_llama_cpp_states(string name, double bits) => TensorType.Find(name)!.BitsPerElement.ShouldBe(bits);

    [Fact]
    public void A_tensor_knows_its_elements_its_bytes_and_its_layer()
    {
        var tensor = new ModelTensor("blk.12.ffn_down_exps.weight", [768, 2048, 128], TensorType.Q4_K);

        tensor.Elements.ShouldBe(201_326_592);
        tensor.Bytes.Bytes.ShouldBe(201_326_592L / 256 * 144);
        tensor.Layer.ShouldBe(12);
        new ModelTensor("output.weight", [2], TensorType.F32).Layer.ShouldBeNull();
        new ModelTensor("blk.x.attn_q.weight", [2], TensorType.F32).Layer.ShouldBeNull();
    }

    [Fact]
    public void A_row_that_is_no_whole_number_of_blocks_has_no_size() =>
        Should.Throw<ArgumentOutOfRangeException>(() => TensorType.Q4_K.BytesOf(100));
}
