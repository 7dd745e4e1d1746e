using Rigwright.Engine.Explaining;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>How reasons, differences and changes are worded; shared by every format.</summary>
internal static class DecisionWords
{
    /// <summary>One quantity of a subtraction: <c>1.8x decode of main, alone</c>, <c>-30 dBA noise at full load</c>, <c>+CHF 2,150 price</c>.</summary>
    public static string Of(QuantityDifference d) => d.Compared == Comparison.Ratio
        ? Text($"{d.Change:0.0#}x {d.Label} ({Number(d.First)} against {Number(d.Second)} {d.Unit})")
        : $"{Signed(d.Change, d.Unit)} {d.Label}";

    /// <summary>The quantities in which the first of two plans is better (or worse), those of the weightiest criteria first.</summary>
    public static IEnumerable<QuantityDifference> Sides(PlanDifference difference, bool better)
    {
        var weight = difference.Criteria.ToDictionary(c => c.Name, c => Math.Abs(c.Points), StringComparer.Ordinal);
        return difference.Quantities.Where(q => q.IsBetter == better).OrderByDescending(q => weight.GetValueOrDefault(q.Criterion));
    }

    /// <summary>A change for people.</summary>
    public static string Of(Change change) => change.Kind switch
    {
        ChangeKind.Part => change.To,
        ChangeKind.Price => $"{change.Key} {change.To} (now {change.From})",
        _ => $"{change.Key} {change.To} (now {change.From})",
    };

    /// <summary>The option of <c>rig plan</c> that tries a change; null when none does.</summary>
    public static string? Setting(Change change) => change.IsSetting ? $"--set {Quoted($"{change.Key}={change.To}")}" : null;

    /// <summary>Alternatives in one sentence.</summary>
    public static string Alternatives(IEnumerable<Change> changes, int most)
    {
        var all = changes.ToList();
        var text = string.Join("; or ", all.Take(most).Select(Of));
        return all.Count > most ? Text($"{text}; or {all.Count - most} other single changes") : text;
    }

    private static string Quoted(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"'{text}'" : text;

    private static string Signed(double change, string unit)
    {
        var sign = change < 0 ? "-" : "+";
        var number = Number(Math.Abs(change));
        return unit.Length == 3 && unit.All(char.IsAsciiLetterUpper) ? $"{sign}{unit} {number}" : unit.Length == 0 ? sign + number : unit == "%" ? $"{sign}{number} %" : $"{sign}{number} {unit}";
    }

    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => Text($"{value:#,##0}"),
        >= 10 => Text($"{value:0.#}"),
        _ => Text($"{value:0.##}"),
    };
}
