using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory.Weights;

/// <summary>Parameters of a model, counted from its tensors; prediction blocks and vision towers are left out.</summary>
/// <param name="Total">All.</param>
/// <param name="Active">Used for one token: all but the routed experts that the router does not pick.</param>
/// <param name="DecodeMatmul">In the matrix products of one decoded token: without the input embedding, unless it is the head as well.</param>
public readonly record struct ParameterCount(long Total, long Active, long DecodeMatmul)
{
    /// <summary>Counts the tensors of an architecture.</summary>
    public static ParameterCount Of(ModelArchitecture architecture)
    {
        long total = 0, idle = 0, embedding = 0;
        foreach (var shape in TensorListBuilder.Shapes(architecture, withPrediction: false))
        {
            total += shape.Elements;
            if (shape.Class == TensorClass.Expert && architecture.Layers[shape.Layer].FeedForward is MixtureOfExperts m)
                idle += shape.Elements / m.Experts * (m.Experts - m.ExpertsPerToken);
            else if (shape.Class == TensorClass.Embedding && !(architecture.TiedEmbeddings && shape.Name == "token_embd.weight"))
                embedding += shape.Elements;
        }
        return new(total, total - idle, total - idle - embedding);
    }
}
