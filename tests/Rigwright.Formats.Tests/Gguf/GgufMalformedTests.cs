using Rigwright.Domain.Diagnostics;
using Rigwright.Formats.Gguf;

namespace Rigwright.Formats.Tests.Gguf;

/// <summary>Every way in which a header can be wrong has its diagnostic, with the byte offset; nothing is guessed.</summary>
public sealed class GgufMalformedTests
{
    private static RawHeader Header(ulong tensors, ulong entries) => new RawHeader(tensors, entries + 1).Llama();

    /// <summary>Offset of whatever follows <see cref="Header"/>: 24 bytes of counts, then 8 + 20 + 4 + 8 + 5 of the architecture.</summary>
    private const long After = 24 + 45;

    private sealed record Case(string Code, long Offset, byte[] Bytes, string Message);

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["wrong magic"] = new("RW4002", 0, new RawHeader(0, 0, magic: "GGML").Bytes(), "does not begin with the letters GGUF"),
        ["version 1"] = new("RW4003", 4, new RawHeader(0, 0, version: 1).Bytes(), "version 1 "),
        ["version 4"] = new("RW4003", 4, new RawHeader(0, 0, version: 4).Bytes(), "version 4 "),
        ["version 0"] = new("RW4003", 4, new RawHeader(0, 0, version: 0).Bytes(), "version 0 "),
        ["empty file"] = new("RW4004", 0, [], "ends inside the magic number"),
        ["cut in the counts"] = new("RW4004", 16, new RawHeader(0, 0).Bytes()[..20], "ends inside the number of metadata entries"),
        ["cut in a key"] = new("RW4005", 16, new RawHeader(0, 1).U64(100).Bytes(), "1 metadata entries are claimed"),
        ["cut in a value"] = new("RW4004", After + 8 + 1 + 4, Header(0, 1).Entry("k", 10, 1, 2, 3, 4).Bytes(), "ends inside k: 8 bytes are needed, 4 are left"),
        ["negative tensor count"] = new("RW4005", 8, new RawHeader(ulong.MaxValue, 0).Bytes(), "negative (-1)"),
        ["negative entry count"] = new("RW4005", 16, new RawHeader(0, 1UL << 63).Bytes(), "negative"),
        ["more tensors than bytes"] = new("RW4005", 8, Header(1000, 0).Bytes(), "1000 tensors are claimed"),
        ["long string"] = new("RW4006", After + 8 + 1 + 4, Header(0, 1).Text("k").U32(8).U64(1UL << 40).Bytes(), "claims 1099511627776 bytes; at most 0 can follow"),
        ["long string in an array"] = new("RW4006", After + 8 + 1 + 4 + 4 + 8, Header(0, 1).Text("k").U32(9).U32(8).U64(2).U64(uint.MaxValue).U64(0).Bytes(), "claims 4294967295 bytes"),
        ["long array"] = new("RW4007", After + 8 + 1 + 4 + 4, Header(0, 1).Text("k").U32(9).U32(4).U64(1UL << 60).Bytes(), "claims 1152921504606846976 elements"),
        ["value type 13"] = new("RW4008", After + 8 + 1, Header(0, 1).Entry("k", 13, 0).Bytes(), "value type 13"),
        ["array of arrays"] = new("RW4009", After + 8 + 1 + 4, Header(0, 1).Text("k").U32(9).U32(9).U64(1).U32(4).U64(0).Bytes(), "array of arrays"),
        ["empty key"] = new("RW4010", After, Header(0, 1).Entry("", 7, 1).Raw(0).Bytes(), "a key has 0 bytes"),
        ["endless key"] = new("RW4010", After, Header(0, 1).U64(65_536).Raw(new byte[10]).Bytes(), "a key has 65536 bytes"),
        ["same key twice"] = new("RW4011", After, Header(0, 1).Llama().Bytes(), "occurs twice"),
        ["boolean 2"] = new("RW4012", After + 8 + 1 + 4, Header(0, 1).Entry("k", 7, 2).Bytes(), "is 2; 0 and 1"),
        ["boolean 7 in an array"] = new("RW4012", After + 8 + 1 + 4 + 4 + 8 + 1, Header(0, 1).Text("k").U32(9).U32(7).U64(2).Raw(1, 7).Bytes(), "is 7"),
        ["alignment 24"] = new("RW4013", After, Header(0, 1).Text("general.alignment").U32(4).U32(24).Bytes(), "no power of two"),
        ["alignment 0"] = new("RW4013", After, Header(0, 1).Text("general.alignment").U32(4).U32(0).Bytes(), "no power of two"),
        ["alignment as text"] = new("RW4013", After, Header(0, 1).Text("general.alignment").U32(8).Text("32").Bytes(), "unsigned 32-bit"),
        ["tensor without a name"] = new("RW4014", After, Header(1, 0).Tensor("", [32], 0, 0).WithData(128), "name has 0 bytes"),
        ["tensor name of 64 bytes"] = new("RW4014", After, Header(1, 0).Tensor(new string('n', 64), [32], 0, 0).WithData(128), "name has 64 bytes"),
        ["same tensor twice"] = new("RW4015", After + 8 + 1 + 4 + 8 + 4 + 8, Header(2, 0).Tensor("t", [32], 0, 0).Tensor("t", [32], 0, 128).WithData(256), "occurs twice"),
        ["five dimensions"] = new("RW4016", After + 8 + 1, Header(1, 0).Tensor("t", [1, 1, 1, 1, 1], 0, 0).WithData(32), "5 dimensions"),
        ["negative dimension"] = new("RW4017", After + 8 + 1 + 4, Header(1, 0).Tensor("t", [ulong.MaxValue], 0, 0).WithData(32), "is -1"),
        ["overflowing dimensions"] = new("RW4017", After + 8 + 1 + 4 + 8, Header(1, 0).Tensor("t", [1UL << 62, 4], 0, 0).WithData(32), "product stays below 2^63"),
        ["overflowing bytes"] = new("RW4017", After, Header(1, 0).Tensor("t", [1UL << 62], 0, 0).WithData(32), "2^63 bytes"),
        ["removed type"] = new("RW4018", After + 8 + 1 + 4 + 8, Header(1, 0).Tensor("t", [32], 4, 0).WithData(32), "has type 4"),
        ["unknown type"] = new("RW4018", After + 8 + 1 + 4 + 8, Header(1, 0).Tensor("t", [32], 4_000_000_000, 0).WithData(32), "has type 4000000000"),
        ["row of half a block"] = new("RW4019", After, Header(1, 0).Tensor("t", [48], 2, 0).WithData(32), "48 elements; Q4_0 stores blocks of 32"),
        ["overlapping tensors"] = new("RW4020", After + 33 + 8 + 1 + 4 + 8 + 4, Header(2, 0).Tensor("t", [32], 0, 0).Tensor("u", [32], 0, 64).WithData(256), "overlaps the tensor before it: it starts at 64, but must start at 128"),
        ["gap between tensors"] = new("RW4020", After + 33 + 8 + 1 + 4 + 8 + 4, Header(2, 0).Tensor("t", [32], 0, 0).Tensor("u", [32], 0, 1024).WithData(2048), "leaves a gap"),
        ["misaligned tensor"] = new("RW4020", After + 33 + 8 + 1 + 4 + 8 + 4, Header(2, 0).Tensor("t", [32], 0, 0).Tensor("u", [32], 0, 129).WithData(2048), "is not aligned"),
        ["truncated data"] = new("RW4021", After + 33, Header(1, 0).Tensor("t", [32], 0, 0).WithData(64), "the tensors need 128 bytes from offset 128 on, but the file ends at 192"),
        ["more data than exist"] = new("RW4021", After + 8 + 1 + 4 + 8 + 8 + 4, Header(1, 0).Tensor("t", [1UL << 31, 1UL << 28], 0, 0).WithData(64), "2^60 bytes"),
        ["no architecture"] = new("RW4025", 0, new RawHeader(0, 0).Bytes(), "general.architecture is missing"),
        ["enormous element"] = new("RW4026", After + 8 + 1 + 4 + 4 + 8, Header(0, 1).Text("k").U32(9).U32(10).U64(1).U64(ulong.MaxValue).Bytes(), "2^63 or more"),
    };

    public static TheoryData<string> Names() => new(Cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_damaged_header_is_refused_with_its_code_and_its_offset(string name)
    {
        var expected = Cases[name];

        var loaded = GgufReader.ReadStream(new MemoryStream(expected.Bytes), "bad.gguf");

        loaded.Value.ShouldBeNull();
        var diagnostic = loaded.Diagnostics.First(d => d.Code == expected.Code);
        diagnostic.ToString().ShouldStartWith($"bad.gguf:1:{expected.Offset + 1}: error {expected.Code}: offset {expected.Offset}: ");
        diagnostic.Message.ShouldContain(expected.Message);
    }

    [Fact]
    public void Several_unsound_tensors_are_all_reported()
    {
        var bytes = Header(3, 0).Tensor("t", [48], 2, 0).Tensor("u", [32], 5, 0).Tensor("v", [1UL << 63], 0, 0).WithData(32);

        GgufReader.ReadStream(new MemoryStream(bytes), "bad.gguf").Diagnostics.Select(d => d.Code).ShouldBe(["RW4019", "RW4018", "RW4017"]);
    }

    [Fact]
    public void Names_from_a_hostile_file_are_escaped_and_shortened()
    {
        var bytes = Header(0, 1).Entry("\u001b[31m" + new string('k', 500), 13, 0).Bytes();

        var message = GgufReader.ReadStream(new MemoryStream(bytes), "bad.gguf").Diagnostics.Single().Message;

        message.ShouldContain("\\u001b[31m");
        message.ShouldNotContain("\u001b");
        message.Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void A_header_beyond_the_bound_is_refused_even_from_an_endless_pipe()
    {
        var start = Header(0, 1).Text("k").U32(9).U32(8).U64(GgufLimits.HeaderBytes / 16).Bytes();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var loaded = GgufReader.ReadStream(new EndlessStream(start), "-");
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The zeros that follow are read as empty strings, then as an empty header: the array itself fits the bound.
        loaded.HasErrors.ShouldBeFalse();
        allocated.ShouldBeLessThan(200_000);

        var endless = Header(0, 2).Text("k").U32(9).U32(8).U64(GgufLimits.HeaderBytes / 8 - 100).Bytes();
        GgufReader.ReadStream(new EndlessStream(endless), "-").Diagnostics.Single().Code.ShouldBe("RW4010");

        var beyond = Header(0, 2).Text("k").U32(9).U32(0).U64(GgufLimits.HeaderBytes - 120).Bytes();
        GgufReader.ReadStream(new EndlessStream(beyond), "-").Diagnostics.Single().Code.ShouldBeOneOf("RW4022", "RW4010");
    }

    [Fact]
    public void Keys_that_would_fill_the_memory_are_refused_before_it_is_taken()
    {
        var header = Header(0, 500);
        for (var i = 0; i < 500; i++)
            header.Entry($"{i:000}" + new string('k', 65_000), 0, 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var loaded = GgufReader.ReadStream(new MemoryStream(header.Bytes()), "bad.gguf");
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before - header.Length * 0;

        loaded.Diagnostics.Single().Code.ShouldBe("RW4022");
        loaded.Diagnostics.Single().Message.ShouldContain("more than 24 MiB");
        allocated.ShouldBeLessThan(GgufLimits.MemoryBytes + 2 * header.Length);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_reported()
    {
        GgufReader.Read("no-such-file.gguf").Diagnostics.Single().ToString().ShouldBe("no-such-file.gguf:1:1: error RW4001: offset 0: the file cannot be read: there is no such file");
        GgufReader.Read(Path.GetTempPath()).Diagnostics.Single().Code.ShouldBe("RW4001");
    }

    [Fact]
    public void A_missing_part_is_named()
    {
        var files = GgufReaderTests.Split(3);
        files.Remove("m-00002-of-00003.gguf");

        var diagnostic = Read(files).Diagnostics.Single();

        diagnostic.Code.ShouldBe("RW4023");
        diagnostic.Message.ShouldContain("1 of 3 parts are missing: m-00002-of-00003.gguf");
    }

    [Fact]
    public void A_split_model_cannot_come_from_standard_input() =>
        GgufReader.ReadStream(new MemoryStream(GgufReaderTests.Split(2).First().Value), "-").Diagnostics.Single().Code.ShouldBe("RW4023");

    [Fact]
    public void Parts_that_disagree_are_refused()
    {
        var files = GgufReaderTests.Split(3);
        files["m-00002-of-00003.gguf"] = files["m-00003-of-00003.gguf"];

        Read(files).Diagnostics.Select(d => d.Code).ShouldBe(["RW4024", "RW4015"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("m-00002-of-00003.gguf", "Name the first part")]
    [InlineData("renamed.gguf", "does not end in -00001-of-00003.gguf")]
    public void A_split_model_is_read_from_its_first_part_under_its_own_name(string name, string message)
    {
        var files = GgufReaderTests.Split(3);
        files["renamed.gguf"] = files["m-00001-of-00003.gguf"];

        var diagnostic = GgufReader.Read(name, n => files.TryGetValue(n, out var bytes) ? new MemoryStream(bytes) : null).Diagnostics.Single();

        diagnostic.Code.ShouldBe("RW4024");
        diagnostic.ToString().ShouldContain(message);
    }

    [Fact]
    public void Parts_that_hold_fewer_tensors_than_the_first_one_says_are_refused()
    {
        var files = GgufReaderTests.Split(2, (i, writer) => i == 0 ? writer.Add(new Domain.Models.ModelTensor("extra", [8], Domain.Models.TensorType.F32)) : writer);

        var diagnostic = GgufReader.Read("m-00001-of-00002.gguf", n => files.TryGetValue(n, out var bytes) ? new MemoryStream(bytes) : null).Diagnostics.Single();

        diagnostic.Message.ShouldContain("the parts hold 3 tensors, split.tensors.count says 2");
    }

    private static Loaded<GgufFile> Read(Dictionary<string, byte[]> files) =>
        GgufReader.Read("m-00001-of-00003.gguf", name => files.TryGetValue(name, out var bytes) ? new MemoryStream(bytes) : null);

    /// <summary>Given bytes, then zeros for ever.</summary>
    private sealed class EndlessStream(byte[] start) : Stream
    {
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Clear();
            if (_at < start.Length)
            {
                count = (int)Math.Min(count, start.Length - _at);
                start.AsSpan((int)_at, count).CopyTo(buffer.AsSpan(offset));
            }
            _at += count;
            return count;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
