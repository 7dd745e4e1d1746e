using System.Collections.Concurrent;
using System.Diagnostics;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.PowerNoise;

namespace Rigwright.Engine.Search.Exact;

/// <summary>
/// The choices for all slots with everything about them that does not depend on the devices: the tree, what each rule reads, and the verdicts
/// of the rules that do not look at devices. Made once for a set of priced parts; safe to share between threads.
/// </summary>
internal sealed class PlatformModel
{
    /// <summary>What one refused finding counts when the build with the fewest of them is wanted: more than any price, in units of <see cref="Unit"/>.</summary>
    public const long Refused = 10_000_000_000_000;

    // Prices are counted in hundredths of a cent so that sums are exact in integers.
    private const decimal Unit = 10_000m;

    // Verdicts are remembered for so many contexts, the latest ones: a plan has one.
    private const int MostShared = 8;

    private static readonly int[] Parents = [-1, (int)PlatformSlot.Cpu, (int)PlatformSlot.Board, (int)PlatformSlot.Board, (int)PlatformSlot.Board, (int)PlatformSlot.Case, (int)PlatformSlot.Case];

    // Rules that look at some part; the others speak about devices alone.
    private readonly List<(CompatibilityRule Rule, ExactShape Shape)> _rules = [];
    private readonly List<CompatibilityRule> _deviceRules = [];
    private readonly List<Verdicts> _shared = [];
    private readonly ConcurrentDictionary<string, long[]> _boards = new(StringComparer.Ordinal);

    public PlatformModel(PlatformChoices[] choices)
    {
        Choices = choices;
        foreach (var rule in CompatibilityChecker.Rules)
        {
            if (!RuleScope.Of.TryGetValue(rule.Id, out var scope))
                throw new UnreachableException($"The search does not know what rule {rule.Id} reads: add it to RuleScope.");
            if (scope.Reads.Count == 0)
                _deviceRules.Add(rule);
            else
                _rules.Add((rule, ShapeOf(rule, scope)));
        }
        Tree = new([.. Slots.Select(s => s.ToString())], Parents, [.. choices.Select(c => c.Count)], [.. _rules.Select(r => r.Shape)]);
        AllRefuse = [.. _rules.Select(_ => Refused)];
        PartsRefuse = [.. _rules.Select(r => RuleScope.ReadsDevices(r.Rule.Id) ? ExactSolver.Infeasible : Refused)];
        NoneRefuse = [.. _rules.Select(_ => ExactSolver.Infeasible)];
        Prices = [.. choices.Select(slot => Enumerable.Range(0, slot.Count).Select(i => ToUnits(slot[i].Total)).ToArray())];
    }

    public static IReadOnlyList<PlatformSlot> Slots { get; } = Enum.GetValues<PlatformSlot>();

    public PlatformChoices[] Choices { get; }

    /// <summary>For each rule the cost from which it refuses: a single refused finding.</summary>
    public long[] AllRefuse { get; }

    /// <summary>As <see cref="AllRefuse"/>, but what is said about devices only counts: the parts go together among themselves, whatever they are built around.</summary>
    public long[] PartsRefuse { get; }

    /// <summary>Limits under which every refused finding only counts.</summary>
    public long[] NoneRefuse { get; }

    /// <summary>Answers about slots and what hangs below them, for every device set and platform that asks again.</summary>
    public ExactMemory Memory { get; } = new();

    public ExactTree Tree { get; }

    /// <summary>For each slot the price of each choice.</summary>
    public long[][] Prices { get; }

    public static long ToUnits(decimal amount) => (long)decimal.Round(amount * Unit);

    public static decimal FromUnits(long units) => units / Unit;

    /// <summary>What the rules about devices alone cost, one of them left out if wanted.</summary>
    public long Constant(Rig devices, BuildRequest request, string? without = null) =>
        _deviceRules.Where(r => r.Id != without).Aggregate(0L, (sum, rule) => checked(sum + Worth(rule, devices, request)));

    /// <summary>The rules as relations. What a rule said about devices that are equal in everything it reads of them is not asked again.</summary>
    public ExactRelation[] Relations(Rig devices, BuildRequest request)
    {
        var verdicts = VerdictsUnder(request);
        return [.. _rules.Select((r, i) => verdicts.Of(i, RuleScope.DeviceFacts(r.Rule.Id, devices, request.Context), () => Relation(i, devices, request, verdicts)))];
    }

    /// <summary>The rules as relations that are as kind as each rule is to the device set that it likes best.</summary>
    public ExactRelation[] Kindest(IReadOnlyList<Rig> alternatives, BuildRequest request)
    {
        var verdicts = VerdictsUnder(request);
        return [.. _rules.Select((r, i) => ExactRelation.Kindest([.. alternatives.Select(a => (Devices: a, Facts: RuleScope.DeviceFacts(r.Rule.Id, a, request.Context))).DistinctBy(a => a.Facts ?? (object)a)
            .Select(a => verdicts.Of(i, a.Facts, () => Relation(i, a.Devices, request, verdicts)))]))];
    }

    /// <summary>Prices of the boards where only those of some platforms can be chosen. The test depends on facts that rules read: the parts of a class pass it together.</summary>
    public long[] BoardsOn(IReadOnlySet<string> platforms)
    {
        var key = string.Join('\t', platforms.Order(StringComparer.Ordinal));
        return _boards.GetOrAdd(key, _ => [.. Prices[(int)PlatformSlot.Board].Select((cost, i) =>
            Platforms.Of((Domain.Parts.Motherboard)Choices[(int)PlatformSlot.Board][i].Part!) is { } platform && platforms.Contains(platform) ? cost : ExactSolver.Infeasible)]);
    }

