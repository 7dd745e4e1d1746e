using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Search;

/// <summary>
/// Finds the cheapest set of parts around given devices that breaks no rule: exact, by branch and bound. An error among some of the parts stays an
/// error whatever is added, and premiums are never negative, so a branch ends as soon as it has an error or its price, with the cheapest remaining
/// parts, is not below the best complete set. Compared with plain enumeration in a test.
/// </summary>
public sealed class PlatformSearch
{
    private readonly PlatformOptions _options;
    private readonly FindingCache _rules;
    private readonly IReadOnlyList<Core> _cores;
    private readonly PlatformParts _parts;

    /// <summary>Prepares the parts of one platform: the sets of processor, board, memory, cooler and drive that go together do not depend on the devices.</summary>
    /// <param name="parts">Parts with prices; boards of one platform.</param>
    /// <param name="context">What the rules need besides the rig.</param>
    /// <param name="options">What caution is worth.</param>
    public PlatformSearch(PlatformParts parts, CheckContext context, PlatformOptions options)
    {
        (_parts, _options) = (parts, options);
        _rules = new(context);
        _cores = Cores();
    }

    private sealed record Core(IReadOnlyList<PricedPart> Parts, decimal Cost);

    private sealed record Shell(PricedPart Supply, PricedPart Case, decimal Cost);

    /// <summary>The best set around some devices.</summary>
    /// <param name="devices">A rig that names its devices only.</param>
    public PlatformResult Find(Rig devices)
    {
        var nearest = new Nearest();
        var cores = _cores.Where(c => Passes(PlatformResult.Assemble(devices, c.Parts), nearest)).ToList();
        if (cores.Count == 0)
            return nearest.Result;
        var shells = Shells(devices, nearest);
        PlatformResult? best = null;
        var bestCost = decimal.MaxValue;
        foreach (var core in cores)
        {
            foreach (var shell in shells)
            {
                // Cores and shells are sorted by price, and a premium only adds to it.
                if (core.Cost + shell.Cost >= bestCost)
                    break;
                IReadOnlyList<PricedPart> parts = [.. core.Parts, shell.Supply, shell.Case];
                var rig = PlatformResult.Assemble(devices, parts);
                var findings = _rules.Check(rig);
                if (nearest.Note(findings))
                    continue;
                var cost = core.Cost + shell.Cost + Premium(findings);
                if (cost < bestCost)
                    (best, bestCost) = (new() { Parts = parts, Rig = rig, Findings = findings }, cost);
            }
        }
        return best ?? nearest.Result;
    }

    /// <summary>The premium that findings cost.</summary>
    public decimal Premium(IReadOnlyList<Finding> findings) =>
        findings.Count(f => f.Severity == FindingSeverity.Warning) * _options.WarningPremium
        + findings.Count(f => f.Severity == FindingSeverity.Unknown) * _options.UnknownPremium;

    // Power supplies and cases, cheapest pair first, less those that break a rule with the devices alone.
    private List<Shell> Shells(Rig devices, Nearest nearest)
    {
        var shells = new List<Shell>();
        foreach (var supply in _parts.PowerSupplies)
        {
            foreach (var chassis in _parts.Cases)
            {
                if (Passes(PlatformResult.Assemble(devices, [supply, chassis]), nearest))
                    shells.Add(new(supply, chassis, supply.Cost + chassis.Cost));
            }
        }
        return [.. shells.OrderBy(s => s.Cost)];
    }

    private List<Core> Cores()
    {
        var empty = new Rig { Name = "", Form = RigForm.Build, Devices = [] };
        var cores = new List<Core>();
        Extend([], 0);
        return [.. cores.OrderBy(c => c.Cost)];

        void Extend(IReadOnlyList<PricedPart> chosen, int level)
        {
            IReadOnlyList<PricedPart>[] levels = [_parts.Cpus, _parts.Boards, _parts.Memory, _parts.Coolers, _parts.Drives];
            if (level == levels.Length)
            {
                cores.Add(new(chosen, chosen.Sum(p => p.Cost)));
                return;
            }
            foreach (var part in levels[level])
            {
                IReadOnlyList<PricedPart> next = [.. chosen, part];
                if (!HasError(PlatformResult.Assemble(empty, next)))
                    Extend(next, level + 1);
            }
        }
    }

    private bool HasError(Rig rig) => _rules.Check(rig).Any(f => f.Severity == FindingSeverity.Error);

    private bool Passes(Rig rig, Nearest nearest) => !nearest.Note(_rules.Check(rig));

    /// <summary>Remembers the set with the fewest errors, to say why nothing fits.</summary>
    private sealed class Nearest
    {
        private IReadOnlyList<Finding> _fewest = [];
        private int _errors = int.MaxValue;

        public PlatformResult Result => new() { Parts = [], Rig = null, Findings = _fewest };

        /// <summary>Notes a set and says whether it has errors.</summary>
        public bool Note(IReadOnlyList<Finding> findings)
        {
            var errors = findings.Count(f => f.Severity == FindingSeverity.Error);
            if (errors > 0 && errors < _errors)
                (_fewest, _errors) = (findings, errors);
            return errors > 0;
        }
    }
}
