namespace Rigwright.Engine.Memory.Graphs;

/// <summary>A compute graph with ggml's shapes, order and views, in arrays that are reused from one evaluation to the next.
/// Weights and caches lie elsewhere and are left out; what remains is exactly what the graph allocator places.</summary>
internal sealed class ComputeGraph
{
    private const int F32 = 4;

    private GraphTensor[] _tensors = new GraphTensor[1024];
    private int[] _nodes = new int[1024];
    private int[] _leafs = new int[64];

    public int Count { get; private set; }

    public int NodeCount { get; private set; }

    public int LeafCount { get; private set; }

    public ReadOnlySpan<int> Nodes => _nodes.AsSpan(0, NodeCount);

    public ReadOnlySpan<int> Leafs => _leafs.AsSpan(0, LeafCount);

    public ref GraphTensor this[int tensor] => ref _tensors[tensor];

    public void Clear() => Count = NodeCount = LeafCount = 0;

    /// <summary>An input that the host fills before each step.</summary>
    public int Input(int typeSize, long ne0, long ne1 = 1, long ne2 = 1, long ne3 = 1)
    {
        var t = New(GraphOp.None, typeSize, ne0, ne1, ne2, ne3);
        _tensors[t].IsInput = true;
        return t;
    }

    /// <summary>A tensor that lies outside the graph: a cache or a state.</summary>
    public int External(int typeSize, long ne0, long ne1 = 1, long ne2 = 1, long ne3 = 1)
    {
        var t = New(GraphOp.None, typeSize, ne0, ne1, ne2, ne3);
        _tensors[t].IsExternal = true;
        return t;
    }

    /// <summary>A leaf that is neither filled by the host nor stored: it is placed before everything else.</summary>
    public int Constant(int typeSize, long ne0, long ne1, long ne2, long ne3) => New(GraphOp.None, typeSize, ne0, ne1, ne2, ne3);

    /// <summary>A matrix product with a weight of <paramref name="rows"/> rows.</summary>
    public int MatMul(long rows, int x) => Fresh(F32, rows, _tensors[x].Ne1, _tensors[x].Ne2, _tensors[x].Ne3, x);

    /// <summary>A matrix product of two tensors of the graph: a's rows by b's columns.</summary>
    public int MatMul2(int a, int b) => Fresh(F32, _tensors[a].Ne1, _tensors[b].Ne1, _tensors[b].Ne2, _tensors[b].Ne3, a, b);

    /// <summary>The products of the chosen experts.</summary>
    public int ExpertMatMul(long rows, int x, int ids) => Fresh(F32, rows, _tensors[ids].Ne0, _tensors[x].Ne2, 1, x, ids);

    /// <summary>A result of its own with a given shape.</summary>
    public int Fresh(int typeSize, long ne0, long ne1, long ne2, long ne3, int a, int b = -1, int c = -1, int d = -1, int e = -1, int f = -1)
    {
        var t = New(GraphOp.Fresh, typeSize, ne0, ne1, ne2, ne3);
        SetSources(t, a, b, c, d, e, f);
        return t;
    }

    /// <summary>A result of its own shaped like a.</summary>
    public int FreshLike(int a, int b = -1, int c = -1) =>
        Fresh(_tensors[a].TypeSize, _tensors[a].Ne0, _tensors[a].Ne1, _tensors[a].Ne2, _tensors[a].Ne3, a, b, c);

    /// <summary>An operation shaped like a that may overwrite a (or b): add, multiply, scale, RMS norm, rotation, softmax, activation …</summary>
    public int InPlace(int a, int b = -1, int c = -1)
    {
        var t = FreshLike(a, b, c);
        _tensors[t].Op = GraphOp.InPlace;
        return t;
    }

    /// <summary>RMS norm with a weight: two operations.</summary>
    public int Norm(int a) => InPlace(InPlace(a));

    /// <summary>Contiguous data seen with another shape.</summary>
    public int Reshape(int a, long ne0, long ne1 = 1, long ne2 = 1, long ne3 = 1)
    {
        var t = New(GraphOp.View, _tensors[a].TypeSize, ne0, ne1, ne2, ne3);
        return AsView(t, a);
    }

