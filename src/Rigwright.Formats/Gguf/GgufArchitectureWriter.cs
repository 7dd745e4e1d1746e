using Rigwright.Domain.Models;

namespace Rigwright.Formats.Gguf;

/// <summary>Writes the metadata that llama.cpp needs to know a model's shape.
/// The vocabulary is left out (<c>tokenizer.ggml.model</c> is <c>none</c>), and numbers that change no size (epsilons, scales, rotary bases) are 1 or the usual ones.</summary>
/// <remarks>Keys: llama.cpp v0.5.0 (2026-09-28), <c>src/llama-arch.cpp</c>; which architecture asks for which: <c>src/models/*.cpp</c>.</remarks>
public static class GgufArchitectureWriter
{
    /// <summary>Adds the metadata of a model.</summary>
    /// <param name="writer">Receives the entries.</param>
    /// <param name="architecture">The model.</param>
    /// <param name="withPrediction">Are the prediction blocks among the tensors?</param>
    public static GgufWriter Add(this GgufWriter writer, ModelArchitecture architecture, bool withPrediction)
    {
        IReadOnlyList<DecoderLayer> layers = withPrediction ? [.. architecture.Layers, .. architecture.PredictionLayers] : architecture.Layers;
        writer.Add("general.architecture", architecture.GgufArchitecture).Add("tokenizer.ggml.model", "none");
        var keys = new Keys(writer, architecture, layers);
        keys.Size("vocab_size", architecture.Vocabulary);
        keys.Size("block_count", layers.Count);
        if (layers.Count > architecture.Layers.Count)
            keys.Size("nextn_predict_layers", layers.Count - architecture.Layers.Count);
        keys.Size("context_length", architecture.MaxContext ?? 4096);
        keys.Size("embedding_length", architecture.Hidden);
        keys.Real("attention.layer_norm_rms_epsilon", 1e-6f);
        keys.Real("attention.layer_norm_epsilon", 1e-6f);
        keys.Real("logit_scale", 1f);
        WriteAttention(keys);
        WriteWindows(keys);
        WriteRecurrent(keys);
        WriteFeedForward(keys);
        if (architecture.PerLayerEmbedding is { } perLayer)
            keys.Size("embedding_length_per_layer_input", perLayer.Width);
        else if (architecture.GgufArchitecture == "gemma4")
            keys.Size("embedding_length_per_layer_input", 0);
        return writer;
    }

    private static void WriteAttention(Keys keys)
    {
        var softmax = keys.Mixers<SoftmaxAttention>().ToList();
        var latent = keys.Mixers<LatentAttention>().FirstOrDefault();
        if (latent is not null)
        {
            WriteLatent(keys, latent);
            return;
        }
        if (keys.Mixers<CompressedAttention>().FirstOrDefault() is { } compressed)
        {
            WriteCompressed(keys, compressed);
            return;
        }
        if (softmax.Count == 0)
            return;
        var full = softmax.FirstOrDefault(a => a.Window is null) ?? softmax[0];
        keys.PerLayer("attention.head_count", l => l.Mixers.OfType<SoftmaxAttention>().FirstOrDefault()?.Heads ?? (keys.Model.GgufArchitecture == "deci" ? 0 : full.Heads));
        keys.PerLayer("attention.head_count_kv", l => l.Mixers.OfType<SoftmaxAttention>().FirstOrDefault()?.KvHeads ?? keys.KvHeadsWithoutAttention);
        keys.Size("attention.key_length", full.KeyDim);
        keys.Size("attention.value_length", full.ValueDim);
        if (softmax.FirstOrDefault(a => a.Window is not null) is { } local)
        {
            keys.Size("attention.key_length_swa", local.KeyDim);
            keys.Size("attention.value_length_swa", local.ValueDim);
        }
        // Phi-3's frequency tables hold half of the rotated width.
        keys.Size("rope.dimension_count", keys.Model is { HasLongRope: true, RopeFactors: > 0 } ? 2 * keys.Model.RopeFactors : full.KeyDim);
        var quarter = (uint)full.KeyDim / 8;
        keys.Writer.Add(keys.Name("rope.dimension_sections"), [quarter, quarter, quarter, 0u]);
        // Only layers at the end can share; Hunyuan-Large's every second layer stores no keys and values, which says the same.
        if (softmax.AsEnumerable().Reverse().TakeWhile(a => !a.OwnsCache && a.StoresKeyValue).Count() is > 0 and var shared)
            keys.Size("attention.shared_kv_layers", shared);
        if (softmax.FirstOrDefault(a => a.Indexer is not null)?.Indexer is { } indexer)
            WriteIndexer(keys, indexer, "MiniMax M3 attends to blocks of 128 tokens");
    }

