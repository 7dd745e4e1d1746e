using Rigwright.Measuring.Calibration;

namespace Rigwright.Measuring.Accuracy;

/// <summary>Errors of some predictions, cells weighted alike (benchmark authors publish between 8 and 584 rows).</summary>
/// <param name="Rows">Measurements.</param>
/// <param name="Cells">Cells of (machine, model, source).</param>
/// <param name="Median">Median of |predicted ÷ measured − 1|.</param>
/// <param name="Mean">Mean.</param>
/// <param name="P90">90th percentile.</param>
/// <param name="Worst">Worst.</param>
/// <param name="Coverage">Share of measurements inside the 90 % interval; null where there is none.</param>
public sealed record ErrorSummary(int Rows, double Cells, double Median, double Mean, double P90, double Worst, double? Coverage)
{
    /// <summary>Summarises; null without rows.</summary>
    /// <param name="errors">|predicted ÷ measured − 1|, weight, and whether the interval held.</param>
    public static ErrorSummary? Of(IReadOnlyList<(double Error, double Weight, bool? Covered)> errors)
    {
        if (errors.Count == 0)
            return null;
        var pairs = errors.Select(e => (e.Error, e.Weight)).ToList();
        var total = errors.Sum(e => e.Weight);
        double? coverage = errors.All(e => e.Covered is not null) ? errors.Where(e => e.Covered == true).Sum(e => e.Weight) / total : null;
        return new(errors.Count, total, SpreadFit.Quantile(pairs, 0.5), errors.Sum(e => e.Error * e.Weight) / total, SpreadFit.Quantile(pairs, 0.9),
            errors.Max(e => e.Error), coverage);
    }
}