    /// <summary>A slice with explicit strides in bytes.</summary>
    public int Slice(int a, long ne0, long ne1, long ne2, long ne3, long nb1, long nb2, long nb3)
    {
        var t = New(GraphOp.View, _tensors[a].TypeSize, ne0, ne1, ne2, ne3);
        (_tensors[t].Nb1, _tensors[t].Nb2, _tensors[t].Nb3) = (nb1, nb2, nb3);
        return AsView(t, a);
    }

    /// <summary>The second and third axis swapped.</summary>
    public int SwapMiddle(int a)
    {
        ref readonly var x = ref _tensors[a];
        return Slice(a, x.Ne0, x.Ne2, x.Ne1, x.Ne3, x.Nb2, x.Nb1, x.Nb3);
    }

    /// <summary>The first two axes swapped. The stride of the new first axis is not kept: no layout equals it.</summary>
    public int Transpose(int a)
    {
        ref readonly var x = ref _tensors[a];
        return Slice(a, x.Ne1, x.Ne0, x.Ne2, x.Ne3, -1, x.Nb2, x.Nb3);
    }

    /// <summary>A copy into a view of another tensor (ggml_cpy): no memory of its own.</summary>
    public int CopyInto(int source, int target)
    {
        var x = _tensors[target];
        var t = New(GraphOp.View, x.TypeSize, x.Ne0, x.Ne1, x.Ne2, x.Ne3);
        AsView(t, target);
        SetSources(t, source, target);
        return t;
    }

    /// <summary>A sum written over its first term (ggml_add_inplace): no memory of its own.</summary>
    public int AddInto(int target, int addend)
    {
        var x = _tensors[target];
        var t = New(GraphOp.View, x.TypeSize, x.Ne0, x.Ne1, x.Ne2, x.Ne3);
        AsView(t, target);
        SetSources(t, target, addend);
        return t;
    }

    /// <summary>Rows written into a cache (ggml_set_rows): no memory of its own.</summary>
    public int SetRows(int target, int rows, int indices)
    {
        var x = _tensors[target];
        var t = New(GraphOp.View, x.TypeSize, x.Ne0, x.Ne1, x.Ne2, x.Ne3);
        AsView(t, target);
        SetSources(t, rows, indices, target);
        return t;
    }

    /// <summary>Appends a tensor and everything it needs, sources first (ggml_build_forward_expand).</summary>
    public void Expand(int tensor)
    {
        ref var t = ref _tensors[tensor];
        if (t.IsVisited)
            return;
        t.IsVisited = true;
        for (var i = 0; i < _tensors[tensor].SourceEnd; i++)
        {
            var source = _tensors[tensor].Source(i);
            if (source >= 0)
                Expand(source);
        }
        if (_tensors[tensor].Op == GraphOp.None)
            Append(ref _leafs, LeafCount++, tensor);
        else
            Append(ref _nodes, NodeCount++, tensor);
    }

    private int AsView(int tensor, int a)
    {
        _tensors[tensor].View = _tensors[a].View >= 0 ? _tensors[a].View : a;
        SetSources(tensor, a);
        return tensor;
    }

    private int New(GraphOp op, int typeSize, long ne0, long ne1, long ne2, long ne3)
    {
        if (Count == _tensors.Length)
            Array.Resize(ref _tensors, Count * 2);
        var row = ne0 * typeSize;
        _tensors[Count] = new GraphTensor
        {
            Op = op,
            TypeSize = typeSize,
            Ne0 = ne0,
            Ne1 = ne1,
            Ne2 = ne2,
            Ne3 = ne3,
            Nb1 = row,
            Nb2 = row * ne1,
            Nb3 = row * ne1 * ne2,
            View = -1,
            S0 = -1,
            S1 = -1,
            S2 = -1,
            S3 = -1,
            S4 = -1,
            S5 = -1,
        };
        return Count++;
    }

    private void SetSources(int tensor, int a, int b = -1, int c = -1, int d = -1, int e = -1, int f = -1)
    {
        ref var t = ref _tensors[tensor];
        (t.S0, t.S1, t.S2, t.S3, t.S4, t.S5) = (a, b, c, d, e, f);
        t.SourceEnd = (byte)(f >= 0 ? 6 : e >= 0 ? 5 : d >= 0 ? 4 : c >= 0 ? 3 : b >= 0 ? 2 : a >= 0 ? 1 : 0);
    }

    private static void Append(ref int[] list, int index, int value)
    {
        if (index == list.Length)
            Array.Resize(ref list, index * 2);
        list[index] = value;
    }
}
