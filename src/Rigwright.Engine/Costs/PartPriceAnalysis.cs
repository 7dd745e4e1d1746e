using Rigwright.Domain.Offers;
using Rigwright.Domain.Parts;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Explaining;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Costs;

/// <summary>
/// What a dearer part of the first rig does to the order. A platform is the best of its kind as long as nothing with fewer of the part comes to less: with the part
/// the total rises in a straight line, and the proven best with fewer of it (none, in most cases) ends the rise. So the price at which each rig changes its platform
/// is a crossing of straight lines; between two such prices only the scores move, and the threshold is looked for there.
/// </summary>
/// <param name="asked">The requirements.</param>
/// <param name="field">The candidates under wider requirements.</param>
/// <param name="replanner">Plans other platforms.</param>
internal sealed class PartPriceAnalysis(PurchaseRequirements asked, DecisionField field, IReplanner replanner)
{
    private const decimal Hundredth = 0.01m;

    // Prices of a stretch that are looked at before the first change is halved: in a stretch the scores are nearly straight lines.
    private const int Looks = 8;

    private readonly Limits _limits = Limits.Of(asked);
    private readonly PurchaseRequirements _wide = DecisionField.Widened(asked);

    /// <summary>The parts of the first rig's platform, in the order of its bill; empty when it is not put together from parts.</summary>
    public IReadOnlyList<PartThreshold> Of(Assessment first)
    {
        var candidate = first.Candidate;
        if (candidate.Prebuilt is not null || !candidate.Rig.IsBuild)
            return [];
        var standing = field.Rank(_limits, []).Select(s => s.Plan).Where(a => a.Candidate.Prebuilt is null && a.Candidate.Rig.IsBuild).ToList();
        var parts = PlatformParts(candidate.Rig).Select(p => (Part: p, Line: Line(candidate, p))).Where(p => p.Line?.UnitPrice is not null).ToList();
        // Rig by rig, so that what the rules say about its devices is asked once.
        var paths = standing.SelectMany(a => parts.Where(p => Line(a.Candidate, p.Part) is not null).Select(p => (p.Part.Id, Path: PathOf(a, p.Part, p.Line!.UnitPrice!.Value.Amount))))
            .ToLookup(p => p.Id, p => p.Path);
        return [.. parts.Select(p => Of(first, p.Part, p.Line!, [.. paths[p.Part.Id]]))];
    }

    private static IEnumerable<Part> PlatformParts(Rig rig) => new Part?[] { rig.Cpu, rig.Board, rig.Cooler, rig.PowerSupply, rig.Case }
        .Concat(rig.Memory.Select(m => m.Part)).Concat(rig.Drives.Select(d => d.Part)).OfType<Part>().OrderBy(p => PlatformNames.PlaceOf(p.Category));

    private static RigLine? Line(Candidate candidate, Part part) => candidate.Rig.Lines.FirstOrDefault(l => l.Subject == OfferSubject.Part && l.Reference == part.Id.Value);

    private PartThreshold Of(Assessment first, Part part, RigLine line, List<Path> paths)
    {
        var now = line.UnitPrice!.Value;
        var mine = paths.Find(p => p.Rig.Candidate.Id == first.Candidate.Id)!;
        var loses = Change(first, part, now, paths, (a, b) => a?.DeviceName != b.DeviceName, c => c?.DeviceName);
        var moves = Change(first, part, now, paths, (a, b) => a?.Id != b.Id, c => c?.Name);
        var replaced = mine.Steps is [.., { Quantity: 0 } last] && mine.Steps.Count > 1
            ? new PartReplacement(new(last.Above, now.Currency), [.. Bought(last.Rig).Except(Bought(first), StringComparer.Ordinal)], last.Rig.Candidate.Total!.Value) : null;
        return new(part.Id.Value, part.Name, line.Quantity, now, loses, replaced, moves is null || moves.To == loses?.To ? null : moves);
    }

    private static IEnumerable<string> Bought(Assessment rig) => rig.Candidate.Rig.Lines.Select(l => l.Item);

