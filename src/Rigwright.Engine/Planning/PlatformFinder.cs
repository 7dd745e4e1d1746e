using System.Collections.Concurrent;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Search.Exact;

namespace Rigwright.Engine.Planning;

/// <summary>Some platforms that are searched together: one that requirements can name, or all the others.</summary>
/// <param name="Id">Its id: a platform's, or <see cref="Others"/>.</param>
/// <param name="Members">The platforms of the boards.</param>
public sealed record PlatformGroup(string Id, IReadOnlySet<string> Members)
{
    /// <summary>The id of the group of platforms that requirements cannot name one by one.</summary>
    public const string Others = "other";

    /// <summary>The id of all platforms together.</summary>
    public const string Any = "any";

    /// <summary>The groups that boards stand for, in the order of their cheapest board; the others last.</summary>
    public static IReadOnlyList<PlatformGroup> Of(IEnumerable<Motherboard> boards, IReadOnlyList<string> known)
    {
        var platforms = boards.Select(Platforms.Of).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var groups = platforms.Where(known.Contains).Select(p => new PlatformGroup(p, new HashSet<string>(StringComparer.Ordinal) { p })).ToList();
        var others = platforms.Where(p => !known.Contains(p)).ToHashSet(StringComparer.Ordinal);
        return others.Count == 0 ? groups : [.. groups, new(Others, others)];
    }

    /// <summary>Several groups as one.</summary>
    public static PlatformGroup Together(IEnumerable<PlatformGroup> groups) => new(Any, groups.SelectMany(g => g.Members).ToHashSet(StringComparer.Ordinal));
}

/// <summary>The cheapest platform around some devices, or the nearest miss.</summary>
/// <param name="best">The proven answer.</param>
/// <param name="lacking">Kinds of parts of which there is none.</param>
/// <param name="nearest">Finds the build that breaks the fewest rules; null with an answer.</param>
public sealed class PlatformAnswer(BuildResult best, IReadOnlyList<PartCategory> lacking, Lazy<NearMiss?>? nearest)
{
    /// <summary>The proven answer.</summary>
    public BuildResult Best { get; } = best;

    /// <summary>Without an answer: the build that breaks the fewest rules; null when a kind of part is lacking. Another search, made when asked for: of many
    /// cards without a platform only one is reported.</summary>
    public NearMiss? Nearest => nearest?.Value;

    /// <summary>Kinds of parts of which there is none.</summary>
    public IReadOnlyList<PartCategory> Lacking { get; } = lacking;

    /// <summary>What the rules say about the build, or about the nearest miss.</summary>
    public IReadOnlyList<Finding> Findings => Best.IsFeasible ? Best.Findings : Nearest?.Findings ?? [];
}

/// <summary>Finds platforms among parts at given prices and remembers them: what devices cost does not change what is built around them. Safe to share between
/// threads.</summary>
public sealed class PlatformFinder(CheapestBuild search, CheckContext context, FindingPrices worth)
{
    // Several questions are asked about the same devices one after the other, by each thread about its own: what the rules say is asked once for all.
    private const int MostPosed = 4;

    private readonly ConcurrentDictionary<(string Devices, string Group), PlatformAnswer> _known = new();
    private readonly List<(string Devices, BuildProblem Problem)> _posed = [];

    /// <summary>The parts that can be in a best platform.</summary>
    public IReadOnlySet<PartId> Worthwhile => search.Worthwhile;

    /// <summary>The best platform of a group.</summary>
    /// <param name="devices">A rig that names its devices only.</param>
    /// <param name="group">The platforms.</param>
    public PlatformAnswer Find(Rig devices, PlatformGroup group)
    {
        var key = KeyOf(devices);
        if (_known.TryGetValue((key, group.Id), out var known))
            return known;
        var problem = Pose(devices, key);
        var best = problem.Cheapest(group.Members);
        return _known[(key, group.Id)] = new(best, best.IsFeasible ? [] : problem.Lacking, best.IsFeasible ? null : new(() => problem.Nearest(group.Members)));
    }

    /// <summary>The least that the platform of a group around any of several device sets costs, or less; null when none of them has one.</summary>
    public decimal? LeastOf(IReadOnlyList<Rig> alternatives, PlatformGroup group) =>
        search.LeastAround(new() { Rig = alternatives[0], Context = context, Findings = worth }, alternatives, group.Members);

    /// <summary>The best platform of a group with an exact number of one part, 0 for none. Not remembered.</summary>
    public PlatformAnswer FindWith(Rig devices, PlatformGroup group, Part part, int quantity)
    {
        var best = Pose(devices, KeyOf(devices)).CheapestWith(part, quantity, group.Members);
        return new(best, [], null);
    }

    private BuildProblem Pose(Rig devices, string key)
    {
        lock (_posed)
        {
            if (_posed.Find(p => p.Devices == key).Problem is { } known)
                return known;
        }
        var problem = search.Pose(new() { Rig = devices, Context = context, Findings = worth });
        lock (_posed)
        {
            if (_posed.Count == MostPosed)
                _posed.RemoveAt(0);
            _posed.Add((key, problem));
        }
        return problem;
    }

    private static string KeyOf(Rig devices) => string.Join('+', devices.Devices.Select(d =>
        $"{d.Count}x{d.Accelerator.Id.Value}/{d.MemoryOption?.Bytes}/{d.Card?.Id.Value}/{d.PowerCap?.Watts.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}"));
}
