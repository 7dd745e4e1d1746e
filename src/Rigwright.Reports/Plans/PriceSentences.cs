using Rigwright.Engine.Costs;
using static Rigwright.Reports.Plans.PlanWords;

namespace Rigwright.Reports.Plans;

/// <summary>How the decision hangs on single prices, in sentences.</summary>
internal static class PriceSentences
{
    /// <summary>The first rig's thresholds, the price that matters most, then the other rigs'.</summary>
    public static IEnumerable<string> Of(PriceSensitivity prices, string winner)
        => [.. OfWinner(prices, winner), .. prices.Others.Where(r => r.MovesUp is not null || r.Wins is not null).Select(Other), .. Unmoved(prices) is { } never ? (string[])[never] : []];

    /// <summary>Up to which prices the first rig stays first, and which price matters most.</summary>
    public static IEnumerable<string> OfWinner(PriceSensitivity prices, string winner)
    {
        if (prices.WinnerLoses.Count == 0)
            yield return $"{winner} stays first up to twice the price of its devices.";
        foreach (var loss in prices.WinnerLoses)
            yield return $"{winner} stays first until {loss.ItemName} costs {Exact(loss.To)} ({Percent(loss)}, {Exact(loss.Total)} together); {Then(loss)}";
        foreach (var part in prices.WinnerParts.Where(p => p.Loses is not null))
            yield return $"{winner} stays first until {part.ItemName} costs {Exact(part.Loses!.To)} ({Percent(part.Loses)}, {Exact(part.Loses.Total)} together); {Then(part.Loses)}";
        if (prices.WinnerParts.Where(p => p.Loses is null).ToList() is { Count: > 0 } capped)
            yield return $"No price of {(capped.Count == prices.WinnerParts.Count ? "its parts" : "these parts")} alone makes another rig the first, because something else would be bought: {string.Join("; ", capped.Select(Capped))}.";
        if (prices.MattersMost is { } most)
            yield return $"Of the prices of {(prices.WinnerParts.Count > 0 ? "the devices and of the first rig's parts" : "the devices")}, that of {most.ItemName} matters most: now {Exact(most.From)}; {Exact(most.To)} ({Percent(most)}) {(most.Ahead is null ? "leaves no rig" : "makes another rig the first")}.";
    }

    /// <summary>The rigs that no price helps; null when there is none.</summary>
    public static string? Unmoved(PriceSensitivity prices) => prices.Others.Where(r => r.MovesUp is null && r.Wins is null).Select(r => r.Name).ToList() is { Count: > 0 } never
        ? $"No lower price of their devices moves {string.Join(" or ", never)} up." : null;

    private static string Then(PriceThreshold loss) => loss.Ahead is { } ahead ? $"from there {ahead} is." : "from there no rig meets the requirements.";

    private static string Capped(PartThreshold part)
    {
        var instead = new List<string>();
        if (part.Replaced is { } replaced && (part.Moves is null || replaced.Above < part.Moves.To))
            instead.Add($"above {Exact(replaced.Above)} {(replaced.By.Count > 0 ? string.Join(" and ", replaced.By) : "no other")} ({Exact(replaced.Total)} together)");
        if (part.Moves is { } moves)
            instead.Add($"from {Exact(moves.To)} {moves.Ahead}");
        return $"instead of {part.ItemName} (now {Exact(part.From)}) {string.Join(", ", instead)}";
    }

    private static string Other(RigThresholds rig)
    {
        var place = rig.Place is { } p ? Text($"place {p}") : "out";
        var moves = rig.MovesUp is { } up && up != rig.Wins
            ? $" {(rig.Place is null ? "enters" : "moves up")} at {Exact(up.To)} for {up.ItemName} ({Percent(up)}, {Exact(up.Total)} together){(up.Ahead is { } passed ? $", past {passed}" : "")}" : "";
        var wins = rig.Wins is { } win ? $" {(moves.Length > 0 ? "and " : "")}is first at {Exact(win.To)} for {win.ItemName} ({Percent(win)}, {Exact(win.Total)} together)" : moves.Length > 0 ? " and is first at no price" : "";
        return $"{rig.Name} ({place}, {Exact(rig.Total)}){moves}{wins}.";
    }

    /// <summary>A threshold as a change of the price now.</summary>
    public static string Percent(PriceThreshold threshold) => Text($"{100 * threshold.Change:+0.0;-0.0} %");
}
