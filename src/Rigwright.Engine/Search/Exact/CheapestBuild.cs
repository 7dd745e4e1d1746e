using System.Diagnostics;
using System.Numerics;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Search.Exact;

/// <summary>
/// The cheapest acceptable platform around some devices, proven: every relation that the search uses is a rule of
/// <see cref="CompatibilityChecker"/>, asked about representatives of the facts that it reads, so that search and check cannot disagree.
/// The parts form a tree (processor, board, then memory, drive and case, then power supply and cooler), which <see cref="ExactSolver"/> solves
/// exactly. Prepared once for a set of priced parts, it answers for any number of device sets, also from several threads.
/// </summary>
public sealed class CheapestBuild
{
    /// <summary>At most so many equal memory kits. Assumed: four, because a board with eight slots and kits of two modules takes no more.</summary>
    public const int MaxKits = 4;

    /// <summary>At most so many equal drives. Assumed: a third drive means that a larger one is wanted.</summary>
    public const int MaxDrives = 2;

    // Prices are counted in hundredths of a cent so that sums are exact in integers.
    private const decimal Unit = 10_000m;

    private static readonly PlatformSlot[] Slots = Enum.GetValues<PlatformSlot>();

    private static readonly int[] Parents = [-1, (int)PlatformSlot.Cpu, (int)PlatformSlot.Board, (int)PlatformSlot.Board, (int)PlatformSlot.Board, (int)PlatformSlot.Case, (int)PlatformSlot.Case];

    private readonly PlatformChoices[] _choices;
    private readonly Currency _currency;

    /// <summary>Prepares parts.</summary>
    /// <param name="parts">The parts that can be bought, in any order; the answers depend on prices and ids only.</param>
    /// <param name="currency">Currency of every price.</param>
    /// <exception cref="ArgumentException">A price is negative or in another currency.</exception>
    public CheapestBuild(IEnumerable<PartPrice> parts, Currency currency)
    {
        _currency = currency;
        var sorted = parts.OrderBy(p => p.Price.Amount).ThenBy(p => p.Part.Id.Value, StringComparer.Ordinal).ToList();
        if (sorted.Find(p => p.Price.Currency != currency || p.Price.Amount < 0) is { } bad)
            throw new ArgumentException($"{bad.Part.Id} costs {bad.Price}; prices are not negative and in {currency}.", nameof(parts));
        Func<PlatformChoices>[] kinds =
        [
            Of<Cpu>(PlatformSlot.Cpu, 1), Of<Motherboard>(PlatformSlot.Board, 1), Of<MemoryKit>(PlatformSlot.Memory, MaxKits), Of<Drive>(PlatformSlot.Drive, MaxDrives),
            Of<Case>(PlatformSlot.Case, 1), Of<PowerSupply>(PlatformSlot.PowerSupply, 1), Of<Cooler>(PlatformSlot.Cooler, 1),
        ];
        _choices = new PlatformChoices[kinds.Length];
        Parallel.For(0, kinds.Length, i => _choices[i] = kinds[i]());

        Func<PlatformChoices> Of<TPart>(PlatformSlot slot, int most) where TPart : Part => () => PlatformChoices.Of(slot,
            [.. slot == PlatformSlot.Cooler ? [new PlatformChoice(null, 1, 0)] : Array.Empty<PlatformChoice>(),
                .. sorted.Where(p => p.Part is TPart).SelectMany(p => Enumerable.Range(1, most).Select(n => new PlatformChoice(p.Part, n, p.Price.Amount))).OrderBy(c => c.Price * c.Quantity)]);
    }

    /// <summary>Finds the cheapest acceptable platform.</summary>
    /// <exception cref="ArgumentException">The rig is no build.</exception>
    public BuildResult Find(BuildRequest request)
    {
        if (!request.Rig.IsBuild)
            throw new ArgumentException("Only a build is completed from parts.", nameof(request));
        return Find(request, ChoicesFor(request), null);
    }

    /// <summary>Why a request has no answer: each rule without which there would be one, with the price of the cheapest then. Empty when no single
    /// rule is the reason. One search for each rule.</summary>
    public IReadOnlyList<(string Rule, Money Price)> WhyNot(BuildRequest request)
    {
        var choices = ChoicesFor(request);
        return choices.Any(c => c.Count == 0) ? [] :
            [.. CompatibilityChecker.Rules.Where(r => r.Id != FindingPrices.PartsNamed)
                .Select(r => (r.Id, Find(request, choices, r.Id).Price)).Where(r => r.Price is not null).Select(r => (r.Id, r.Price!.Value))];
    }

    private PlatformChoices[] ChoicesFor(BuildRequest request) => [.. Slots.Select(slot => Kept(request.Rig, slot) ?? Wanted(request, slot))];

    /// <summary>The problem as the solver gets it, for comparison with other solvers.</summary>
    internal (IReadOnlyList<ExactVariable> Variables, IReadOnlyList<ExactRelation> Relations) Formulate(BuildRequest request)
    {
        var (variables, relations, _) = Formulate(request, ChoicesFor(request), null);
        return (variables, relations);
    }

    private BuildResult Find(BuildRequest request, PlatformChoices[] choices, string? without)
    {
        var (variables, relations, constant) = Formulate(request, choices, without);
        return Result(request, choices, new ExactSolver(variables, relations).Solve(), constant, without);
    }

