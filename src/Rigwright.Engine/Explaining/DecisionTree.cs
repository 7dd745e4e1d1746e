using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;

namespace Rigwright.Engine.Explaining;

/// <summary>A requirement that a decision tree asks about, with the values that the planner was asked under.</summary>
/// <param name="Key">The key as <c>--set</c> takes it.</param>
/// <param name="Values">The values in order, as <c>--set</c> takes them.</param>
public sealed record TreeAxis(string Key, IReadOnlyList<string> Values);

/// <summary>A node of a decision tree: a question or an answer.</summary>
public abstract record TreeNode
{
    /// <summary>Number of answers below it.</summary>
    public abstract int Leaves { get; }
}

/// <summary>An answer: the plan that the planner puts first.</summary>
/// <param name="Id">Its id; null where nothing meets the requirements.</param>
/// <param name="Name">Its name; null likewise.</param>
/// <param name="Price">Its price; null likewise.</param>
public sealed record TreeLeaf(string? Id, string? Name, Money? Price) : TreeNode
{
    /// <inheritdoc/>
    public override int Leaves => 1;
}

/// <summary>A question about one requirement: is its value among the first ones?</summary>
/// <param name="Axis">Position of the requirement among the axes.</param>
/// <param name="Split">Values before this position go to <paramref name="Low"/>, the others to <paramref name="High"/>.</param>
/// <param name="Low">What follows for the earlier values.</param>
/// <param name="High">What follows for the later values.</param>
public sealed record TreeQuestion(int Axis, int Split, TreeNode Low, TreeNode High) : TreeNode
{
    /// <inheritdoc/>
    public override int Leaves => Low.Leaves + High.Leaves;
}

/// <summary>The smallest tree of questions about the requirements that gives, at every point of a grid, the plan that the planner gives there.</summary>
/// <param name="Axes">What is asked about.</param>
/// <param name="Root">The first question.</param>
/// <param name="Points">Points of the grid, each of which was planned.</param>
public sealed record DecisionTree(IReadOnlyList<TreeAxis> Axes, TreeNode Root, int Points)
{
    /// <summary>The answer for some values, given as positions on the axes.</summary>
    public TreeLeaf Walk(IReadOnlyList<int> values)
    {
        var node = Root;
        while (node is TreeQuestion question)
            node = values[question.Axis] < question.Split ? question.Low : question.High;
        return (TreeLeaf)node;
    }
}

/// <summary>Grows the smallest tree over a grid of requirements.</summary>
public sealed class TreeGrower
{
    private static readonly double[] Budgets = [1000, 1500, 2000, 2500, 3000, 4000, 5000, 6000, 7500, 10_000, 12_500, 15_000, 20_000, 25_000, 30_000, 40_000, 50_000];

    private static readonly double[] Memories = [16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512];

    private const int MostBudgets = 5, MostMemories = 4;

    private readonly PurchaseRequirements _asked;
    private readonly DecisionField _field;
    private readonly List<Func<PurchaseRequirements, PurchaseRequirements>[]> _steps;
    private readonly int[] _sizes;
    private readonly int[] _cells;
    private readonly List<TreeLeaf> _leaves = [];
    private readonly Dictionary<long, (int Leaves, int Depth, int Axis, int Split)> _best = [];

    /// <summary>Asks the field at every point of the grid around some requirements.</summary>
    public TreeGrower(PurchaseRequirements asked, DecisionField field)
    {
        (_asked, _field) = (asked, field);
        var axes = new List<TreeAxis>();
        _steps = [];
        foreach (var (axis, steps) in new[] { Budget(), Noise(), Memory(), Purchase() }.Where(a => a.Steps.Length > 1))
        {
            axes.Add(axis);
            _steps.Add(steps);
        }
        Axes = axes;
        _sizes = [.. _steps.Select(s => s.Length)];
        _cells = new int[_sizes.Aggregate(1, (product, size) => product * size)];
        for (var cell = 0; cell < _cells.Length; cell++)
            _cells[cell] = LeafOf(field.Winner(Limits.Of(At(Coordinates(cell))), []));
    }

    /// <summary>The requirements that vary.</summary>
    public IReadOnlyList<TreeAxis> Axes { get; }

    /// <summary>The requirements at a point of the grid, given as positions on the axes.</summary>
    public PurchaseRequirements At(IReadOnlyList<int> values)
    {
        var requirements = _asked;
        for (var i = 0; i < _steps.Count; i++)
            requirements = _steps[i][values[i]](requirements);
        return requirements;
    }

    /// <summary>The tree with the fewest leaves; among those with the fewest, the flattest. Exact, by dynamic programming over the boxes of the grid.</summary>
    public DecisionTree Grow()
    {
        var box = _sizes.Select(s => (Low: 0, High: s)).ToArray();
        Solve(box);
        return new(Axes, Node(box), _cells.Length);
    }

