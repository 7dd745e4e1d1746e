using System.Collections.Concurrent;
using Rigwright.Domain.Models;
using Rigwright.Domain.Provenance;
using Rigwright.Domain.Quantities;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>The bytes of a model's weights: Σ over tensors of elements ÷ block size × block bytes (docs/formulas/weights.md).</summary>
public static class WeightCalculator
{
    // Layouts are pure functions of their key; an entry is some kilobytes and a session asks for few models.
    private static readonly ConcurrentDictionary<(ModelArchitecture, Quantisation), Answer<WeightLayout>> Cache = new(new ByArchitecture());

    /// <summary>The layout of a model in a quantisation. Unknown when the quantisation is not understood or the format cannot hold the model.</summary>
    public static Answer<WeightLayout> Calculate(ModelArchitecture architecture, Quantisation quantisation) =>
        Cache.GetOrAdd((architecture, quantisation), static key => Layout(key.Item1, key.Item2));

    private static Answer<WeightLayout> Layout(ModelArchitecture architecture, Quantisation quantisation) =>
        Stored(architecture, quantisation).Map(tensors => Sum(architecture, tensors, quantisation.Format == "gguf" ? GgufHeader.Bytes(architecture, tensors) : 0));

    /// <summary>The layout of tensors that are known one by one, as from a GGUF file.</summary>
    /// <param name="architecture">The model that they belong to; its layers and prediction blocks cover every layer number of the tensors.</param>
    /// <param name="tensors">All tensors, at least one.</param>
    /// <param name="headerBytes">What the file holds beside their data.</param>
    public static WeightLayout Of(ModelArchitecture architecture, IReadOnlyList<ModelTensor> tensors, long headerBytes) => Sum(
        architecture,
        [.. tensors.Select(t => new StoredTensor(new(t.Name, t.Layer ?? -1, ClassOf(t.Name), t.Dimensions), t.Type.Name, t.Bytes.Bytes))],
        headerBytes);

    /// <summary>What a tensor is for, from its name in llama.cpp's scheme.</summary>
    private static TensorClass ClassOf(string name) => name switch
    {
        "token_embd.weight" or "per_layer_token_embd.weight" => TensorClass.Embedding,
        "output.weight" => TensorClass.Output,
        _ when name.StartsWith("v.", StringComparison.Ordinal) || name.StartsWith("mm.", StringComparison.Ordinal) => TensorClass.Vision,
        _ when name.Contains("_exps.", StringComparison.Ordinal) && !name.EndsWith(".scale", StringComparison.Ordinal) => TensorClass.Expert,
        // One tensor an expert, in Mixtral files of early 2024: blk.3.ffn_down.5.weight.
        _ when name.Contains(".ffn_", StringComparison.Ordinal) && name.EndsWith(".weight", StringComparison.Ordinal) && char.IsAsciiDigit(name[^8]) => TensorClass.Expert,
        _ => TensorClass.Dense,
    };

    /// <summary>Every stored tensor with its type and bytes.</summary>
    public static Answer<IReadOnlyList<StoredTensor>> Stored(ModelArchitecture architecture, Quantisation quantisation)
    {
        if (GgufFileType.Find(quantisation) is { } fileType)
        {
            var shapes = TensorListBuilder.Shapes(architecture, fileType);
            var types = GgufRecipe.Types(architecture, fileType, shapes);
            return Answer<IReadOnlyList<StoredTensor>>.Known([.. shapes.Select((s, i) => new StoredTensor(s, types[i].Name, types[i].BytesOf(s.Elements)))]);
        }
        return CheckpointFormat.Stored(architecture, quantisation);
    }

    private static WeightLayout Sum(ModelArchitecture architecture, IReadOnlyList<StoredTensor> tensors, long headerBytes)
    {
        var decoder = architecture.Layers.Count;
        var count = Math.Max(decoder, tensors.Max(t => t.Shape.Layer) + 1);
        var dense = new long[count];
        var experts = new long[count];
        var byClass = new Dictionary<TensorClass, ByteSize>();
        var byType = new SortedDictionary<string, ByteSize>(StringComparer.Ordinal);
        long total = 0, other = 0, elements = 0, host = 0, output = 0, tied = 0;
        foreach (var (shape, type, bytes) in tensors)
        {
            total += bytes;
            elements += shape.Elements;
            byClass[shape.Class] = byClass.GetValueOrDefault(shape.Class) + ByteSize.FromBytes(bytes);
            byType[type] = byType.GetValueOrDefault(type) + ByteSize.FromBytes(bytes);
            if (shape.Layer >= 0)
                (shape.Class == TensorClass.Expert ? experts : dense)[shape.Layer] += bytes;
            else if (shape.Class == TensorClass.Embedding)
                host += bytes;
            else if (shape.Class == TensorClass.Output)
                output += bytes;
            else if (shape.Class == TensorClass.Dense)
                other += bytes;
            if (shape.Name == "token_embd.weight")
                tied = bytes;
        }
        LayerWeights Weights(int l, DecoderLayer layer) => layer.FeedForward is MixtureOfExperts m
            ? new(dense[l], experts[l], m.Experts, m.ExpertsPerToken) : new(dense[l], experts[l], 0, 0);
        return new WeightLayout
        {
            Total = ByteSize.FromBytes(total),
            Host = ByteSize.FromBytes(host),
            Output = ByteSize.FromBytes(output > 0 ? output : tied),
            IsTied = output == 0,
            Layers = [.. architecture.Layers.Select((layer, l) => Weights(l, layer))],
            PredictionLayers = [.. Enumerable.Range(decoder, count - decoder).Select(l => Weights(l, architecture.PredictionLayers[l - decoder]))],
            Other = ByteSize.FromBytes(other),
            Vision = byClass.GetValueOrDefault(TensorClass.Vision),
            ByClass = byClass,
            ByType = byType,
            Header = ByteSize.FromBytes(headerBytes),
            Elements = elements,
        };
    }

    /// <summary>Architectures by reference: they are read once, and comparing a hundred layers by value on every look-up would cost more than the sum.</summary>
    private sealed class ByArchitecture : IEqualityComparer<(ModelArchitecture Architecture, Quantisation Quantisation)>
    {
        public bool Equals((ModelArchitecture Architecture, Quantisation Quantisation) x, (ModelArchitecture Architecture, Quantisation Quantisation) y) =>
            ReferenceEquals(x.Architecture, y.Architecture) && x.Quantisation == y.Quantisation;

        public int GetHashCode((ModelArchitecture Architecture, Quantisation Quantisation) key) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Architecture), key.Quantisation);
    }
}
