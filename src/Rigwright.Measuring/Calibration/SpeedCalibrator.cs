using System.Globalization;
using Rigwright.Engine.Speed;

namespace Rigwright.Measuring.Calibration;

/// <summary>What was measured.</summary>
public enum SpeedMetric
{
    /// <summary>Decode rate of one stream.</summary>
    DecodePerStream,

    /// <summary>Decode rate of all streams.</summary>
    DecodeTotal,

    /// <summary>Prefill rate.</summary>
    Prefill,

    /// <summary>Seconds to the first token.</summary>
    FirstToken,
}

/// <summary>One measurement as the fit sees it.</summary>
/// <param name="Id">Row id.</param>
/// <param name="Source">Short name of the source; groups the rows of one author.</param>
/// <param name="Metric">What was measured.</param>
/// <param name="Value">tok/s, or seconds.</param>
/// <param name="Query">The question that it answers.</param>
/// <param name="Prefills">Whose prefills a decode rate includes.</param>
public sealed record SpeedMeasurement(string Id, string Source, SpeedMetric Metric, double Value, SpeedQuery Query, PrefillsIncluded Prefills)
{
    /// <summary>The cell that shares one weight: one source's numbers for one model on one machine.</summary>
    public string Cell => string.Create(CultureInfo.InvariantCulture,
        $"{Query.Device.Id}|{Query.Parallelism}|{Query.Model.Id}|{Source}|{(Query.Streams > 1 ? "batch" : "single")}");

    /// <summary>Seconds of the step, the prefill or the wait.</summary>
    public double Seconds => Metric switch
    {
        SpeedMetric.DecodePerStream => 1 / Value,
        SpeedMetric.DecodeTotal => Query.ActiveStreams / Value,
        SpeedMetric.Prefill => (double)Query.PromptTokens * Query.Streams / Value,
        _ => Value,
    };
}

/// <summary>One quantity's fit with the held-out predictions by what was held out.</summary>
/// <param name="Fitted">For the calibration file.</param>
/// <param name="Rows">The measurements.</param>
/// <param name="LogErrors">ln(predicted seconds) − ln(measured seconds) of each row by holding.</param>
public sealed record QuantityFit(FittedQuantity Fitted, IReadOnlyList<SpeedMeasurement> Rows, IReadOnlyDictionary<string, double[]> LogErrors);

/// <summary>Fits the whole calibration from measurements. Deterministic.</summary>
public static class SpeedCalibrator
{
    /// <summary>Names of the ways to hold rows out, and their groups.</summary>
    public static IReadOnlyDictionary<string, Func<SpeedMeasurement, string>> Holdings { get; } = new SortedDictionary<string, Func<SpeedMeasurement, string>>(StringComparer.Ordinal)
    {
        ["cell"] = m => m.Cell,
        ["hardware"] = m => m.Query.Device.Chip,
        ["model"] = m => m.Query.Model.Signature,
        ["source"] = m => m.Source,
    };

    /// <summary>The fits of the three quantities.</summary>
    public sealed record Result(QuantityFit Decode, QuantityFit Prefill, QuantityFit FirstToken, SpeedCalibration Calibration);