    private static void WriteLatent(Keys keys, LatentAttention latent)
    {
        keys.Size("attention.head_count", latent.Heads);
        // One latent vector serves as the key and the value of all heads.
        keys.PerLayer("attention.head_count_kv", l => l.Mixers.OfType<RecurrentMixer>().Any() ? 0 : 1);
        keys.Size("attention.key_length", latent.KvLoraRank + latent.RopeDim);
        keys.Size("attention.value_length", latent.KvLoraRank);
        keys.Size("attention.key_length_mla", latent.NopeDim + latent.RopeDim);
        keys.Size("attention.value_length_mla", latent.ValueDim);
        keys.Size("attention.kv_lora_rank", latent.KvLoraRank);
        if (latent.QLoraRank is { } rank)
            keys.Size("attention.q_lora_rank", rank);
        keys.Size("rope.dimension_count", latent.RopeDim);
        if (keys.Mixers<LatentAttention>().FirstOrDefault(m => m.Indexer is not null)?.Indexer is not { } indexer)
            return;
        WriteIndexer(keys, indexer, null);
        keys.Writer.Add(keys.Name("attention.indexer.types"), [.. keys.Model.Layers.Select(l => l.Mixers.OfType<LatentAttention>().Any(m => m.Indexer is not null))]);
    }

    private static void WriteCompressed(Keys keys, CompressedAttention compressed)
    {
        keys.Size("attention.head_count", compressed.Heads);
        keys.Size("attention.head_count_kv", 1);
        keys.Size("attention.key_length", compressed.HeadDim);
        keys.Size("attention.value_length", compressed.HeadDim);
        keys.Size("attention.q_lora_rank", compressed.QLoraRank);
        keys.Size("attention.output_lora_rank", compressed.OLoraRank);
        keys.Size("attention.output_group_count", compressed.OGroups);
        keys.Size("attention.sliding_window", compressed.Window);
        keys.Size("rope.dimension_count", compressed.RopeDim);
        keys.Writer.Add(keys.Name("attention.compress_ratios"),
            [.. keys.Layers.Select(l => (uint)(l.Mixers.OfType<CompressedAttention>().FirstOrDefault()?.CompressRatio ?? 0))]);
        keys.Size("hyper_connection.count", keys.Model.HyperConnections);
        keys.Size("hash_layer_count", keys.Layers.Count(l => l.FeedForward is MixtureOfExperts { IsHashRouted: true }));
        if (keys.Mixers<CompressedAttention>().FirstOrDefault(c => c.Indexer is not null)?.Indexer is { } indexer)
            WriteIndexer(keys, indexer, null);
    }

    private static void WriteIndexer(Keys keys, SparseIndexer indexer, string? blocks)
    {
        const int blockSize = 128;
        keys.Size("attention.indexer.head_count", indexer.Heads);
        keys.Size("attention.indexer.key_length", indexer.HeadDim);
        keys.Size("attention.indexer.top_k", blocks is null ? indexer.TopK : indexer.TopK / blockSize);
        if (blocks is null)
            return;
        keys.Size("attention.indexer.block_size", blockSize);
        keys.Size("attention.indexer.local_blocks", 1);
    }

    private static void WriteWindows(Keys keys)
    {
        if (keys.Mixers<SoftmaxAttention>().FirstOrDefault(a => a.Window is not null) is not { } local)
            return;
        keys.Size("attention.sliding_window", local.Window!.Value);
        keys.Writer.Add(keys.Name("attention.sliding_window_pattern"),
            [.. keys.Layers.Select(l => l.Mixers.OfType<SoftmaxAttention>().Any(a => a.Window is not null))]);
    }

