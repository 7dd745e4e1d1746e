using Rigwright.Domain.Diagnostics;
using Rigwright.Formats.Gguf;

namespace Rigwright.Formats.Tests.Gguf;

/// <summary>Damaged headers yield diagnostics and nothing else: no exception, no memory beyond what the bytes justify, no lie believed.
/// A few thousand in the normal run, a million with RIGWRIGHT_LONG_TESTS=1 (<c>./test --long</c>).</summary>
public sealed class GgufFuzzTests(ITestOutputHelper output)
{
    /// <summary>A header of a few kilobytes justifies no more than this: up to a thousand findings of 400 bytes, the strings and the exception that ends the reading.</summary>
    private const long AllocationBound = 1 << 20;

    private static readonly int Headers = Environment.GetEnvironmentVariable("RIGWRIGHT_LONG_TESTS") == "1" ? 1_000_000 : 4_000;

    private static readonly byte[][] Sound =
    [
        GgufSamples.Bytes(GgufSamples.Tiny()),
        GgufSamples.Bytes(GgufSamples.Tiny(2)),
        GgufSamples.Bytes(GgufSamples.Tiny(3, bigEndian: true)),
        GgufReaderTests.Split(2).First().Value,
        new RawHeader(2, 3).Llama().Text("a").U32(9).U32(7).U64(3).Raw(0, 1, 0).Entry("b", 12, 0, 0, 0, 0, 0, 0, 240, 63)
            .Tensor("t", [32, 2], 8, 0).Tensor("u", [0, 5], 0, 96).WithData(96),
        GgufSamples.Bytes(GgufSamples.TinyHybrid()),
        GgufSamples.Bytes(GgufSamples.TinyLatent()),
    ];

    [Fact]
    public void Damaged_headers_give_diagnostics_and_nothing_else()
    {
        var (refused, accepted, shapes, largest) = (0, 0, 0, 0L);
        GgufReader.ReadStream(new MemoryStream(Sound[0]), "warm-up");
        for (var seed = 0; seed < Headers; seed++)
        {
            var sound = Sound[seed % Sound.Length];
            var bytes = new HeaderMutator(seed).Damage(sound, Math.Min(sound.Length, 2048), Sound[(seed / 7) % Sound.Length]);
            var before = GC.GetAllocatedBytesForCurrentThread();

            var loaded = Read(bytes, seed);

            largest = Math.Max(largest, GC.GetAllocatedBytesForCurrentThread() - before);
            Check(loaded, bytes, seed);
            if (loaded.Value is { } file)
                shapes += ReadShape(file, seed) ? 1 : 0;
            _ = loaded.HasErrors ? refused++ : accepted++;
        }

        output.WriteLine($"{Headers} damaged headers: {refused} refused, {accepted} still sound headers, {shapes} of them still sound models, at most {largest} bytes allocated for one.");
        largest.ShouldBeLessThan(AllocationBound);
        refused.ShouldBeGreaterThan(Headers / 2);
        accepted.ShouldBeGreaterThan(0);
        shapes.ShouldBeGreaterThan(0);
    }

    private static Loaded<GgufFile> Read(byte[] bytes, int seed)
    {
        try
        {
            return GgufReader.ReadStream(new MemoryStream(bytes), "fuzz.gguf");
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"The header of seed {seed} ended in {e.GetType().Name}: {Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 4096)))}", e);
        }
    }

    private static bool ReadShape(GgufFile file, int seed)
    {
        try
        {
            var loaded = GgufArchitectureReader.Read(file);
            if (loaded.Value is null && !loaded.HasErrors)
                throw new InvalidOperationException("neither a model nor an error");
            return loaded.Value is not null;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"The model of seed {seed} ended in {e.GetType().Name}.", e);
        }
    }

    /// <summary>Either an error that stands within the file, or a header whose tensors lie in the file side by side.</summary>
    private static void Check(Loaded<GgufFile> loaded, byte[] bytes, int seed)
    {
        if (loaded.Value is not { } file)
        {
            if (!loaded.HasErrors || loaded.Diagnostics.Any(d => !d.Code.StartsWith("RW4", StringComparison.Ordinal) && d.Code != "RW0001" || d.Position.Column < 1 || d.Position.Column > bytes.Length + 1))
                throw new InvalidOperationException($"seed {seed}: {string.Join("; ", loaded.Diagnostics)}");
            return;
        }
        var end = 0L;
        foreach (var tensor in file.Tensors)
        {
            if (tensor.Offset < end || tensor.Tensor.Bytes.Bytes < 0)
                throw new InvalidOperationException($"seed {seed}: {tensor} lies before {end}");
            end = tensor.Offset + tensor.Tensor.Bytes.Bytes;
        }
        if (end > 0 && file.HeaderBytes + end > bytes.Length || file.WeightBytes.Bytes > bytes.Length)
            throw new InvalidOperationException($"seed {seed}: {file.WeightBytes.Bytes} bytes of weights are believed of a file of {bytes.Length}");
    }
}
