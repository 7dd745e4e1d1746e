using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Planning;

namespace Rigwright.Engine.Explaining;

/// <summary>Finds what a plan can become by a later purchase: every laid out candidate that holds all of its devices and more of them, or the same on another
/// platform. Both are the best builds around their devices, so that a part may be replaced which a careful buyer could keep: the price is what it costs at most. For
/// the upgrades that are shown, the build that is cheapest to reach from the parts that are there is searched.</summary>
internal sealed class UpgradePaths(PurchaseRequirements requirements, DecisionField field, Obstacles obstacles, IReplanner replanner)
{
    /// <summary>Upgrades of one plan that are kept.</summary>
    private const int Most = 4;

    private readonly PlanExplainer _explainer = new(requirements);

    /// <summary>The upgrades of a plan, the cheapest first, each set of devices once.</summary>
    public IReadOnlyList<UpgradePath> Of(Assessment plan)
    {
        var small = plan.Candidate;
        var larger = field.Candidates.Where(a => a.Candidate.Prebuilt is null && small.Prebuilt is null && a.Candidate.Id != small.Id && a.Candidate.IsTurnkey == small.IsTurnkey && Holds(a.Candidate, small));
        return [.. larger.Select(a => Path(plan, a)).OrderBy(p => p.Price.Amount).ThenBy(p => p.To, StringComparer.Ordinal).DistinctBy(p => (p.Kind, p.ToName)).Take(Most)];
    }

    /// <summary>The same, each by the build that is cheapest to reach. Where the best builds differ by the devices alone nothing can be cheaper, and nothing is searched.</summary>
    public IReadOnlyList<UpgradePath> Shown(Assessment plan) => [.. Of(plan).Select(p => p.Replaced.Count == 0 && p.Bought.All(IsDevice) ? p : Cheapest(plan, p)).OrderBy(p => p.Price.Amount).ThenBy(p => p.To, StringComparer.Ordinal)];

    private bool IsDevice(RigLine line) => field.Candidates.SelectMany(c => c.Candidate.Devices).Any(d => d.Device.Accelerator.Id.Value == line.Reference || d.Device.Card?.Id.Value == line.Reference);

    private UpgradePath Cheapest(Assessment plan, UpgradePath path)
    {
        var large = field.Find(path.To)!;
        return plan.Candidate.Rig.Form == RigForm.Build && replanner.Grow(requirements, plan.Candidate, large.Candidate) is { } lines && Path(plan, large, lines) is var found && found.Price.Amount <= path.Price.Amount
            ? found : path;
    }

    // One step: at most one kind of device more, and no more than doubled.
    private static bool Holds(Candidate large, Candidate small)
    {
        var added = large.Rig.DeviceCount - small.Rig.DeviceCount;
        return added >= 0 && added <= small.Rig.DeviceCount && (added > 0 || large.Platform != small.Platform)
            && small.Devices.All(d => large.Devices.Any(l => l.Device.Id == d.Device.Id && l.Count >= d.Count));
    }

    private UpgradePath Path(Assessment small, Assessment large) => Path(small, large, large.Candidate.Rig.Lines);

    private UpgradePath Path(Assessment small, Assessment large, IReadOnlyList<RigLine> lines)
    {
        var (stays, replaced) = Split(small.Candidate.Rig.Lines, lines);
        var (_, bought) = Split(lines, small.Candidate.Rig.Lines);
        var currency = small.Candidate.Total!.Value.Currency;
        var price = Money.Sum(bought.Select(l => l.Total!.Value), currency);
        var kind = large.Candidate.Platform != small.Candidate.Platform ? UpgradeKind.Platform : large.Candidate.IsTurnkey ? UpgradeKind.Machine : UpgradeKind.Card;
        var brings = PlanDifference.Of(_explainer.Explain(large, 0), _explainer.Explain(small, 0)).Quantities.Where(q => IsGain(q.Key)).ToList();
        return new(kind, small.Candidate.Id, large.Candidate.Id, large.Candidate.Name, stays, replaced, bought, price, brings, large.Candidate.Total!.Value,
            small.Candidate.Total.Value + price, [.. obstacles.Of(large).Select(o => o[0])]);
    }

    private static bool IsGain(string key) => key is "memory" or "noise" or "power" or "free_memory" || key.StartsWith("decode_", StringComparison.Ordinal);

    // Lines of one bill that another has too, and those (or how many of them) that it has not.
    private static (List<RigLine> Common, List<RigLine> Others) Split(IReadOnlyList<RigLine> bill, IReadOnlyList<RigLine> other)
    {
        List<RigLine> common = [], rest = [];
        foreach (var line in bill)
        {
            var there = other.Where(o => Key(o) == Key(line)).Sum(o => o.Quantity);
            var kept = Math.Min(there, line.Quantity);
            if (kept > 0)
                common.Add(line with { Quantity = kept });
            if (line.Quantity > kept)
                rest.Add(line with { Quantity = line.Quantity - kept });
        }
        return (common, rest);
    }

    private static (string, string?) Key(RigLine line) => (line.Reference ?? line.Item, line.Offer?.Id);
}
