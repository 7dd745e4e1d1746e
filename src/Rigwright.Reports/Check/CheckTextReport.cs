using System.Globalization;
using System.Text;
using Rigwright.App.Check;
using Rigwright.Domain.Rigs;
using Rigwright.Engine.Compatibility;

namespace Rigwright.Reports.Check;

/// <summary>Checked plans as text: a heading, the sums, and one line a finding.</summary>
public static class CheckTextReport
{
    /// <summary>Writes all plans.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="colour">Are ANSI colours wanted?</param>
    public static string Render(IReadOnlyList<CheckedPlan> plans, bool colour = false)
    {
        var text = new StringBuilder();
        foreach (var plan in plans)
        {
            if (text.Length > 0)
                text.Append('\n');
            Append(text, plan, colour);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, CheckedPlan plan, bool colour)
    {
        var document = plan.Document;
        var quoted = document.Document is null ? "" : $", quoted from {document.Document}";
        Line(text, $"{Paint(document.Name, "1", colour)} ({document.File}{quoted}; prices of {document.Date:yyyy-MM-dd})");
        Line(text, $"  devices   {Devices(plan.Rig)}");
        if (plan.Sum is { } sum)
            Line(text, $"  lines     {sum}");
        Line(text, $"  power     {PowerOf(plan)}");
        Line(text, $"  noise     {(plan.Noise.TryGet(out var noise) ? noise.Summary : $"unknown: {string.Join(", ", plan.Noise.Missing)}")}");
        text.Append('\n');
        foreach (var finding in plan.Findings)
            Append(text, finding, colour);
        Line(text, $"  {Count(plan, FindingSeverity.Error, "error")}, {Count(plan, FindingSeverity.Warning, "warning")}, {Count(plan, FindingSeverity.Unknown, "unknown", "unknown")}, {Count(plan, FindingSeverity.Info, "note")}; {plan.Passed} comparisons hold.");
    }

    private static void Append(StringBuilder text, Finding finding, bool colour)
    {
        var word = Word(finding.Severity);
        Line(text, $"  {Paint(word.PadRight(8), Colour(finding.Severity), colour)}{finding.Rule}");
        Line(text, $"          {finding.Message}");
        if (finding.Actual is not null || finding.Limit is not null)
            Line(text, $"          {finding.Actual ?? "?"} against {finding.Limit ?? "?"}  [{finding.Source}]");
        else
            Line(text, $"          [{finding.Source}]");
    }

    private static string PowerOf(CheckedPlan plan)
    {
        if (!plan.Power.TryGet(out var power))
            return $"unknown: {string.Join(", ", plan.Power.Missing)}";
        var text = $"{power.Dc} at full load";
        if (power.Wall.TryGet(out var wall) && wall != power.Dc)
            text += $", {wall} at the wall";
        if (plan.Measured.TryGet(out var measured))
            text += $"; measured {measured.Low} to {measured.High}";
        return plan.Idle.TryGet(out var idle) ? $"{text}, idle {idle.Low} to {idle.High}" : text;
    }

    private static string Devices(Rig rig) => rig.Devices.Count == 0 ? "none named" : $"{string.Join(" + ", rig.Devices)} ({rig.DeviceMemory} together)";

    /// <summary>The word of a severity in text and JSON.</summary>
    public static string Word(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        FindingSeverity.Unknown => "unknown",
        _ => "info",
    };

    private static string Colour(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "31",
        FindingSeverity.Warning => "33",
        FindingSeverity.Unknown => "35",
        _ => "36",
    };

    private static string Count(CheckedPlan plan, FindingSeverity severity, string one, string? many = null)
    {
        var count = plan.Count(severity);
        return string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
    }

    private static string Paint(string text, string code, bool colour) => colour ? $"\u001b[{code}m{text}\u001b[0m" : text;

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
