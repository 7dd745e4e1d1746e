using System.Globalization;

namespace Rigwright.App.Fit;

/// <summary>Reads <c>--duty</c>.</summary>
internal static class DutyCycles
{
    // Assumed where nothing is said: a role that decodes half of the time, as a coding agent that waits for tools and people does.
    private static readonly DutyCycle Assumed = new(0.5, 0);

    /// <summary>One for each role; what cannot be read is a finding.</summary>
    public static IReadOnlyList<DutyCycle> Of(string? text, int roles, FitFindings findings)
    {
        if (text is null)
            return [.. Enumerable.Repeat(Assumed, roles)];
        var duties = text.Split(',').Select(part => One(part.Trim(), findings)).ToList();
        if (duties.Count == 1)
            return [.. Enumerable.Repeat(duties[0], roles)];
        if (duties.Count != roles)
            findings.Error(FitCodes.OutOfRange, text, $"--duty has {duties.Count} duty cycles for {roles} roles.", "Give one for all, or one for each in the order of the models.");
        return [.. duties.Concat(Enumerable.Repeat(Assumed, roles)).Take(roles)];
    }

    private static DutyCycle One(string text, FitFindings findings)
    {
        var parts = text.Split('/');
        var (decode, prefill) = (Share(parts[0]), parts.Length > 1 ? Share(parts[1]) : 0);
        if (parts.Length <= 2 && decode is { } d && prefill is { } p && d + p <= 1 + 1e-9)
            return new(d, p);
        findings.Error(FitCodes.OutOfRange, text, $"'{text}' is no duty cycle.", "Write the share of the time in which the role decodes, and after a slash the one in which it reads prompts: 0.5 or 0.5/0.1.");
        return Assumed;
    }

    private static double? Share(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share : null;
}
