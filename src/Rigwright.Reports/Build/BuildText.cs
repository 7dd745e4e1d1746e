using System.Globalization;
using Rigwright.App.Build;
using Rigwright.Engine.Compatibility;
using Rigwright.Engine.Search.Exact;
using Rigwright.Reports.Parts;

namespace Rigwright.Reports.Build;

/// <summary>The cheapest build for people.</summary>
public static class BuildText
{
    /// <summary>Parts, price, proof and findings; or why there is no answer.</summary>
    public static void Write(TextWriter output, BuildCommandResponse response)
    {
        var result = response.Result!;
        if (result.Rig is not { } rig)
        {
            WriteNone(output, response, result);
            return;
        }
        output.WriteLine($"The cheapest build that carries {rig.Name}:");
        output.WriteLine();
        foreach (var part in result.Parts)
            output.WriteLine($"  {PartsText.Kind(part.Part.Category),-13} {part.Quantity}x {part.Part.Name}  {(response.Owned.Contains(part.Part.Id.Value) ? "there already" : part.Total.ToString())}");
        output.WriteLine();
        output.WriteLine($"  parts {result.Price}{(response.DevicePrice is { } devices ? $", devices {devices}, together {result.Price!.Value + devices}" : "; the devices are not in the price list")}");
        output.WriteLine($"  proven: none of {Large(result.Combinations)} combinations of the priced parts is acceptable and cheaper{(result.ProvenMinimum == result.Price ? "" : $" ({result.ProvenMinimum} with what its warnings and unknowns are worth)")}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  price list: {response.Prices!.Matched.Count} rows used, {response.Prices.Unmatched.Count} not matched"));
        WriteFindings(output, result, FindingSeverity.Warning, "Warnings");
        WriteFindings(output, result, FindingSeverity.Unknown, "Verify before you buy");
    }

    private static void WriteNone(TextWriter output, BuildCommandResponse response, BuildResult result)
    {
        output.WriteLine($"None of the {Large(result.Combinations)} combinations of the priced parts is acceptable.");
        if (response.Unpriced.Count > 0)
            output.WriteLine($"  The price list holds no {string.Join(", no ", response.Unpriced.Select(PartsText.Kind))}.");
        foreach (var (rule, price) in response.Blocking)
            output.WriteLine($"  Without the rule {rule} the cheapest would cost {price}: add a part that satisfies it.");
        if (response.Unpriced.Count == 0 && response.Blocking.Count == 0)
            output.WriteLine("  No single rule is the reason: at least two kinds of parts do not fit.");
    }

    private static void WriteFindings(TextWriter output, BuildResult result, FindingSeverity severity, string title)
    {
        var findings = result.Findings.Where(f => f.Severity == severity).ToList();
        if (findings.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine(title + ":");
        foreach (var finding in findings)
            output.WriteLine($"  {finding.Rule}: {finding.Message}");
    }

    private static string Large(System.Numerics.BigInteger number) => number < 1_000_000
        ? number.ToString(CultureInfo.InvariantCulture)
        : ((double)number).ToString("0.0e+0", CultureInfo.InvariantCulture).Replace("e+", " × 10^", StringComparison.Ordinal);
}
