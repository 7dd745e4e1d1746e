using Rigwright.Engine.Speed;

namespace Rigwright.Measuring.Calibration;

/// <summary>One measured time with the terms that should explain it.</summary>
/// <param name="Terms">The addends.</param>
/// <param name="Seconds">The measured time.</param>
/// <param name="Weight">Weight in the fit; 0 leaves the row out.</param>
/// <param name="Bias">Effects on the logarithm of the whole ; sources (<c>s:</c>) are a nuisance, estimated and then left out of predictions.</param>
public sealed record FitRow(IReadOnlyList<StepTerm> Terms, double Seconds, double Weight, IReadOnlyList<Effect> Bias);

/// <summary>Robust ridge regression of the logarithm of step times on a sum of terms: Levenberg–Marquardt on a Student-t likelihood with
/// Gaussian priors that shrink every level to its parent. Deterministic: every sum has a fixed order.</summary>
public sealed class StepTimeFit
{
    // Degrees of freedom of the residuals: published numbers hold gross outliers (wrong power limit, CPU spill), which must not pull.
    private const double TailDegrees = 4;

    // Scale of the residuals: two units of one product differ by 4 %, two authors by 8 % (data/calibration, reproducibility floor).
    private const double ResidualScale = 0.10;

    /// <summary>Above this share of the weight a group is held out by a new fit instead of one step.</summary>
    public const double RefitShare = 0.08;

    private const int RefitIterations = 12;

