using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Planning;

/// <summary>
/// Assigns every role to devices, all loaded at once. Every assignment is tried: each role on each device, split by layers, or tensor-parallel (with very many
/// combinations only splits over all devices). Models of the
/// requirements are tried in order of preference: the least demotion first, and among equal demotions the one that leaves the first roles
/// their better model. Which layout is best is decided by <see cref="LayoutRank"/>; the order of enumeration decides last, so the answer is the same every time.
/// </summary>
/// <param name="requirements">The roles, engines and what minima are held against.</param>
/// <param name="estimator">Memory and speed of a role.</param>
/// <param name="mostCombinations">With more combinations only single devices and splits over all of them are tried. Three roles on four cards have about ten thousand; six would have a thousand million.</param>
public sealed class LayoutPlanner(PurchaseRequirements requirements, IRoleEstimator estimator, double mostCombinations = LayoutPlanner.MostCombinations)
{
    private readonly Dictionary<string, LayoutResult> _layouts = new(StringComparer.Ordinal);

    /// <summary>The best layout, or why there is none.</summary>
    public LayoutResult Plan(IReadOnlyList<PlanDevice> devices)
    {
        // The same cards on another platform are laid out the same.
        var key = string.Join('+', devices.Select(d => $"{d.Choice.Key}/{d.Link}/{d.InOneMachine}"));
        if (!_layouts.TryGetValue(key, out var layout))
            _layouts[key] = layout = Search(devices);
        // The layout may be remembered from a plan in which the same devices had other prices.
        return layout.Layout is not { } found || devices.Count == 0 || ReferenceEquals(found.Devices[0].Device, devices[0]) ? layout
            : layout with { Layout = found with { Devices = [.. found.Devices.Select((d, i) => d with { Device = devices[i] })] } };
    }

    private LayoutResult Search(IReadOnlyList<PlanDevice> devices)
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        LayoutResult? slow = null;
        ByteSize? shortfall = null;
        foreach (var choice in Choices())
        {
            var placed = Options(devices, choice, missing);
            if (placed.Exists(o => o.Count == 0))
                continue;
            var search = new LayoutSearch(devices, requirements, placed);
            var best = search.Best();
            if (best is null)
                shortfall = Smaller(shortfall, search.Shortfall);
            else if (best.Roles.All(r => Meets(r)))
                return new(best, [], null);
            else
                slow ??= new(best, [], null);
        }
        return slow ?? new(null, [.. missing], shortfall);
    }

    private bool Meets(RolePlacement role) => role.Held(requirements.MinimumHolds).Value >= role.Serving.Role.DecodeMinimum;

    private static ByteSize? Smaller(ByteSize? a, ByteSize? b) => a is null ? b : b is null ? a : a.Value < b.Value ? a : b;

    /// <summary>Combinations of candidate models, best first.</summary>
    private IEnumerable<int[]> Choices()
    {
        var counts = requirements.Roles.Select(r => r.Candidates.Count).ToArray();
        var all = new List<int[]> { new int[counts.Length] };
        for (var role = 0; role < counts.Length; role++)
            all = [.. all.SelectMany(c => Enumerable.Range(0, counts[role]).Select(i => With(c, role, i)))];
        return all.OrderBy(c => c.Sum()).ThenBy(c => string.Join('.', c), StringComparer.Ordinal);
    }

    private static int[] With(int[] values, int index, int value)
    {
        var copy = (int[])values.Clone();
        copy[index] = value;
        return copy;
    }

    private List<List<LayoutOption>> Options(IReadOnlyList<PlanDevice> devices, int[] choice, SortedSet<string> missing)
    {
        var result = new List<List<LayoutOption>>();
        for (var i = 0; i < choice.Length; i++)
        {
            var role = requirements.Roles[i];
            var options = new List<LayoutOption>();
            foreach (var option in ServingOptions.Of(role, role.Candidates[choice[i]], devices, requirements))
            {
                if (Option(option, choice[i], missing) is { } known)
                    options.Add(known);
            }
            result.Add(options);
        }
        return Thinned(result, devices.Count);
    }

    /// <summary>Combinations that are tried for one candidate of a plan.</summary>
    public const double MostCombinations = 200_000;

    // With many roles on many devices only single devices and splits over all of them are tried.
    private List<List<LayoutOption>> Thinned(List<List<LayoutOption>> options, int devices) =>
        options.Aggregate(1.0, (product, o) => product * Math.Max(1, o.Count)) <= mostCombinations ? options
            : [.. options.Select(o => o.Where(x => x.Option.Devices.Count == 1 || x.Option.Devices.Count == devices).ToList())];

    private LayoutOption? Option(ServingOption option, int choice, SortedSet<string> missing)
    {
        var serving = option.Serving;
        var memory = estimator.Memory(serving);
        if (!memory.TryGet(out var demand))
        {
            missing.UnionWith(memory.Missing);
            return null;
        }
        var speed = estimator.Decode(serving);
        if (!speed.TryGet(out var alone))
        {
            missing.UnionWith(speed.Missing);
            return null;
        }
        return new(option, demand, alone, choice);
    }
}

/// <summary>The best layout of a candidate, or what prevents one.</summary>
/// <param name="Layout">The layout; it may miss minimum speeds.</param>
/// <param name="Missing">Facts without which nothing could be placed.</param>
/// <param name="Shortfall">Memory by which the roles miss fitting at best; null when they fit or when facts are missing.</param>
public sealed record LayoutResult(Layout? Layout, IReadOnlyList<string> Missing, ByteSize? Shortfall);

/// <summary>A way to serve a role with its memory and speed alone.</summary>
internal sealed record LayoutOption(ServingOption Option, MemoryDemand Demand, Prediction Alone, int Choice)
{
    /// <summary>As the concurrency model sees it.</summary>
    public SharedLoad Load => _load ??= SharedSpeeds.Load(this);

    private SharedLoad? _load;

    /// <summary>What the role takes of the n-th of its devices.</summary>
    public RoleShare ShareOf(int n, bool countsHost)
    {
        var d = Demand.Devices[n];
        var host = countsHost && n == 0 ? Demand.Host : ByteSize.Zero;
        return new(Option.Serving.Role.Name, d.Weights, d.KvCache + d.State, d.Compute, d.Overhead + host);
    }
}
