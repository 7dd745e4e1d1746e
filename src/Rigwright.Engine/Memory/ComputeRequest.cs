using Rigwright.Domain.Models;

namespace Rigwright.Engine.Memory;

/// <summary>What a compute buffer depends on besides the model.</summary>
/// <param name="Cache">Context, streams, micro-batch, cache type and flash attention.</param>
public readonly record struct ComputeRequest(CacheRequest Cache)
{
    /// <summary>Rows of logits that the largest graph keeps; 0 for one a token of the micro-batch, llama.cpp's library default and the worst case
    /// (llama-server reserves only one a stream).</summary>
    public int Outputs { get; init; }

    /// <summary>The request of a load.</summary>
    public static ComputeRequest Of(ModelLoad load, int tensorParallel = 1) => new(CacheRequest.Of(load, tensorParallel));
}

/// <summary>Compute buffers in bytes.</summary>
/// <param name="Device">On each device that runs layers.</param>
/// <param name="Inputs">The part of <paramref name="Device"/> that holds inputs (masks, embeddings of the batch); the host holds it too.</param>
/// <param name="Logits">Output buffer on the host: one row of logits for each output.</param>
public readonly record struct ComputeBuffers(long Device, long Inputs, long Logits);