    /// <summary>Relations of which one is left out.</summary>
    public ExactRelation[] Without(ExactRelation[] relations, string rule) =>
        [.. relations.Select((r, i) => _rules[i].Rule.Id == rule ? new ExactRelation(r.Shape, _ => 0) : r)];

    private Verdicts VerdictsUnder(BuildRequest request)
    {
        lock (_shared)
        {
            if (_shared.Find(v => ReferenceEquals(v.Context, request.Context) && ReferenceEquals(v.Findings, request.Findings)) is { } known)
                return known;
            if (_shared.Count == MostShared)
                _shared.RemoveAt(0);
            _shared.Add(new(request.Context, request.Findings, _rules.Count));
            return _shared[^1];
        }
    }

    private ExactRelation Relation(int index, Rig devices, BuildRequest request, Verdicts verdicts)
    {
        var (rule, shape) = _rules[index];
        // Only the first rule asks whether all parts are there; the slots that it does not read always hold one.
        var start = rule.Id == FindingPrices.PartsNamed ? WithOthers(devices) : devices;
        if (RuleScope.ReadsLoad(rule.Id) && shape.Scope is [(int)PlatformSlot.Cpu, (int)PlatformSlot.PowerSupply])
            return AtLoads(index, start, request, verdicts);
        return new(shape, values =>
        {
            var rig = start;
            for (var i = 0; i < values.Count; i++)
                rig = Choices[shape.Scope[i]][values[i]].PutInto(rig);
            return Worth(rule, rig, request);
        });
    }

    private ExactRelation AtLoads(int index, Rig devices, BuildRequest request, Verdicts verdicts)
    {
        var (rule, shape) = _rules[index];
        var hasCard = devices.Devices.Any(d => d.IsCard);
        var loads = new double[Choices[(int)PlatformSlot.Cpu].Count];
        return new(shape, values =>
        {
            var (cpu, supply) = (values[0], values[1]);
            if (loads[cpu] == 0)
                loads[cpu] = PowerEstimator.LoadBefore(Choices[(int)PlatformSlot.Cpu][cpu].PutInto(devices)) is { } load ? load.Watts : double.NaN;
            if (double.IsNaN(loads[cpu]))
                return Asked();
            var question = new LoadQuestion(index, loads[cpu], hasCard, supply);
            return verdicts.AtLoad(question) ?? verdicts.AtLoad(question, Asked());

            long Asked() => Worth(rule, Choices[(int)PlatformSlot.PowerSupply][supply].PutInto(Choices[(int)PlatformSlot.Cpu][cpu].PutInto(devices)), request);
        });
    }

    private ExactShape ShapeOf(CompatibilityRule rule, RuleScope scope)
    {
        var slots = scope.Reads.Select(r => (int)r.Slot).ToArray();
        return new(rule.Id, slots, [.. slots.Select(slot => Choices[slot].Keys(rule.Id))]);
    }

    private Rig WithOthers(Rig rig) => Slots
        .Where(s => s is not (PlatformSlot.Cpu or PlatformSlot.Cooler) && Choices[(int)s].Count > 0)
        .Aggregate(rig, (r, slot) => Choices[(int)slot][0].PutInto(r));

    private static long Worth(CompatibilityRule rule, Rig rig, BuildRequest request)
    {
        var (sum, refused) = (0m, 0L);
        foreach (var finding in rule.Check(rig, request.Context))
        {
            if (request.Findings.Refuses(finding))
                refused++;
            else
                sum += request.Findings.Of(finding);
        }
        return checked(refused * Refused + ToUnits(sum));
    }

    /// <summary>What the rules said in one context, by rule and by what the rule reads of the devices.</summary>
    private sealed class Verdicts(CheckContext context, FindingPrices findings, int rules)
    {
        // Device sets whose verdicts are kept for each rule before all are forgotten: few where a table has some ten thousand entries (the rules about power
        // supplies), many where it is small.
        private const int MostLarge = 64, MostSmall = 512, Large = 4096;

        private readonly ConcurrentDictionary<string, ExactRelation>[] _known = [.. Enumerable.Range(0, rules).Select(_ => new ConcurrentDictionary<string, ExactRelation>(StringComparer.Ordinal))];
        // Some fifty megabytes.
        private const int MostAtLoads = 500_000;

        private readonly ConcurrentDictionary<LoadQuestion, long> _atLoads = new();
        private int _answers;

        public CheckContext Context { get; } = context;

        public FindingPrices Findings { get; } = findings;

        /// <summary>What a rule said about a power supply under a load; null when it was not asked.</summary>
        public long? AtLoad(LoadQuestion question) => _atLoads.TryGetValue(question, out var cost) ? cost : null;

        /// <summary>Remembers what a rule says about a power supply under a load.</summary>
        public long AtLoad(LoadQuestion question, long cost)
        {
            if (Interlocked.Increment(ref _answers) > MostAtLoads)
            {
                _atLoads.Clear();
                Interlocked.Exchange(ref _answers, 0);
            }
            return _atLoads[question] = cost;
        }

        /// <summary>What a rule says about every combination of parts with devices of which it reads some facts; null facts are equal to none.</summary>
        public ExactRelation Of(int rule, string? facts, Func<ExactRelation> make)
        {
            if (facts is null)
                return make();
            var known = _known[rule];
            if (known.TryGetValue(facts, out var relation))
                return relation;
            relation = make();
            if (known.Count >= (relation.Shape.Combinations > Large ? MostLarge : MostSmall))
                known.Clear();
            return known.GetOrAdd(facts, relation);
        }
    }

    /// <summary>A power supply under a load.</summary>
    private readonly record struct LoadQuestion(int Rule, double Watts, bool HasCard, int Supply);
}
