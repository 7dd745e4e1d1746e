using Rigwright.Engine.Speed;

namespace Rigwright.Reports.Speeds;

/// <summary>"How do we know?" in a few plain lines.</summary>
public static class SpeedEvidenceText
{
    /// <summary>Bytes, ceiling and efficiency of a decode step, then where its time goes.</summary>
    public static string Step(SpeedExplanation d) => Text(
        $"reads {d.BytesRead / 1e9:0.00} GB a step, ceiling {d.Ceiling.TokensPerSecond:0.#} steps/s, reaches {d.Efficiency * 100:0} % of it: {Terms(d.Terms)}");

    /// <summary>The prefill rate with its interval, and where its time goes.</summary>
    public static string Prefill(PrefillExplanation p) => Text(
        $"prefill of {p.PromptTokens} tokens: {p.Prediction.Value.TokensPerSecond:0} tok/s (90 %: {p.Prediction.Low.TokensPerSecond:0} to {p.Prediction.High.TokensPerSecond:0}), {p.Efficiency * 100:0} % of its compute ceiling: {Terms(p.Terms)}");

    /// <summary>One measurement with its source and date.</summary>
    public static string Measured(MeasuredSpeed m) => Text(
        $"measured {m.Value:0.##} {UnitOf(m.Metric)}{(m.Streams > 1 ? Text($" ({m.Streams} streams)") : "")}: {m.Model} {m.Quantisation} on {m.Hardware}, {m.Engine}, {m.DepthTokens:0} tokens deep, {m.Date}, {m.Source}");

    /// <summary>The whole evidence of one role in one sentence: the plan's compact line.</summary>
    public static string Compact(SpeedEvidence e) => Text(
        $"{e.Decode.BytesRead / 1e9:0.0} GB a step, {e.Decode.Efficiency * 100:0} % of the {e.Decode.Ceiling.TokensPerSecond:0} steps/s ceiling")
        + (e.NearestDecode.Count == 0 ? "" : "; nearest " + Measured(e.NearestDecode[0]))
        + "; narrower with " + e.Decode.WouldNarrow[0];

    /// <summary>Everything, a line each.</summary>
    public static IEnumerable<string> Lines(SpeedEvidence e)
    {
        yield return Step(e.Decode);
        foreach (var m in e.NearestDecode)
            yield return Measured(m);
        if (e.Prefill is { } prefill)
        {
            yield return Prefill(prefill);
            foreach (var m in e.NearestPrefill.Take(1))
                yield return Measured(m);
        }
        yield return "would narrow it: " + string.Join("; ", e.Decode.WouldNarrow);
    }

    /// <summary>What a metric counts.</summary>
    public static string UnitOf(string metric) => metric switch
    {
        "ttft_s" => "s to the first token",
        "prefill_tps" => "tok/s prefill",
        "decode_tps_total" => "tok/s decode in all",
        _ => "tok/s decode",
    };

    private static string Terms(IReadOnlyList<ExplainedTerm> terms) => string.Join(", ",
        terms.Select(t => Text($"{t.Name} {t.Seconds * 1e3:0.00} ms") + (t.Efficiency is { } e ? Text($" ({e * 100:0} %)") : "")));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
