namespace Rigwright.Engine.Search.Exact;

/// <summary>
/// What a problem is apart from its costs: which variable hangs below which, and which relations read what. Everything that
/// <see cref="ExactSolver"/> derives from it is derived once and serves any number of problems, also on several threads.
/// </summary>
public sealed class ExactTree
{
    // A relation that knows two kinds of values (a cooler, or none) leaves nothing out.
    private const int LeastKeys = 2;

    /// <summary>Prepares a tree.</summary>
    /// <param name="names">Names of the variables, for messages.</param>
    /// <param name="parents">For each variable the one that is chosen before it, smaller than its own index; −1 for the root, which is the first and the only one.</param>
    /// <param name="counts">Number of values of each variable.</param>
    /// <param name="shapes">What relations there are; the variables of each lie on one path from the root.</param>
    /// <exception cref="ArgumentException">The variables are no tree, or a relation does not lie on a path.</exception>
    public ExactTree(IReadOnlyList<string> names, IReadOnlyList<int> parents, IReadOnlyList<int> counts, IReadOnlyList<ExactShape> shapes)
    {
        (Parents, Counts, Shapes) = ([.. parents], [.. counts], [.. shapes]);
        var children = Parents.Select(_ => new List<int>()).ToArray();
        for (var v = 0; v < Parents.Length; v++)
        {
            if (v == 0 != (Parents[v] < 0) || Parents[v] >= v)
                throw new ArgumentException($"{names[v]} has no earlier parent.", nameof(parents));
            if (v > 0)
                children[Parents[v]].Add(v);
        }
        foreach (var shape in Shapes)
            CheckPath(shape);
        Children = [.. children.Select(c => c.ToArray())];
        Inside = [.. Parents.Select((_, v) => InsideOf(v))];
        Owned = [.. Parents.Select((_, v) => Indexes(s => s.Scope.Count > 1 && s.Scope[^1] == v))];
        First = [.. Owned.Select((owned, v) => owned.Select(r => (int?)r).FirstOrDefault(r => Shapes[r!.Value].KeysOf(v).DefaultIfEmpty().Max() >= LeastKeys))];
        Unary = [.. Parents.Select((_, v) => Indexes(s => s.Scope.Count == 1 && s.Scope[0] == v))];
        Classes = [.. Parents.Select((_, v) => Numbered(v, Shapes.Where(s => s.Scope.Count > 1 && s.Scope.Contains(v))))];
        Contexts = [.. Parents.Select((_, v) => ContextOf(v))];
    }

    internal int[] Parents { get; }

    internal int[] Counts { get; }

    internal ExactShape[] Shapes { get; }

    internal int[][] Children { get; }

    /// <summary>For each variable itself and every variable below it, ascending.</summary>
    internal int[][] Inside { get; }

    /// <summary>For each variable the relations of several variables whose deepest it is.</summary>
    internal int[][] Owned { get; }

    /// <summary>For each variable the first of its relations that tells enough of its values apart to leave some out; null when there is none.</summary>
    internal int?[] First { get; }

    /// <summary>For each variable the relations that read it alone.</summary>
    internal int[][] Unary { get; }

    /// <summary>For each variable the class of each value: values of one class are told apart by no relation of several variables.</summary>
    internal int[][] Classes { get; }

    /// <summary>For each variable what the sub-problem below it depends on.</summary>
    internal Context[] Contexts { get; }

    /// <summary>What relations at or below a variable see of the variables above it, as a mixed radix number.</summary>
    /// <param name="Ancestors">The variables above that are read.</param>
    /// <param name="Keys">For each ancestor what of each value these relations see, times its stride.</param>
    /// <param name="Size">Number of contexts that can occur at most.</param>
    internal sealed record Context(int[] Ancestors, long[][] Keys, long Size)
    {
        /// <summary>The number of the context that chosen values make.</summary>
        public long Of(ReadOnlySpan<int> chosen)
        {
            var code = 0L;
            for (var i = 0; i < Ancestors.Length; i++)
                code += Keys[i][chosen[Ancestors[i]]];
            return code;
        }
    }

    private int[] Indexes(Func<ExactShape, bool> test) => [.. Enumerable.Range(0, Shapes.Length).Where(i => test(Shapes[i]))];

    private int[] InsideOf(int v)
    {
        var inside = new List<int> { v };
        for (var u = v + 1; u < Parents.Length; u++)
        {
            if (inside.Contains(Parents[u]))
                inside.Add(u);
        }
        return [.. inside];
    }

    private Context ContextOf(int v)
    {
        var inside = Inside[v];
        var below = Shapes.Where(s => s.Scope.Count > 1 && inside.Contains(s.Scope[^1])).ToList();
        int[] ancestors = [.. below.SelectMany(s => s.Scope).Where(a => !inside.Contains(a)).Distinct().Order()];
        var keys = new long[ancestors.Length][];
        var size = 1L;
        for (var i = 0; i < ancestors.Length; i++)
        {
            var numbers = Numbered(ancestors[i], below.Where(s => s.Scope.Contains(ancestors[i])));
            var stride = size;
            keys[i] = Array.ConvertAll(numbers, n => checked(n * stride));
            size = checked(size * (numbers.Length == 0 ? 1 : numbers.Max() + 1));
        }
        return new(ancestors, keys, size);
    }

    // Numbers the values of a variable so that two have one number exactly when they have equal keys in each of some relations.
    private int[] Numbered(int v, IEnumerable<ExactShape> shapes)
    {
        var ids = new int[Counts[v]];
        foreach (var keys in shapes.Select(s => s.KeysOf(v)))
        {
            var numbers = new Dictionary<(int, int), int>();
            for (var i = 0; i < ids.Length; i++)
            {
                var pair = (ids[i], keys[i]);
                if (!numbers.TryGetValue(pair, out var number))
                    numbers[pair] = number = numbers.Count;
                ids[i] = number;
            }
        }
        return ids;
    }

    private void CheckPath(ExactShape shape)
    {
        var path = new HashSet<int>();
        for (var v = shape.Scope[^1]; v >= 0; v = Parents[v])
            path.Add(v);
        if (!shape.Scope.All(path.Contains) || !shape.Scope.SequenceEqual(shape.Scope.Order()))
            throw new ArgumentException($"The variables of {shape.Name} do not lie on one path from the root.", nameof(shape));
    }
}
