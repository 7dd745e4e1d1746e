using Rigwright.Engine.Speed;

namespace Rigwright.Measuring.Calibration;

/// <summary>A held-out residual: ln(predicted seconds) − ln(measured seconds), with the regime that it was made in.</summary>
/// <param name="LogError">Positive: predicted too slow.</param>
/// <param name="Group">Group whose interval must cover it (<see cref="SpreadModel.GroupOf"/>).</param>
/// <param name="Effects">Regime effects.</param>
/// <param name="Classes">Classes that must be covered each for itself (<see cref="SpreadModel.ClassesOf"/>).</param>
/// <param name="Weight">Weight of the row.</param>
public sealed record HeldOut(double LogError, string Group, IReadOnlyList<Effect> Effects, IReadOnlyList<string> Classes, double Weight);

/// <summary>Fits the interval model: a ridge regression of the logarithm of held-out absolute errors on regime effects, then, for each group,
/// the conformal factors that cover 90 % of the held-out measurements, 5 % left out on either side.</summary>
public static class SpreadFit
{
    // ln|e| of a normal error has the mean ln(sigma) − 0.635 and the deviation 1.11; the ridge weighs groups of a few rows down to the parent.
    private const double Deviation = 1.11;
    private const double PriorDeviation = 0.35;
    private const double SmallestError = 0.01;
    private const double SmallestSample = 20;

    /// <summary>Fits.</summary>
    public static SpreadModel Fit(IReadOnlyList<HeldOut> errors)
    {
        var keys = errors.SelectMany(e => e.Effects).Select(e => e.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var index = keys.Select((k, i) => (k, i)).ToDictionary(x => x.k, x => x.i, StringComparer.Ordinal);
        var theta = Ridge(errors, index);
        var samples = new int[keys.Count];
        foreach (var effect in errors.SelectMany(e => e.Effects))
            samples[index[effect.Key]]++;
        var scale = new CoefficientSet(keys.ToDictionary(k => k, k => new Coefficient(Math.Round(theta[index[k]], 6), samples[index[k]]), StringComparer.Ordinal));
        var model = new SpreadModel(scale, new Dictionary<string, (double, double)>(), new Dictionary<string, double>());
        var factors = new Dictionary<string, (double, double)>(StringComparer.Ordinal);
        foreach (var novelty in Enum.GetValues<Novelty>())
        {
            foreach (var kind in new[] { "/dense", "/mixture", "/batch" })
                factors[novelty + kind] = FactorsOf(errors, model, novelty.ToString(), kind);
        }
        model = model with { Factors = factors };
        return model with { Classes = ClassFactors(errors, model) };
    }

    // A class of few cells keeps most of the width of its group.
    private const double ClassPriorWeight = 3;

    private static SortedDictionary<string, double> ClassFactors(IReadOnlyList<HeldOut> errors, SpreadModel model)
    {
        var classes = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var name in errors.SelectMany(e => e.Classes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var members = errors.Where(e => e.Classes.Contains(name)).ToList();
            var needed = Quantile(members.Select(e => (ReachOf(e, model), e.Weight)), 0.9);
            var weight = members.Sum(e => e.Weight);
            classes[name] = Math.Round(Math.Pow(needed, weight / (weight + ClassPriorWeight)), 6);
        }
        return classes;
    }

    // The error as a share of the interval on its side: above 1 is outside.
    private static double ReachOf(HeldOut error, SpreadModel model)
    {
        var (down, up) = model.Factors[error.Group];
        return Math.Max(0.05, Math.Abs(error.LogError) / model.ScaleOf(error.Effects) / (error.LogError < 0 ? down : up));
    }

    // Too few cells say nothing about a tail: the same novelty of every kind, then everything, stands in.
    private static (double, double) FactorsOf(IReadOnlyList<HeldOut> errors, SpreadModel model, string novelty, string kind)
    {
        List<(double Ratio, double Weight)> Ratios(Func<HeldOut, bool> belongs) =>
            [.. errors.Where(belongs).Select(e => (Ratio: e.LogError / model.ScaleOf(e.Effects), e.Weight))];
        var ratios = Ratios(e => e.Group == novelty + kind);
        if (ratios.Sum(r => r.Weight) < SmallestSample)
            ratios = Ratios(e => e.Group.StartsWith(novelty + "/", StringComparison.Ordinal));
        if (ratios.Sum(r => r.Weight) < SmallestSample)
            ratios = Ratios(_ => true);
        return (Math.Round(Math.Max(0.5, -Quantile(ratios, 0.05)), 6), Math.Round(Math.Max(0.5, Quantile(ratios, 0.95)), 6));
    }

    /// <summary>The weighted quantile.</summary>
    public static double Quantile(IEnumerable<(double Value, double Weight)> values, double share)
    {
        var sorted = values.OrderBy(v => v.Value).ToList();
        var total = sorted.Sum(v => v.Weight);
        var sum = 0.0;
        foreach (var (value, weight) in sorted)
        {
            sum += weight;
            if (sum >= share * total)
                return value;
        }
        return sorted[^1].Value;
    }

    private static double[] Ridge(IReadOnlyList<HeldOut> errors, Dictionary<string, int> index)
    {
        var n = index.Count;
        var normal = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(n, n);
        var right = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(n);
        for (var i = 0; i < n; i++)
            normal[i, i] = 1 / (PriorDeviation * PriorDeviation);
        normal[index["r"], index["r"]] = 1e-3;
        foreach (var error in errors)
        {
            var weight = error.Weight / (Deviation * Deviation);
            var target = Math.Log(Math.Max(SmallestError, Math.Abs(error.LogError)));
            foreach (var a in error.Effects)
            {
                right[index[a.Key]] += weight * a.Value * target;
                foreach (var b in error.Effects)
                    normal[index[a.Key], index[b.Key]] += weight * a.Value * b.Value;
            }
        }
        return normal.Cholesky().Solve(right).ToArray();
    }
}