    private readonly Row[] _rows;
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];
    private readonly List<int> _samples = [];
    private readonly double[] _mean;
    private readonly double[] _precision;

    private sealed record Term(double LogIdeal, TermLink Link, int[] Index, double[] Value);

    private sealed record Row(Term[] Terms, double LogSeconds, double Weight, int[] BiasIndex, double[] BiasValue);

    /// <summary>Prepares the rows; keys are numbered in order of appearance.</summary>
    public StepTimeFit(IReadOnlyList<FitRow> rows, EffectPriors priors)
    {
        _rows = rows.Select(Prepare).ToArray();
        _mean = _keys.Select(k => priors.Of(k).Mean).ToArray();
        _precision = _keys.Select(k => 1 / (priors.Of(k).Deviation * priors.Of(k).Deviation)).ToArray();
    }

    /// <summary>Number of coefficients.</summary>
    public int Count => _keys.Count;

    /// <summary>Fits all rows, or all but those of a fold.</summary>
    /// <param name="leaveOut">True for rows to leave out; null keeps all.</param>
    /// <param name="start">Coefficients to start from; null starts at the priors.</param>
    /// <param name="iterations">At most so many steps.</param>
    public double[] Fit(bool[]? leaveOut = null, double[]? start = null, int iterations = 120)
    {
        var theta = (double[])(start ?? _mean).Clone();
        var n = theta.Length;
        var normal = new double[n * n];
        var gradient = new double[n];
        var damping = 1e-3;
        var objective = Objective(theta, leaveOut);
        for (var i = 0; i < iterations; i++)
        {
            Assemble(theta, leaveOut, normal, gradient);
            var improved = false;
            while (damping < 1e8)
            {
                var step = Solve(normal, gradient, damping, n);
                var largest = step.Max(Math.Abs);
                var scale = largest > 2 ? 2 / largest : 1;
                var next = new double[n];
                for (var j = 0; j < n; j++)
                    next[j] = theta[j] + scale * step[j];
                var value = Objective(next, leaveOut);
                if (value < objective)
                {
                    improved = objective - value > 5e-7 * Math.Abs(objective);
                    (theta, objective) = (next, value);
                    damping = Math.Max(damping / 8, 1e-7);
                    break;
                }
                damping *= 8;
            }
            if (!improved)
                break;
        }
        return theta;
    }

    /// <summary>ln(predicted seconds) of every row from a fit that has not seen the row's group, without the bias effects.</summary>
    /// <remarks>Groups above <see cref="RefitShare"/> of the weight are fitted anew. For the others one Gauss–Newton step leads from the full fit to
    /// the fit without the group (the leave-out formula of ridge regression: the group's rows leave the normal matrix by the Woodbury identity);
    /// a test compares it with refits.</remarks>
    public double[] HeldOut(double[] theta, IReadOnlyList<string> groups)
    {
        var n = theta.Length;
        var normal = new double[n * n];
        Assemble(theta, null, normal, new double[n]);
        var factor = Factorise(normal, 0, n);
        var result = new double[_rows.Length];
        var total = _rows.Sum(r => r.Weight);
        // Folds do not touch each other: the order in which threads take them cannot change a number.
        Parallel.ForEach(Enumerable.Range(0, _rows.Length).GroupBy(i => groups[i], StringComparer.Ordinal), group =>
        {
            var without = group.Sum(r => _rows[r].Weight) > RefitShare * total ? Refit(theta, group) : StepWithout(theta, factor, [.. group], n);
            foreach (var row in group)
                result[row] = LogPrediction(without, row);
        });
        return result;
    }

    private double[] Refit(double[] theta, IEnumerable<int> group)
    {
        var leaveOut = new bool[_rows.Length];
        foreach (var row in group)
            leaveOut[row] = true;
        return Fit(leaveOut, theta, RefitIterations);
    }

    // theta without the rows of a group: theta − A⁻¹Jᵀ (W⁻¹ − J A⁻¹ Jᵀ)⁻¹ r, with A the normal matrix of all rows.
    private double[] StepWithout(double[] theta, double[] factor, int[] group, int n)
    {
        var active = group.Where(r => _rows[r].Weight > 0).ToArray();
        var m = active.Length;
        if (m == 0)
            return theta;
        var half = new double[m][];
        var residual = new double[m];
        var inverseWeight = new double[m];
        var jacobian = new double[n];
        var touched = new List<int>(128);
        for (var i = 0; i < m; i++)
        {
            var row = _rows[active[i]];
            residual[i] = row.LogSeconds - Math.Log(Derivative(row, theta, jacobian, touched)) - Bias(row, theta) - Bias(row, theta, nuisance: false);
            inverseWeight[i] = 1 / RobustWeight(row, residual[i]);
            half[i] = (double[])jacobian.Clone();
            foreach (var t in touched)
                jacobian[t] = 0;
            ForwardSolve(factor, half[i], n);
        }
        var small = new double[m * m];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j <= i; j++)
                small[i * m + j] = (i == j ? inverseWeight[i] : 0) - Dot(half[i], half[j]);
        }
        var weights = Factorise(small, 1e-9, m) is { } f ? SolveFactored(f, residual, m) : residual;
        var step = new double[n];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
                step[j] += half[i][j] * weights[i];
        }
        BackSolve(factor, step, n);
        var scale = Math.Min(1, 3 / Math.Max(1e-12, step.Max(Math.Abs)));
        return theta.Select((t, j) => t - scale * step[j]).ToArray();
    }

    /// <summary>ln(predicted seconds) of a row, without the bias effects.</summary>
    public double LogPrediction(double[] theta, int row)
    {
        var sum = 0.0;
        foreach (var term in _rows[row].Terms)
            sum += TermSeconds(term, theta, out _);
        return Math.Log(sum) + Bias(_rows[row], theta, nuisance: false);
    }

    /// <summary>The coefficients by key with their sample sizes.</summary>
    public IReadOnlyDictionary<string, Coefficient> Coefficients(double[] theta)
    {
        var result = new SortedDictionary<string, Coefficient>(StringComparer.Ordinal);
        for (var i = 0; i < _keys.Count; i++)
            result[_keys[i]] = new(theta[i], _samples[i]);
        return result;
    }

    private Row Prepare(FitRow row)
    {
        var terms = row.Terms.Where(t => t.IdealSeconds > 0).Select(t => new Term(
            Math.Log(t.IdealSeconds), t.Link, t.Effects.Where(e => e.Value != 0).Select(e => IndexOf(e.Key)).ToArray(),
            t.Effects.Where(e => e.Value != 0).Select(e => e.Value).ToArray())).ToArray();
        var bias = row.Bias.Select(e => IndexOf(e.Key)).ToArray();
        foreach (var index in terms.SelectMany(t => t.Index).Concat(bias).Distinct())
            _samples[index]++;
        return new(terms, Math.Log(row.Seconds), row.Weight, bias, row.Bias.Select(e => e.Value).ToArray());
    }

    private int IndexOf(string key)
    {
        if (_index.TryGetValue(key, out var index))
            return index;
        _index[key] = _keys.Count;
        _keys.Add(key);
        _samples.Add(0);
        return _keys.Count - 1;
    }

    private static double TermSeconds(Term term, double[] theta, out double slope)
    {
        var u = 0.0;
        for (var i = 0; i < term.Index.Length; i++)
            u += theta[term.Index[i]] * term.Value[i];
        u = Math.Clamp(u, -30, 30);
        slope = StepTerm.LogSlope(term.Link, u);
        return Math.Exp(term.LogIdeal) * StepTerm.Factor(term.Link, u);
    }

    private double Bias(Row row, double[] theta, bool nuisance = true)
    {
        var bias = 0.0;
        for (var i = 0; i < row.BiasIndex.Length; i++)
        {
            if (_keys[row.BiasIndex[i]].StartsWith("s:", StringComparison.Ordinal) == nuisance)
                bias += theta[row.BiasIndex[i]] * row.BiasValue[i];
        }
        return bias;
    }

    private double Objective(double[] theta, bool[]? leaveOut)
    {
        var sum = 0.0;
        for (var r = 0; r < _rows.Length; r++)
        {
            if (leaveOut?[r] == true || _rows[r].Weight <= 0)
                continue;
            var residual = (_rows[r].LogSeconds - LogPrediction(theta, r) - Bias(_rows[r], theta)) / ResidualScale;
            sum += _rows[r].Weight * (TailDegrees + 1) / 2 * Math.Log(1 + residual * residual / TailDegrees);
        }
        for (var i = 0; i < theta.Length; i++)
            sum += 0.5 * _precision[i] * (theta[i] - _mean[i]) * (theta[i] - _mean[i]);
        return sum;
    }

    private void Assemble(double[] theta, bool[]? leaveOut, double[] normal, double[] gradient)
    {
        var n = theta.Length;
        Array.Clear(normal);
        for (var i = 0; i < n; i++)
        {
            normal[i * n + i] = _precision[i];
            gradient[i] = -_precision[i] * (theta[i] - _mean[i]);
        }
        var jacobian = new double[n];
        var touched = new List<int>(128);
        for (var r = 0; r < _rows.Length; r++)
        {
            var row = _rows[r];
            if (leaveOut?[r] == true || row.Weight <= 0)
                continue;
            var residual = row.LogSeconds - Math.Log(Derivative(row, theta, jacobian, touched)) - Bias(row, theta) - Bias(row, theta, nuisance: false);
            Accumulate(normal, gradient, jacobian, touched, RobustWeight(row, residual), residual, n);
        }
    }

    private static double RobustWeight(Row row, double residual)
    {
        var scaled = residual / ResidualScale;
        return row.Weight * (TailDegrees + 1) / (TailDegrees + scaled * scaled) / (ResidualScale * ResidualScale);
    }

    private static double Derivative(Row row, double[] theta, double[] jacobian, List<int> touched)
    {
        touched.Clear();
        var total = 0.0;
        Span<double> seconds = stackalloc double[row.Terms.Length];
        Span<double> slopes = stackalloc double[row.Terms.Length];
        for (var t = 0; t < row.Terms.Length; t++)
        {
            seconds[t] = TermSeconds(row.Terms[t], theta, out slopes[t]);
            total += seconds[t];
        }
        for (var t = 0; t < row.Terms.Length; t++)
        {
            var share = seconds[t] / total * slopes[t];
            var term = row.Terms[t];
            for (var i = 0; i < term.Index.Length; i++)
                Add(jacobian, touched, term.Index[i], share * term.Value[i]);
        }
        for (var i = 0; i < row.BiasIndex.Length; i++)
            Add(jacobian, touched, row.BiasIndex[i], row.BiasValue[i]);
        return total;
    }

    private static void Add(double[] jacobian, List<int> touched, int index, double value)
    {
        if (jacobian[index] == 0)
            touched.Add(index);
        jacobian[index] += value;
    }

    private static void Accumulate(double[] normal, double[] gradient, double[] jacobian, List<int> touched, double weight, double residual, int n)
    {
        foreach (var i in touched)
        {
            var ji = weight * jacobian[i];
            gradient[i] += ji * residual;
            foreach (var j in touched)
            {
                if (j <= i)
                    normal[i * n + j] += ji * jacobian[j];
            }
        }
        foreach (var i in touched)
            jacobian[i] = 0;
    }

    // Vector<double> sums lanes in a fixed order, so the result depends on the machine's vector width only; four lanes are fixed by hand instead.
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        var i = 0;
        if (System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated)
        {
            var sum = System.Runtime.Intrinsics.Vector256<double>.Zero;
            for (; i + 4 <= a.Length; i += 4)
                sum += System.Runtime.Intrinsics.Vector256.Create(a.Slice(i, 4)) * System.Runtime.Intrinsics.Vector256.Create(b.Slice(i, 4));
            (s0, s1, s2, s3) = (sum[0], sum[1], sum[2], sum[3]);
        }
        for (; i + 4 <= a.Length; i += 4)
        {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.Length; i++)
            s0 += a[i] * b[i];
        return (s0 + s1) + (s2 + s3);
    }

    private static double[] Solve(double[] normal, double[] gradient, double damping, int n) =>
        SolveFactored(Factorise(normal, damping, n), gradient, n);

    // Cholesky of (normal + damping · diagonal), lower triangle, rows contiguous: the inner loop is a dot product of two rows.
    private static double[] Factorise(double[] normal, double damping, int n)
    {
        var factor = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            var row = factor.AsSpan(i * n, n);
            for (var j = 0; j <= i; j++)
            {
                var rest = normal[i * n + j] - Dot(row[..j], factor.AsSpan(j * n, j));
                row[j] = i == j ? Math.Sqrt(Math.Max(rest + damping * Math.Abs(normal[i * n + i]), 1e-12)) : rest / factor[j * n + j];
            }
        }
        return factor;
    }

    private static double[] SolveFactored(double[] factor, double[] right, int n)
    {
        var x = (double[])right.Clone();
        ForwardSolve(factor, x, n);
        BackSolve(factor, x, n);
        return x;
    }

    private static void ForwardSolve(double[] factor, double[] x, int n)
    {
        for (var i = 0; i < n; i++)
            x[i] = (x[i] - Dot(factor.AsSpan(i * n, i), x.AsSpan(0, i))) / factor[i * n + i];
    }

    private static void BackSolve(double[] factor, double[] x, int n)
    {
        for (var i = n - 1; i >= 0; i--)
        {
            x[i] /= factor[i * n + i];
            for (var j = 0; j < i; j++)
                x[j] -= factor[i * n + j] * x[i];
        }
    }
}
