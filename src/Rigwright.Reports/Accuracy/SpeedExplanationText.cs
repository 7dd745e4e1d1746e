using System.Globalization;
using System.Text;
using Rigwright.App.Predict;
using Rigwright.Reports.Speeds;

namespace Rigwright.Reports.Accuracy;

/// <summary>"How do we know?" for people.</summary>
public static class SpeedExplanationText
{
    /// <summary>One paragraph a case.</summary>
    public static string Render(IReadOnlyList<ExplainedCase> cases)
    {
        var text = new StringBuilder();
        foreach (var c in cases)
            One(text, c);
        return text.ToString();
    }

    private static void One(StringBuilder text, ExplainedCase c)
    {
        var unit = c.Row.Metric == "ttft_s" ? "s" : "tok/s";
        text.Append(CultureInfo.InvariantCulture, $"{c.Row.Id}: {c.Row.Model} {c.Row.Quantisation} on {c.Row.Hardware}, {c.Row.Metric}\n");
        if (c.Answer.Predicted is null)
        {
            text.Append("  ").Append(c.Answer.Basis).Append("\n\n");
            return;
        }
        text.Append(CultureInfo.InvariantCulture, $"  {c.Answer.Predicted:G4} {unit}, 90 % interval {c.Answer.Low:G4} to {c.Answer.High:G4}\n  {c.Answer.Basis}\n");
        if (c.Decode is { } d)
            text.Append("  ").Append(SpeedEvidenceText.Step(d)).Append('\n');
        if (c.Prefill is { } p)
            text.Append("  ").Append(SpeedEvidenceText.Prefill(p)).Append('\n');
        foreach (var e in c.Nearest)
            text.Append("  ").Append(SpeedEvidenceText.Measured(e)).Append('\n');
        if (c.Decode is { } decode)
            text.Append("  would narrow it: ").AppendJoin("; ", decode.WouldNarrow).Append('\n');
        text.Append('\n');
    }
}
