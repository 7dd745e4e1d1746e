using Rigwright.Domain.Models;

namespace Rigwright.Engine.Tests.Memory;

/// <summary>Shapes of published models, written out from their configurations.</summary>
internal static class Architectures
{
    public static ModelArchitecture DeepSeekV3 { get; } = Of("deepseek2", 129280, 7168, Repeat(61,
        _ => Layer(new LatentAttention(128, 512, 64, 128, 128, 1536), new MixtureOfExperts(256, 8, 2048, 2048))));

    public static ModelArchitecture Qwen3Moe235B { get; } = Of("qwen3moe", 151936, 4096, Repeat(94,
        _ => Layer(new SoftmaxAttention(64, 4, 128, 128), new MixtureOfExperts(128, 8, 1536, 0))));

    public static ModelArchitecture Qwen3Moe30B { get; } = Of("qwen3moe", 151936, 2048, Repeat(48,
        _ => Layer(new SoftmaxAttention(32, 4, 128, 128), new MixtureOfExperts(128, 8, 768, 0))));

    public static ModelArchitecture GptOss20B { get; } = GptOss(24, 32);

    public static ModelArchitecture GptOss120B { get; } = GptOss(36, 128);

    public static ModelArchitecture Gemma3Of27B { get; } = Of("gemma3", 262208, 5376, Repeat(62,
        i => Layer(new SoftmaxAttention(32, 16, 128, 128) { Window = i % 6 < 5 ? 1024 : null }, new DenseFeedForward(21504)))) with
    { TiedEmbeddings = true };

    /// <summary>40 local layers of 8 heads x 256 and 8 global ones of 1 head x 512, window 1024.</summary>
    public static ModelArchitecture Gemma4Of12B { get; } = Of("gemma4", 262144, 3840, Repeat(48,
        i => Layer(i % 6 < 5 ? new SoftmaxAttention(16, 8, 256, 256) { Window = 1024 } : new SoftmaxAttention(16, 1, 512, 512), new DenseFeedForward(15360)))) with
    { TiedEmbeddings = true };

    /// <summary>12 full and 36 local layers with 2,048 key and value elements, window 512.</summary>
    public static ModelArchitecture Laguna { get; } = Of("laguna", 100352, 2048, Repeat(48,
        i => Layer(new SoftmaxAttention(48, 8, 128, 128) { Window = i % 4 < 3 ? 512 : null }, new DenseFeedForward(8192))));

    /// <summary>16 gated full-attention layers among 48 gated-delta layers.</summary>
    public static ModelArchitecture Qwen35Of27B { get; } = Of("qwen35", 248320, 5120, Repeat(64,
        i => Layer(i % 4 == 3
            ? new SoftmaxAttention(24, 4, 256, 256)
            : new RecurrentMixer(RecurrentKind.GatedDeltaNet, 3 * 10240, 48 * 128 * 128) { InnerSize = 6144, StateSize = 128, Groups = 16, Heads = 48, ConvKernel = 4 },
            new DenseFeedForward(17408))));

    public static ModelArchitecture Llama8B { get; } = Of("llama", 128256, 4096, Repeat(32,
        _ => Layer(new SoftmaxAttention(32, 8, 128, 128), new DenseFeedForward(14336))));

    public static ModelArchitecture Of(string name, int vocabulary, int hidden, IReadOnlyList<DecoderLayer> layers) => new()
    {
        GgufArchitecture = name,
        Vocabulary = vocabulary,
        Hidden = hidden,
        TiedEmbeddings = false,
        Layers = layers,
    };

    public static DecoderLayer Layer(TokenMixer mixer, FeedForward feedForward) => new([mixer], feedForward);

    public static IReadOnlyList<DecoderLayer> Repeat(int count, Func<int, DecoderLayer> layer) => [.. Enumerable.Range(0, count).Select(layer)];

    private static ModelArchitecture GptOss(int layers, int experts) => Of("gpt-oss", 201088, 2880, Repeat(layers,
        i => Layer(new SoftmaxAttention(64, 8, 64, 64) { Window = i % 2 == 0 ? 128 : null }, new MixtureOfExperts(experts, 4, 2880, 0))));
}
