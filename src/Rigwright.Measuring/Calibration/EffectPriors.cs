namespace Rigwright.Measuring.Calibration;

/// <summary>A Gaussian prior.</summary>
/// <param name="Mean">Where an unmeasured coefficient lies.</param>
/// <param name="Deviation">How far a measured one may reasonably move.</param>
public readonly record struct Prior(double Mean, double Deviation);

/// <summary>The priors by group of effects (the part of a key before the colon).</summary>
public sealed class EffectPriors(IReadOnlyDictionary<string, Prior> groups)
{
    private static readonly Prior Default = new(0, 0.3);

    /// <summary>The prior of a coefficient.</summary>
    public Prior Of(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return groups.GetValueOrDefault(colon < 0 ? key : key[..colon], Default);
    }
}
