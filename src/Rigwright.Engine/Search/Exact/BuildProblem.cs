using System.Diagnostics;
using System.Numerics;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Search.Exact;

/// <summary>One request over priced parts, ready to be answered in several ways: for any platform, without a rule, or by the build that breaks the
/// fewest rules. What the rules said is remembered between the answers. Made by <see cref="CheapestBuild.Pose"/>.</summary>
public sealed class BuildProblem
{
    private readonly BuildRequest _request;
    private readonly PlatformModel _model;
    private readonly Currency _currency;
    private readonly Rig _devices;
    private readonly ExactRelation[] _relations;
    private readonly long[][] _costs;
    private readonly long _constant;

    internal BuildProblem(BuildRequest request, PlatformModel model, Currency currency)
        : this(request, model, currency, [request.Rig])
    {
    }

    // About several device sets at once: each rule says what it says to the one that it likes best.
    internal BuildProblem(BuildRequest request, PlatformModel model, Currency currency, IReadOnlyList<Rig> alternatives)
    {
        (_request, _model, _currency) = (request, model, currency);
        var bare = alternatives.Select(a => a with { Cpu = null, Board = null, Memory = [], Drives = [], Case = null, PowerSupply = null, Cooler = null }).ToList();
        _devices = bare[0];
        _constant = bare.Min(d => model.Constant(d, request));
        _relations = bare.Count == 1 ? model.Relations(_devices, request) : model.Kindest(bare, request);
        _costs = [.. model.Prices];
        Restrict(PlatformSlot.Memory, request.MinimumSystemMemory, c => ((MemoryKit)c.Part!).Capacity);
        Restrict(PlatformSlot.Drive, request.MinimumStorage, c => ((Drive)c.Part!).Capacity?.Value);
    }

    /// <summary>Kinds of parts of which there is none to choose. With one there is no build, whatever the rules say.</summary>
    public IReadOnlyList<PartCategory> Lacking => [.. PlatformModel.Slots.Where(s => Array.TrueForAll(_costs[(int)s], c => c == ExactSolver.Infeasible)).Select(CategoryOf)];

    /// <summary>The cheapest acceptable build.</summary>
    /// <param name="platforms">Boards of these platforms only (<see cref="Platforms.Of"/>); null for any.</param>
    public BuildResult Cheapest(IReadOnlySet<string>? platforms = null)
    {
        var costs = CostsOn(platforms);
        return Result(costs, Solve(costs, _relations, _constant), _constant, null);
    }

    /// <summary>The least price (with what findings are worth) of an acceptable build, or of any around the device sets that were asked about together, or less; null when
    /// there is none.</summary>
    internal decimal? Least(IReadOnlySet<string>? platforms = null) =>
        Solve(CostsOn(platforms), _relations, _constant) is { Values: not null } found ? PlatformModel.FromUnits(checked(found.Cost + _constant)) : null;

    /// <summary>The cheapest acceptable build with an exact number of one part: what the others come to when it is dearer or cannot be had. Without the part, the next
    /// cheapest of those that no rule tells apart stands for them.</summary>
    /// <param name="part">The part, one of a platform.</param>
    /// <param name="quantity">How many of it, 0 for none.</param>
    /// <param name="platforms">Boards of these platforms only; null for any.</param>
    public BuildResult CheapestWith(Part part, int quantity, IReadOnlySet<string>? platforms = null)
    {
        var slot = PlatformModel.Slots.First(s => CategoryOf(s) == part.Category);
        var choices = _model.Choices[(int)slot];
        var costs = (long[][])CostsOn(platforms).Clone();
        costs[(int)slot] = [.. costs[(int)slot].Select((cost, i) =>
            quantity > 0 ? choices[i].Part?.Id == part.Id && choices[i].Quantity == quantity ? cost : ExactSolver.Infeasible
            : cost == ExactSolver.Infeasible || choices[i].Part?.Id != part.Id ? cost
            : choices.Next(i) is { } next ? PlatformModel.ToUnits(next.Total) : ExactSolver.Infeasible)];
        return Result(costs, Solve(costs, _relations, _constant), _constant, null, quantity > 0 ? null : part);
    }

    /// <summary>Why there is no acceptable build: each rule without which there would be one, with the price of the cheapest then. Empty when no
    /// single rule is the reason. One search for each rule.</summary>
    public IReadOnlyList<(string Rule, Money Price)> WhyNot() => Lacking.Count > 0 ? [] :
        [.. CompatibilityChecker.Rules.Where(r => r.Id != FindingPrices.PartsNamed).Select(r => (r.Id, Without(r.Id).Price)).Where(r => r.Price is not null).Select(r => (r.Id, r.Price!.Value))];

    /// <summary>What stands in the way of an answer: the complete build with the fewest refused findings, the cheapest of these, proven. Its parts go together among
    /// themselves, so that what is refused is about the devices; only where no such parts are to be had (kept ones do not fit each other) any finding may be refused. Null when a
    /// kind of part is lacking.</summary>
    /// <param name="platforms">Boards of these platforms only; null for any.</param>
    public NearMiss? Nearest(IReadOnlySet<string>? platforms = null)
    {
        if (Lacking.Count > 0)
            return null;
        var costs = CostsOn(platforms);
        var solution = new ExactSolver(_model.Tree, costs, _relations, _model.PartsRefuse, _model.Memory).Solve();
        if (solution.Values is null)
            solution = new ExactSolver(_model.Tree, costs, _relations, _model.NoneRefuse, _model.Memory).Solve();
        if (solution.Values is not { } values)
            return null;
        var (rig, chosen) = Assemble(values);
        return new(rig, [.. chosen], CompatibilityChecker.Check(rig, _request.Context));
    }