    private static (IReadOnlyList<ExactVariable> Variables, IReadOnlyList<ExactRelation> Relations, long Constant) Formulate(BuildRequest request, PlatformChoices[] choices, string? without)
    {
        var devices = DevicesOf(request.Rig);
        var relations = new List<ExactRelation>();
        var constant = 0L;
        foreach (var rule in CompatibilityChecker.Rules.Where(r => r.Id != without))
        {
            if (!RuleScope.Of.TryGetValue(rule.Id, out var scope))
                throw new UnreachableException($"The search does not know what rule {rule.Id} reads: add it to RuleScope.");
            if (scope.Reads.Count == 0)
                constant = ExactSolver.Add(constant, Worth(rule, devices, request));
            else
                relations.Add(Relation(rule, scope, devices, choices, request));
        }
        var variables = Slots.Select((slot, i) => new ExactVariable(slot.ToString(), Parents[i], [.. Enumerable.Range(0, choices[i].Count)
            .Select(c => constant == ExactSolver.Infeasible ? ExactSolver.Infeasible : ToUnits(choices[i][c].Price * choices[i][c].Quantity))])).ToList();
        return (variables, relations, constant);
    }

    private static Rig DevicesOf(Rig rig) => rig with { Cpu = null, Board = null, Memory = [], Drives = [], Case = null, PowerSupply = null, Cooler = null };

    private static ExactRelation Relation(CompatibilityRule rule, RuleScope scope, Rig devices, PlatformChoices[] choices, BuildRequest request)
    {
        var slots = scope.Reads.Select(r => (int)r.Slot).ToArray();
        return new(rule.Id, slots, [.. slots.Select(slot => choices[slot].Keys(rule.Id))], values =>
        {
            // Only the first rule asks whether all parts are there; the slots that it does not read always hold one.
            var rig = rule.Id == FindingPrices.PartsNamed ? WithOthers(devices, choices) : devices;
            for (var i = 0; i < slots.Length; i++)
                rig = choices[slots[i]][values[i]].PutInto(rig);
            return Worth(rule, rig, request);
        });
    }

    private static Rig WithOthers(Rig rig, PlatformChoices[] choices) => Slots
        .Where(s => s is not (PlatformSlot.Cpu or PlatformSlot.Cooler) && choices[(int)s].Count > 0)
        .Aggregate(rig, (r, slot) => choices[(int)slot][0].PutInto(r));

    private static long Worth(CompatibilityRule rule, Rig rig, BuildRequest request)
    {
        var sum = 0m;
        foreach (var finding in rule.Check(rig, request.Context))
        {
            if (request.Findings.Refuses(finding))
                return ExactSolver.Infeasible;
            sum += request.Findings.Of(finding);
        }
        return ToUnits(sum);
    }

    private PlatformChoices Wanted(BuildRequest request, PlatformSlot slot) => slot switch
    {
        PlatformSlot.Memory when request.MinimumSystemMemory is { } least => _choices[(int)slot].Where(c => IsEnough(((MemoryKit)c.Part!).Capacity, c.Quantity, least)),
        PlatformSlot.Drive when request.MinimumStorage is { } least => _choices[(int)slot].Where(c => IsEnough(((Drive)c.Part!).Capacity?.Value, c.Quantity, least)),
        _ => _choices[(int)slot],
    };

    // A part that the rig names already is kept and costs nothing more.
    private static PlatformChoices? Kept(Rig rig, PlatformSlot slot)
    {
        PlatformChoice? kept = slot switch
        {
            PlatformSlot.Cpu when rig.Cpu is { } part => new(part, 1, 0),
            PlatformSlot.Board when rig.Board is { } part => new(part, 1, 0),
            PlatformSlot.Memory when rig.Memory is [var kit, ..] => new(kit.Part, kit.Quantity, 0),
            PlatformSlot.Drive when rig.Drives is [var drive, ..] => new(drive.Part, drive.Quantity, 0),
            PlatformSlot.Case when rig.Case is { } part => new(part, 1, 0),
            PlatformSlot.PowerSupply when rig.PowerSupply is { } part => new(part, 1, 0),
            PlatformSlot.Cooler when rig.Cooler is { } part => new(part, 1, 0),
            _ => null,
        };
        return kept is { } choice ? PlatformChoices.Of(slot, [choice]) : null;
    }

    // Of an unknown size nobody knows that it is enough.
    private static bool IsEnough(ByteSize? size, int quantity, ByteSize least) => size is { } known && known * quantity >= least;

    private BuildResult Result(BuildRequest request, PlatformChoices[] choices, ExactSolution solution, long constant, string? without)
    {
        var result = new BuildResult
        {
            Rig = null,
            Parts = [],
            Price = null,
            ProvenMinimum = null,
            Findings = [],
            Combinations = choices.Aggregate(BigInteger.One, (product, c) => product * c.Total),
            Visited = solution.Visited,
            RuleEvaluations = solution.Asked,
        };
        if (solution.Values is not { } values)
            return result;
        var chosen = values.Select((value, slot) => choices[slot][value]).ToList();
        var rig = chosen.Aggregate(DevicesOf(request.Rig), (r, c) => c.PutInto(r));
        var findings = CompatibilityChecker.Check(rig, request.Context);
        // The rules have the last word: a relation that saw less than its rule would show here.
        if (findings.FirstOrDefault(f => f.Rule != without && request.Findings.Refuses(f)) is { } refused)
            throw new UnreachableException($"The search chose a build that {refused.Rule} refuses: {refused.Message}");
        return result with
        {
            Rig = rig,
            Parts = [.. chosen.Where(c => c.Part is not null).Select(c => new ChosenPart(c.Part!, c.Quantity, new(c.Price, _currency)))],
            Price = new(chosen.Sum(c => c.Price * c.Quantity), _currency),
            ProvenMinimum = new((solution.Cost + constant) / Unit, _currency),
            Findings = findings,
        };
    }

    private static long ToUnits(decimal amount) => (long)decimal.Round(amount * Unit);
}
