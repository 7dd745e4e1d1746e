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

    // Below so many parts a second thread costs more than it saves.
    private const int WorthThreads = 500;

    private readonly PlatformModel _model;
    private readonly Currency _currency;
    private readonly Lazy<IReadOnlySet<PartId>> _worthwhile;

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
        var choices = new PlatformChoices[kinds.Length];
        if (sorted.Count < WorthThreads)
            choices = Array.ConvertAll(kinds, kind => kind());
        else
            Parallel.For(0, kinds.Length, i => choices[i] = kinds[i]());
        _model = new(choices);
        _worthwhile = new(() => choices.SelectMany(c => Enumerable.Range(0, c.Count).Select(i => c[i].Part?.Id)).OfType<PartId>().ToHashSet());

        Func<PlatformChoices> Of<TPart>(PlatformSlot slot, int most) where TPart : Part => () => PlatformChoices.Of(slot,
            [.. slot == PlatformSlot.Cooler ? [new PlatformChoice(null, 1, 0)] : Array.Empty<PlatformChoice>(),
                .. sorted.Where(p => p.Part is TPart).SelectMany(p => Quantities(p, most)).OrderBy(c => c.Total)]);
    }

    private static IEnumerable<PlatformChoice> Quantities(PartPrice part, int most) => Enumerable.Range(1, part.IsSold ? most : Math.Min(most, part.Owned))
        .Select(n => new PlatformChoice(part.Part, n, n > part.Owned ? part.Price.Amount : 0, Math.Min(n, part.Owned)));

    /// <summary>The least that any complete platform can cost, whatever the rules say; null when a kind of part is lacking.</summary>
    public Money? Least => Array.TrueForAll(_model.Prices, p => p.Length > 0) ? new(_model.Prices.Sum(p => PlatformModel.FromUnits(p.Min())), _currency) : null;

    /// <summary>The parts that can be in a cheapest build: of those that no rule tells apart, the cheapest.</summary>
    public IReadOnlySet<PartId> Worthwhile => _worthwhile.Value;

    /// <summary>Prepares a request so that several questions can be asked about it.</summary>
    /// <exception cref="ArgumentException">The rig is no build.</exception>
    public BuildProblem Pose(BuildRequest request) => new(request, ModelFor(request), _currency);

    /// <summary>The least that a platform around any of several device sets costs (with what findings are worth), or less: every rule is asked about the set that it likes
    /// best. One search instead of one for each; null when none of them has a platform.</summary>
    /// <param name="request">What is wanted; parts that its rig names are kept.</param>
    /// <param name="alternatives">Rigs that name the devices, at least one.</param>
    /// <param name="platforms">Boards of these platforms only; null for any.</param>
    /// <exception cref="ArgumentException">The rig is no build.</exception>
    public decimal? LeastAround(BuildRequest request, IReadOnlyList<Rig> alternatives, IReadOnlySet<string>? platforms = null) =>
        new BuildProblem(request, ModelFor(request), _currency, alternatives).Least(platforms);

    private PlatformModel ModelFor(BuildRequest request)
    {
        if (!request.Rig.IsBuild)
            throw new ArgumentException("Only a build is completed from parts.", nameof(request));
        var kept = PlatformModel.Slots.Select(slot => Kept(request.Rig, slot)).ToArray();
        return Array.TrueForAll(kept, k => k is null) ? _model : new PlatformModel([.. kept.Select((k, slot) => k ?? _model.Choices[slot])]);
    }

    /// <summary>Finds the cheapest acceptable platform.</summary>
    /// <exception cref="ArgumentException">The rig is no build.</exception>
    public BuildResult Find(BuildRequest request) => Pose(request).Cheapest();

    /// <summary>Why a request has no answer: see <see cref="BuildProblem.WhyNot"/>.</summary>
    public IReadOnlyList<(string Rule, Money Price)> WhyNot(BuildRequest request) => Pose(request).WhyNot();

    // A part that the rig names already is kept and costs nothing more.
    private static PlatformChoices? Kept(Rig rig, PlatformSlot slot)
    {
        PlatformChoice? kept = slot switch
        {
            PlatformSlot.Cpu when rig.Cpu is { } part => new(part, 1, 0, 1),
            PlatformSlot.Board when rig.Board is { } part => new(part, 1, 0, 1),
            PlatformSlot.Memory when rig.Memory is [var kit, ..] => new(kit.Part, kit.Quantity, 0, kit.Quantity),
            PlatformSlot.Drive when rig.Drives is [var drive, ..] => new(drive.Part, drive.Quantity, 0, drive.Quantity),
            PlatformSlot.Case when rig.Case is { } part => new(part, 1, 0, 1),
            PlatformSlot.PowerSupply when rig.PowerSupply is { } part => new(part, 1, 0, 1),
            PlatformSlot.Cooler when rig.Cooler is { } part => new(part, 1, 0, 1),
            _ => null,
        };
        return kept is { } choice ? PlatformChoices.Of(slot, [choice]) : null;
    }
}
