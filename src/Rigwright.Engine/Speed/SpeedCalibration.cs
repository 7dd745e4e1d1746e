namespace Rigwright.Engine.Speed;

/// <summary>One fitted coefficient.</summary>
/// <param name="Value">The coefficient.</param>
/// <param name="Samples">Measurements that it acts on; 0 for a prior alone.</param>
public readonly record struct Coefficient(double Value, int Samples);

/// <summary>A set of coefficients by key. A level that was never measured has no coefficient and counts as zero: its parent's value.</summary>
public sealed class CoefficientSet(IReadOnlyDictionary<string, Coefficient> values)
{
    /// <summary>All coefficients.</summary>
    public IReadOnlyDictionary<string, Coefficient> Values { get; } = values;

    /// <summary>The linear predictor of a term.</summary>
    public double Predictor(StepTerm term) => Sum(term.Effects);

    /// <summary>Σ coefficient × value.</summary>
    public double Sum(IReadOnlyList<Effect> effects)
    {
        var u = 0.0;
        foreach (var effect in effects)
        {
            if (Values.TryGetValue(effect.Key, out var coefficient))
                u += coefficient.Value * effect.Value;
        }
        return u;
    }

    /// <summary>Seconds of a term.</summary>
    public double Seconds(StepTerm term) => term.IdealSeconds * StepTerm.Factor(term.Link, Math.Clamp(Predictor(term), -30, 30));

    /// <summary>Was the level measured?</summary>
    public bool Knows(string key) => Values.TryGetValue(key, out var coefficient) && coefficient.Samples > 0;
}

/// <summary>The calibration of one quantity: how long, and how wrong.</summary>
/// <param name="Times">Coefficients of the terms.</param>
/// <param name="Spread">Intervals.</param>
/// <param name="Measurements">Measurements that it was fitted on.</param>
public sealed record FittedQuantity(CoefficientSet Times, SpreadModel Spread, int Measurements);

/// <summary>Everything that <c>rig calibrate</c> fits: data, never typed in.</summary>
public sealed record SpeedCalibration
{
    /// <summary>Decode steps.</summary>
    public required FittedQuantity Decode { get; init; }

    /// <summary>Prefills.</summary>
    public required FittedQuantity Prefill { get; init; }

    /// <summary>Times to the first token.</summary>
    public required FittedQuantity FirstToken { get; init; }

    /// <summary>Date of the newest measurement ("2026-08"); the fit has no clock.</summary>
    public required string AsOf { get; init; }

    /// <summary>SHA-256 of the measurements that it was fitted on.</summary>
    public required string InputHash { get; init; }

    /// <summary>Chips (<see cref="DeviceProfile.Chip"/>) with a measurement.</summary>
    public required IReadOnlySet<string> Hardware { get; init; }

    /// <summary>Signatures (<see cref="ModelWork.Signature"/>) of models with a measurement.</summary>
    public required IReadOnlySet<string> Models { get; init; }

    /// <summary>Engine keys with a measurement.</summary>
    public required IReadOnlySet<string> Engines { get; init; }
}
