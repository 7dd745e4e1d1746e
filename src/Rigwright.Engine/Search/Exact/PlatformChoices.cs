namespace Rigwright.Engine.Search.Exact;

/// <summary>The choices of one slot: the cheapest of each class of parts that no rule tells apart, cheapest first.</summary>
internal sealed class PlatformChoices
{
    private readonly PlatformChoice[] _choices;
    private readonly PlatformChoice?[] _next;
    private readonly int[] _classSizes;
    private readonly Dictionary<string, int[]> _keys;

    private PlatformChoices(PlatformChoice[] choices, PlatformChoice?[] next, int[] classSizes, Dictionary<string, int[]> keys) =>
        (_choices, _next, _classSizes, _keys) = (choices, next, classSizes, keys);

    public int Count => _choices.Length;

    public PlatformChoice this[int index] => _choices[index];

    /// <summary>What stands for the class of a choice where its part cannot be had: the cheapest of the class with another part; null when there is none.</summary>
    public PlatformChoice? Next(int index) => _next[index];

    /// <summary>How many choices each class stands for.</summary>
    public IReadOnlyList<int> ClassSizes => _classSizes;

    /// <summary>The class of each choice as one rule sees it.</summary>
    public int[] Keys(string rule) => _keys[rule];

    /// <summary>Groups choices, given cheapest first, by everything that any rule reads.</summary>
    public static PlatformChoices Of(PlatformSlot slot, IReadOnlyList<PlatformChoice> sorted)
    {
        var reads = RuleScope.Of.SelectMany(rule => rule.Value.Reads.Where(r => r.Slot == slot).Select(r => (Rule: rule.Key, r.Facts))).ToList();
        var keys = reads.Select(r => Number(sorted, r.Facts)).ToList();
        var classes = new int[sorted.Count];
        foreach (var rule in keys)
            classes = Join(classes, rule);
        var kept = new List<int>();
        var sizes = new List<int>();
        var next = new List<PlatformChoice?>();
        for (var i = 0; i < sorted.Count; i++)
        {
            if (classes[i] == kept.Count)
            {
                kept.Add(i);
                sizes.Add(0);
                next.Add(null);
            }
            sizes[classes[i]]++;
            if (next[classes[i]] is null && !ReferenceEquals(sorted[i].Part, sorted[kept[classes[i]]].Part))
                next[classes[i]] = sorted[i];
        }
        return new([.. kept.Select(i => sorted[i])], [.. next], [.. sizes],
            reads.Select((r, n) => (r.Rule, Keys: kept.Select(i => keys[n][i]).ToArray())).ToDictionary(r => r.Rule, r => Renumber(r.Keys), StringComparer.Ordinal));
    }

    private static int[] Number(IReadOnlyList<PlatformChoice> choices, Func<PlatformChoice, string> facts)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var keys = new int[choices.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var text = facts(choices[i]);
            if (!numbers.TryGetValue(text, out keys[i]))
                numbers[text] = keys[i] = numbers.Count;
        }
        return keys;
    }

    private static int[] Join(int[] a, int[] b)
    {
        var numbers = new Dictionary<(int, int), int>();
        var joined = new int[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            if (!numbers.TryGetValue((a[i], b[i]), out joined[i]))
                numbers[(a[i], b[i])] = joined[i] = numbers.Count;
        }
        return joined;
    }

    private static int[] Renumber(int[] keys) => Join(keys, new int[keys.Length]);
}
