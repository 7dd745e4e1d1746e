using System.Diagnostics;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;

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
    private readonly List<(CompatibilityRule Rule, bool ReadsDevices, ExactShape Shape)> _rules = [];
    private readonly List<CompatibilityRule> _deviceRules = [];
    private readonly List<(CheckContext Context, FindingPrices Findings, ExactRelation[] Relations)> _shared = [];

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
                _rules.Add((rule, RuleScope.ReadsDevices(rule.Id), ShapeOf(rule, scope)));
        }
        Tree = new([.. Slots.Select(s => s.ToString())], Parents, [.. choices.Select(c => c.Count)], [.. _rules.Select(r => r.Shape)]);
        Prices = [.. choices.Select(slot => Enumerable.Range(0, slot.Count).Select(i => ToUnits(slot[i].Total)).ToArray())];
    }

    public static IReadOnlyList<PlatformSlot> Slots { get; } = Enum.GetValues<PlatformSlot>();

    public PlatformChoices[] Choices { get; }

    public ExactTree Tree { get; }

    /// <summary>For each slot the price of each choice.</summary>
    public long[][] Prices { get; }

    public static long ToUnits(decimal amount) => (long)decimal.Round(amount * Unit);

    public static decimal FromUnits(long units) => units / Unit;

    /// <summary>What the rules about devices alone cost, one of them left out if wanted.</summary>
    public long Constant(Rig devices, BuildRequest request, string? without = null) =>
        _deviceRules.Where(r => r.Id != without).Aggregate(0L, (sum, rule) => checked(sum + Worth(rule, devices, request)));

    /// <summary>The rules as relations: those that look at the devices anew, the others as they were asked for before.</summary>
    public ExactRelation[] Relations(Rig devices, BuildRequest request)
    {
        var shared = Shared(devices, request);
        return [.. _rules.Select((r, i) => r.ReadsDevices ? Relation(i, devices, request) : shared[i])];
    }

    /// <summary>Relations of which one is left out.</summary>
    public ExactRelation[] Without(ExactRelation[] relations, string rule) =>
        [.. relations.Select((r, i) => _rules[i].Rule.Id == rule ? new ExactRelation(r.Shape, _ => 0) : r)];

    private ExactRelation[] Shared(Rig devices, BuildRequest request)
    {
        lock (_shared)
        {
            foreach (var (context, findings, relations) in _shared)
            {
                if (ReferenceEquals(context, request.Context) && ReferenceEquals(findings, request.Findings))
                    return relations;
            }
            var made = _rules.Select((r, i) => r.ReadsDevices ? null! : Relation(i, devices, request)).ToArray();
            if (_shared.Count == MostShared)
                _shared.RemoveAt(0);
            _shared.Add((request.Context, request.Findings, made));
            return made;
        }
    }

    private ExactRelation Relation(int index, Rig devices, BuildRequest request)
    {
        var (rule, _, shape) = _rules[index];
        // Only the first rule asks whether all parts are there; the slots that it does not read always hold one.
        var start = rule.Id == FindingPrices.PartsNamed ? WithOthers(devices) : devices;
        return new(shape, values =>
        {
            var rig = start;
            for (var i = 0; i < values.Count; i++)
                rig = Choices[shape.Scope[i]][values[i]].PutInto(rig);
            return Worth(rule, rig, request);
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
}
