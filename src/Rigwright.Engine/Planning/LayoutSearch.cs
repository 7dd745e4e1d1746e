using Rigwright.Domain.Models;
using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Planning;

/// <summary>Tries every combination of the roles' options on the devices of one candidate.</summary>
internal sealed class LayoutSearch(IReadOnlyList<PlanDevice> devices, PurchaseRequirements requirements, List<List<LayoutOption>> options)
{
    private readonly LayoutOption[] _chosen = new LayoutOption[options.Count];
    private readonly SharedLoad[] _loads = new SharedLoad[options.Count];
    private readonly long[] _used = new long[devices.Count];
    private readonly Dictionary<(int Device, EngineKind Engine), UsableMemory> _usable = [];
    private Layout? _best;
    private LayoutRank _bestRank;
    private long _shortfall = long.MaxValue;

    /// <summary>Bytes by which the best attempt did not fit; null before <see cref="Best"/> or when one fitted.</summary>
    public ByteSize? Shortfall => _best is null && _shortfall is > 0 and < long.MaxValue ? ByteSize.FromBytes(_shortfall) : null;

    /// <summary>The best layout that fits, or null.</summary>
    public Layout? Best()
    {
        Extend(0);
        return _best;
    }

    private void Extend(int role)
    {
        if (role == options.Count)
        {
            Judge();
            return;
        }
        foreach (var option in options[role])
        {
            if (!IsCanonical(option))
                continue;
            _chosen[role] = option;
            Add(option, 1);
            if (Overflow(role) == 0)
                Extend(role + 1);
            else if (role == options.Count - 1 || options.Skip(role + 1).All(o => o.Count > 0))
                NoteShortfall(role);
            Add(option, -1);
        }
    }

    // Equal devices are interchangeable: a device may be used only when every equal one before it is used too.
    private bool IsCanonical(LayoutOption option)
    {
        foreach (var device in option.Option.Devices)
        {
            for (var earlier = 0; earlier < device; earlier++)
            {
                if (devices[earlier].Kind == devices[device].Kind && devices[earlier].Link == devices[device].Link
                    && !option.Option.Devices.Contains(earlier) && _used[earlier] == 0)
                    return false;
            }
        }
        return true;
    }

    private void Add(LayoutOption option, int sign)
    {
        for (var n = 0; n < option.Option.Devices.Count; n++)
            _used[option.Option.Devices[n]] += sign * option.ShareOf(n, CountsHost(option.Option.Devices[n])).Total.Bytes;
    }

    private bool CountsHost(int device) => Usable(device, EngineKind.LlamaCpp).CountsHost;

    private UsableMemory Usable(int device, EngineKind engine)
    {
        if (!_usable.TryGetValue((device, engine), out var usable))
        {
            var options = new CapacityOptions { HasDisplay = !requirements.Headless && device == 0 };
            _usable[(device, engine)] = usable = DeviceCapacity.Usable(devices[device].Choice.Accelerator, devices[device].Choice.Memory, engine, options);
        }
        return usable;
    }

    // Engines differ in how much of a device they use; the most cautious one among those on it decides.
    private UsableMemory UsableOf(int device, int roles)
    {
        var usable = Usable(device, EngineKind.LlamaCpp);
        for (var r = 0; r < roles; r++)
        {
            if (_chosen[r].Option.Devices.Contains(device) && Usable(device, _chosen[r].Option.Serving.Engine) is var other && other.Usable < usable.Usable)
                usable = other;
        }
        return usable;
    }

    private long Overflow(int role)
    {
        long over = 0;
        for (var d = 0; d < devices.Count; d++)
            over += Math.Max(0, _used[d] - UsableOf(d, role + 1).Usable.Bytes);
        return over;
    }

    // The roles that are not placed yet need at least their smallest option: a bound for messages, not for the search.
    private void NoteShortfall(int role)
    {
        var over = Overflow(role) + options.Skip(role + 1).Sum(o => o.Min(x => x.Demand.Total.Bytes));
        for (var d = 0; d < devices.Count; d++)
            over -= Math.Max(0, UsableOf(d, role + 1).Usable.Bytes - _used[d]);
        _shortfall = Math.Min(_shortfall, Math.Max(over, Overflow(role)));
    }

    private void Judge()
    {
        for (var r = 0; r < _chosen.Length; r++)
            _loads[r] = _chosen[r].Load;
        var rank = Rank();
        if (_best is not null && rank.CompareTo(_bestRank) <= 0)
            return;
        _bestRank = rank;
        _best = new(SharedSpeeds.Of(_chosen), [.. devices.Select(Filling)]);
    }

    private LayoutRank Rank()
    {
        var (met, expected, active, raw) = (0, 0.0, 0.0, 0.0);
        for (var r = 0; r < _loads.Length; r++)
        {
            var role = _chosen[r].Option.Serving.Role;
            var factors = ConcurrencyModel.Factors(_loads, r);
            var alone = _loads[r].Alone.Value;
            var held = requirements.MinimumHolds switch
            {
                MinimumBasis.AllActive => alone * factors.AllActive,
                MinimumBasis.Alone => alone,
                _ => alone * factors.Expected,
            };
            met += held >= role.DecodeMinimum ? 1 : 0;
            expected += SpeedScore.Of(role, alone * factors.Expected);
            active += SpeedScore.Of(role, alone * factors.AllActive);
            raw += Math.Log(alone.TokensPerSecond * factors.AllActive);
        }
        return new(met, Math.Round(expected, 6), Math.Round(active, 6), -_chosen.Sum(c => c.Option.Devices.Count), Math.Round(raw, 6), Math.Round(LeastFree(), 3));
    }

    private double LeastFree()
    {
        var least = 1.0;
        for (var d = 0; d < devices.Count; d++)
        {
            var usable = UsableOf(d, options.Count).Usable.Bytes;
            if (_used[d] > 0 && usable > 0)
                least = Math.Min(least, 1 - (double)_used[d] / usable);
        }
        return least;
    }

    private DeviceFilling Filling(PlanDevice device)
    {
        var shares = new List<RoleShare>();
        foreach (var chosen in _chosen)
        {
            for (var n = 0; n < chosen.Option.Devices.Count; n++)
            {
                if (chosen.Option.Devices[n] == device.Index)
                    shares.Add(chosen.ShareOf(n, CountsHost(device.Index)));
            }
        }
        return new(device, UsableOf(device.Index, options.Count), shares);
    }
}

/// <summary>What makes one layout better than another, in order: minimums met, speed at the duty cycles, speed with all roles active, few splits, raw speed, free memory.</summary>
internal readonly record struct LayoutRank(int MinimumsMet, double Expected, double AllActive, int Devices, double Raw, double Free) : IComparable<LayoutRank>
{
    public int CompareTo(LayoutRank other)
    {
        var order = MinimumsMet.CompareTo(other.MinimumsMet);
        order = order != 0 ? order : Expected.CompareTo(other.Expected);
        order = order != 0 ? order : AllActive.CompareTo(other.AllActive);
        order = order != 0 ? order : Devices.CompareTo(other.Devices);
        order = order != 0 ? order : Raw.CompareTo(other.Raw);
        return order != 0 ? order : Free.CompareTo(other.Free);
    }
}