    // The price from which another candidate is the first that differs from the first one now.
    private PriceThreshold? Change(Assessment first, Part part, Money now, List<Path> paths, Func<Candidate?, Candidate, bool> differs, Func<Candidate?, string?> name)
    {
        // A rig that has nothing else to turn to is out at the latest where it breaks the budget.
        var ends = paths.SelectMany(p => p.Steps.Skip(1).Select(s => s.Above).Append(p.Steps[^1].Quantity == 0 ? now.Amount
            : Down(now.Amount + Math.Max(0, asked.Budget.Max.Amount - p.Steps[^1].TotalAt(now.Amount)) / p.Steps[^1].Quantity) + Hundredth));
        var before = now.Amount;
        foreach (var end in ends.Where(e => e > now.Amount).Distinct().Order().Append(decimal.MaxValue))
        {
            var from = before + Hundredth;
            var here = field.With(paths.Select(p => (p.Rig.Candidate.Id, Step: p.At(from))).Where(s => s.Step.With is null || s.Step.IsChanged)
                .ToDictionary(s => s.Id, s => s.Step.With, StringComparer.Ordinal));
            // Above the last of them nothing changes any more.
            if (Lost(here, from, end == decimal.MaxValue ? from : end) is { } price)
            {
                var total = paths.Find(p => p.Rig.Candidate.Id == first.Candidate.Id)!.At(price).TotalAt(price);
                return new(part.Id.Value, part.Name, now, new(price, now.Currency), new(total, now.Currency), name(Winner(here, price)));
            }
            before = end;
        }
        return null;

        Candidate? Winner(DecisionField at, decimal price) => at.Winner(_limits, [new(part.Id.Value, new(price, now.Currency))])?.Candidate;

        decimal? Lost(DecisionField at, decimal from, decimal end)
        {
            bool Holds(decimal price) => differs(Winner(at, price), first.Candidate);
            if (Holds(from))
                return from;
            var stays = from;
            for (var i = 1; i <= Looks && end > from; i++)
            {
                var price = Down(from + (end - from) * i / Looks);
                if (!Holds(price))
                {
                    stays = price;
                    continue;
                }
                while (price - stays > Hundredth)
                {
                    var middle = Down((stays + price) / 2);
                    if (Holds(middle))
                        price = middle;
                    else
                        stays = middle;
                }
                return price;
            }
            return null;
        }
    }

    // What a rig is built on while the part gets dearer.
    private Path PathOf(Assessment rig, Part part, decimal now)
    {
        var steps = new List<Step> { new(rig, Line(rig.Candidate, part)!.Quantity, now, now, false) };
        var lines = Enumerable.Range(0, steps[0].Quantity).Select(k => (Quantity: k, With: replanner.With(_wide, rig.Candidate, part.Id, k)))
            .Where(l => l.With is not null).Select(l => (l.Quantity, With: l.With!, Worth: Planner.Worth(l.With!.Candidate))).ToList();
        var (quantity, worth) = (steps[0].Quantity, Planner.Worth(rig.Candidate));
        while (lines.Where(l => l.Quantity < quantity).Select(l => (Line: l, Rise: Math.Max(0, (l.Worth - worth) / (quantity - l.Quantity)))).OrderBy(l => l.Rise).ThenBy(l => l.Line.Quantity)
            .FirstOrDefault() is { Line.With: not null } next)
        {
            (quantity, worth) = (next.Line.Quantity, next.Line.Worth);
            steps.Add(new(next.Line.With, quantity, now, Down(now + next.Rise), true));
        }
        return new(rig, steps);
    }

    private static decimal Down(decimal price) => decimal.Floor(price / Hundredth) * Hundredth;

    /// <summary>A platform for a stretch of prices of the part.</summary>
    /// <param name="Rig">The rig on it; rejected when a requirement speaks against it.</param>
    /// <param name="Quantity">How many of the part it has.</param>
    /// <param name="Now">The price of the part now.</param>
    /// <param name="Above">The dearest price, to a hundredth, at which the platform before it is still bought.</param>
    /// <param name="IsChanged">Is it another one than now?</param>
    private sealed record Step(Assessment Rig, int Quantity, decimal Now, decimal Above, bool IsChanged)
    {
        /// <summary>The rig; null when it is rejected.</summary>
        public Assessment? With => Rig.IsFeasible ? Rig : null;

        /// <summary>What the rig costs when one of the part costs so much.</summary>
        public decimal TotalAt(decimal price) => Rig.Candidate.Total!.Value.Amount + Quantity * (price - Now);
    }

    private sealed record Path(Assessment Rig, IReadOnlyList<Step> Steps)
    {
        public Step At(decimal price) => Steps.Last(step => price > step.Above || !step.IsChanged);
    }
}