    /// <summary>Fits.</summary>
    public static Result Fit(IReadOnlyList<SpeedMeasurement> measurements, string asOf, string inputHash)
    {
        var engines = measurements.Select(m => m.Query.Engine).ToHashSet(StringComparer.Ordinal);
        // Rates over wall time need a prefill, times to the first token a step: steps alone, then prefills, then steps with all rows.
        var decodeRows = measurements.Where(m => m.Metric is SpeedMetric.DecodePerStream or SpeedMetric.DecodeTotal).ToList();
        var steps = Coefficients([.. decodeRows.Where(m => m.Prefills == PrefillsIncluded.None)], m => DecodeTerms.Of(m.Query), _ => [], SpeedPriors.Decode);
        double StepSeconds(SpeedQuery q) => DecodeTerms.Of(q with { Depth = q.Depth + q.PromptTokens }).Sum(steps.Seconds);
        var computeRows = measurements.Where(m => m.Metric is SpeedMetric.Prefill or SpeedMetric.FirstToken && m.Query.Device.MatrixFlopsPerSec is not null).ToList();
        // How long a request waits depends on how long a prefill is: two passes with the prefills of the pass before.
        var prefills = Coefficients([.. computeRows.Where(m => m.Metric == SpeedMetric.Prefill)], m => PrefillTerms.Of(m.Query), _ => [], SpeedPriors.Prefill);
        double OnePrompt(SpeedQuery q) => PrefillTerms.Of(q with { Streams = 1 }).Sum(prefills.Seconds);
        IReadOnlyList<StepTerm> ComputeTerms(SpeedMeasurement m) =>
            m.Metric == SpeedMetric.Prefill ? PrefillTerms.Of(m.Query) : FirstTokenTerms.Of(m.Query, StepSeconds(m.Query), OnePrompt(m.Query));
        IReadOnlyList<Effect> Queue(SpeedMeasurement m) => m.Metric == SpeedMetric.Prefill ? [] : FirstTokenTerms.Queue(m.Query, StepSeconds(m.Query), OnePrompt(m.Query));
        prefills = Coefficients(computeRows, ComputeTerms, Queue, SpeedPriors.Prefill);
        var both = FitQuantity(computeRows, ComputeTerms, Queue, SpeedPriors.Prefill);
        double PrefillSeconds(SpeedQuery q) => PrefillTerms.Of(q with { Depth = 0 }).Sum(both.Fitted.Times.Seconds);
        var decode = FitQuantity(decodeRows,
            m => m.Prefills == PrefillsIncluded.None ? DecodeTerms.Of(m.Query) : DecodeTerms.WithPrefills(m.Query, PrefillSeconds(m.Query), m.Prefills), _ => [], SpeedPriors.Decode);
        var prefill = Only(both, SpeedMetric.Prefill);
        var first = Only(both, SpeedMetric.FirstToken);
        return new(decode, prefill, first, new()
        {
            AsOf = asOf,
            InputHash = inputHash,
            Hardware = measurements.Select(m => m.Query.Device.Chip).ToHashSet(StringComparer.Ordinal),
            Models = measurements.Select(m => m.Query.Model.Signature).ToHashSet(StringComparer.Ordinal),
            Engines = engines,
            Decode = decode.Fitted,
            Prefill = prefill.Fitted,
            FirstToken = first.Fitted,
        });
    }

    // One fit, two quantities: each with the errors of its own rows.
    private static QuantityFit Only(QuantityFit fit, SpeedMetric metric)
    {
        var index = Enumerable.Range(0, fit.Rows.Count).Where(i => fit.Rows[i].Metric == metric).ToArray();
        var rows = index.Select(i => fit.Rows[i]).ToList();
        var errors = fit.LogErrors.ToDictionary(e => e.Key, e => index.Select(i => e.Value[i]).ToArray(), StringComparer.Ordinal);
        return new(fit.Fitted with { Spread = SpreadFit.Fit(HeldOutRows(rows, errors)), Measurements = rows.Count }, rows, errors);
    }

