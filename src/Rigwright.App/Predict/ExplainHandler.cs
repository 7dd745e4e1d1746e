using Rigwright.Domain.Catalogues;
using Rigwright.Domain.Diagnostics;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Calibration;
using Rigwright.Measuring.Cases;
using Rigwright.Measuring.Evidence;

namespace Rigwright.App.Predict;

/// <summary>How one case's answer is known.</summary>
/// <param name="Row">The case.</param>
/// <param name="Answer">Its answer.</param>
/// <param name="Decode">Where a decode step's time goes; null for prefills, first tokens and unknown cases.</param>
/// <param name="Prefill">Where a prefill's time goes, for prefills and first tokens.</param>
/// <param name="Nearest">The nearest measurements with their sources.</param>
public sealed record ExplainedCase(SpeedCase Row, SpeedAnswer Answer, SpeedExplanation? Decode, PrefillExplanation? Prefill, IReadOnlyList<MeasuredSpeed> Nearest);

/// <summary>Answers cases with "how do we know?".</summary>
public static class ExplainHandler
{
    /// <summary>Explains the cases of a file.</summary>
    public static Loaded<IReadOnlyList<ExplainedCase>> Handle(string casesPath, string dataFolder, Catalogue catalogue, SpeedPredictor predictor)
    {
        var cases = SpeedCaseReader.Read(casesPath);
        if (cases.Value is null)
            return new(null, cases.Diagnostics);
        var resolver = new SpeedCaseResolver(catalogue);
        var nearest = new NearestMeasurements(dataFolder);
        return new([.. cases.Value.Select(row => Explain(row, resolver, predictor, nearest))], cases.Diagnostics);
    }

    private static ExplainedCase Explain(SpeedCase row, SpeedCaseResolver resolver, SpeedPredictor predictor, NearestMeasurements nearest)
    {
        var resolved = resolver.Resolve(row);
        if (!resolved.IsKnown)
            return new(row, SpeedAnswer.Of(row, resolver, predictor), null, null, []);
        var question = resolved.Value;
        var isDecode = question.Metric is SpeedMetric.DecodePerStream or SpeedMetric.DecodeTotal;
        return new(row, SpeedAnswer.Of(row.Id, question, predictor), isDecode ? predictor.Explain(question.Query).Value : null,
            isDecode ? null : predictor.ExplainPrefill(question.Query).Value,
            nearest.Find(question.Query, question.Metric));
    }
}
