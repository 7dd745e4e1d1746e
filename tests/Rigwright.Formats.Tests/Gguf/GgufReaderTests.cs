using Rigwright.Domain.Models;
using Rigwright.Formats.Gguf;

namespace Rigwright.Formats.Tests.Gguf;

public sealed class GgufReaderTests
{
    [Theory]
    [InlineData(3, false), InlineData(2, false), InlineData(3, true), InlineData(2, true)]
    public void A_written_header_is_read_back_in_both_versions_and_byte_orders(int version, bool bigEndian)
    {
        var file = Read(GgufSamples.Bytes(GgufSamples.Small(version, bigEndian)));

        file.Version.ShouldBe(version);
        file.IsBigEndian.ShouldBe(bigEndian);
        file.Architecture.ShouldBe("llama");
        file.Name.ShouldBe("Small");
        file.Metadata["llama.context_length"].Integer.ShouldBe(4096);
        file.Metadata["llama.feed_forward_length"].Integers.ShouldBe([512, 512]);
        file.Metadata["llama.attention.layer_norm_rms_epsilon"].Real!.Value.ShouldBe(1e-5, 1e-9);
        file.Metadata["tokenizer.ggml.add_bos_token"].Boolean.ShouldBe(true);
        file.Metadata["tokenizer.ggml.tokens"].Count.ShouldBe(4);
        file.Tensors.Select(t => (t.Tensor.Name, t.Tensor.Type)).ShouldBe(GgufSamples.Tensors().Select(t => (t.Name, t.Type)));
        file.Tensors[2].Tensor.Dimensions.ShouldBe([256, 256]);
    }

    [Fact]
    public void Weights_are_the_sum_of_the_tensors_and_data_have_no_padding_when_every_tensor_is_aligned()
    {
        var file = Read(GgufSamples.Bytes(GgufSamples.Small()));

        file.WeightBytes.Bytes.ShouldBe(GgufSamples.Tensors().Sum(t => t.Bytes.Bytes));
        file.DataBytes.ShouldBe(GgufSamples.Tensors().Sum(t => (t.Bytes.Bytes + 31) / 32 * 32));
        file.Tensors[^1].Offset.ShouldBe(file.DataBytes - (file.Tensors[^1].Tensor.Bytes.Bytes + 31) / 32 * 32);
    }

    [Fact]
    public void Large_arrays_and_long_strings_are_passed_over_without_being_kept()
    {
        var writer = new GgufWriter()
            .Add("general.architecture", "llama")
            .Add("tokenizer.ggml.token_type", [.. Enumerable.Repeat(1u, 100_000)])
            .Add("tokenizer.ggml.tokens", [.. Enumerable.Range(0, 100_000).Select(i => $"token{i}")])
            .Add("tokenizer.chat_template", new string('x', 100_000))
            .Add("general.name", "after");
        var bytes = GgufSamples.Bytes(writer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var file = Read(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        file.Metadata["tokenizer.ggml.token_type"].Integers.ShouldBeNull();
        file.Metadata["tokenizer.ggml.tokens"].Count.ShouldBe(100_000);
        file.Metadata["tokenizer.chat_template"].Text.ShouldBeNull();
        file.Metadata["tokenizer.chat_template"].Count.ShouldBe(100_000);
        file.Name.ShouldBe("after");
        allocated.ShouldBeLessThan(200_000);
    }

    [Theory]
    [InlineData(0, 255, 255L), InlineData(1, 255, -1L), InlineData(2, 65_535, 65_535L), InlineData(3, 65_535, -1L)]
    [InlineData(4, uint.MaxValue, 4_294_967_295L), InlineData(5, uint.MaxValue, -1L), InlineData(11, ulong.MaxValue, -1L), InlineData(10, ulong.MaxValue, null)]
    public void Integers_of_every_width_keep_their_sign(uint type, ulong bits, long? expected)
    {
        var width = new Dictionary<uint, int> { [0] = 1, [1] = 1, [2] = 2, [3] = 2, [4] = 4, [5] = 4, [10] = 8, [11] = 8 }[type];
        var bytes = new RawHeader(0, 2).Llama().Entry("k", type, BitConverter.GetBytes(bits)[..width]).Bytes();

        Read(bytes).Metadata["k"].Integer.ShouldBe(expected);
    }

    [Fact]
    public void A_pipe_is_read_like_a_file()
    {
        var bytes = GgufSamples.Bytes(GgufSamples.Small());

        var loaded = GgufReader.ReadStream(new PipeStream(bytes), "-");

        loaded.Diagnostics.ShouldBeEmpty();
        loaded.Value!.Tensors.Count.ShouldBe(21);
    }

    [Fact]
    public void A_sparse_file_of_a_large_model_takes_little_room_and_is_read()
    {
        var path = Path.Combine(Path.GetTempPath(), $"rigwright-{Guid.NewGuid():N}.gguf");
        try
        {
            new GgufWriter().Add("general.architecture", "llama").Add(new ModelTensor("huge.weight", [8192, 8192, 1024], TensorType.Q4_K)).WriteSparse(path);

            var loaded = GgufReader.Read(path);

            loaded.Diagnostics.ShouldBeEmpty();
            loaded.Value!.WeightBytes.Bytes.ShouldBe(8192L * 8192 * 1024 / 256 * 144);
            new FileInfo(path).Length.ShouldBe(loaded.Value.HeaderBytes + loaded.Value.DataBytes);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_parts_of_a_split_model_are_found_by_name_and_taken_together()
    {
        var files = Split(3);

        var loaded = GgufReader.Read("m-00001-of-00003.gguf", name => files.TryGetValue(name, out var bytes) ? new MemoryStream(bytes) : null);

        loaded.Diagnostics.ShouldBeEmpty();
        loaded.Value!.Parts.ShouldBe(3);
        loaded.Value.Tensors.Select(t => (t.Tensor.Name, t.Part)).ShouldBe([("a.0", 0), ("a.1", 1), ("a.2", 2)]);
        loaded.Value.WeightBytes.Bytes.ShouldBe(3 * 64 * 4);
    }

    [Fact]
    public void Reading_twice_gives_the_same()
    {
        var bytes = GgufSamples.Bytes(GgufSamples.Small());

        Read(bytes).Tensors.Select(t => t.ToString()).ShouldBe(Read(bytes).Tensors.Select(t => t.ToString()).ToArray(), Case.Sensitive);
    }

    internal static Dictionary<string, byte[]> Split(int count, Func<int, GgufWriter, GgufWriter>? change = null) => Enumerable.Range(0, count).ToDictionary(
        i => "m" + GgufSplitName.Suffix(i + 1, count),
        i =>
        {
            var writer = new GgufWriter().Add("split.no", (ushort)i).Add("split.count", (ushort)count).Add("split.tensors.count", count);
            if (i == 0)
                writer.Add("general.architecture", "llama");
            writer.Add(new ModelTensor($"a.{i}", [64], TensorType.F32));
            return GgufSamples.Bytes(change?.Invoke(i, writer) ?? writer);
        });

    private static GgufFile Read(byte[] bytes)
    {
        var loaded = GgufReader.ReadStream(new MemoryStream(bytes), "test.gguf");
        loaded.Diagnostics.ShouldBeEmpty();
        return loaded.Value!;
    }

    /// <summary>A stream that cannot seek and gives a few bytes at a time.</summary>
    private sealed class PipeStream(byte[] bytes) : Stream
    {
        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var n = Math.Min(Math.Min(count, 7), bytes.Length - _at);
            bytes.AsSpan(_at, n).CopyTo(buffer.AsSpan(offset));
            _at += n;
            return n;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
