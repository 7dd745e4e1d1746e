using Rigwright.Domain.Quantities;
using Rigwright.Engine.Memory;
using Rigwright.Engine.Speed;

namespace Rigwright.Engine.Planning;

/// <summary>
/// Speeds of roles that share devices. Separate processes take turns on a device, one decode step each, so a device's bandwidth is never counted twice:
/// with all roles active the step of a role lasts its own time plus one step of every role that shares a device with it; at duty cycles every
/// other role counts with the share of time in which it decodes. A layer split keeps each of its devices busy for that device's share of the step only.
/// </summary>
internal static class SharedSpeeds
{
    /// <summary>The placements of chosen options with their three speeds.</summary>
    public static IReadOnlyList<RolePlacement> Of(LayoutOption[] chosen, int deviceCount)
    {
        var busy = new double[chosen.Length][];
        for (var r = 0; r < chosen.Length; r++)
            busy[r] = Shares(chosen[r], deviceCount);
        var placements = new RolePlacement[chosen.Length];
        for (var r = 0; r < chosen.Length; r++)
        {
            placements[r] = new()
            {
                Option = chosen[r].Option,
                Demand = chosen[r].Demand,
                Choice = chosen[r].Choice,
                Alone = chosen[r].Alone,
                AllActive = Shared(chosen, busy, r, _ => 1, "all roles decode at once, one step in turn"),
                Expected = Shared(chosen, busy, r, q => chosen[q].Option.Serving.Role.DutyCycle, "at the stated duty cycles"),
            };
        }
        return placements;
    }

    // Share of a role's step during which each device works for it.
    private static double[] Shares(LayoutOption option, int deviceCount)
    {
        var shares = new double[deviceCount];
        var layers = option.Option.Serving.Split == SplitMode.Layer && option.Option.Devices.Count > 1;
        var total = Math.Max(1, option.Demand.Devices.Sum(d => d.Layers));
        for (var n = 0; n < option.Option.Devices.Count; n++)
            shares[option.Option.Devices[n]] = layers ? (double)option.Demand.Devices[n].Layers / total : 1;
        return shares;
    }

    private static Prediction Shared(LayoutOption[] chosen, double[][] busy, int role, Func<int, double> activity, string basis)
    {
        return new(Rate(p => p.Low), Rate(p => p.Value), Rate(p => p.High), basis);

        TokenRate Rate(Func<Prediction, TokenRate> end)
        {
            var seconds = 1 / end(chosen[role].Alone).TokensPerSecond;
            for (var other = 0; other < chosen.Length; other++)
            {
                if (other == role)
                    continue;
                // The role waits on each of its devices for as long as the other role keeps that device busy in one of its steps.
                double wait = 0;
                for (var d = 0; d < busy[role].Length; d++)
                {
                    if (busy[role][d] > 0)
                        wait = Combine(chosen[role], wait, busy[other][d]);
                }
                seconds += activity(other) * wait / end(chosen[other].Alone).TokensPerSecond;
            }
            return TokenRate.FromTokensPerSecond(1 / seconds);
        }
    }

    // Devices of a layer split are waited for one after the other, those of a tensor split at the same time.
    private static double Combine(LayoutOption role, double wait, double share) =>
        role.Option.Serving.Split == SplitMode.Layer ? wait + share : Math.Max(wait, share);
}
