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

    /// <summary>Hugging Face <c>model_type</c> of the text model, for example <c>qwen3_moe</c>; null when the architecture was read from a GGUF.</summary>
    public string? ModelType { get; init; }

    /// <summary>Where the norms of a layer stand.</summary>
    public NormLayout Norms { get; init; } = NormLayout.Pre;

    /// <summary>Elements of the stored table of rotary frequency factors (llama.cpp <c>rope_freqs.weight</c>); 0 when there is none.</summary>
    public int RopeFactors { get; init; }

    /// <summary>Are there two tables of <see cref="RopeFactors"/>, for short and for long contexts (Phi-3 longrope)?</summary>
    public bool HasLongRope { get; init; }

    /// <summary>Rows of the input embedding beyond the vocabulary (Llama 3.2 Vision keeps 8 for images).</summary>
    public int ExtraEmbeddingRows { get; init; }

    /// <summary>Per-layer embeddings (Gemma 3n, Gemma 4 E models); null when there are none.</summary>
    public PerLayerEmbedding? PerLayerEmbedding { get; init; }

    /// <summary>Alternating updates with low-rank residuals (Gemma 3n); null when there are none.</summary>
    public AltUp? AltUp { get; init; }

    /// <summary>Parallel residual streams mixed by hyper-connections (DeepSeek V4); 0 when there are none.</summary>
    public int HyperConnections { get; init; }

    /// <summary>Layers in one block of attention over earlier blocks' residuals (Kimi K3); 0 when there is none.</summary>
    public int ResidualAttentionBlock { get; init; }

    /// <summary>Do the prediction blocks carry their own copies of the embedding and the head?</summary>
    public bool PredictionOwnsEmbeddings { get; init; }

    /// <summary>Does a llama.cpp conversion keep the prediction blocks (GLM) or drop them (DeepSeek, Qwen)?</summary>
    public bool GgufKeepsPredictionLayers { get; init; }

    /// <summary>How the published checkpoint is quantised; null for a plain 16-bit checkpoint.</summary>
    public CheckpointQuantisation? Checkpoint { get; init; }
}

/// <summary>Where the norms of a decoder layer stand.</summary>
public enum NormLayout
{
    /// <summary>One before the mixer, one before the feed-forward block.</summary>
    Pre,

    /// <summary>Before and after both (Gemma 2 to 4).</summary>
    PreAndPost,

    /// <summary>After both (OLMo 2, EXAONE 4).</summary>
    Post,

    /// <summary>One for the whole layer (Nemotron-H: every layer is either mixer or feed-forward).</summary>
    Single,
}

/// <summary>Embeddings that enter at each layer.</summary>
/// <param name="Width">Width for one layer.</param>
/// <param name="Vocabulary">Rows of the table.</param>
public sealed record PerLayerEmbedding(int Width, int Vocabulary);

/// <summary>Alternating updates (Gemma 3n).</summary>
/// <param name="Inputs">Parallel residual streams.</param>
/// <param name="LaurelRank">Rank of the learned residual.</param>
public sealed record AltUp(int Inputs, int LaurelRank);

/// <summary>The quantisation that a published checkpoint states in its configuration.</summary>
/// <param name="Method">fp8, nvfp4, mxfp4, awq, gptq, int4 or bitsandbytes.</param>
/// <param name="Bits">Bits of one weight.</param>
/// <param name="GroupSize">Weights that share a scale along a row; 0 for one scale a row or a tensor.</param>
/// <param name="BlockRows">Rows that share a scale; 1 unless scales cover square blocks (FP8 128 x 128).</param>
/// <param name="Excluded">Patterns of module names that stay in 16 bits, as written.</param>
public sealed record CheckpointQuantisation(string Method, int Bits, int GroupSize, int BlockRows, IReadOnlyList<string> Excluded)
{
    /// <summary>Quantisation per module where the checkpoint mixes several, by module name as written.</summary>
    public IReadOnlyDictionary<string, string> Modules { get; init; } = new Dictionary<string, string>();
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

    /// <summary>Have the query, key and value projections biases?</summary>
    public bool HasBias { get; init; }

    /// <summary>Has the output projection a bias?</summary>
    public bool HasOutputBias { get; init; }

    /// <summary>Norms on query and key.</summary>
    public QueryKeyNorm QkNorm { get; init; }

    /// <summary>One learned sink logit a head (gpt-oss, MiMo-V2 local layers)?</summary>
    public bool HasSinks { get; init; }

    /// <summary>The gate on the attention's output.</summary>
    public AttentionGate Gate { get; init; }

    /// <summary>Does the layer attend to an image instead of the text (Llama 3.2 Vision)? Its cache holds image tokens.</summary>
    public bool IsCross { get; init; }

    /// <summary>Are query, key and value one matrix in the file (Phi-3)?</summary>
    public bool IsFused { get; init; }

    /// <summary>A block-sparse indexer (MiniMax M3); null when there is none.</summary>
    public SparseIndexer? Indexer { get; init; }

