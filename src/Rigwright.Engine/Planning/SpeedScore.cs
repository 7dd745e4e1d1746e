using Rigwright.Domain.Quantities;
using Rigwright.Domain.Requirements;

namespace Rigwright.Engine.Planning;

/// <summary>What a decode rate is worth to a role, between 0 and 1.</summary>
public static class SpeedScore
{
    /// <summary>Worth at the minimum. Assumed: a speed that just passes is worth less than half.</summary>
    public const double AtMinimum = 0.4;

    /// <summary>Worth at the target, where an ideal beyond it is stated. Assumed.</summary>
    public const double AtTarget = 0.8;

    /// <summary>Straight lines between 0 tok/s (0), the minimum (0.4), the target (0.8) and the ideal (1); a target that is also the ideal is worth 1.</summary>
    public static double Of(RoleRequirement role, TokenRate rate)
    {
        var (min, target, ideal) = (role.DecodeMinimum.TokensPerSecond, role.DecodeTarget.TokensPerSecond, role.DecodeIdeal.TokensPerSecond);
        var value = rate.TokensPerSecond;
        var atTarget = ideal > target ? AtTarget : 1;
        if (value >= ideal)
            return 1;
        if (value >= target)
            return atTarget + (1 - atTarget) * (value - target) / (ideal - target);
        if (value >= min)
            return AtMinimum + (atTarget - AtMinimum) * (value - min) / (target - min);
        return AtMinimum * value / min;
    }
}
