using System.Globalization;
using Rigwright.Domain.Diagnostics;
using Rigwright.Domain.Models;
using Rigwright.Domain.Naming;

namespace Rigwright.Formats.Gguf;

/// <summary>Reads layers and shapes from a GGUF header. What a layer is follows from the tensors that it stores, its numbers from the metadata;
/// where the two disagree, or a needed key is missing, there is a diagnostic and no architecture.</summary>
public static class GgufArchitectureReader
{
    /// <summary>More layers than any model has; llama.cpp allows 512.</summary>
    private const int MaxLayers = 512;

    /// <summary>Values of <c>general.architecture</c> that are understood.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. GgufArchitectures.All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The architecture of a header; null with diagnostics (RW4026 to RW4029) when it cannot be told.</summary>
    public static Loaded<ModelArchitecture> Read(GgufFile file)
    {
        var bag = new DiagnosticBag();
        var findings = new GgufFindings(file.Path, bag);
        var architecture = file.Architecture ?? "";
        if (!GgufArchitectures.All.ContainsKey(architecture))
        {
            var offset = file.Metadata.GetValueOrDefault("general.architecture")?.Offset ?? 0;
            findings.Error("RW4028", offset, $"the architecture {GgufFindings.Show(architecture)} is not known; its layers would need: {Needs(file, architecture)}.",
                NearestName.Suggest(architecture, Known));
            return new(null, bag.Items);
        }
        var keys = new GgufKeys(file, findings);
        var model = Read(file, keys, new(file), architecture, findings);
        if (keys.Missing.Count > 0)
        {
            findings.Error("RW4029", 0, $"the layers are unknown without: {string.Join(", ", keys.Missing.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}.");
        }
        return new(bag.HasErrors ? null : model, bag.Items);
    }

    private static string Needs(GgufFile file, string architecture)
    {
        string[] common = ["block_count", "embedding_length", "attention.head_count", "attention.head_count_kv", "attention.key_length", "attention.value_length", "context_length"];
        var absent = common.Where(key => !file.Metadata.ContainsKey($"{architecture}.{key}"));
        return string.Join(", ", absent.Append("which layers have a sliding window or a recurrent state"));
    }

    private static ModelArchitecture? Read(GgufFile file, GgufKeys keys, GgufTensorIndex tensors, string architecture, GgufFindings findings)
    {
        var blocks = keys.Size("block_count");
        var hidden = keys.Size("embedding_length");
        if (!CheckShape(keys, tensors, findings, blocks, hidden))
            return null;
        var predictions = Predictions(keys, tensors, blocks);
        var present = tensors.Layers.Count == 0 ? 0 : tensors.Layers[^1] + 1;
        var decoders = blocks - Math.Min(blocks - 1, keys.SizeIfAny("nextn_predict_layers") ?? 0);
        var mixers = new GgufMixerReader(keys, tensors, architecture, hidden, decoders, blocks);
        var feeds = new GgufFeedForwardReader(keys, tensors, hidden, blocks);
        DecoderLayer Layer(int l) => new(mixers.Read(l), feeds.Read(l));
        var layers = Enumerable.Range(0, Math.Min(decoders, present)).Select(Layer).ToList();
        if (layers.Count < decoders)
            keys.Contradiction("block_count", string.Create(CultureInfo.InvariantCulture, $"{decoders} layers are stated, the tensors are those of {layers.Count}."));
        var rows = tensors.Extent("token_embd.weight", 1) ?? 1;
        var vocabulary = architecture == "mllama" && keys.SizeIfAny("vocab_size") is { } stated and > 0 && stated < rows ? stated : rows;
        var perLayer = tensors.Extent("per_layer_token_embd.weight", 0) is { } all && layers.Count > 0
            ? new PerLayerEmbedding(keys.SizeIfAny("embedding_length_per_layer_input") is > 0 and var width ? width : all / layers.Count, tensors.Extent("per_layer_token_embd.weight", 1)!.Value)
            : null;
        var longRope = tensors.Extent("rope_factors_long.weight", 0);
        return new ModelArchitecture
        {
            GgufArchitecture = architecture,
            Vocabulary = vocabulary,
            ExtraEmbeddingRows = rows - vocabulary,
            Hidden = hidden,
            TiedEmbeddings = !tensors.Has("output.weight"),
            MaxContext = keys.SizeIfAny("context_length"),
            Layers = layers,
            PredictionLayers = [.. Enumerable.Range(decoders, predictions).Select(Layer)],
            GgufKeepsPredictionLayers = predictions > 0,
            PredictionOwnsEmbeddings = predictions > 0 && tensors.Has(decoders, "nextn.embed_tokens.weight"),
            Norms = Norms(tensors, architecture),
            RopeFactors = longRope ?? tensors.Extent("rope_freqs.weight", 0) ?? 0,
            HasLongRope = longRope is not null,
            PerLayerEmbedding = perLayer,
            AltUp = tensors.Extent("altup_proj.weight", 2) is { } others ? new(others + 1, tensors.Extent(0, "laurel_l.weight", 1) ?? 0) : null,
            HyperConnections = keys.SizeIfAny("hyper_connection.count") ?? 0,
            ResidualAttentionBlock = keys.SizeIfAny("attn_res.block_size") ?? 0,
        };
    }

    private static bool CheckShape(GgufKeys keys, GgufTensorIndex tensors, GgufFindings findings, int blocks, int hidden)
    {
        if (keys.Missing.Count > 0 || findings.HasErrors)
            return false;
        if (blocks is < 1 or > MaxLayers)
            keys.Contradiction("block_count", string.Create(CultureInfo.InvariantCulture, $"a model has 1 to {MaxLayers} layers, not {blocks}."));
        else if (tensors.Layers.Count > 0 && tensors.Layers[^1] >= blocks)
            keys.Contradiction("block_count", string.Create(CultureInfo.InvariantCulture, $"a tensor belongs to layer {tensors.Layers[^1]}, but there are {blocks} layers."));
        else if (tensors.Extent("token_embd.weight", 0) is not { } width)
            keys.Contradiction("embedding_length", "there is no tensor 'token_embd.weight': this is no language model (an mmproj or adapter file?).");
        else if (width != hidden)
            keys.Contradiction("embedding_length", string.Create(CultureInfo.InvariantCulture, $"'token_embd.weight' has rows of {width} elements, embedding_length is {hidden}."));
        return !findings.HasErrors;
    }

    /// <summary>Prediction blocks count among the blocks; some files state them and leave their tensors out.</summary>
    private static int Predictions(GgufKeys keys, GgufTensorIndex tensors, int blocks)
    {
        var stated = Math.Min(blocks - 1, keys.SizeIfAny("nextn_predict_layers") ?? 0);
        return Enumerable.Range(blocks - stated, stated).Count(tensors.Layers.Contains);
    }

    private static NormLayout Norms(GgufTensorIndex tensors, string architecture) =>
        architecture.StartsWith("nemotron_h", StringComparison.Ordinal) ? NormLayout.Single
        : !tensors.Has(0, "post_ffw_norm.weight") ? NormLayout.Pre
        : tensors.Has(0, "attn_norm.weight") ? NormLayout.PreAndPost : NormLayout.Post;
}
