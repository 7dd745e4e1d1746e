using System.Globalization;
using System.Text;
using Rigwright.App.Predict;

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
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  reads {d.BytesRead / 1e9:0.00} GB a step; ceiling {d.Ceiling.TokensPerSecond:0.0} steps/s; efficiency {d.Efficiency * 100:0} %\n  time of a step:");
            foreach (var term in d.Terms)
            {
                text.Append(CultureInfo.InvariantCulture, $" {term.Name} {term.Seconds * 1e3:0.00} ms");
                if (term.Efficiency is { } efficiency)
                    text.Append(CultureInfo.InvariantCulture, $" ({efficiency * 100:0} %)");
                text.Append(term == d.Terms[^1] ? "\n" : ",");
            }
        }
        foreach (var e in c.Nearest)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  measured {e.Row.Value} {e.Row.Metric}: {e.Row.Model} {e.Row.Quantisation} on {e.Row.Hardware}, {e.Row.Engine}/{e.Row.Backend}, {e.Row.Date}, {e.Title}\n");
        }
        if (c.Decode is { } decode)
            text.Append("  would narrow it: ").AppendJoin("; ", decode.WouldNarrow).Append('\n');
        text.Append('\n');
    }
}