    private static QuantityFit FitQuantity(List<SpeedMeasurement> rows, Func<SpeedMeasurement, IReadOnlyList<StepTerm>> terms,
        Func<SpeedMeasurement, IReadOnlyList<Effect>> factor, EffectPriors priors)
    {
        var fit = Prepare(rows, terms, factor, priors);
        var theta = fit.Fit();
        var errors = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var (name, group) in Holdings)
        {
            var predicted = fit.HeldOut(theta, [.. rows.Select(group)]);
            errors[name] = [.. predicted.Select((p, i) => p - Math.Log(rows[i].Seconds))];
        }
        errors["none"] = [.. rows.Select((r, i) => fit.LogPrediction(theta, i) - Math.Log(r.Seconds))];
        var spread = SpreadFit.Fit(HeldOutRows(rows, errors));
        return new(new(new CoefficientSet(Kept(fit.Coefficients(theta))), spread, rows.Count), rows, errors);
    }

    private static CoefficientSet Coefficients(List<SpeedMeasurement> rows, Func<SpeedMeasurement, IReadOnlyList<StepTerm>> terms,
        Func<SpeedMeasurement, IReadOnlyList<Effect>> factor, EffectPriors priors)
    {
        var fit = Prepare(rows, terms, factor, priors);
        return new(Kept(fit.Coefficients(fit.Fit())));
    }

    private static StepTimeFit Prepare(List<SpeedMeasurement> rows, Func<SpeedMeasurement, IReadOnlyList<StepTerm>> terms,
        Func<SpeedMeasurement, IReadOnlyList<Effect>> factor, EffectPriors priors)
    {
        var weights = Weights(rows);
        return new([.. rows.Select((r, i) => new FitRow(terms(r), r.Seconds, weights[i], [new("s:" + r.Source, 1), .. factor(r)]))], priors);
    }

    // How much a source's weight grows with its cells: the rows of one author share his machine, his build and his habits, so they are
    // worth less than as many rows of as many authors.
    private const double SourceExponent = -1.0 / 3;

    // A cell of n rows weighs √n: between "every row counts" (584 rows of one author would decide) and "every cell counts once". The mean weight
    // stays that of the cells alone, so that the priors keep their strength.
    private static double[] Weights(List<SpeedMeasurement> rows)
    {
        var cells = rows.GroupBy(r => r.Cell, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var sources = rows.GroupBy(r => r.Source, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(r => r.Cell).Distinct(StringComparer.Ordinal).Count(), StringComparer.Ordinal);
        var byCell = rows.Select(r => 1 / Math.Sqrt(cells[r.Cell])).ToArray();
        var weights = rows.Select((r, i) => byCell[i] * Math.Pow(sources[r.Source], SourceExponent)).ToArray();
        var mean = byCell.Sum() / weights.Sum();
        return [.. weights.Select(w => w * mean)];
    }

    // The source effects are nuisance: an unseen author has none. Coefficients are rounded as the file keeps them, so that a fit and its file predict alike.
    private static SortedDictionary<string, Coefficient> Kept(IReadOnlyDictionary<string, Coefficient> all)
    {
        var kept = new SortedDictionary<string, Coefficient>(StringComparer.Ordinal);
        foreach (var (key, coefficient) in all)
        {
            if (!key.StartsWith("s:", StringComparison.Ordinal))
                kept[key] = new(Math.Round(coefficient.Value, 6), coefficient.Samples);
        }
        return kept;
    }

    private static List<HeldOut> HeldOutRows(List<SpeedMeasurement> rows, IReadOnlyDictionary<string, double[]> errors)
    {
        var cells = rows.GroupBy(r => r.Cell, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var others = new OtherSources(rows);
        var result = new List<HeldOut>(rows.Count * 3);
        for (var i = 0; i < rows.Count; i++)
        {
            var (query, weight) = (rows[i].Query, 1.0 / cells[rows[i].Cell]);
            // Whoever asks is a new author: what is known is known from other authors.
            var (novelty, engineKnown) = others.NoveltyOf(rows[i]);
            result.Add(new(errors["source"][i], SpreadModel.GroupOf(query, novelty), SpreadModel.Effects(query, novelty, engineKnown), SpreadModel.ClassesOf(query, novelty), weight));
            foreach (var (held, what) in new[] { ("hardware", Novelty.NewHardware), ("model", Novelty.NewModel) })
            {
                result.Add(new(errors[held][i], SpreadModel.GroupOf(query, what), SpreadModel.Effects(query, what, engineKnown: true),
                    SpreadModel.ClassesOf(query, what), weight));
            }
        }
        return result;
    }
}