    /// <summary>The problem as the solver gets it, for comparison with other solvers.</summary>
    internal (IReadOnlyList<ExactVariable> Variables, IReadOnlyList<ExactRelation> Relations) Formulate()
    {
        var parents = _model.Tree.Parents;
        var costs = FormulatedCosts();
        return ([.. PlatformModel.Slots.Select((slot, i) => new ExactVariable(slot.ToString(), parents[i], costs[i]))], _relations);
    }

    /// <summary>The formulated problem with a fresh solver.</summary>
    internal ExactSolver Solver() => new(_model.Tree, FormulatedCosts(), _relations, _model.AllRefuse);

    // Where a rule refuses the devices themselves, no value can be chosen.
    private long[][] FormulatedCosts() => _constant < PlatformModel.Refused ? _costs : [.. _costs.Select(slot => Array.ConvertAll(slot, _ => ExactSolver.Infeasible))];

    private BuildResult Without(string rule)
    {
        var constant = _model.Constant(_devices, _request, rule);
        return Result(_costs, Solve(_costs, _model.Without(_relations, rule), constant), constant, rule);
    }

    private ExactSolution? Solve(long[][] costs, ExactRelation[] relations, long constant) =>
        constant >= PlatformModel.Refused ? null : new ExactSolver(_model.Tree, costs, relations, _model.AllRefuse, _model.Memory).Solve();

    private void Restrict(PlatformSlot slot, ByteSize? least, Func<PlatformChoice, ByteSize?> size)
    {
        // Of an unknown size nobody knows that it is enough.
        if (least is { } wanted)
            _costs[(int)slot] = Masked(slot, _costs[(int)slot], c => size(c) is { } known && known * c.Quantity >= wanted);
    }

    private long[][] CostsOn(IReadOnlySet<string>? platforms)
    {
        if (platforms is null)
            return _costs;
        var costs = (long[][])_costs.Clone();
        costs[(int)PlatformSlot.Board] = _model.BoardsOn(platforms);
        return costs;
    }

    // The test must depend on facts that rules read: the parts of a class pass it together.
    private long[] Masked(PlatformSlot slot, long[] costs, Func<PlatformChoice, bool> test) =>
        [.. costs.Select((cost, i) => test(_model.Choices[(int)slot][i]) ? cost : ExactSolver.Infeasible)];

    private BigInteger Combinations(long[][] costs)
    {
        var product = BigInteger.One;
        for (var slot = 0; slot < costs.Length; slot++)
        {
            var sum = 0L;
            for (var i = 0; i < costs[slot].Length; i++)
                sum += costs[slot][i] == ExactSolver.Infeasible ? 0 : _model.Choices[slot].ClassSizes[i];
            product *= sum;
        }
        return product;
    }

    private BuildResult Result(long[][] costs, ExactSolution? solution, long constant, string? without, Part? missing = null)
    {
        var result = new BuildResult
        {
            Rig = null,
            Parts = [],
            Price = null,
            ProvenMinimum = null,
            Findings = [],
            Combinations = Combinations(costs),
            Visited = solution?.Visited ?? 0,
            RuleEvaluations = solution?.Asked ?? 0,
        };
        if (solution?.Values is not { } values)
            return result;
        var (rig, chosen) = Assemble(values, missing);
        var findings = CompatibilityChecker.Check(rig, _request.Context);
        // The rules have the last word: a relation that saw less than its rule would show here.
        if (findings.FirstOrDefault(f => f.Rule != without && _request.Findings.Refuses(f)) is { } refused)
            throw new UnreachableException($"The search chose a build that {refused.Rule} refuses: {refused.Message}");
        return result with
        {
            Rig = rig,
            Parts = chosen,
            Price = Money.Sum(chosen.Select(c => c.Total), _currency),
            ProvenMinimum = new(PlatformModel.FromUnits(checked(solution.Cost + constant)), _currency),
            Findings = findings,
        };
    }

    private (Rig Rig, IReadOnlyList<ChosenPart> Parts) Assemble(IReadOnlyList<int> values, Part? missing = null)
    {
        var chosen = values.Select((value, slot) => _model.Choices[slot] is var choices && missing is not null && choices[value].Part?.Id == missing.Id ? choices.Next(value)!.Value : choices[value]).ToList();
        return (chosen.Aggregate(_devices, (rig, c) => c.PutInto(rig)),
            [.. chosen.Where(c => c.Part is not null).Select(c => new ChosenPart(c.Part!, c.Quantity, new(c.Price, _currency), c.Owned))]);
    }

    private static PartCategory CategoryOf(PlatformSlot slot) => slot switch
    {
        PlatformSlot.Cpu => PartCategory.Cpu,
        PlatformSlot.Board => PartCategory.Motherboard,
        PlatformSlot.Memory => PartCategory.Memory,
        PlatformSlot.Drive => PartCategory.Drive,
        PlatformSlot.Case => PartCategory.Case,
        PlatformSlot.PowerSupply => PartCategory.PowerSupply,
        _ => PartCategory.Cooler,
    };
}
