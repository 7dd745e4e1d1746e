using System.Runtime.CompilerServices;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Engine.Search;

/// <summary>
/// Asks the compatibility rules about many rigs that share most of their parts. A rule that only looks at the case and the cooler is asked once for each pair of them, not
/// once for each rig. The answers are exactly those of <see cref="CompatibilityChecker.Check"/>, in the same order; a test compares them over the shipped parts.
/// Not safe to share between threads.
/// </summary>
public sealed class FindingCache(CheckContext context)
{
    /// <summary>The parts of a rig that a rule looks at.</summary>
    [Flags]
    private enum Scope
    {
        Devices = 1,
        Cpu = 2,
        Board = 4,
        Memory = 8,
        PowerSupply = 16,
        Case = 32,
        Cooler = 64,
        Drives = 128,
        All = 255,
    }

    // A rule that is missing here is taken to look at everything: slower, never wrong.
    private static readonly Dictionary<string, Scope> Scopes = new(StringComparer.Ordinal)
    {
        ["cooler.socket"] = Scope.Board | Scope.Cooler | Scope.Cpu,
        ["cooler.height"] = Scope.Case | Scope.Cooler,
        ["cooler.capability"] = Scope.Cooler | Scope.Cpu,
        ["cooling.cards"] = Scope.Case | Scope.Devices,
        ["link.nvlink"] = Scope.Devices,
        ["machine.cluster-link"] = Scope.Devices,
        ["machine.memory-option"] = Scope.Devices,
        ["storage.capacity"] = Scope.Drives,
        ["storage.m2-sockets"] = Scope.Board | Scope.Drives,
        ["memory.generation"] = Scope.Board | Scope.Cpu | Scope.Memory,
        ["memory.dimm-kind"] = Scope.Board | Scope.Cpu | Scope.Memory,
        ["memory.slots"] = Scope.Board | Scope.Memory,
        ["memory.capacity"] = Scope.Board | Scope.Cpu | Scope.Memory,
        ["memory.channels"] = Scope.Cpu | Scope.Memory,
        ["memory.speed-all-slots"] = Scope.Board | Scope.Memory,
        ["memory.model-loading"] = Scope.Memory,
        ["cpu.socket"] = Scope.Board | Scope.Cpu,
        ["cpu.chipset"] = Scope.Board | Scope.Cpu,
        ["case.board-form-factor"] = Scope.Board | Scope.Case,
        ["graphics.output"] = Scope.Cpu | Scope.Devices,
        ["power.16-pin-plugs"] = Scope.Devices | Scope.PowerSupply,
        ["power.pcie-plugs"] = Scope.Devices | Scope.PowerSupply,
        ["power.eps-plugs"] = Scope.Board | Scope.Cpu | Scope.Devices | Scope.PowerSupply,
        ["power.psu-rating"] = Scope.Cpu | Scope.Devices | Scope.PowerSupply,
        ["power.transients"] = Scope.Cpu | Scope.Devices | Scope.PowerSupply,
        ["power.mains-circuit"] = Scope.Cpu | Scope.Devices | Scope.PowerSupply,
        ["case.psu-size"] = Scope.Case | Scope.PowerSupply,
        ["pcie.slots"] = Scope.Board | Scope.Devices,
        ["pcie.wired-lanes"] = Scope.Board | Scope.Cpu | Scope.Devices,
        ["pcie.processor-lanes"] = Scope.Cpu | Scope.Devices | Scope.Drives,
        ["case.card-thickness"] = Scope.Case | Scope.Devices,
        ["case.card-length"] = Scope.Case | Scope.Devices,
    };

    private static readonly Scope[] ScopeOfRule = [.. CompatibilityChecker.Rules.Select(r => Scopes.GetValueOrDefault(r.Id, Scope.All))];

    private readonly Dictionary<Key, Finding[]> _forever = [];
    private readonly Dictionary<Key, Finding[]> _forDevices = [];
    private object? _devices;

    /// <summary>What is wrong with a rig, on the edge or unknown.</summary>
    public IReadOnlyList<Finding> Check(Rig rig)
    {
        if (!ReferenceEquals(_devices, rig.Devices))
        {
            _forDevices.Clear();
            _devices = rig.Devices;
        }
        var findings = new List<Finding>();
        for (var i = 0; i < ScopeOfRule.Length; i++)
            findings.AddRange(OfRule(i, rig));
        return findings;
    }

    private Finding[] OfRule(int index, Rig rig)
    {
        var scope = ScopeOfRule[index];
        var cache = (scope & Scope.Devices) != 0 ? _forDevices : _forever;
        var key = Key.Of(index, scope, rig);
        if (!cache.TryGetValue(key, out var found))
            cache[key] = found = [.. CompatibilityChecker.Rules[index].Check(rig, context).Where(f => f.Verdict != Verdict.Pass)];
        return found;
    }

    /// <summary>The rule and the parts that it looks at, by reference: comparing parts by value would cost more than asking the rule.</summary>
    private readonly record struct Key(int Rule, object? Cpu, object? Board, object? Memory, object? Supply, object? Case, object? Cooler, object? Drive)
    {
        public static Key Of(int rule, Scope scope, Rig rig) => new(rule,
            (scope & Scope.Cpu) != 0 ? rig.Cpu : null,
            (scope & Scope.Board) != 0 ? rig.Board : null,
            (scope & Scope.Memory) != 0 && rig.Memory.Count > 0 ? rig.Memory[0].Part : null,
            (scope & Scope.PowerSupply) != 0 ? rig.PowerSupply : null,
            (scope & Scope.Case) != 0 ? rig.Case : null,
            (scope & Scope.Cooler) != 0 ? rig.Cooler : null,
            (scope & Scope.Drives) != 0 && rig.Drives.Count > 0 ? rig.Drives[0].Part : null);

        public bool Equals(Key other) => Rule == other.Rule && ReferenceEquals(Cpu, other.Cpu) && ReferenceEquals(Board, other.Board)
            && ReferenceEquals(Memory, other.Memory) && ReferenceEquals(Supply, other.Supply) && ReferenceEquals(Case, other.Case)
            && ReferenceEquals(Cooler, other.Cooler) && ReferenceEquals(Drive, other.Drive);

        public override int GetHashCode() => HashCode.Combine(Rule, Hash(Cpu), Hash(Board), Hash(Memory), Hash(Supply), Hash(Case), Hash(Cooler), Hash(Drive));

        private static int Hash(object? part) => part is null ? 0 : RuntimeHelpers.GetHashCode(part);
    }
}
