using System.Globalization;
using System.Text;
using Rigwright.Domain.Naming;
using Rigwright.Engine.Speed;
using Rigwright.Measuring.Calibration;

namespace Rigwright.Measuring.Cases;

/// <summary>The answer to one case.</summary>
/// <param name="Id">Id of the case.</param>
/// <param name="Predicted">tok/s, or seconds for a time to the first token; null when unknown.</param>
/// <param name="Low">Lower end of the 90 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Basis">How it was computed, or why it is unknown.</param>
public sealed record SpeedAnswer(string Id, double? Predicted, double? Low, double? High, string Basis)
{
    /// <summary>Header of the output table.</summary>
    public const string Header = "id,status,predicted,low,high,basis";

    /// <summary>Answers a case.</summary>
    public static SpeedAnswer Of(SpeedCase row, SpeedCaseResolver resolver, SpeedPredictor predictor)
    {
        var resolved = resolver.Resolve(row);
        return resolved.IsKnown ? Of(row.Id, resolved.Value, predictor) : new(row.Id, null, null, null, "unknown: " + string.Join("; ", resolved.Missing));
    }

    /// <summary>Answers a resolved case. Where the hardware's name has several meanings the answer is for the usual one, and the interval reaches over all.</summary>
    public static SpeedAnswer Of(string id, ResolvedCase question, SpeedPredictor predictor)
    {
        var answer = OfOne(id, question, predictor);
        if (answer.Predicted is null || question.Otherwise.Count == 0)
            return answer;
        var others = question.Otherwise.Select(q => OfOne(id, question with { Query = q }, predictor)).Where(a => a.Predicted is not null).ToList();
        return answer with
        {
            Low = others.Select(a => a.Low).Append(answer.Low).Min(),
            High = others.Select(a => a.High).Append(answer.High).Max(),
            Basis = $"{answer.Basis}; taken as {question.Query.Device.Id}, the interval covers {string.Join(" and ", question.Otherwise.Select(q => q.Device.Id))}",
        };
    }

    private static SpeedAnswer OfOne(string id, ResolvedCase question, SpeedPredictor predictor)
    {
        var query = question.Query;
        if (question.Metric == SpeedMetric.FirstToken)
        {
            var first = predictor.TimeToFirstToken(query);
            return first.IsKnown
                ? new(id, first.Value.Value.Seconds, first.Value.Low.Seconds, first.Value.High.Seconds, first.Value.Basis)
                : new(id, null, null, null, "unknown: " + string.Join("; ", first.Missing));
        }
        var answer = question switch
        {
            { Metric: SpeedMetric.Prefill } => predictor.Prefill(query),
            { Prefills: not PrefillsIncluded.None } => predictor.DecodeUnderLoad(query, question.Prefills, question.Metric == SpeedMetric.DecodePerStream),
            { Metric: SpeedMetric.DecodePerStream } => predictor.Decode(query),
            _ => predictor.DecodeTotal(query),
        };
        return answer.IsKnown
            ? new(id, answer.Value.Value.TokensPerSecond, answer.Value.Low.TokensPerSecond, answer.Value.High.TokensPerSecond, answer.Value.Basis)
            : new(id, null, null, null, "unknown: " + string.Join("; ", answer.Missing));
    }

    /// <summary>One line of the output table, without the line end.</summary>
    public void AppendTo(StringBuilder text)
    {
        text.Append(SpreadsheetText.Cell(Id));
        text.Append(Predicted is null ? ",unknown," : ",answered,");
        AppendNumber(text, Predicted);
        AppendNumber(text, Low);
        AppendNumber(text, High);
        text.Append(SpreadsheetText.Cell(Basis));
    }

    private static void AppendNumber(StringBuilder text, double? value) =>
        text.Append(value?.ToString("G6", CultureInfo.InvariantCulture)).Append(',');
}
