using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>The tensors of a model as llama.cpp's conversion writes them.
/// Source of names and shapes: llama.cpp f728adab (2026-06-25), <c>convert_hf_to_gguf.py</c>, <c>src/llama-arch.cpp</c> and <c>src/models/*.cpp</c>;
/// for architectures that llama.cpp lacks, the published checkpoint's tensors under the nearest names.</summary>
public static class TensorListBuilder
{
    /// <summary>Names and shapes in file order: tensors outside the layers first, then layer by layer.</summary>
    /// <param name="architecture">The model.</param>
    /// <param name="withPrediction">Include the prediction blocks; null: as a llama.cpp conversion does for this architecture.</param>
    /// <param name="withJointKeyValue">Does latent attention have the joint key-value matrix beside its two halves?</param>
    public static IReadOnlyList<TensorShape> Shapes(ModelArchitecture architecture, bool? withPrediction = null, bool withJointKeyValue = false)
    {
        var tensors = new TensorListWriter(architecture) { HasJointKeyValue = withJointKeyValue };
        tensors.WriteModel();
        for (var l = 0; l < architecture.Layers.Count; l++)
            LayerTensors.Write(tensors, architecture, architecture.Layers[l], l);
        if (withPrediction ?? architecture.GgufKeepsPredictionLayers)
        {
            for (var p = 0; p < architecture.PredictionLayers.Count; p++)
                LayerTensors.WritePrediction(tensors, architecture, p);
        }
        return tensors.Tensors;
    }

    /// <summary>Names and shapes in a file of a type.</summary>
    internal static IReadOnlyList<TensorShape> Shapes(ModelArchitecture architecture, GgufFileType fileType) =>
        Shapes(architecture, fileType.WithPrediction, PublisherRecipes.Find(architecture, fileType) is { KeepsJointKeyValue: true });

    /// <summary>The tensors of a GGUF file with their types. Unknown when the quantisation is no GGUF file type.</summary>
    public static Answer<IReadOnlyList<ModelTensor>> Build(ModelArchitecture architecture, Quantisation quantisation) =>
        GgufFileType.Find(quantisation) is { } fileType
            ? Answer<IReadOnlyList<ModelTensor>>.Known(Build(architecture, fileType))
            : Answer<IReadOnlyList<ModelTensor>>.Unknown($"a GGUF file type ('{quantisation}' is none)");

    /// <summary>The tensors of a GGUF file with their types.</summary>
    public static IReadOnlyList<ModelTensor> Build(ModelArchitecture architecture, GgufFileType fileType)
    {
        var shapes = Shapes(architecture, fileType);
        var types = GgufRecipe.Types(architecture, fileType, shapes);
        return [.. shapes.Select((s, i) => new ModelTensor(s.Name, s.Dimensions, types[i]))];
    }
}

/// <summary>Collects shapes with the conventions of names.</summary>
internal sealed class TensorListWriter(ModelArchitecture architecture)
{
    public List<TensorShape> Tensors { get; } = [];

    public bool HasJointKeyValue { get; init; }

    public void Add(string name, int layer, TensorClass @class, params long[] dimensions) =>
        Tensors.Add(new(layer < 0 ? name : $"blk.{layer}.{name}", layer, @class, dimensions));

    public void Add(string name, int layer, params long[] dimensions) => Add(name, layer, TensorClass.Dense, dimensions);

    public void WriteModel()
    {
        var a = architecture;
        long hidden = a.Hidden;
        Add("token_embd.weight", -1, TensorClass.Embedding, hidden, a.Vocabulary + a.ExtraEmbeddingRows);
        if (!a.TiedEmbeddings)
            Add("output.weight", -1, TensorClass.Output, hidden, a.Vocabulary);
        Add(a.GgufArchitecture.StartsWith("lfm2", StringComparison.Ordinal) ? "token_embd_norm.weight" : "output_norm.weight", -1, hidden);
        if (a.HasLongRope)
        {
            Add("rope_factors_long.weight", -1, a.RopeFactors);
            Add("rope_factors_short.weight", -1, a.RopeFactors);
        }
        else if (a.RopeFactors > 0)
        {
            Add("rope_freqs.weight", -1, a.RopeFactors);
        }
        if (a.PerLayerEmbedding is { } per)
        {
            var all = (long)per.Width * a.Layers.Count;
            // Gemma 3n's table is padded to the rows of the embedding (llama.cpp v0.5.0, conversion/gemma.py).
            Add("per_layer_token_embd.weight", -1, TensorClass.Embedding, all, Math.Max(per.Vocabulary, a.Vocabulary));
            Add("per_layer_model_proj.weight", -1, hidden, all);
            Add("per_layer_proj_norm.weight", -1, per.Width);
        }
        if (a.AltUp is { } altUp)
        {
            Add("altup_proj.weight", -1, hidden, hidden, altUp.Inputs - 1);
            Add("altup_unembd_proj.weight", -1, hidden, hidden, altUp.Inputs - 1);
        }
        if (a.HyperConnections > 0)
        {
            Add("hc_head_fn.weight", -1, a.HyperConnections * hidden, a.HyperConnections);
            Add("hc_head_base.bias", -1, a.HyperConnections);
            Add("hc_head_scale.bias", -1, 1);
        }
        if (a.ResidualAttentionBlock > 0)
        {
            Add("attn_res_proj.weight", -1, hidden);
            Add("attn_res_norm.weight", -1, hidden);
        }
    }
}