    private (int Leaves, int Depth) Solve((int Low, int High)[] box)
    {
        var key = KeyOf(box);
        if (_best.TryGetValue(key, out var known))
            return (known.Leaves, known.Depth);
        var best = (Leaves: int.MaxValue, Depth: int.MaxValue, Axis: -1, Split: -1);
        if (IsUniform(box))
            best = (1, 0, -1, -1);
        for (var axis = 0; axis < box.Length && best.Leaves > 1; axis++)
        {
            var (low, high) = box[axis];
            for (var split = low + 1; split < high; split++)
            {
                box[axis] = (low, split);
                var left = Solve(box);
                box[axis] = (split, high);
                var right = Solve(box);
                var candidate = (Leaves: left.Leaves + right.Leaves, Depth: 1 + Math.Max(left.Depth, right.Depth), Axis: axis, Split: split);
                if (candidate.Leaves < best.Leaves || candidate.Leaves == best.Leaves && candidate.Depth < best.Depth)
                    best = candidate;
            }
            box[axis] = (low, high);
        }
        _best[key] = best;
        return (best.Leaves, best.Depth);
    }

    private TreeNode Node((int Low, int High)[] box)
    {
        Solve(box);
        var (_, _, axis, split) = _best[KeyOf(box)];
        if (axis < 0)
            return _leaves[_cells[CellOf([.. box.Select(b => b.Low)])]];
        var (low, high) = box[axis];
        box[axis] = (low, split);
        var left = Node(box);
        box[axis] = (split, high);
        var right = Node(box);
        box[axis] = (low, high);
        return new TreeQuestion(axis, split, left, right);
    }

    private bool IsUniform((int Low, int High)[] box)
    {
        var at = box.Select(b => b.Low).ToArray();
        var first = _cells[CellOf(at)];
        while (true)
        {
            var axis = 0;
            while (axis < at.Length && ++at[axis] == box[axis].High)
            {
                at[axis] = box[axis].Low;
                axis++;
            }
            if (axis == at.Length)
                return true;
            if (_cells[CellOf(at)] != first)
                return false;
        }
    }

    private static long KeyOf((int Low, int High)[] box)
    {
        long key = 0;
        foreach (var (low, high) in box)
            key = (key * 32 + low) * 32 + high;
        return key;
    }

    private int CellOf(int[] at)
    {
        var cell = 0;
        for (var i = 0; i < at.Length; i++)
            cell = cell * _sizes[i] + at[i];
        return cell;
    }

    private int[] Coordinates(int cell)
    {
        var at = new int[_sizes.Length];
        for (var i = at.Length - 1; i >= 0; i--)
            (cell, at[i]) = (cell / _sizes[i], cell % _sizes[i]);
        return at;
    }

    private int LeafOf(Planning.Assessment? winner)
    {
        var id = winner?.Candidate.Id;
        var known = _leaves.FindIndex(l => l.Id == id);
        if (known >= 0)
            return known;
        _leaves.Add(new(id, winner?.Candidate.Name, winner?.Candidate.Total));
        return _leaves.Count - 1;
    }

    private (TreeAxis Axis, Func<PurchaseRequirements, PurchaseRequirements>[] Steps) Budget()
    {
        var (most, currency) = ((double)_asked.Budget.Max.Amount, _asked.Budget.Max.Currency);
        var cheapest = _field.Candidates.Select(c => (double)c.Candidate.Total!.Value.Amount).DefaultIfEmpty(0).Min();
        var values = Nearest(Budgets.Where(b => b > (double)_asked.Budget.Min.Amount && b >= cheapest && b <= most * DecisionField.BudgetFactor).Append(most), most, MostBudgets);
        return (new("budget.max", [.. values.Select(v => Change.Number(v) + currency)]),
            [.. values.Select(v => (Func<PurchaseRequirements, PurchaseRequirements>)(r => r with { Budget = r.Budget with { Max = new((decimal)v, currency) } }))]);
    }

    private (TreeAxis Axis, Func<PurchaseRequirements, PurchaseRequirements>[] Steps) Noise()
    {
        var limits = NoiseLimit.Words.Select(w => new NoiseLimit(w.Key, w.Value)).ToList();
        if (_asked.Noise is { Word: null, Limit: not null })
            limits.Add(_asked.Noise);
        limits = [.. limits.OrderBy(l => l.Limit?.DecibelA ?? double.MaxValue)];
        return (new("noise", [.. limits.Select(l => l.Word ?? Change.Number(l.Limit!.Value.DecibelA) + " dBA")]), [.. limits.Select(l => (Func<PurchaseRequirements, PurchaseRequirements>)(r => r with { Noise = l }))]);
    }

    private (TreeAxis Axis, Func<PurchaseRequirements, PurchaseRequirements>[] Steps) Memory()
    {
        var asked = _asked.Memory.Min.GB;
        var values = Nearest(Memories.Where(m => m >= asked / DecisionField.MemoryDivisor).Append(asked), asked, MostMemories);
        return (new("memory.min", [.. values.Select(v => Change.Number(v) + " GB")]),
            [.. values.Select(v => (Func<PurchaseRequirements, PurchaseRequirements>)(r => Dimension.MemoryAt(r, ByteSize.FromGB(v))))]);
    }

    private static (TreeAxis Axis, Func<PurchaseRequirements, PurchaseRequirements>[] Steps) Purchase() => (new("purchase", ["either", "turnkey"]),
        [r => r with { Purchase = PurchaseKind.Either }, r => r with { Purchase = PurchaseKind.Turnkey }]);

    // The values around the asked one, as many as a reader can hold in mind.
    private static List<double> Nearest(IEnumerable<double> values, double asked, int most) =>
        [.. values.Distinct().OrderBy(v => Math.Abs(Math.Log(Math.Max(v, 1e-9) / Math.Max(asked, 1e-9)))).Take(most).Order()];
}
