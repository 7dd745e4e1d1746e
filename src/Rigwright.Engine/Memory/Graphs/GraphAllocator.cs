namespace Rigwright.Engine.Memory.Graphs;

/// <summary>ggml's graph allocator (ggml-alloc.c, release v0.5.0): walks the graph in order, reuses a source's memory where it may, else takes
/// the best fitting free block, and frees a tensor after its last use. The size is the highest address ever used. The algorithm is followed
/// step by step because its fragmentation is part of the answer.</summary>
internal sealed class GraphAllocator
{
    /// <summary>Alignment of a CPU buffer (TENSOR_ALIGNMENT).</summary>
    private const long Alignment = 32;

    private const long Endless = long.MaxValue / 2;

    private readonly long[] _offsets = new long[256];
    private readonly long[] _sizes = new long[256];
    private int _free;
    private long _peak;
    private ComputeGraph _graph = null!;

    /// <summary>Bytes of the buffer that holds every tensor of the graph.</summary>
    public long Size(ComputeGraph graph)
    {
        _graph = graph;
        (_offsets[0], _sizes[0], _free, _peak) = (0, Endless, 1, 0);
        foreach (var leaf in graph.Leafs)
            Place(leaf);
        CountUses();
        foreach (var node in graph.Nodes)
        {
            for (var i = 0; i < graph[node].SourceEnd; i++)
            {
                if (graph[node].Source(i) is >= 0 and var source)
                    Place(source);
            }
            Place(node);
            Release(node);
        }
        return _peak;
    }

    private void CountUses()
    {
        foreach (var node in _graph.Nodes)
        {
            if (_graph[node].IsView)
                _graph[_graph[node].View].Views++;
            for (var i = 0; i < _graph[node].SourceEnd; i++)
            {
                if (_graph[node].Source(i) is >= 0 and var source)
                    _graph[source].Children++;
            }
        }
    }

    private void Place(int tensor)
    {
        ref var t = ref _graph[tensor];
        if (t.IsExternal || t.IsAllocated || t.IsView)
            return;
        t.IsAllocated = true;
        if (t.Op == GraphOp.InPlace && TakeOver(tensor))
            return;
        t.Offset = Take(Align(t.Bytes));
    }

    private bool TakeOver(int tensor)
    {
        for (var i = 0; i < _graph[tensor].SourceEnd; i++)
        {
            if (_graph[tensor].Source(i) is >= 0 and var source && TakeOver(tensor, source))
                return true;
        }
        return false;
    }

    // Only a tensor with memory of its own is taken over: a view never counts as allocated, so an operation on a view gets fresh memory.
    private bool TakeOver(int tensor, int source)
    {
        ref var t = ref _graph[tensor];
        ref var parent = ref _graph[source];
        if (!parent.IsAllocated || parent.IsOutput || parent.Children != 1 || parent.Views != 0 || !t.HasLayoutOf(parent))
            return false;
        t.Offset = parent.Offset;
        parent.IsAllocated = false;
        return true;
    }

    private void Release(int node)
    {
        for (var i = 0; i < _graph[node].SourceEnd; i++)
        {
            if (_graph[node].Source(i) is not (>= 0 and var source))
                continue;
            ref var parent = ref _graph[source];
            parent.Children--;
            if (parent.Children != 0 || parent.Views != 0)
                continue;
            if (!parent.IsView)
            {
                FreeTensor(source);
                continue;
            }
            ref var owner = ref _graph[parent.View];
            owner.Views--;
            if (owner.Views == 0 && owner.Children == 0)
                FreeTensor(parent.View);
        }
    }

    private void FreeTensor(int tensor)
    {
        ref var t = ref _graph[tensor];
        if (!t.IsAllocated || t.IsOutput)
            return;
        Free(t.Offset, Align(t.Bytes));
        t.IsAllocated = false;
    }

    private long Take(long size)
    {
        var best = _free - 1;
        var bestSize = long.MaxValue;
        for (var i = 0; i < _free - 1; i++)
        {
            if (_sizes[i] >= size && _sizes[i] <= bestSize)
                (best, bestSize) = (i, _sizes[i]);
        }
        var offset = _offsets[best];
        _offsets[best] += size;
        _sizes[best] -= size;
        if (_sizes[best] == 0)
            Remove(best);
        _peak = Math.Max(_peak, offset + size);
        return offset;
    }

    private void Free(long offset, long size)
    {
        for (var i = 0; i < _free; i++)
        {
            if (_offsets[i] + _sizes[i] == offset)
            {
                _sizes[i] += size;
                if (i < _free - 1 && _offsets[i] + _sizes[i] == _offsets[i + 1])
                {
                    _sizes[i] += _sizes[i + 1];
                    Remove(i + 1);
                }
                return;
            }
            if (offset + size == _offsets[i])
            {
                _offsets[i] = offset;
                _sizes[i] += size;
                if (i > 0 && _offsets[i - 1] + _sizes[i - 1] == _offsets[i])
                {
                    _sizes[i - 1] += _sizes[i];
                    Remove(i);
                }
                return;
            }
        }
        Insert(offset, size);
    }

    private void Insert(long offset, long size)
    {
        var at = 0;
        while (at < _free && _offsets[at] < offset)
            at++;
        Array.Copy(_offsets, at, _offsets, at + 1, _free - at);
        Array.Copy(_sizes, at, _sizes, at + 1, _free - at);
        (_offsets[at], _sizes[at]) = (offset, size);
        _free++;
    }

    private void Remove(int at)
    {
        Array.Copy(_offsets, at + 1, _offsets, at, _free - at - 1);
        Array.Copy(_sizes, at + 1, _sizes, at, _free - at - 1);
        _free--;
    }

    private static long Align(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;
}
