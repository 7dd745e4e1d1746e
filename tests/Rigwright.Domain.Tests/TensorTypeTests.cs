using Rigwright.Domain.Models;

namespace Rigwright.Domain.Tests;

public sealed class TensorTypeTests
{
    [Fact]
    public void Every_type_is_found_by_its_id_once()
    {
        foreach (var layout in TensorTypes.All)
            TensorTypes.Find((long)layout.Type).ShouldBe(layout);
        TensorTypes.All.Count.ShouldBe(Enum.GetValues<TensorType>().Length);
    }

    [Theory]
    [InlineData(4), InlineData(5), InlineData(31), InlineData(32), InlineData(33), InlineData(36), InlineData(37), InlineData(38), InlineData(43), InlineData(-1)]
    public void Removed_and_unknown_ids_are_not_found(int id) => TensorTypes.Find(id).ShouldBeNull();

    [Theory]
    [InlineData(TensorType.Q4_K, 4.5), InlineData(TensorType.Q6_K, 6.5625), InlineData(TensorType.MXFP4, 4.25)]
    [InlineData(TensorType.IQ1_S, 1.5625), InlineData(TensorType.Q8_0, 8.5), InlineData(TensorType.BF16, 16)]
    public void Bits_per_weight_are_those_that_llama_cpp_states(TensorType type, double bits) => TensorTypes.Layout(type).BitsPerWeight.ShouldBe(bits);

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
        Should.Throw<ArgumentException>(() => TensorTypes.Layout(TensorType.Q4_K).BytesFor(100));
}
