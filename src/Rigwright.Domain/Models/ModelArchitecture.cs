namespace Rigwright.Domain.Models;

/// <summary>The layers and shapes of a model: what memory and speed follow from. Read from a Hugging Face configuration or a GGUF header.</summary>
public sealed record ModelArchitecture
{
    /// <summary>Architecture name in llama.cpp (GGUF <c>general.architecture</c>), for example <c>gpt-oss</c>, <c>qwen3moe</c>, <c>deepseek2</c>.</summary>
    public required string GgufArchitecture { get; init; }

    /// <summary>Tokens in the vocabulary.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public required int Hidden { get; init; }

    /// <summary>Is the output head the input embedding?</summary>
    public required bool TiedEmbeddings { get; init; }

    /// <summary>Longest context that the model was made for, in tokens; null when the configuration does not say.</summary>
    public int? MaxContext { get; init; }

    /// <summary>The decoder layers that run for each token, in order.</summary>
    public required IReadOnlyList<DecoderLayer> Layers { get; init; }

    /// <summary>Multi-token-prediction blocks that follow the decoder layers in the file and do not run in ordinary decoding.</summary>
    public IReadOnlyList<DecoderLayer> PredictionLayers { get; init; } = [];

    /// <summary>The vision tower, kept apart from the text weights; null for a text model.</summary>
    public VisionTower? Vision { get; init; }
}

/// <summary>One decoder layer: a token mixer and a feed-forward block.</summary>
/// <param name="Mixers">Attention, recurrent state, or both side by side (Falcon-H1); empty for a layer that only has a feed-forward block.</param>
/// <param name="FeedForward">The feed-forward block, or null for a layer without one.</param>
public sealed record DecoderLayer(IReadOnlyList<TokenMixer> Mixers, FeedForward? FeedForward);

/// <summary>What mixes information between tokens.</summary>
public abstract record TokenMixer;

/// <summary>Softmax attention with its own or a shared cache.</summary>
/// <param name="Heads">Query heads.</param>
/// <param name="KvHeads">Key and value heads.</param>
/// <param name="KeyDim">Width of one key head.</param>
/// <param name="ValueDim">Width of one value head.</param>
public sealed record SoftmaxAttention(int Heads, int KvHeads, int KeyDim, int ValueDim) : TokenMixer
{
    /// <summary>Sliding window in tokens; null when every earlier token is attended to.</summary>
    public int? Window { get; init; }

    /// <summary>Is <see cref="Window"/> a chunk whose mask resets at its start (Llama 4)?</summary>
    public bool IsChunked { get; init; }

    /// <summary>Does this layer own a cache (false: it reuses an earlier layer's, as in Gemma 3n)?</summary>
    public bool OwnsCache { get; init; } = true;

    /// <summary>Has the layer a separate value projection? (Gemma 4 full layers may reuse the key.)</summary>
    public bool HasValueProjection { get; init; } = true;
}

/// <summary>Multi-head latent attention: one compressed key-value vector a token.</summary>
/// <param name="Heads">Query heads.</param>
/// <param name="KvLoraRank">Width of the latent vector.</param>
/// <param name="RopeDim">Width of the decoupled rotary key.</param>
/// <param name="NopeDim">Width of a key head without rotation.</param>
/// <param name="ValueDim">Width of a value head.</param>
/// <param name="QLoraRank">Rank of the compressed query, or null when the query is a full matrix.</param>
public sealed record LatentAttention(int Heads, int KvLoraRank, int RopeDim, int NopeDim, int ValueDim, int? QLoraRank) : TokenMixer
{
    /// <summary>The sparse-attention indexer (DeepSeek V3.2, GLM-5); null when there is none.</summary>
    public SparseIndexer? Indexer { get; init; }
}

/// <summary>A lightning indexer that picks which tokens are attended to.</summary>
/// <param name="Heads">Indexer heads.</param>
/// <param name="HeadDim">Width of the cached indexer key.</param>
/// <param name="TopK">Tokens attended to.</param>
public sealed record SparseIndexer(int Heads, int HeadDim, int TopK);

/// <summary>The kind of a recurrent mixer.</summary>
public enum RecurrentKind
{
    /// <summary>Mamba 1.</summary>
    Mamba1,

    /// <summary>Mamba 2.</summary>
    Mamba2,

    /// <summary>Gated DeltaNet (Qwen3-Next, Qwen3.5).</summary>
    GatedDeltaNet,

    /// <summary>Kimi delta attention.</summary>
    KimiDelta,

    /// <summary>Short convolution (LFM2).</summary>
    ShortConvolution,

    /// <summary>RWKV.</summary>
    Rwkv,
}

/// <summary>A recurrent mixer whose state does not grow with the context.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="ConvElements">Elements of the convolution state of one sequence.</param>
/// <param name="StateElements">Elements of the recurrent state of one sequence.</param>
public sealed record RecurrentMixer(RecurrentKind Kind, long ConvElements, long StateElements) : TokenMixer
{
    /// <summary>Inner width.</summary>
    public int InnerSize { get; init; }

    /// <summary>State width.</summary>
    public int StateSize { get; init; }

    /// <summary>Groups (Mamba 2) or key heads (delta rule).</summary>
    public int Groups { get; init; }

    /// <summary>State heads (Mamba 2) or value heads (delta rule).</summary>
    public int Heads { get; init; }

    /// <summary>Width of the convolution kernel.</summary>
    public int ConvKernel { get; init; }
}

/// <summary>A feed-forward block.</summary>
public abstract record FeedForward;

/// <summary>One network for every token.</summary>
/// <param name="Width">Inner width.</param>
/// <param name="Gated">Has it a gate matrix (three matrices instead of two)?</param>
public sealed record DenseFeedForward(int Width, bool Gated = true) : FeedForward;

/// <summary>A mixture of experts.</summary>
/// <param name="Experts">Routed experts.</param>
/// <param name="ExpertsPerToken">Routed experts that a token uses.</param>
/// <param name="ExpertWidth">Inner width of a routed expert.</param>
/// <param name="SharedWidth">Summed inner width of the shared experts that every token uses; 0 when there are none.</param>
/// <param name="Gated">Has an expert a gate matrix?</param>
public sealed record MixtureOfExperts(int Experts, int ExpertsPerToken, int ExpertWidth, int SharedWidth, bool Gated = true) : FeedForward
{
    /// <summary>Width of a dense network that runs beside the experts (Gemma 4, Snowflake Arctic); 0 when there is none.</summary>
    public int ParallelDenseWidth { get; init; }
}

/// <summary>A vision tower.</summary>
/// <param name="Layers">Transformer layers.</param>
/// <param name="Hidden">Width.</param>
/// <param name="FeedForwardWidth">Inner width of the feed-forward block; 0 when unknown.</param>
/// <param name="PatchSize">Edge of a patch in pixels.</param>
/// <param name="MergeSize">Patches merged per edge into one token.</param>
/// <param name="ImageSize">Edge of the largest image in pixels, or null for a dynamic resolution.</param>
public sealed record VisionTower(int Layers, int Hidden, int FeedForwardWidth, int PatchSize, int MergeSize, int? ImageSize);
