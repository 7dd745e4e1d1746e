namespace Rigwright.Engine.Memory.Graphs;

/// <summary>What a node does, as far as the allocator cares.</summary>
internal enum GraphOp : byte
{
    /// <summary>A leaf: an input or a constant.</summary>
    None,

    /// <summary>A view: reshape, permute, transpose, slice, or an operation that writes into another tensor.</summary>
    View,

    /// <summary>An operation whose result needs its own memory.</summary>
    Fresh,

    /// <summary>An operation that may overwrite one of its sources (ggml_op_can_inplace).</summary>
    InPlace,
}

/// <summary>A tensor of a compute graph: shape, strides, sources, and the allocator's book-keeping.</summary>
internal struct GraphTensor
{
    public GraphOp Op;
    public bool IsInput;
    public bool IsOutput;
    public bool IsExternal;
    public bool IsVisited;
    public bool IsAllocated;
    public int TypeSize;
    public long Ne0, Ne1, Ne2, Ne3;
    public long Nb1, Nb2, Nb3;

    /// <summary>The tensor that this one is a view of, or −1.</summary>
    public int View;

    /// <summary>Sources in order, −1 for none.</summary>
    public int S0, S1, S2, S3, S4, S5;

    /// <summary>Index after the last source; there may be gaps before it.</summary>
    public byte SourceEnd;

    public int Children;
    public int Views;
    public long Offset;

    public readonly long Elements => Ne0 * Ne1 * Ne2 * Ne3;

    public readonly long Bytes => Elements * TypeSize;

    public readonly bool IsView => View >= 0;

    public readonly int Source(int index) => index switch { 0 => S0, 1 => S1, 2 => S2, 3 => S3, 4 => S4, _ => S5 };

    /// <summary>Same type, shape and strides.</summary>
    public readonly bool HasLayoutOf(in GraphTensor other) =>
        TypeSize == other.TypeSize && Ne0 == other.Ne0 && Ne1 == other.Ne1 && Ne2 == other.Ne2 && Ne3 == other.Ne3
        && Nb1 == other.Nb1 && Nb2 == other.Nb2 && Nb3 == other.Nb3;
}