    private static void WriteRecurrent(Keys keys)
    {
        if (keys.Mixers<RecurrentMixer>().FirstOrDefault() is not { } mixer)
            return;
        switch (mixer.Kind)
        {
            case RecurrentKind.ShortConvolution:
                keys.Size("shortconv.l_cache", mixer.ConvKernel);
                return;
            case RecurrentKind.KimiDelta:
                keys.Size("kda.head_dim", mixer.StateSize);
                break;
        }
        keys.Size("ssm.conv_kernel", mixer.ConvKernel);
        keys.Size("ssm.inner_size", mixer.InnerSize);
        keys.Size("ssm.state_size", mixer.StateSize);
        keys.Size("ssm.time_step_rank", mixer.Heads);
        keys.Size("ssm.group_count", mixer.Groups);
        if (mixer.Kind == RecurrentKind.GatedDeltaNet)
            keys.Writer.Add(keys.Name("attention.recurrent_layers"), [.. keys.Layers.Select(l => l.Mixers.OfType<RecurrentMixer>().Any())]);
    }

    private static void WriteFeedForward(Keys keys)
    {
        var experts = keys.Layers.Select(l => l.FeedForward).OfType<MixtureOfExperts>().ToList();
        var dense = keys.Layers.Select(l => l.FeedForward).OfType<DenseFeedForward>().FirstOrDefault();
        keys.PerLayer("feed_forward_length", l => l.FeedForward switch
        {
            DenseFeedForward d => d.Width,
            MixtureOfExperts { ParallelDenseWidth: > 0 } m => m.ParallelDenseWidth,
            MixtureOfExperts m => dense is null || keys.Model.Norms == NormLayout.Single ? m.ExpertWidth : dense.Width,
            _ => 0,
        });
        if (experts.Count == 0)
            return;
        var first = experts[0];
        keys.Size("expert_count", first.Experts);
        keys.PerLayer("expert_used_count", l => (l.FeedForward as MixtureOfExperts)?.ExpertsPerToken ?? first.ExpertsPerToken);
        keys.PerLayer("expert_feed_forward_length", l => (l.FeedForward as MixtureOfExperts)?.ExpertWidth ?? first.ExpertWidth);
        keys.Size("leading_dense_block_count", keys.Layers.TakeWhile(l => l.FeedForward is DenseFeedForward).Count());
        keys.Size("interleave_moe_layer_step", ExpertStep(keys.Layers));
        keys.Size("expert_shared_count", first.SharedWidth > 0 ? Math.Max(1, first.SharedWidth / first.ExpertWidth) : 0);
        keys.Size("expert_shared_feed_forward_length", first.SharedWidth);
        // 1 softmax, 2 sigmoid, 4 sqrt-softplus.
        keys.Size("expert_gating_func", keys.Model.GgufArchitecture == "deepseek4" ? 4 : first.HasRouterBias ? 2 : 1);
        keys.Real("expert_weights_scale", 1f);
        keys.Writer.Add(keys.Name("expert_weights_norm"), true);
        if (first.LatentWidth > 0)
        {
            keys.Size("moe_latent_size", first.LatentWidth);
            keys.Size("expert_latent_length", first.LatentWidth);
        }
    }

    // Every how many layers experts come: leading dense layers are another key's matter (ERNIE has one, then experts in every layer).
    private static int ExpertStep(IReadOnlyList<DecoderLayer> layers)
    {
        var places = Enumerable.Range(0, layers.Count).Where(i => layers[i].FeedForward is MixtureOfExperts).Take(2).ToList();
        return places.Count < 2 ? 1 : places[1] - places[0];
    }

    /// <summary>Names keys after the architecture.</summary>
    private sealed record Keys(GgufWriter Writer, ModelArchitecture Model, IReadOnlyList<DecoderLayer> Layers)
    {
        /// <summary>Hybrids that mark their recurrent layers by zero key-value heads; Qwen's mark them by other keys and state one number.</summary>
        public int KvHeadsWithoutAttention => Model.GgufArchitecture.StartsWith("qwen3", StringComparison.Ordinal) ? Mixers<SoftmaxAttention>().First().KvHeads : 0;

        public string Name(string key) => $"{Model.GgufArchitecture}.{key}";

        public IEnumerable<T> Mixers<T>() where T : TokenMixer => Layers.SelectMany(l => l.Mixers).OfType<T>();

        public void Size(string key, int value) => Writer.Add(Name(key), (uint)value);

        public void Real(string key, float value) => Writer.Add(Name(key), value);

        /// <summary>One number when all layers agree, otherwise an array.</summary>
        public void PerLayer(string key, Func<DecoderLayer, int> value)
        {
            var values = Layers.Select(l => (uint)value(l)).ToArray();
            if (values.Distinct().Count() == 1)
                Writer.Add(Name(key), values[0]);
            else
                Writer.Add(Name(key), values);
        }
    }
}