    /// <summary>Does the layer store its own key and value projections? (Hunyuan-Large reuses the neighbour's; Gemma 3n and 4 store unused ones.)</summary>
    public bool StoresKeyValue { get; init; } = true;
}

/// <summary>Norms on query and key.</summary>
public enum QueryKeyNorm
{
    /// <summary>None.</summary>
    None,

    /// <summary>One weight vector of a head's width, shared by all heads.</summary>
    PerHead,

    /// <summary>Over all heads together (OLMo 2, MiniMax M2).</summary>
    AllHeads,
}

/// <summary>A learned gate on an attention layer's output.</summary>
public enum AttentionGate
{
    /// <summary>None.</summary>
    None,

    /// <summary>The query projection has twice its width; the second half is the gate (Qwen3-Next, Qwen3.5).</summary>
    InQuery,

    /// <summary>One gate value a head from its own projection (Laguna, Step 3.5).</summary>
    PerHead,

    /// <summary>A projection as wide as the heads together (Kimi K3).</summary>
    Full,
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

    /// <summary>The gate on the attention's output.</summary>
    public AttentionGate Gate { get; init; }
}

/// <summary>One shared key-value head whose older tokens are compressed by a fixed ratio (DeepSeek V4), with a low-rank query and a grouped low-rank output.</summary>
/// <param name="Heads">Query heads.</param>
/// <param name="HeadDim">Width of the one key-value head (key and value are the same vector).</param>
/// <param name="RopeDim">Rotated part of it.</param>
/// <param name="QLoraRank">Rank of the query.</param>
/// <param name="OLoraRank">Rank of one group of the output projection.</param>
/// <param name="OGroups">Groups of the output projection.</param>
/// <param name="Window">Tokens kept uncompressed.</param>
/// <param name="CompressRatio">Tokens that share one compressed entry; 0 for a layer that keeps only the window.</param>
public sealed record CompressedAttention(
    int Heads, int HeadDim, int RopeDim, int QLoraRank, int OLoraRank, int OGroups, int Window, int CompressRatio) : TokenMixer
{
    /// <summary>The indexer that picks compressed entries (only in layers with a small ratio); null when there is none.</summary>
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

    /// <summary>Has the convolution a bias?</summary>
    public bool HasConvBias { get; init; }

    /// <summary>Is there a norm before the output projection?</summary>
    public bool HasNorm { get; init; } = true;
}

/// <summary>A feed-forward block.</summary>
public abstract record FeedForward;

/// <summary>One network for every token.</summary>
/// <param name="Width">Inner width.</param>
/// <param name="Gated">Has it a gate matrix (three matrices instead of two)?</param>
public sealed record DenseFeedForward(int Width, bool Gated = true) : FeedForward
{
    /// <summary>Are gate and up one matrix in the file (Phi-3)?</summary>
    public bool IsFused { get; init; }
}

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

    /// <summary>Has the shared expert its own gate vector (Qwen MoE)?</summary>
    public bool HasSharedGate { get; init; }

    /// <summary>Has the router a correction bias, one value an expert (DeepSeek V3 and relatives)?</summary>
    public bool HasRouterBias { get; init; }

    /// <summary>Have router and experts biases in the ordinary sense (gpt-oss)?</summary>
    public bool HasBias { get; init; }

    /// <summary>Width that the routed experts act on after a projection down (Nemotron 3 Super, Kimi K3); 0 when they act on the full width.</summary>
    public int LatentWidth { get; init; }

    /// <summary>Is the latent vector normalised (Kimi K3)?</summary>
    public bool HasLatentNorm { get; init; }

    /// <summary>Is the expert chosen by a table over token ids instead of a router (first layers of DeepSeek V4)?</summary>
    public bool IsHashRouted { get; init; }
}

/// <summary>A vision tower.</summary>
/// <param name="Layers">Transformer layers.</param>
/// <param name="Hidden">Width.</param>
/// <param name="FeedForwardWidth">Inner width of the feed-forward block; 0 when unknown.</param>
/// <param name="PatchSize">Edge of a patch in pixels.</param>
/// <param name="MergeSize">Patches merged per edge into one token.</param>
/// <param name="ImageSize">Edge of the largest image in pixels, or null for a dynamic resolution.</param>
public sealed record VisionTower(int Layers, int Hidden, int FeedForwardWidth, int PatchSize, int MergeSize, int? ImageSize)
{
    /// <summary>Hugging Face <c>model_type</c> of the tower, for example <c>siglip_vision_model</c>, <c>pixtral</c>; null when not stated.</summary>
    public string? Kind { get; init; }

    /// <summary>Weights of tower and projector together as the configuration implies them; null when the tower's parts are not known.</summary>
    public long? Parameters { get; init; }

    /// <summary>Those of <see cref="Parameters"/> that a projector's GGUF holds in 32 bits: vectors, position tables, in Gemma's the patch embedding; 0 for
    /// towers that are not known so far.</summary>
    public long FullPrecisionParameters { get; init; }
}
