namespace Rigwright.Engine.Memory.Weights;

/// <summary>What a tensor is for, as far as placement and reading differ.</summary>
public enum TensorClass
{
    /// <summary>The input embedding and per-layer embedding tables: one row a token is read, and they may stay in host memory.</summary>
    Embedding,

    /// <summary>The output head, stored apart from the embedding.</summary>
    Output,

    /// <summary>Read for every token.</summary>
    Dense,

    /// <summary>Routed experts: of each layer's, only those that the router picks are read.</summary>
    Expert,

    /// <summary>Vision or sound tower and its projector.</summary>
    Vision,
}

/// <summary>A tensor of an architecture before its type is chosen.</summary>
/// <param name="Name">Name in llama.cpp's scheme.</param>
/// <param name="Layer">Layer that it belongs to, counted on into the prediction blocks; -1 outside the layers.</param>
/// <param name="Class">What it is for.</param>
/// <param name="Dimensions">Extents, row length first.</param>
public sealed record TensorShape(string Name, int Layer, TensorClass Class, IReadOnlyList<long> Dimensions)
{
    /// <summary>The product of the extents.</summary>
    public long Elements { get; } = Dimensions.Aggregate(1L, (product, extent) => checked(product * extent));
}
